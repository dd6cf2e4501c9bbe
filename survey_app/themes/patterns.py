"""What recurs where: over time, between groups, from call to call, and side by side. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from survey_app.synthesis.prevalence import (
    Difference,
    benjamini_hochberg,
    difference,
    wilson_interval,
)

MOST_PERIODS = 14
FEWEST_IN_GROUP = 5  # smaller groups say nothing certain and may name a person
LEAST_TOGETHER = 2

Said = Mapping[int, frozenset[str]]
"""Theme id to the keys of those who say it."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Periods by their first day, how many of those asked spoke in each, and how many said what."""

    starts: tuple[date, ...]
    asked: tuple[int, ...]
    n: Mapping[int, tuple[int, ...]]
    step: str


@dataclass(frozen=True, slots=True)
class InWave:
    """A theme in one wave: `n` of the `asked` said it; the true share lies from low to high."""

    n: int
    asked: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme in one group: `n` of `asked` there, against the rest; `differs` after correction."""

    group: str
    n: int
    asked: int
    rest_n: int
    rest_asked: int
    against_rest: Difference
    differs: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """One call in the order of calls: what it added, and how much is known after it."""

    interview_id: int
    label: str
    when: date
    new: tuple[int, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two themes that the same people say: `both` people, of `first` and of `second` people."""

    a: int
    b: int
    both: int
    first: int
    second: int


def trend(said: Said, spoke_on: Mapping[str, date]) -> Trend:
    """Count, for each week (each month, if there are many), who says a theme and who spoke."""
    step = "week"
    starts = sorted({_monday(day) for day in spoke_on.values()})
    if starts and (starts[-1] - starts[0]).days >= 7 * MOST_PERIODS:
        step, starts = "month", sorted({day.replace(day=1) for day in spoke_on.values()})
    else:
        starts = _every_week(starts)
    starts = starts[-MOST_PERIODS:]
    place = {start: number for number, start in enumerate(starts)}

    def column(keys: Iterable[str]) -> tuple[int, ...]:
        columns = [0] * len(starts)
        for key in keys:
            if key in spoke_on:
                day = spoke_on[key]
                start = _monday(day) if step == "week" else day.replace(day=1)
                if start in place:
                    columns[place[start]] += 1
        return tuple(columns)

    return Trend(
        starts=tuple(starts),
        asked=column(spoke_on),
        n={theme_id: column(keys) for theme_id, keys in said.items()},
        step=step,
    )


def from_wave_to_wave(
    said: Said, asked: Iterable[str], waves: Sequence[int], wave_of: Mapping[str, int]
) -> dict[int, tuple[InWave, ...]]:
    """Count for each theme in each wave who says it, with Wilson's interval, in waves' order.

    Empty where fewer than two waves have anybody who was asked.
    """
    base: dict[int, set[str]] = {wave: set() for wave in waves}
    for key in asked:
        if key in wave_of:
            base[wave_of[key]].add(key)
    if sum(bool(people) for people in base.values()) < 2:
        return {}
    found = {}
    for theme_id, voices in said.items():
        numbers = [(len(base[wave] & voices), len(base[wave])) for wave in waves]
        found[theme_id] = tuple(InWave(n, of, *wilson_interval(n, of)) for n, of in numbers)
    return found


def differences(
    said: Said, asked: Iterable[str], groups: Mapping[str, frozenset[str]]
) -> dict[int, list[Cell]]:
    """Compare each group with the rest of those asked, theme by theme.

    The false discovery rate is held over everything on the page at once (Benjamini-Hochberg).
    Groups of fewer than five people asked are left out.
    """
    base = frozenset(asked)
    shown = {
        code: members & base
        for code, members in groups.items()
        if len(members & base) >= FEWEST_IN_GROUP and len(base - members) >= FEWEST_IN_GROUP
    }
    found: list[tuple[int, Cell]] = []
    for theme_id, voices in said.items():
        saying = voices & base
        for code, members in shown.items():
            n, rest_n = len(saying & members), len(saying - members)
            rest = len(base) - len(members)
            compared = difference(n, len(members), rest_n, rest)
            cell = Cell(code, n, len(members), rest_n, rest, compared, differs=False)
            found.append((theme_id, cell))
    called = benjamini_hochberg([cell.against_rest.p_value for _theme, cell in found])
    cells: dict[int, list[Cell]] = defaultdict(list)
    for (theme_id, cell), differs in zip(found, called, strict=True):
        cells[theme_id].append(replace(cell, differs=differs))
    return dict(cells)


def saturation(calls: Sequence[tuple[int, str, date, frozenset[int]]]) -> list[Heard]:
    """Follow the calls in their order: which themes each brought up first, and how many are known.

    `calls` are (interview id, label, day, themes voiced).
    """
    known: set[int] = set()
    curve = []
    for interview_id, label, day, themes in calls:
        new = tuple(sorted(themes - known))
        known |= themes
        curve.append(Heard(interview_id, label, day, new, len(known)))
    return curve


def together(said: Said, *, most: int = 30) -> list[Pair]:
    """Return the pairs of themes that most people say both of, the most first."""
    themes_of: dict[str, list[int]] = defaultdict(list)
    for theme_id in sorted(said):
        for key in said[theme_id]:
            themes_of[key].append(theme_id)
    both = Counter(pair for themes in themes_of.values() for pair in combinations(themes, 2))
    pairs = [
        Pair(a, b, number, len(said[a]), len(said[b]))
        for (a, b), number in both.items()
        if number >= LEAST_TOGETHER
    ]
    return sorted(pairs, key=lambda p: (-p.both, p.first + p.second, p.a, p.b))[:most]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _every_week(starts: Sequence[date]) -> list[date]:
    """Fill the weeks in which nobody spoke: a gap in time is a gap in the bars."""
    if not starts:
        return []
    n_weeks = (starts[-1] - starts[0]).days // 7
    return [starts[0] + timedelta(weeks=number) for number in range(n_weeks + 1)]
