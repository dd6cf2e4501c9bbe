"""Taking in a mail that came back: note it once, and leave its address alone where that is due."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.accounts.models import Workspace
from survey_app.config import Settings
from survey_app.customers.keys import address_key
from survey_app.customers.services import suppress
from survey_app.db import now
from survey_app.outreach.models import InvitationLink, Mail, ReturnedMail
from survey_app.outreach.return_path import marked_mail
from survey_app.outreach.returned import Returned, read_returned
from survey_app.outreach.tokens import token_hash
from survey_app.studies.models import Study

REPORTED_WITHIN = timedelta(days=7)

# What becomes of the address, by the kind of message.
REASONS = {"bounce": "bounced", "complaint": "complained", "unsubscribe": "unsubscribed"}


def take_in(session: Session, content: bytes, *, came_by: str) -> ReturnedMail:
    """Note a message that came back; the same one again changes nothing.

    A permanent failure and a complaint end mail to the address in the whole workspace, if the
    message has a secret of our mail: its Message-ID, its return address or its way out. A standard
    report that only names an address we wrote to lately ends the reminders of that wave; the rest
    is a person's to decide, since anybody could have written it. Other forgeries end nothing.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    known = session.scalar(select(ReturnedMail).where(ReturnedMail.fingerprint == fingerprint))
    if known is not None:
        return known
    returned = read_returned(content)
    mail, matched_by = _our_mail(session, returned), "proof"
    if mail is None:
        mail = _by_address(session, returned)
        matched_by = "address" if mail else ""
    note = ReturnedMail(
        fingerprint=fingerprint,
        kind=returned.kind,
        mail=mail,
        answer=returned.answer,
        came_by=came_by,
        matched_by=matched_by,
    )
    session.add(note)
    if mail is not None and mail.invitation_id is not None:
        if matched_by == "proof":
            _act(session, mail, returned)
        else:
            _mark(mail, returned.answer)
    session.flush()
    return note


def leave_alone(session: Session, note: ReturnedMail) -> bool:
    """End mail to the address of a report that proves nothing, as a person has decided.

    Returns whether there was something to decide.
    """
    if note.mail is None or note.matched_by != "address" or note.kind != "bounce":
        return False
    study = session.get_one(Study, note.mail.study_id)
    workspace = session.get_one(Workspace, study.workspace_id)
    suppress(session, workspace, note.mail.recipient, "bounced")
    note.matched_by = "decided"
    session.flush()
    return True


def latest(session: Session, limit: int = 100) -> list[ReturnedMail]:
    """Return what came back last."""
    return list(session.scalars(select(ReturnedMail).order_by(ReturnedMail.id.desc()).limit(limit)))


def _our_mail(session: Session, returned: Returned) -> Mail | None:
    if returned.message_ids:
        rows = session.scalars(select(Mail).where(Mail.message_id.in_(returned.message_ids[:50])))
        by_id = {one.message_id: one for one in rows}
        quoted = next((by_id[one] for one in returned.message_ids if one in by_id), None)
        if quoted is not None:
            return quoted
    settings: Settings = current_app.extensions["portrait_settings"]
    secret = current_app.config["SECRET_KEY"]
    mail_id = marked_mail(secret, settings.bounce_address, returned.sent_to)
    if mail_id is not None:
        return session.get(Mail, mail_id)
    return _by_token(session, returned.tokens)


def _by_token(session: Session, tokens: Sequence[str]) -> Mail | None:
    """Return the last mail to whoever was given one of these links."""
    if not tokens:
        return None
    hashes = [token_hash(one) for one in tokens]
    return session.scalar(
        select(Mail)
        .join(InvitationLink, InvitationLink.invitation_id == Mail.invitation_id)
        .where(InvitationLink.token_hash.in_(hashes), Mail.sent_at.is_not(None))
        .order_by(Mail.sent_at.desc())
        .limit(1)
    )


def _by_address(session: Session, returned: Returned) -> Mail | None:
    """Return the last mail to the address that a standard report names; None after a week.

    A report that quotes a mail which is none of ours does not speak of ours.

    Servers give up after five days at the latest (RFC 5321, 4.5.4.1).
    """
    if not returned.final or returned.message_ids:
        return None
    named = {address_key(one) for one in returned.addresses}
    lately = select(Mail).where(Mail.sent_at > now() - REPORTED_WITHIN, Mail.status == "sent")
    found = lately.where(func.lower(Mail.recipient).in_(named), Mail.invitation_id.is_not(None))
    return session.scalar(found.order_by(Mail.sent_at.desc()).limit(1))


def _mark(mail: Mail, answer: str) -> None:
    mail.status, mail.trouble, mail.error = "bounced", "came_back", answer


def _act(session: Session, mail: Mail, returned: Returned) -> None:
    if returned.kind == "unsubscribe" and not _from_the_person(mail, returned):
        return
    reason = REASONS.get(returned.kind)
    if reason is None:
        return
    study = session.get_one(Study, mail.study_id)
    suppress(session, session.get_one(Workspace, study.workspace_id), mail.recipient, reason)
    if returned.kind == "bounce":
        _mark(mail, returned.answer)


def _from_the_person(mail: Mail, returned: Returned) -> bool:
    """Whether the writer is whom we wrote to: anybody may have been sent a copy of our mail."""
    return address_key(mail.recipient) in {address_key(one) for one in returned.addresses}
