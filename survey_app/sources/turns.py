"""The parts of a conversation or a page of notes: turns, speakers, and the whole transcript."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["interviewer", "participant"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that one person said, or one observation of a note-taker.

    `speaker` is None in notes and where the file does not say; `start_seconds` is None where
    the file has no times; `question` is what the turn answers: the heading above it, or the
    interviewer's last question. `text` is NFC, with single spaces and a line feed a paragraph.
    """

    speaker: str | None
    text: str
    start_seconds: float | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of a transcript, with its guessed or given role and how much it asks.

    `question_share` (0–1) is the share of its turns that ask something.
    """

    name: str
    role: Role
    n_turns: int
    question_share: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview as its file tells it, in reading order.

    `about` holds what the head of the file says of itself ('Date', '12 May'); it is not
    something that a customer said. `speakers` is empty for notes.
    """

    title: str
    turns: tuple[Turn, ...]
    format: str
    speakers: tuple[Speaker, ...] = ()
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph with what its format says of it: 'text', 'bullet' or 'heading'."""

    text: str
    kind: str = "text"


@dataclass(slots=True)
class Draft:
    """What a format's reader hands over: turns without roles yet."""

    turns: list[Turn] = field(default_factory=list)
    title: str = ""
    about: list[tuple[str, str]] = field(default_factory=list)


_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_ENDS_CJK = re.compile(f"[{_CJK}]$")
_BEGINS_CJK = re.compile(f"^[{_CJK}]")


def joined(first: str, second: str) -> str:
    """Join two pieces of one utterance: with a space, but without one inside Chinese text."""
    if not first or not second:
        return first or second
    if _ENDS_CJK.search(first) and _BEGINS_CJK.search(second):
        return first + second
    return f"{first} {second}"


def squeezed(text: str) -> str:
    """Return text with every run of spaces made one and none at the ends."""
    return " ".join(text.split())
