"""Passages follow the answers: the same transaction writes both."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.visits import Answering
from survey_app.db import now


def sha256(text: str) -> str:
    """Return the fingerprint of a text: SHA-256 of its UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def set_text(passage: Passage, text: str) -> None:
    """Give a passage its text, in NFC, and the fingerprint that excerpts are checked against."""
    passage.text = unicodedata.normalize("NFC", text)
    passage.sha256 = sha256(passage.text)
    passage.indexed = False


def follow_answers(
    session: Session,
    response: Response | Answering,
    texts: Iterable[tuple[str, int, str]],
    *,
    first: bool = False,
) -> None:
    """Make the response's passages equal to `texts` (question key, position, text).

    A passage whose text stays the same keeps its row, and so its excerpts. `first` says
    that the response was never saved before, so that there are no passages to look for.
    """
    wanted = {(key, position): text for key, position, text in texts}
    existing = {} if first else _stored(session, response)
    for place, passage in existing.items():
        if place not in wanted:
            session.delete(passage)
    fresh: list[dict[str, Any]] = []
    moment = now()
    for (key, position), text in wanted.items():
        known = existing.get((key, position))
        if known is None:
            normal = unicodedata.normalize("NFC", text)
            fresh.append(
                {
                    "study_id": response.study_id,
                    "response_id": response.id,
                    "question_key": key,
                    "position": position,
                    "noted_at": moment,
                    "text": normal,
                    "sha256": sha256(normal),
                }
            )
        elif known.text != text:
            set_text(known, text)
    session.flush()
    if fresh:
        # Of the table, not the class: nobody waits for the new keys, so it is one statement.
        session.connection().execute(_ADD, fresh)


_ADD = insert(cast(Table, Passage.__table__))


def _stored(
    session: Session, response: Response | Answering
) -> dict[tuple[str | None, int], Passage]:
    return {
        (passage.question_key, passage.position): passage
        for passage in session.scalars(select(Passage).where(Passage.response_id == response.id))
    }
