"""The values that cross the border of this library: documents in, signals and excerpts out."""

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("pain", "goal", "objection", "praise")


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of text that somebody wrote or said: an answer, a note, a turn of a transcript.

    `text` is NFC by the caller; every span is half-open, in code points of exactly this string.
    """

    id: str
    text: str
    language: str | None = None  # "en", "ru" or "zh"; None: detected
    respondent: str | None = None  # who said it; None: the document is its own respondent
    question: str | None = None  # wording of the question (or a column heading) it answers
    elicits: tuple[str, ...] = ()  # what the question asks for: pain, goal, objection, fear, ...


@dataclass(frozen=True, slots=True)
class Cue:
    """One reason for a label: a wording that was found, or what the question asked for.

    `name` is 'kind.reason' ('objection.price', 'pain.breach'). A prior covers the whole excerpt.
    `weight` is the evidence in log-odds for the kind it names; below zero speaks against it.
    """

    name: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quoted clause with its scores (0-1 for each kind) and the reasons for its labels."""

    document_id: str
    start: int
    end: int
    quote: str
    scores: Mapping[str, float]
    labels: tuple[str, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """What one document says: its scores (0-1 for each kind), labels, and the clauses behind them.

    `language` is the detected ISO code, also where the text is none of the three languages that
    are understood (it is then read as English where it is in Latin script).
    """

    document_id: str
    language: str
    scores: Mapping[str, float]
    labels: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]
