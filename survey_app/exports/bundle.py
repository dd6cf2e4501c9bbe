"""What leaves the house: personas as they are shown, whatever the format.

Everything here is already chosen, counted and worded; a format only sets it. Numbers of evidence
count anew on each sheet, so that the superscripts stay short.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from survey_app.exports.boards import BoardSheet
from survey_app.synthesis.shown import ShownFigure, ShownLine, ShownPart, ShownPersona

Status = Literal["draft", "in_review", "published", "superseded"]
Paper = Literal["a4", "a3"]
"""A4: pages to read, one persona after another. A3: a poster, one persona a page."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence: `text` word for word, `before` and `after` the rest of its sentence.

    `source` says in one line who said it and to which question; `href` opens it where it is kept.
    With `is_answer` it is a closed answer: `text` is the choice, `source` the people who made it.
    """

    number: int
    text: str
    source: str = ""
    before: str = ""
    after: str = ""
    against: bool = False
    is_answer: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(ShownLine):
    """One statement with the numbers of the sheet's quotes that speak for it and against it."""

    evidence: tuple[int, ...] = ()
    against: tuple[int, ...] = ()


Section = ShownPart[Line]
Figure = ShownFigure


@dataclass(frozen=True, slots=True)
class StorySentence:
    """A sentence of the story, resting on the sheet's quotes with the numbers in `evidence`."""

    text: str
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How the persona belongs to `others`, in words: 'Works in this company'."""

    words: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(ShownPersona):
    """One persona as it leaves the house. `quotes` are the evidence, by number.

    `portrait` seeds the drawing, '' for none; the `story` is told in the person that was chosen.
    """

    key: str
    type: str = "buyer"
    version: int | None = None
    status: Status = "draft"
    published_on: date | None = None
    reviewed_by: str = ""
    key_quote: Quote | None = None
    sections: tuple[Section, ...] = ()
    quotes: tuple[Quote, ...] = ()
    override_reason: str = ""
    portrait: str = ""
    boards: tuple[BoardSheet, ...] = ()
    story: tuple[StorySentence, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        """All statements, in the order of the sheet."""
        return (line for section in self.sections for line in section.lines)

    @property
    def n_lines(self) -> int:
        """How many statements the sheet makes."""
        return sum(len(section.lines) for section in self.sections)

    @property
    def has_counter_evidence(self) -> bool:
        """Whether anything was found that speaks against a statement (rule R11)."""
        return any(line.against for line in self.lines)

    def quote(self, number: int) -> Quote:
        """The evidence with a number; KeyError where the sheet has none such."""
        for quote in self.quotes:
            if quote.number == number:
                return quote
        raise KeyError(number)


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """A theme as a report lists it: `n` people voiced it, `asked` were asked for its kind."""

    key: str
    name: str
    kind: str
    n: int
    asked: int
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that one export shows. `language` (en, ru, zh) is that of labels and dates.

    `everyone` is what sets no persona apart, with its own `everyone_quotes`; `notes` say how the
    personas came about, `sources` what they were read from; `engine` is for running it again.
    `paper` and `appendix` are the reader's choice: without the appendix no evidence follows the
    sheets, and the numbers that point to it are left out as well.
    """

    study: str
    organisation: str
    language: str
    made_at: datetime
    personas: tuple[Sheet, ...]
    n_respondents: int
    unclassified_share: float = 0.0
    everyone: tuple[Section, ...] = ()
    everyone_quotes: tuple[Quote, ...] = ()
    themes: tuple[ThemeSheet, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    engine: Mapping[str, object] = field(default_factory=dict)
    paper: Paper = "a4"
    appendix: bool = True
