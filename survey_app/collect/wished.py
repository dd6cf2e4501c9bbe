"""Sending what respondents wished for by mail: a copy of their answers, or the way back to them.

Each goes out once. A server that asks to wait is tried again; one that refuses lets the person
write another address; and where nobody knows how far a mail got, it is not sent a second time.
"""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from survey_app.collect.copies import copy_message, return_message
from survey_app.collect.models import Response, WishedMail
from survey_app.config import Settings
from survey_app.db import db, now, write_transaction
from survey_app.mail import MailDelayed, MailError, MailRefused, Postman

log = structlog.get_logger(__name__)

# Somebody waits for it, so the first attempts follow soon; after about a day there are no more.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240, 720))
LOST_AFTER = timedelta(minutes=10)
UNCLEAR = "unclear"


def send_wished(settings: Settings) -> int:
    """Send all that is due, one after another. Returns how many were tried."""
    _give_up_lost()
    n_tried = 0
    with Postman(settings) as postman:
        while (claimed := _claim(settings)) is not None:
            wished, message = claimed
            n_tried += 1
            error: MailError | None = None
            try:
                postman.send(message)
            except MailError as trouble:
                error = trouble
            except Exception as surprise:  # nobody knows how far it got
                log.exception("wished mail not delivered", wished=wished)
                error = MailError(type(surprise).__name__, UNCLEAR)
            with write_transaction() as session:
                row = session.get(WishedMail, wished)
                if row is not None:  # None: the answers were erased meanwhile
                    _note(session, row, error)
    return n_tried


def _claim(settings: Settings) -> tuple[int, EmailMessage] | None:
    """Take the next one that is due, so that no other worker does, and write its mail."""
    with write_transaction() as session:
        row = session.scalar(
            select(WishedMail)
            .where(WishedMail.status == "queued", WishedMail.not_before <= now())
            .order_by(WishedMail.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if row is None:
            return None
        row.status, row.tried_at, row.attempts = "sending", now(), row.attempts + 1
        wished, kind, address, response_id = row.id, row.kind, row.address, row.response_id
    response = db.session.get_one(Response, response_id)
    write = copy_message if kind == "copy" else return_message
    message = write(settings, db.session(), response, address)
    db.session.rollback()
    return wished, message


def _note(session: Session, row: WishedMail, error: MailError | None) -> None:
    if isinstance(error, MailDelayed) and row.attempts <= len(BACK_OFF):
        row.status, row.not_before = "queued", now() + BACK_OFF[row.attempts - 1]
        return
    if error is not None and row.kind == "copy":
        asked_again = isinstance(error, (MailRefused, MailDelayed))
        _tell(session, [row.response_id], error.trouble, may_ask_again=asked_again)
    session.delete(row)


def _give_up_lost() -> None:
    """A mail whose worker died in the middle may have gone out: it is not sent again."""
    lost = (WishedMail.status == "sending") & (WishedMail.tried_at < now() - LOST_AFTER)
    if db.session.scalar(select(WishedMail.id).where(lost).limit(1)) is None:
        db.session.rollback()
        return
    db.session.rollback()
    with write_transaction() as session:
        copies = session.scalars(
            select(WishedMail.response_id).where(lost, WishedMail.kind == "copy")
        ).all()
        _tell(session, list(copies), UNCLEAR, may_ask_again=False)
        session.execute(delete(WishedMail).where(lost))


def _tell(session: Session, ids: list[int], trouble: str, *, may_ask_again: bool) -> None:
    changed = {"copy_trouble": trouble}
    again = {"copy_asked_at": None} if may_ask_again else {}
    session.execute(update(Response).where(Response.id.in_(ids)).values(**changed, **again))
