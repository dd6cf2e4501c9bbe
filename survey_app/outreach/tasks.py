"""The mail engine: every mail of the outbox goes out once, as far as SMTP can tell.

A row is 'sending', with its Message-ID, before the server hears of it, and 'sent' after. A process
that dies in between leaves it 'sending'; a later run marks it 'unknown' and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import Workspace
from survey_app.config import Settings
from survey_app.customers.services import is_suppressed
from survey_app.db import db, now, write_transaction
from survey_app.mail import MailDelayed, MailRefused, MailUnclear, deliver
from survey_app.outreach import queries, services
from survey_app.outreach.compose import as_test, letter_for, mail_of
from survey_app.outreach.models import Mail, Wave
from survey_app.studies.models import Study

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120))  # before attempts 2 to 5
# Connecting, TLS and five SMTP commands of at most 30 s each, doubled.
SENDING_LOST_AFTER = timedelta(minutes=10)
RATE_WINDOW = timedelta(minutes=1)
MAX_DELAYS_IN_A_ROW = 3  # then the server is in trouble; the next minute is soon enough
HEARTBEAT_EVERY = 20


@jobs.handler(services.SEND_JOB)
def send_wave(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    """Send what is due of one wave; what the rate does not allow is left to the sweep."""
    n = send_due(_settings(), wave_id=job.params["wave_id"], heartbeat=lambda: progress(0.5, ""))
    return {"n_tried": n}


@jobs.every_minute
def send_due_mails() -> None:
    """Send what is due in all waves, close waves whose time is over."""
    with write_transaction() as session:
        session.execute(
            update(Wave)
            .where(Wave.closes_at <= now(), Wave.status.in_(("sending", "paused", "sent")))
            .values(status="closed")
        )
    send_due(_settings())


def send_due(
    settings: Settings,
    *,
    wave_id: int | None = None,
    heartbeat: Callable[[], None] = lambda: None,
) -> int:
    """Send mails, of one wave or of all, as far as the rate allows; returns how many were tried."""
    _give_up_lost()
    n_tried = n_delayed = 0
    while n_delayed < MAX_DELAYS_IN_A_ROW:
        with write_transaction() as session:
            if not _rate_allows(session, settings):
                break
            mail = queries.due_mail(session, wave_id=wave_id, moment=now())
            if mail is None:
                break
            mail_id, message = mail.id, _claim(session, settings, mail)
        if message is None:
            continue
        n_delayed = n_delayed + 1 if _send(settings, mail_id, message) == "queued" else 0
        n_tried += 1
        if n_tried % HEARTBEAT_EVERY == 0:
            heartbeat()
    _finish_waves()
    return n_tried


def _settings() -> Settings:
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings


def _give_up_lost() -> None:
    with write_transaction() as session:
        session.execute(
            update(Mail)
            .where(Mail.status == "sending", Mail.tried_at < now() - SENDING_LOST_AFTER)
            .values(status="unknown", error="the sender stopped while sending")
        )


def _rate_allows(session: Session, settings: Settings) -> bool:
    if not settings.smtp_host:  # a folder cannot be flooded
        return True
    return queries.n_tried_since(session, now() - RATE_WINDOW) < settings.mails_per_minute


def _claim(session: Session, settings: Settings, mail: Mail) -> EmailMessage | None:
    """Write the letter and mark the row as being sent; None if it must not or cannot be sent."""
    study = session.get_one(Study, mail.study_id)
    workspace = session.get_one(Workspace, study.workspace_id)
    taken = session.scalar(
        update(Mail)
        .where(Mail.id == mail.id, Mail.status == "queued")
        .values(status="sending")
        .returning(Mail.id)
    )
    if taken is None:  # another worker was faster
        return None
    session.refresh(mail)
    if mail.kind != "test" and is_suppressed(session, workspace, mail.recipient):
        mail.status = "suppressed"
        return None
    if mail.invitation is not None and mail.invitation.revoked_at is not None:
        mail.status, mail.error = "failed", "the invitation was revoked"
        return None
    try:
        with session.begin_nested():
            message = _message(session, settings, study, mail)
    except Exception as error:
        # One letter that cannot be written must not stop the wave.
        log.exception("mail not written", mail=mail.id)
        mail.status, mail.error = "failed", f"could not be written ({type(error).__name__})"
        return None
    mail.message_id, mail.tried_at = message["Message-ID"], now()
    mail.attempts += 1
    return message


def _message(session: Session, settings: Settings, study: Study, mail: Mail) -> EmailMessage:
    wave = session.get_one(Wave, mail.wave_id)
    if mail.invitation is None:
        sample = queries.chosen_contacts(session, wave, limit=1)
        name = sample[0].name if sample else ""
        letter = as_test(letter_for(settings, study, wave, language=mail.language, name=name))
        return mail_of(settings, wave, letter, to=mail.recipient)
    token = services.new_link(session, mail.invitation)
    name = mail.invitation.contact.name
    letter = letter_for(settings, study, wave, language=mail.language, name=name, token=token)
    return mail_of(settings, wave, letter, to=mail.recipient, token=token)


def _send(settings: Settings, mail_id: int, message: EmailMessage) -> str:
    """Hand one claimed mail to the server and write down how it went; returns the status."""
    status, error = "sent", ""
    try:
        deliver(settings, message)
    except MailRefused as refusal:
        status, error = "failed", str(refusal)
    except MailDelayed as delay:
        status, error = "queued", str(delay)
    except MailUnclear as doubt:
        status, error = "unknown", str(doubt)
    except Exception as surprise:
        # Nobody knows how far it got, so it is not tried again by itself.
        log.exception("mail not delivered", mail=mail_id)
        status, error = "unknown", type(surprise).__name__
    with write_transaction() as session:
        mail = session.get(Mail, mail_id)
        if mail is None:  # the contact was deleted meanwhile
            return status
        if status == "queued" and mail.attempts >= MAX_ATTEMPTS:
            status = "failed"
        mail.status, mail.error = status, error
        if status == "sent":
            mail.sent_at = now()
        elif status == "queued":
            mail.not_before = now() + BACK_OFF[mail.attempts - 1]
    return status


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
