"""Passages follow the answers: the same transaction writes both."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.db import now


def sha256(text: str) -> str:
    """Return the fingerprint of a text: SHA-256 of its UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def set_text(passage: Passage, text: str) -> None:
    """Give a passage its text, in NFC, and the fingerprint that excerpts are checked against."""
    passage.text = unicodedata.normalize("NFC", text)
    passage.sha256 = sha256(passage.text)


def follow_answers(
    session: Session, response: Response, texts: Iterable[tuple[str, int, str]]
) -> None:
    """Make the response's passages equal to `texts` (question key, position, text).

    A passage whose text stays the same keeps its row, and so its excerpts.
    """
    wanted = {(key, position): text for key, position, text in texts}
    existing = {
        (passage.question_key, passage.position): passage
        for passage in session.scalars(select(Passage).where(Passage.response_id == response.id))
    }
    for place, passage in existing.items():
        if place not in wanted:
            session.delete(passage)
    for (key, position), text in wanted.items():
        passage = existing.get((key, position))
        if passage is None:
            passage = Passage(
                study_id=response.study_id,
                response_id=response.id,
                question_key=key,
                position=position,
                noted_at=now(),
            )
            set_text(passage, text)
            session.add(passage)
        elif passage.text != text:
            set_text(passage, text)
    session.flush()
