"""What is shown of a persona: one description, to which each place adds what only it needs.

A page adds links and what was withdrawn, a file the numbers of its footnotes. What is claimed, how
it was counted and how it is worded stands here once, so that screen and paper cannot differ.
"""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass, fields
from typing import Any, Generic, TypeVar

from .fields import FIELD_BY_KEY, part_label


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One statement: `n` of `asked` said it, `low` to `high` is the 95 % interval (shares 0-1).

    `basis` is observed, inferred or assumed. `differs` says whether the share is unlike that of
    all others (`versus`, 0-1); None where it was not compared. `question` is what stands above a
    line that is nothing but an answer ('question: choice') or one of several of its part.
    """

    text: str
    _: KW_ONLY
    basis: str = "observed"
    n: int | None = None
    asked: int | None = None
    low: float | None = None
    high: float | None = None
    differs: bool | None = None
    versus: float | None = None
    our_answer: str = ""
    question: str = ""

    @property
    def short(self) -> str:
        """The line as it stands beneath its question; the whole text where it has none."""
        return self.text.removeprefix(f"{self.question}: ") if self.question else self.text

    @property
    def share(self) -> float | None:
        """The share of those asked, 0-1; None where nobody was counted."""
        return self.n / self.asked if self.n is not None and self.asked else None

    @property
    def more(self) -> bool:
        """Whether it is said more here than by the rest; only where it differs at all."""
        return bool(self.differs) and (self.share or 0.0) > (self.versus or 0.0)


Line = TypeVar("Line", bound=ShownLine)


# A generic class with slots cannot be made by its alias (`Section = ShownPart[Line]`).
@dataclass(frozen=True)
class ShownPart(Generic[Line]):
    """One heading with its lines; `kind` colours it (pain, goal …) or is ''."""

    key: str
    label: str
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure, worded: `value` stands for the persona, the rest is the spread of its people.

    Half of them lie from `lower` to `upper`, all of them from `low` to `high`; `n` of `asked`
    told it. With `by_hand` the team chose the value.
    """

    key: str
    label: str
    value: str
    median: str
    lower: str
    upper: str
    low: str = ""
    high: str = ""
    n: int = 0
    asked: int = 0
    by_hand: bool = False

    @property
    def spreads(self) -> bool:
        """Whether its people differ at all in the middle half."""
        return self.lower != self.upper


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPersona:
    """Whom a sheet stands for. `share` and `unclassified_share` are 0-1 of all respondents.

    `stability_word` is solid, likely, fragile or '' where nothing was grouped; `not_known` are
    lines in words. `fits` is how many real people, of how many, the card fits as a whole (rule R6);
    None where so few lines bind that it fits everybody, and of a draft. `given_name` is the
    team's choice, '' for none (rule R18).
    """

    name: str
    summary: str
    n: int
    n_respondents: int
    share: float
    unclassified_share: float
    stability: str
    stability_word: str = ""
    not_known: tuple[str, ...] = ()
    fits: tuple[int, int] | None = None
    given_name: str = ""
    figures: tuple[ShownFigure, ...] = ()


def common(value: ShownLine | ShownPersona) -> dict[str, Any]:
    """What a value shares with all others of its kind, by name, to make another place's of it."""
    kind = ShownLine if isinstance(value, ShownLine) else ShownPersona
    return {one.name: getattr(value, one.name) for one in fields(kind)}


def heading_of(field: str) -> str:
    """The key of the part that a field stands in; a field that nobody knows stands alone."""
    return FIELD_BY_KEY[field].heading if field in FIELD_BY_KEY else field


def parts_of(lines: Iterable[tuple[str, Line]], language: str) -> tuple[ShownPart[Line], ...]:
    """Lines, each with its field, under their headings; both in the order in which they come."""
    found: dict[str, list[Line]] = {}
    for field, line in lines:
        found.setdefault(heading_of(field), []).append(line)
    return tuple(
        ShownPart(
            key=key,
            label=part_label(key, language),
            kind=(FIELD_BY_KEY[key].kind or "") if key in FIELD_BY_KEY else "",
            lines=tuple(under),
        )
        for key, under in found.items()
    )


def sentence_case(text: str) -> str:
    """A capital in front, as a line has it; a word with capitals of its own ('iPad') stays."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.islower() else text


def answer_line(text: str) -> str:
    """A line as it stands alone: a capital in front, no colon after a question mark."""
    return sentence_case(text.replace("?: ", "? ").replace("？: ", "？"))
