"""Passages follow the answers, many responses at a time: whoever answers does not wait for them.

A save notes that a response's passages are due. A job makes them every minute, and an analysis
before it reads, so that answers are stored once while they come in, and cut up once they are read.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.builder.versions import version
from survey_app.collect.models import Passage, Response
from survey_app.db import write_transaction
from survey_app.questionnaire.answers import passages

RESPONSES_AT_ONCE = 200


class Said(NamedTuple):
    """What one response says: its texts as (question key, position, text)."""

    response_id: int
    study_id: int
    at: datetime
    texts: Iterable[tuple[str, int, str]]


def sha256(text: str) -> str:
    """Return the fingerprint of a text: SHA-256 of its UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def set_text(passage: Passage, text: str) -> None:
    """Give a passage its text, in NFC, and the fingerprint that excerpts are checked against."""
    passage.text = unicodedata.normalize("NFC", text)
    passage.sha256 = sha256(passage.text)
    passage.indexed = False


def catch_up(study_id: int | None = None, rounds: int | None = None) -> None:
    """Make all passages that are due, in short transactions, of one study or of all.

    No more than `rounds` transactions, where that is said.
    """
    for _round in count() if rounds is None else range(rounds):
        with write_transaction() as session:
            if follow_responses(session, study_id) < RESPONSES_AT_ONCE:
                return


def follow_responses(
    session: Session, study_id: int | None = None, most: int = RESPONSES_AT_ONCE
) -> int:
    """Make the passages of responses whose answers were saved, the oldest first.

    Returns how many responses it did; fewer than `most` means that none are left, of one study or
    of all. Whoever saves meanwhile waits for the end of the transaction, which is to be short.
    """
    due = (
        select(
            Response.id,
            Response.study_id,
            Response.language,
            Response.answers,
            Response.updated_at,
            Publication.version_id,
        )
        .join(Publication, Publication.id == Response.publication_id)
        .where(Response.passages_due)
        .order_by(Response.id)
        .limit(most)
        .with_for_update(of=Response)
    )
    if study_id is not None:
        due = due.where(Response.study_id == study_id)
    said = [
        Said(
            row.id,
            row.study_id,
            row.updated_at,  # of an anonymous person it tells the day only
            passages(version(session, row.version_id), row.answers, row.language),
        )
        for row in session.execute(due)
    ]
    if said:
        write_passages(session.connection(), said)
        ids = [one.response_id for one in said]
        session.execute(update(Response).where(Response.id.in_(ids)).values(passages_due=False))
    return len(said)


def write_passages(connection: Connection, said: Sequence[Said]) -> None:
    """Make the passages of responses equal to what they say.

    A passage whose text stays the same keeps its row, and so its excerpts.
    """
    existing = {
        (row.response_id, row.question_key, row.position): row
        for row in connection.execute(_STORED, {"responses": [one.response_id for one in said]})
    }
    gone, changed, fresh = set(existing), [], []
    for one in said:
        for key, position, text in one.texts:
            place, words = (one.response_id, key, position), unicodedata.normalize("NFC", text)
            gone.discard(place)
            known = existing.get(place)
            if known is None:
                fresh.append(_new(one, key, position, words))
            elif known.text != words:
                changed.append({"passage_id": known.id, "text": words, "sha256": sha256(words)})
    dropped = [{"passage_id": existing[place].id} for place in gone]
    for statement, rows in ((_DROP, dropped), (_CHANGE, changed), (_ADD, fresh)):
        if rows:
            connection.execute(statement, rows)


def _new(said: Said, key: str, position: int, text: str) -> dict[str, Any]:
    return {
        "study_id": said.study_id,
        "response_id": said.response_id,
        "question_key": key,
        "position": position,
        "text": text,
        "sha256": sha256(text),
        "noted_at": said.at,
    }


# Of the table, not the class: nobody waits for the new keys, so each is one statement.
_PASSAGES = cast(Table, Passage.__table__)
_STORED = select(
    _PASSAGES.c.id,
    _PASSAGES.c.response_id,
    _PASSAGES.c.question_key,
    _PASSAGES.c.position,
    _PASSAGES.c.text,
).where(_PASSAGES.c.response_id.in_(bindparam("responses", expanding=True)))
_DROP = delete(_PASSAGES).where(_PASSAGES.c.id == bindparam("passage_id"))
_CHANGE = (
    update(_PASSAGES)
    .where(_PASSAGES.c.id == bindparam("passage_id"))
    .values(text=bindparam("text"), sha256=bindparam("sha256"), indexed=False)
)
_ADD = insert(_PASSAGES)
