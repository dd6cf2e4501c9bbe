"""A text with its marks, cut so that a page can draw them: pieces that do not overlap. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from survey_app.coding.agreement import Mark, OnTheme, Place, alpha, on_themes, places
from survey_app.coding.queries import Marked


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the marks that cover it; `opens` are those that begin here."""

    text: str
    marks: tuple[Marked, ...]
    opens: tuple[Marked, ...]

    @property
    def is_settled(self) -> bool:
        """Whether a person has put any of it into a theme."""
        return any(mark.origin == "person" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who coded the same texts, and how far they agree."""

    first: int
    second: int
    n_texts: int
    places: list[Place]
    alpha: float | None
    themes: list[OnTheme]

    @property
    def apart(self) -> list[Place]:
        """The places to talk about: where the two chose differently."""
        return [place for place in self.places if place.first != place.second]


def pieces(text: str, marks: Sequence[Marked]) -> list[Piece]:
    """Cut a text where marks begin or end; the pieces joined give the text again."""
    within = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in within), *(m.end for m in within)})
    return [
        Piece(
            text[start:end],
            tuple(mark for mark in within if mark.start <= start and end <= mark.end),
            tuple(mark for mark in within if mark.start == start),
        )
        for start, end in pairwise(cuts)
    ]


def own(marks: Sequence[Marked], user_id: int) -> list[Marked]:
    """Return what one person coded: to code alone, unswayed by colleagues and the machine."""
    return [mark for mark in marks if user_id in mark.coders]


def pairs(marks: Sequence[tuple[tuple[str, int], Mark]]) -> list[Pair]:
    """Compare every two people over the texts that both have coded."""
    coders: dict[tuple[str, int], set[int]] = {}
    for text, mark in marks:
        coders.setdefault(text, set()).add(mark.user_id)
    people = sorted({mark.user_id for _text, mark in marks})
    found = []
    for first in people:
        for second in [one for one in people if one > first]:
            shared = {text for text, who in coders.items() if {first, second} <= who}
            if shared:
                common = places([m for text, m in marks if text in shared], first, second)
                found.append(
                    Pair(first, second, len(shared), common, alpha(common), on_themes(common))
                )
    return found
