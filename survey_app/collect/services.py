"""Verbs about answering: start, save a page, complete, forget, and taking over what exists."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from survey_app.collect.models import AnswerEdit, Response
from survey_app.collect.passages import Said, write_passages
from survey_app.collect.prepared import Prepared
from survey_app.collect.quotas import Full, has_room
from survey_app.collect.receipts import receipt_hash
from survey_app.collect.returning import keep_return_link
from survey_app.collect.steps import FULL, LATER, Step
from survey_app.collect.trace import replaced, seconds_spent
from survey_app.collect.uploads import keep_files
from survey_app.collect.visits import Answering, Guest, Place
from survey_app.db import now
from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.answers import passages

PUBLIC_ID_CHARS = 16


def new_answering(guest: Guest, *, language: str, public_id: str = "") -> Answering:
    """Return a response that is not written down yet; its id is 0 until `start`."""
    return Answering(
        id=0,
        study_id=guest.study_id,
        publication_id=guest.publication_id,
        public_id=public_id or secrets.token_hex(PUBLIC_ID_CHARS // 2),
        status="started",
        anonymous=guest.anonymous,
        revision=0,
        saved_by="",
        language=language,
        page=0,
        section="",
        answers={},
        page_seconds={},
        updated_at=_moment(guest.anonymous),
        completed_at=None,
        copy_asked_at=None,
    )


def start(
    connection: Connection, guest: Guest, fresh: Answering, step: Step | None = None, code: str = ""
) -> Answering:
    """Open the response, with its first page where that was sent along.

    `code` is the receipt code, for a page that completes. Raises IntegrityError when there is one
    already, by another device or the same page sent twice, and Full when too many have answered.
    """
    place = guest.place
    if place is not None and place.limited and not has_room(connection, place, fresh.answers):
        raise Full
    row = {name: getattr(fresh, name) for name in _STARTED}
    row |= {
        "invitation_id": guest.invitation_id,
        "contact_id": guest.contact_id,
        "open_link_id": place.id if place else None,
        "channel": "open_link" if place else "email",
        "started_at": fresh.updated_at,
        "receipt_hash": None,
        "trial": False,
        "consent_number": guest.host.consent.get("number"),
        "turned_away_at": None,
        "copy_trouble": "",
        "passages_due": False,
    }
    if step is not None:
        row |= _values(fresh, step, place, code, connection)
    known = _START.one(connection, row)
    assert known is not None
    fresh.id = known[0]
    if step is not None:
        _keep(fresh, row)
        keep_files(connection, fresh, step.files, before={})
        if step.goes_to == LATER and place is not None:
            keep_return_link(connection, fresh)
    return fresh


def save(
    connection: Connection, response: Answering, step: Step, *, place: Place | None, code: str = ""
) -> bool:
    """Store a page's answers, completing the response where the step does.

    The passages follow later, by `passages.follow_responses`. What cannot be taken changes nothing.
    Returns False, with nothing written, when somebody has saved since the response was read: then
    it is to be read and thought over again. Raises Full when the step needs a place of which there
    is none left.
    """
    row = _values(response, step, place, code, connection)
    statement = _SAVE_AND_COMPLETE if step.completes else _SAVE
    known = {"response_id": response.id, "seen": response.revision}
    edits = _edits(response, step, row["updated_at"])
    if statement.run(connection, row | known) != 1:
        return False
    before = response.answers
    _keep(response, row)
    if edits:
        connection.execute(_EDITED, edits)
    keep_files(connection, response, step.files, before=before)
    if step.goes_to == LATER and place is not None:
        keep_return_link(connection, response)
    return True


def turn_away(connection: Connection, response: Answering, code: str) -> None:
    """Note that the response came when its group was full: it is kept, and not counted.

    By its receipt code the person may have it erased.
    """
    row = {"turned_away_at": _moment(response.anonymous), "receipt_hash": receipt_hash(code)}
    _TURN_AWAY.run(connection, row | {"response_id": response.id})


def complete(
    connection: Connection, response: Answering, *, place: Place | None, code: str
) -> bool:
    """Complete the response once. Returns False when it was changed or completed meanwhile.

    Raises Full when so many have answered that there is no place left.
    """
    if place is not None and place.limited and not has_room(connection, place, response.answers):
        raise Full
    moment = _moment(response.anonymous)
    row = {
        "status": "completed",
        "completed_at": moment,
        "updated_at": moment,
        "turned_away_at": None,
        "receipt_hash": receipt_hash(code),
    }
    known = {"response_id": response.id, "seen": response.revision}
    if _COMPLETE.run(connection, row | known) != 1:
        return False
    response.status, response.completed_at = "completed", moment
    return True


def ask_for_copy(session: Session, response_id: int) -> bool:
    """Note that a copy is wished for. Returns False when one was asked for before."""
    asked = session.execute(
        update(Response)
        .where(Response.id == response_id, Response.copy_asked_at.is_(None), ~Response.anonymous)
        .values(copy_asked_at=now(), copy_trouble="")
    )
    return bool(asked.rowcount == 1)  # type: ignore[attr-defined]


def find_by_receipt(session: Session, code: str) -> Response | None:
    """Return the response that a receipt code was given for, or None.

    Before there were codes, the thank-you page named the response itself; that still counts for
    those responses, and for no others.
    """
    found = session.scalar(select(Response).where(Response.receipt_hash == receipt_hash(code)))
    if found is None:
        found = session.scalar(
            select(Response).where(
                Response.public_id == code.strip().lower(),
                Response.receipt_hash.is_(None),
                Response.status == "completed",
            )
        )
    return found


def import_response(
    session: Session,
    *,
    study_id: int,
    publication_id: int,
    contact_id: int | None,
    invitation_id: int | None,
    questionnaire: Questionnaire,
    answers: dict[str, Any],
    language: str,
    channel: str,
    started_at: datetime,
    completed_at: datetime | None,
    page: int = 0,
    page_seconds: Mapping[str, int] | None = None,
) -> Response:
    """Add a response that was given elsewhere, with its own times.

    `page` is the furthest section reached, from 0, of one that was not completed.
    """
    response = Response(
        study_id=study_id,
        publication_id=publication_id,
        contact_id=contact_id,
        invitation_id=invitation_id,
        public_id=secrets.token_hex(PUBLIC_ID_CHARS // 2),
        language=language,
        channel=channel,
        status="completed" if completed_at else "started",
        answers=answers,
        revision=1,
        started_at=started_at,
        updated_at=completed_at or started_at,
        completed_at=completed_at,
        page=len(questionnaire.sections) - 1 if completed_at else page,
        page_seconds=dict(page_seconds or {}),
    )
    session.add(response)
    session.flush()
    texts = passages(questionnaire, answers, language)
    said = Said(response.id, study_id, now(), texts)
    write_passages(session.connection(), [said])
    return response


def _values(
    response: Answering, step: Step, place: Place | None, code: str, connection: Connection
) -> dict[str, Any]:
    """What a step changes in the response's row."""
    wants = place is not None and _asks_for_room(place, step)
    if wants and place is not None and not has_room(connection, place, step.answers):
        raise Full
    moment = _moment(response.anonymous)
    row: dict[str, Any] = {
        "language": step.language,
        "page": step.page,
        "section": step.rests_in,
        "saved_by": step.view,
        "updated_at": moment,
        "revision": response.revision + 1,
        "answers": step.answers,
        "turned_away_at": None,
        "passages_due": step.changed or response.passages_due,
        "page_seconds": seconds_spent(
            response.page_seconds, step.section_key, since=response.updated_at, until=moment
        ),
    }
    if step.completes:
        row |= {
            "status": "completed",
            "completed_at": moment,
            "receipt_hash": receipt_hash(code),
        }
    return row


def _edits(response: Answering, step: Step, moment: datetime) -> list[dict[str, Any]]:
    """What gave way to other answers; of an anonymous person no such history is kept."""
    if response.anonymous or not step.changed:
        return []
    same_visit = bool(step.view) and step.view == response.saved_by
    gone = replaced(response.answers, step.answers, same_visit=same_visit)
    return [
        {"response_id": response.id, "question_key": key, "before": {"answer": value}, "at": moment}
        for key, value in gone.items()
    ]


def _asks_for_room(place: Place, step: Step) -> bool:
    """Whether this page completes, or may tell that the person's group is full."""
    if not place.limited or step.goes_to == FULL:
        return False
    return step.completes or place.quota_question in step.asked


def _keep(response: Answering, row: dict[str, Any]) -> None:
    for name in (*_SAVED, "status", "completed_at"):
        if name in row:
            setattr(response, name, row[name])


def _moment(anonymous: bool) -> datetime:
    """Now; for an anonymous response only the day, so that no log of visits can be laid beside."""
    moment = now()
    return datetime.combine(moment.date(), time(), moment.tzinfo) if anonymous else moment


# Built once, as in visits.py; of the tables, so that no object of the session is to be told.
_RESPONSES = cast(Table, Response.__table__)
_STARTED = (
    "study_id", "publication_id", "public_id", "status", "anonymous", "revision", "saved_by",
    "language", "page", "section", "answers", "page_seconds", "updated_at", "completed_at",
)  # fmt: skip
_SAVED = (
    "language", "page", "section", "saved_by", "updated_at", "revision", "answers",
    "page_seconds",
)  # fmt: skip
_EDITED = insert(cast(Table, AnswerEdit.__table__))
_COMPLETED = ("status", "completed_at", "receipt_hash")
_START = Prepared(
    insert(_RESPONSES).returning(_RESPONSES.c.id),
    columns=(
        *_STARTED, "invitation_id", "contact_id", "open_link_id", "channel", "started_at",
        "receipt_hash", "trial", "consent_number", "turned_away_at", "copy_trouble",
        "passages_due",
    ),
)  # fmt: skip
_SEEN = update(_RESPONSES).where(  # compare-and-set: nobody has saved or completed meanwhile
    _RESPONSES.c.id == bindparam("response_id"),
    _RESPONSES.c.revision == bindparam("seen"),
    _RESPONSES.c.status == "started",
)


def _setting(*names: str) -> Prepared:
    return Prepared(_SEEN.values({name: bindparam(name) for name in names}))


_SAVE = _setting(*_SAVED, "turned_away_at", "passages_due")
_SAVE_AND_COMPLETE = _setting(*_SAVED, "turned_away_at", "passages_due", *_COMPLETED)
_COMPLETE = _setting("updated_at", "turned_away_at", *_COMPLETED)
_TURN_AWAY = Prepared(
    update(_RESPONSES)
    .where(_RESPONSES.c.id == bindparam("response_id"), _RESPONSES.c.status == "started")
    .values(turned_away_at=bindparam("turned_away_at"), receipt_hash=bindparam("receipt_hash"))
)
