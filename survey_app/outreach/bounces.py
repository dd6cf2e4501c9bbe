"""Taking in a mail that came back: note it once, and leave its address alone where that is due."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts.models import Workspace
from survey_app.customers.keys import address_key
from survey_app.customers.services import suppress
from survey_app.outreach.models import Mail, ReturnedMail
from survey_app.outreach.returned import Returned, read_returned
from survey_app.studies.models import Study

# What becomes of the address, by the kind of message.
REASONS = {"bounce": "bounced", "complaint": "complained", "unsubscribe": "unsubscribed"}


def take_in(session: Session, content: bytes, *, came_by: str) -> ReturnedMail:
    """Note a message that came back; the same one again changes nothing.

    A permanent failure and a complaint end mail to the address in the whole workspace. Only the
    Message-ID of a mail of ours proves that the message speaks of it: a forged bounce ends nothing.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    known = session.scalar(select(ReturnedMail).where(ReturnedMail.fingerprint == fingerprint))
    if known is not None:
        return known
    returned = read_returned(content)
    mail = _our_mail(session, returned)
    note = ReturnedMail(
        fingerprint=fingerprint,
        kind=returned.kind,
        mail=mail,
        answer=returned.answer,
        came_by=came_by,
    )
    session.add(note)
    if mail is not None and mail.invitation_id is not None:
        _act(session, mail, returned)
    session.flush()
    return note


def latest(session: Session, limit: int = 100) -> list[ReturnedMail]:
    """Return what came back last."""
    return list(session.scalars(select(ReturnedMail).order_by(ReturnedMail.id.desc()).limit(limit)))


def _our_mail(session: Session, returned: Returned) -> Mail | None:
    if not returned.message_ids:
        return None
    rows = session.scalars(select(Mail).where(Mail.message_id.in_(returned.message_ids[:50])))
    by_id = {one.message_id: one for one in rows}
    return next((by_id[one] for one in returned.message_ids if one in by_id), None)


def _act(session: Session, mail: Mail, returned: Returned) -> None:
    if returned.kind == "unsubscribe" and not _from_the_person(mail, returned):
        return
    reason = REASONS.get(returned.kind)
    if reason is None:
        return
    study = session.get_one(Study, mail.study_id)
    suppress(session, session.get_one(Workspace, study.workspace_id), mail.recipient, reason)
    if returned.kind == "bounce":
        mail.status, mail.trouble, mail.error = "bounced", "came_back", returned.answer


def _from_the_person(mail: Mail, returned: Returned) -> bool:
    """Whether the writer is whom we wrote to: anybody may have been sent a copy of our mail."""
    return address_key(mail.recipient) in {address_key(one) for one in returned.addresses}
