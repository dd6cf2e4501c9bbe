"""How far two people code alike: Krippendorff's alpha and Cohen's kappa over places. Pure.

A place is a stretch of text that at least one of the two put into a theme; what neither marked
is not counted as agreement. Marks that overlap are one place, so that a comma more or less is no
disagreement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Unit = Sequence[Hashable]
"""What the coders said of one thing; who said nothing of it is left out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that one person put into a theme, by their place in a passage (half-open)."""

    user_id: int
    passage_id: int
    start: int
    end: int
    theme_id: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where at least one of two people marked something, and what each put it under."""

    passage_id: int
    start: int
    end: int
    first: frozenset[int]
    second: frozenset[int]


@dataclass(frozen=True, slots=True)
class OnTheme:
    """Two people about one theme: places where both, only one, or neither of them used it."""

    theme_id: int
    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, -1 to 1; None where chance alone would give full agreement."""
        return cohens_kappa(self.both, self.only_first, self.only_second, self.neither)


def places(marks: Sequence[Mark], first: int, second: int) -> list[Place]:
    """Join the marks of two people that overlap into places, in the order of the text."""
    found: list[Place] = []
    by_passage: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.user_id in (first, second):
            by_passage[mark.passage_id].append(mark)
    for passage_id in sorted(by_passage):
        here: list[Mark] = []
        end = -1
        for mark in sorted(by_passage[passage_id], key=lambda m: (m.start, m.end, m.theme_id)):
            if here and mark.start >= end:
                found.append(_place(here, first, second))
                here, end = [], -1
            here.append(mark)
            end = max(end, mark.end)
        found.append(_place(here, first, second))
    return found


def on_themes(found: Sequence[Place]) -> list[OnTheme]:
    """Count for each theme how the two used it, those that most places speak of first."""
    themes = {theme for place in found for theme in place.first | place.second}
    counted = []
    for theme in themes:
        table = Counter((theme in place.first, theme in place.second) for place in found)
        counted.append(
            OnTheme(theme, table[True, True], table[True, False], table[False, True],
                    table[False, False])
        )  # fmt: skip
    return sorted(counted, key=lambda one: (one.neither, -one.both, one.theme_id))


def alpha(found: Sequence[Place]) -> float | None:
    """Return Krippendorff's alpha over places, each person's themes there being one value."""
    return krippendorffs_alpha([(place.first, place.second) for place in found])


def cohens_kappa(both: int, only_first: int, only_second: int, neither: int) -> float | None:
    """Return Cohen's kappa of a yes-no table, -1 to 1, or None where it is not defined.

    Source: J. Cohen (1960), Educational and Psychological Measurement 20:37-46.
    """
    n = both + only_first + only_second + neither
    if n == 0:
        return None
    seen = (both + neither) / n
    first, second = (both + only_first) / n, (both + only_second) / n
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else (seen - chance) / (1 - chance)


def krippendorffs_alpha(units: Sequence[Unit]) -> float | None:
    """Return Krippendorff's alpha for nominal values, or None where nobody's values differ.

    Units of fewer than two values are left out. Source: K. Krippendorff (2011), Computing
    Krippendorff's Alpha-Reliability: with coincidences o(c, k), alpha is
    1 - (n - 1) x sum of o(c, k), c != k, over the sum of n(c) x n(k), c != k.
    """
    weight: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        if len(unit) < 2:
            continue
        counted = Counter(unit)
        for a, n_a in counted.items():
            for b, n_b in counted.items():
                weight[a, b] += n_a * (n_b - 1 if a == b else n_b) / (len(unit) - 1)
    of_value: dict[Hashable, float] = defaultdict(float)
    for (a, _b), share in weight.items():
        of_value[a] += share
    n = sum(of_value.values())
    apart = sum(share for (a, b), share in weight.items() if a != b)
    by_chance = n * n - sum(share * share for share in of_value.values())
    return None if by_chance == 0 else 1 - (n - 1) * apart / by_chance


def _place(marks: Sequence[Mark], first: int, second: int) -> Place:
    def of(user: int) -> frozenset[int]:
        return frozenset(mark.theme_id for mark in marks if mark.user_id == user)

    return Place(
        marks[0].passage_id,
        min(mark.start for mark in marks),
        max(mark.end for mark in marks),
        of(first),
        of(second),
    )
