"""The mail engine: every mail of the outbox goes out once, as far as SMTP can tell.

A row is 'sending', with its Message-ID, before the server hears of it, and 'sent' after. A process
that dies in between leaves it 'sending'; a later run marks it 'unknown' and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import structlog
from flask import current_app
from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from survey_app.accounts.models import Workspace
from survey_app.config import Settings
from survey_app.customers.queries import suppression
from survey_app.customers.services import suppress
from survey_app.db import db, now, write_transaction
from survey_app.mail import MailDelayed, MailError, MailRefused, Postman
from survey_app.outreach import outbox_queries, queries, services
from survey_app.outreach.compose import as_test, correspondents, letter_for, mail_of
from survey_app.outreach.models import Mail, Wave
from survey_app.outreach.return_path import return_mark
from survey_app.studies.models import Study

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120))  # before attempts 2 to 5
AT_DOOR_AGAIN_AFTER = timedelta(minutes=1)
# Connecting, TLS and five SMTP commands of at most 30 s each, doubled.
SENDING_LOST_AFTER = timedelta(minutes=10)
RATE_WINDOW = timedelta(minutes=1)
MAX_DELAYS_IN_A_ROW = 3  # then the server is in trouble; the next minute is soon enough
MAX_BLOCKED_IN_A_ROW = 10  # taken for spam so often, a wave does harm to its sender's name
HEARTBEAT_EVERY = 20


def send_due(
    settings: Settings,
    *,
    wave_id: int | None = None,
    heartbeat: Callable[[], None] = lambda: None,
) -> int:
    """Send mails, of one wave or of all, as far as the rate allows; returns how many were tried."""
    give_up_lost()
    n_tried = n_delayed = n_blocked = 0
    with Postman(settings) as postman:
        while n_delayed < MAX_DELAYS_IN_A_ROW:
            with write_transaction() as session:
                if not _rate_allows(session, settings):
                    break
                moment = now()
                resting = outbox_queries.resting_waves(session, moment)
                mail = outbox_queries.due_mail(
                    session, wave_id=wave_id, moment=moment, resting=resting
                )
                if mail is None:
                    break
                mail_id, of_wave = mail.id, mail.wave_id
                message = _claim(session, settings, mail)
            if message is None:
                continue
            error = _send(postman, mail_id, message)
            n_delayed = n_delayed + 1 if isinstance(error, MailDelayed) else 0
            n_blocked = n_blocked + 1 if error is not None and error.trouble == "blocked" else 0
            n_tried += 1
            if error is not None and error.at_door:
                break
            if n_blocked >= MAX_BLOCKED_IN_A_ROW and of_wave is not None:
                _pause(of_wave)
                n_blocked = 0
            if n_tried % HEARTBEAT_EVERY == 0:
                heartbeat()
    _finish_waves()
    return n_tried


def give_up_lost() -> None:
    """Mark mails whose sender has died: whether they went out is not known."""
    with write_transaction() as session:
        session.execute(
            update(Mail)
            .where(Mail.status == "sending", Mail.tried_at < now() - SENDING_LOST_AFTER)
            .values(status="unknown", trouble="stopped", error="")
        )


def _rate_allows(session: Session, settings: Settings) -> bool:
    if not settings.smtp_host:  # a folder cannot be flooded
        return True
    tried = outbox_queries.n_tried_since(session, now() - RATE_WINDOW)
    return tried < settings.mails_per_minute


def _claim(session: Session, settings: Settings, mail: Mail) -> EmailMessage | None:
    """Write the letter and mark the row as being sent; None if it must not or cannot be sent."""
    study = session.get_one(Study, mail.study_id)
    taken = session.scalar(
        update(Mail)
        .where(Mail.id == mail.id, Mail.status == "queued")
        .values(status="sending")
        .returning(Mail.id)
    )
    if taken is None:  # another worker was faster
        return None
    verdict = _obstacle(session, study, mail)
    if verdict is not None:
        mail.status, mail.trouble = verdict
        mail.error = ""
        return None
    try:
        with session.begin_nested():
            message = _message(session, settings, study, mail)
    except Exception as error:
        # One letter that cannot be written must not stop the wave.
        log.exception("mail not written", mail=mail.id)
        mail.status, mail.trouble, mail.error = "failed", "unwritable", type(error).__name__
        return None
    mail.message_id, mail.tried_at = message["Message-ID"], now()
    mail.attempts += 1
    return message


def _obstacle(session: Session, study: Study, mail: Mail) -> tuple[str, str] | None:
    """Return status and trouble of a mail that must not go out any more."""
    if mail.invitation is None:
        return None
    refused = mail.invitation.contact.consent == "refused"
    if refused or suppression(session, study.workspace_id, mail.recipient) is not None:
        return "suppressed", ""
    if mail.invitation.revoked_at is not None:
        return "failed", "revoked"
    if mail.kind == "reminder":
        reply = outbox_queries.reply_to(session, mail.invitation)
        reminders = mail.wave.reminders if mail.wave is not None else []
        gentle = any(one.number == mail.nth and one.unless_begun for one in reminders)
        if reply.answered_at or (gentle and reply.begun_at) or mail.invitation.prefers != "form":
            return "skipped", "answered"
    return None


def _message(session: Session, settings: Settings, study: Study, mail: Mail) -> EmailMessage:
    wave = mail.wave
    assert wave is not None, "due mails belong to a wave"
    if mail.invitation is None:
        sample = queries.chosen_contacts(session, wave, limit=1)
        people = correspondents(session, wave, sample[0] if sample else None)
        letter = letter_for(settings, study, wave, people, language=mail.language, nth=mail.nth)
        return mail_of(settings, as_test(letter), people, to=mail.recipient)
    people = correspondents(session, wave, mail.invitation.contact)
    token = services.new_link(session, mail.invitation)
    letter = letter_for(
        settings, study, wave, people, language=mail.language, nth=mail.nth, token=token
    )
    return mail_of(settings, letter, people, to=mail.recipient, token=token)


def _send(postman: Postman, mail_id: int, message: EmailMessage) -> MailError | None:
    """Hand one claimed mail to the server and write down how it went; returns what went wrong."""
    error: MailError | None = None
    try:
        mark = return_mark(current_app.config["SECRET_KEY"], mail_id)
        postman.send(message, mark=mark)
    except MailError as trouble:
        error = trouble
    except Exception as surprise:
        # Nobody knows how far it got, so it is not tried again by itself.
        log.exception("mail not delivered", mail=mail_id)
        error = MailError(type(surprise).__name__, "unclear")
    with write_transaction() as session:
        mail = session.get(Mail, mail_id)
        if mail is not None:  # None: the contact was deleted meanwhile
            _note(session, mail, error)
    return error


def _note(session: Session, mail: Mail, error: MailError | None) -> None:
    if error is None:
        mail.status, mail.trouble, mail.error, mail.sent_at = "sent", "", "", now()
        return
    mail.trouble, mail.error = error.trouble, str(error)
    if isinstance(error, MailDelayed):
        if error.at_door:
            mail.attempts -= 1  # this mail was never looked at
            mail.status, mail.not_before = "queued", now() + AT_DOOR_AGAIN_AFTER
        elif mail.attempts >= MAX_ATTEMPTS:
            mail.status = "failed"
        else:
            mail.status, mail.not_before = "queued", now() + BACK_OFF[mail.attempts - 1]
    elif isinstance(error, MailRefused):
        mail.status = "failed"
        if error.trouble == "address" and mail.invitation_id is not None:
            # The server itself says that nobody is there: the same as a bounce.
            study = session.get_one(Study, mail.study_id)
            workspace = session.get_one(Workspace, study.workspace_id)
            suppress(session, workspace, mail.recipient, "bounced")
            mail.status = "bounced"
    else:
        mail.status = "unknown"


def _pause(wave_id: int) -> None:
    with write_transaction() as session:
        session.execute(
            update(Wave).where(Wave.id == wave_id, Wave.status == "sending").values(status="paused")
        )


def _finish_waves() -> None:
    waiting = exists().where(Mail.wave_id == Wave.id, Mail.status.in_(("queued", "sending")))
    statement = select(Wave.id).where(Wave.status == "sending", ~waiting)
    finished = db.session.scalars(statement).all()
    db.session.rollback()
    if finished:
        with write_transaction() as session:
            session.execute(
                update(Wave)
                .where(Wave.id.in_(finished), Wave.status == "sending", ~waiting)
                .values(status="sent")
            )
