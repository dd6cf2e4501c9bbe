"""Passages follow the answers: the same transaction writes both."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from survey_app.collect.models import Passage, Response
from survey_app.collect.prepared import Prepared
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
    connection: Connection,
    response: Response | Answering,
    texts: Iterable[tuple[str, int, str]],
    *,
    first: bool = False,
    moment: datetime | None = None,
) -> None:
    """Make the response's passages equal to `texts` (question key, position, text).

    A passage whose text stays the same keeps its row, and so its excerpts. `first` says
    that the response was never saved before, so that there are no passages to look for.
    `moment` is when they were written, in case it may not be told exactly.
    """
    wanted = {(key, position): unicodedata.normalize("NFC", text) for key, position, text in texts}
    existing = {} if first else _stored(connection, response)
    gone = [{"passage_id": row.id} for place, row in existing.items() if place not in wanted]
    changed, fresh = [], []
    for place, text in wanted.items():
        known = existing.get(place)
        if known is None:
            fresh.append((*place, text, sha256(text)))
        elif known.text != text:
            changed.append({"passage_id": known.id, "text": text, "sha256": sha256(text)})
    for statement, rows in ((_DROP, gone), (_CHANGE, changed)):
        if rows:
            connection.execute(statement, rows)
    if fresh:
        _ADD.run_many(
            connection,
            {
                "study_id": response.study_id,
                "response_id": response.id,
                "noted_at": moment or now(),
                "indexed": False,
                "speaker": "",
                "by_interviewer": False,
                "tags": [],
            },
            ("question_key", "position", "text", "sha256"),
            fresh,
        )


# Of the table, not the class: nobody waits for the new keys, so each is one statement.
_PASSAGES = cast(Table, Passage.__table__)
_STORED = select(
    _PASSAGES.c.id, _PASSAGES.c.question_key, _PASSAGES.c.position, _PASSAGES.c.text
).where(_PASSAGES.c.response_id == bindparam("response_id"))
_DROP = delete(_PASSAGES).where(_PASSAGES.c.id == bindparam("passage_id"))
_CHANGE = (
    update(_PASSAGES)
    .where(_PASSAGES.c.id == bindparam("passage_id"))
    .values(text=bindparam("text"), sha256=bindparam("sha256"), indexed=False)
)
_ADD = Prepared(
    insert(_PASSAGES),
    columns=(
        "study_id", "response_id", "question_key", "position", "noted_at", "text", "sha256",
        "indexed", "speaker", "by_interviewer", "tags",
    ),
)  # fmt: skip


def _stored(
    connection: Connection, response: Response | Answering
) -> dict[tuple[str | None, int], Any]:
    rows = connection.execute(_STORED, {"response_id": response.id})
    return {(row.question_key, row.position): row for row in rows}
