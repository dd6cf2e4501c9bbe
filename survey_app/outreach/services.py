"""Verbs about waves, invitations, links and mails."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.customers import queries as customers
from survey_app.db import now
from survey_app.errors import Conflict
from survey_app.outreach import queries, wording
from survey_app.outreach.compose import language_for
from survey_app.outreach.models import Invitation, InvitationLink, Mail, Wave
from survey_app.outreach.tokens import new_token, token_hash
from survey_app.studies.models import Study

SEND_JOB = "outreach.send_wave"


def create_wave(
    session: Session,
    study: Study,
    *,
    publication: Publication,
    title: str,
    sender_name: str,
    subject: Mapping[str, str],
    body: Mapping[str, str],
    reply_to: str = "",
    closes_at: datetime | None = None,
    from_owner: bool = False,
    incentive: str = "",
    time_zone: str = "UTC",
) -> Wave:
    """Begin a wave as a draft. Its languages are those of `body`."""
    wave = Wave(study_id=study.id, status="draft", time_zone=time_zone)
    _fill(wave, publication, title, sender_name, subject, body, reply_to, closes_at)
    wave.from_owner, wave.incentive = from_owner, incentive
    session.add(wave)
    session.flush()
    return wave


def change_wave(
    session: Session,
    wave: Wave,
    *,
    publication: Publication,
    title: str,
    sender_name: str,
    subject: Mapping[str, str],
    body: Mapping[str, str],
    reply_to: str = "",
    closes_at: datetime | None = None,
    from_owner: bool = False,
    incentive: str = "",
) -> None:
    """Change a draft. Raises Conflict once mails have gone out.

    A reminder loses the languages that the wave no longer has; one that is left without a text
    in a language of the wave begins it with ours.
    """
    must_be_draft(wave)
    _fill(wave, publication, title, sender_name, subject, body, reply_to, closes_at)
    wave.from_owner, wave.incentive = from_owner, incentive
    for reminder in wave.reminders:
        reminder.subject = {
            code: reminder.subject.get(code, wording.REMINDER_SUBJECT[code]) for code in body
        }
        reminder.body = {
            code: reminder.body.get(code, wording.REMINDER_BODY[code]) for code in body
        }
    session.flush()


def delete_wave(session: Session, wave: Wave) -> None:
    """Delete a draft. Raises Conflict once mails have gone out."""
    must_be_draft(wave)
    session.delete(wave)
    session.flush()


def choose(session: Session, study: Study, wave: Wave, contact_ids: Collection[int]) -> int:
    """Choose contacts for a draft; returns how many are new.

    Left out are people without an address, those who refused to be written to, and addresses
    that must get no mail.
    """
    must_be_draft(wave)
    wanted = sorted(set(contact_ids) - queries.chosen_ids(session, wave))
    fit = queries.who_may_be_written_to(session, study, wanted)
    emails = [email for _, email in fit]
    alone = customers.suppressed_among(session, study.workspace_id, emails)
    rows = [{"wave_id": wave.id, "contact_id": one} for one, email in fit if email not in alone]
    if rows:
        session.execute(insert(Invitation), rows)
    return len(rows)


def unchoose(session: Session, wave: Wave, contact_ids: Collection[int] | None = None) -> None:
    """Take contacts (None: all) out of a draft."""
    must_be_draft(wave)
    statement = delete(Invitation).where(Invitation.wave_id == wave.id)
    if contact_ids is not None:
        statement = statement.where(Invitation.contact_id.in_(contact_ids))
    session.execute(statement)


def new_link(session: Session, invitation: Invitation) -> str:
    """Make one more personal link for an invitation and return its token, which is kept nowhere."""
    token = new_token()
    days = invitation.wave.link_days
    link = InvitationLink(invitation_id=invitation.id, token_hash=token_hash(token))
    link.expires_at = now() + timedelta(days=days) if days else None
    session.add(link)
    session.flush()
    return token


def send_wave(session: Session, study: Study, wave: Wave, *, user: User | None = None) -> int:
    """Queue one mail for each chosen contact, now or when the wave begins; returns how many.

    Raises Conflict when the wave is no draft any more, nobody is chosen or the study is closed.
    """
    must_be_draft(wave)
    must_be_open(study)
    n = queries.n_invited(session, study).get(wave.id, 0)
    if not n:
        raise Conflict(_l("Choose at least one contact first."))
    if wave.closes_at is not None and wave.closes_at <= max(now(), wave.starts_at or now()):
        raise Conflict(_l("The last day for answers is over by then. Choose a later one."))
    if wave.starts_at is not None and wave.starts_at > now():
        wave.status = "scheduled"
        session.flush()
        return n
    queue_mails(session, study, wave)
    _wake(session, study, wave, user)
    return n


def queue_mails(session: Session, study: Study, wave: Wave) -> None:
    """Put one mail for each invitation into the outbox; the wave is being sent from now on."""
    rows = [
        {
            "study_id": study.id,
            "wave_id": wave.id,
            "invitation_id": invitation_id,
            "kind": "invitation",
            "recipient": email or "",
            "language": language_for(language, study, wave),
        }
        for invitation_id, email, language in queries.addressees(session, wave)
    ]
    if rows:
        session.execute(insert(Mail), rows)
    wave.status, wave.sent_at = "sending", now()
    session.flush()


def unschedule(session: Session, wave: Wave) -> None:
    """Make a scheduled wave a draft again. Raises Conflict once it has begun."""
    if wave.status != "scheduled":
        raise Conflict(_l("This wave has begun, so it cannot be a draft again. Pause it instead."))
    wave.status = "draft"
    session.flush()


def send_test(
    session: Session, study: Study, wave: Wave, *, user: User, language: str, nth: int = 0
) -> Mail:
    """Send the letter (0) or its nth reminder in one language to a colleague.

    Its links open nothing.
    """
    must_be_open(study)
    mail = Mail(
        study_id=study.id,
        wave_id=wave.id,
        kind="test",
        nth=nth,
        recipient=user.email,
        language=language,
    )
    session.add(mail)
    session.flush()
    _wake(session, study, wave, user)
    return mail


def pause(session: Session, wave: Wave) -> None:
    """Stop sending; mails that wait go on waiting."""
    if wave.status != "sending":
        raise Conflict(_l("This wave is not being sent, so there is nothing to pause."))
    wave.status = "paused"
    session.flush()


def resume(session: Session, study: Study, wave: Wave, *, user: User | None = None) -> None:
    """Go on sending a paused wave."""
    must_be_open(study)
    if wave.status != "paused":
        raise Conflict(_l("This wave is not paused."))
    wave.status = "sending"
    session.flush()
    _wake(session, study, wave, user)


def close_wave(session: Session, wave: Wave) -> None:
    """End a wave: no more mail, and its links say that the survey is closed."""
    if wave.status in ("draft", "scheduled", "closed"):
        raise Conflict(_l("Only a wave that has been sent can be closed."))
    wave.status = "closed"
    call_off(session, wave)


def cancel(session: Session, wave: Wave) -> None:
    """Send no more of a wave, reminders neither. Links that are out go on working."""
    if wave.status not in ("sending", "paused", "sent") or wave.cancelled_at is not None:
        raise Conflict(_l("This wave has nothing more to send."))
    wave.status, wave.cancelled_at = "sent", now()
    call_off(session, wave)


def call_off(session: Session, wave: Wave) -> None:
    """Take the mails of a wave that wait out of the queue."""
    session.execute(
        update(Mail)
        .where(Mail.wave_id == wave.id, Mail.status == "queued", Mail.kind != "test")
        .values(status="skipped", trouble="called_off")
    )
    session.flush()


def revoke(session: Session, invitation: Invitation) -> None:
    """Make all links of an invitation useless."""
    invitation.revoked_at = invitation.revoked_at or now()
    session.flush()


def send_again(
    session: Session, study: Study, invitation: Invitation, *, user: User | None = None
) -> None:
    """Send the invitation once more, with a fresh link, because a person says so.

    Links that were revoked stay useless; others go on working. Raises Conflict while the mail is
    under way, or when the wave is a draft or closed.
    """
    wave = invitation.wave
    must_be_open(study)
    mail = queries.invitation_mail(session, invitation)
    if mail is None or wave.status in ("draft", "scheduled", "closed"):
        raise Conflict(_l("This wave is not open, so nothing can be sent from it."))
    if mail.status in ("queued", "sending"):
        raise Conflict(_l("The mail to this person is on its way already."))
    if invitation.revoked_at is not None:
        for link in queries.links_of(session, invitation):
            link.expires_at = link.expires_at or invitation.revoked_at
        invitation.revoked_at = None
    mail.status, mail.attempts, mail.trouble, mail.error = "queued", 0, "", ""
    mail.not_before, mail.message_id, mail.sent_at = now(), None, None
    mail.recipient = invitation.contact.email or ""
    mail.language = language_for(invitation.contact.language, study, wave)
    if wave.status == "sent":
        wave.status = "sending"
    session.flush()
    _wake(session, study, wave, user)


def _wake(session: Session, study: Study, wave: Wave, user: User | None) -> None:
    jobs.enqueue(
        session,
        SEND_JOB,
        study_id=study.id,
        user_id=user.id if user is not None else None,
        wave_id=wave.id,
    )


def _fill(
    wave: Wave,
    publication: Publication,
    title: str,
    sender_name: str,
    subject: Mapping[str, str],
    body: Mapping[str, str],
    reply_to: str,
    closes_at: datetime | None,
) -> None:
    if not body or set(subject) != set(body):
        raise ValueError("a wave needs a subject and a body in each of its languages")
    wave.publication, wave.title, wave.sender_name = publication, title, sender_name
    wave.subject, wave.body = dict(subject), dict(body)
    wave.reply_to, wave.closes_at = reply_to, closes_at


def must_be_draft(wave: Wave) -> None:
    """Raise Conflict when a wave has been sent or scheduled."""
    if wave.status == "scheduled":
        raise Conflict(_l("This wave is scheduled. Make it a draft again to change it."))
    if wave.status != "draft":
        raise Conflict(_l("This wave has been sent and can no longer be changed."))


def must_be_open(study: Study) -> None:
    """Raise Conflict when the study is closed."""
    if study.status != "open":
        raise Conflict(_l("The study is closed. Open it again in its settings first."))
