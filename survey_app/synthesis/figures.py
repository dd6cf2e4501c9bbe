"""An exact value with the observed spread: a persona is 38, and half of its people are 33 to 44.

One number makes a person to write for; the spread beside it keeps the number honest. Where the
spread is too wide for one person, the reader is told to split the persona.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from .fields import field_on_sheet
from .fields.base import MIN_SENSITIVE
from .respondents import Respondent, Trait

MIN_PEOPLE = MIN_SENSITIVE
"""Rule R18: of fewer people no figure is told, sensitive or not."""
WIDE_YEARS = 15
"""Half of one persona's people lie no further apart in age; more are two generations."""
WIDE_TIMES = 4
"""For sums and sizes: the upper quarter is at most so many times the lower one."""
AGE = "age"


@dataclass(frozen=True, slots=True)
class Numeric:
    """A question answered by a number: `values` by respondent id, `asked` those it was put to."""

    key: str
    label: str
    unit: str
    sensitive: bool
    values: Mapping[str, float]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spread:
    """How a group's answers lie: the middle one, and the middle half from `lower` to `upper`.

    `low` and `high` are the extremes, '' where they would point at a person. Values are words:
    a number with its unit, or the step of a scale. `places` are median, lower, upper on 0-1 of
    what is shown, for drawing. `field` is the persona's field that it belongs to.
    """

    key: str
    field: str
    label: str
    median: str
    lower: str
    upper: str
    low: str
    high: str
    n: int
    asked: int
    wide: bool
    places: tuple[float, float, float]

    def as_json(self) -> dict[str, object]:
        """What a version keeps of it."""
        return asdict(self)


def spreads(
    members: Sequence[Respondent], numbers: Sequence[Numeric], traits: Sequence[Trait]
) -> tuple[Spread, ...]:
    """The spread of every question that at least five members answered by number or by step.

    An exact number says more than a step; where five gave one, the steps are left aside.
    """
    found = [_of_numbers(members, one) for one in numbers]
    exact = {one.key for one in found if one is not None}
    steps = [
        _of_steps(members, trait)
        for trait in traits
        if trait.ordered and trait.key not in exact and _field(trait.key) != "who"
    ]
    return tuple(one for one in (*found, *steps) if one is not None)


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile of a sorted, non-empty sequence.

    By linear interpolation between order statistics: R. J. Hyndman and Y. Fan (1996), The
    American Statistician 50:361-365, definition 7.
    """
    return _at(values, 0.25), _at(values, 0.5), _at(values, 0.75)


def _at(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def _of_numbers(members: Sequence[Respondent], one: Numeric) -> Spread | None:
    ids = {person.id for person in members}
    values = sorted(value for key, value in one.values.items() if key in ids)
    if len(values) < MIN_PEOPLE:
        return None
    lower, median, upper = quartiles(values)
    low, high = (lower, upper) if one.sensitive else (values[0], values[-1])
    field = _field(one.key)
    times = upper / lower > WIDE_TIMES if lower > 0 else False
    wide = upper - lower > WIDE_YEARS if field == AGE else times
    width = (high - low) or 1.0

    def words(value: float) -> str:
        return f"{_plain(value)} {one.unit}".strip()

    return Spread(
        one.key, field, one.label, words(median), words(lower), words(upper),
        "" if one.sensitive else words(low), "" if one.sensitive else words(high),
        len(values), len(one.asked & ids), wide,
        ((median - low) / width, (lower - low) / width, (upper - low) / width),
    )  # fmt: skip


def _of_steps(members: Sequence[Respondent], trait: Trait) -> Spread | None:
    codes = list(trait.choices)
    place = {code: number for number, code in enumerate(codes)}
    steps = sorted(
        place[code] for person in members for code in person.codes(trait.key)[:1] if code in place
    )
    if len(steps) < MIN_PEOPLE:
        return None
    # Of steps there is no half way: the nearest step that somebody chose.
    last = len(steps) - 1
    lower, median, upper = (steps[round(share * last)] for share in (0.25, 0.5, 0.75))
    asked = sum(trait.key in person.asked_traits or bool(person.codes(trait.key))
                for person in members)  # fmt: skip

    def words(step: int) -> str:
        return trait.choices[codes[step]]

    width = max(1, len(codes) - 1)
    return Spread(
        trait.key, _field(trait.key), trait.label, words(median), words(lower), words(upper),
        "" if trait.sensitive else words(steps[0]), "" if trait.sensitive else words(steps[-1]),
        len(steps), asked, upper - lower > max(1, len(codes) // 2),
        (median / width, lower / width, upper / width),
    )  # fmt: skip


def _field(key: str) -> str:
    found = field_on_sheet("who", key, "buyer")
    return found if found != "who" else field_on_sheet("who", key, "icp")


def _plain(value: float) -> str:
    """Digits as people write them: no trailing zeros, three significant places."""
    if value == int(value):
        return f"{int(value)}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}".rstrip("0")
