"""Counts of the answers to one question, ready for a table or a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from statistics import fmean, median

from survey_app.questionnaire.model import Choice, Text

MAX_SUMMARY_ROWS = 12
DECLINE_CODE = "prefer_not"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """How many gave one answer. ``code`` is stable, ``label`` is for reading.

    ``last`` marks what stays at the end of a chart ('other', 'none', 'prefer not to say');
    ``depth`` is how far out on a tree it grows; ``mean`` is the mean place in a ranking among the
    ``n_mean`` people who placed it.
    """

    code: str
    label: Text
    count: int
    last: bool = False
    depth: int = 0
    mean: float | None = None
    n_mean: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The answers of the ``n`` people who answered: counts by answer and, for numbers, figures.

    ``figures`` holds min, median, mean and max and, for NPS, promoters, passives, detractors
    (people) and score (-100 to 100). With several ticks a person the counts add up to more than
    ``n``. ``ordered`` rows have an order of their own that no chart may change. A table has one
    part for each of its rows instead.
    """

    n: int
    rows: tuple[SummaryRow, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    ordered: bool = False
    parts: tuple[SummaryPart, ...] = ()

    @property
    def bars(self) -> list[Bar]:
        """Give the bars of a chart, the longest first; ordered answers keep their order.

        'Other', 'none of these' and 'prefer not to say' stay last, whatever their length.
        """
        rows = list(self.rows)
        if not self.ordered:
            rows.sort(key=lambda row: (row.last, -row.count))
        return [Bar(row, self.n, *wilson(row.count, self.n)) for row in rows]


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """One row of a table with the counts of its answers."""

    code: str
    label: Text
    summary: Summary


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: ``count`` of ``of`` people, and the shares that are likely among all.

    ``low`` and ``high`` are the 95 % Wilson interval of the share, 0 to 1.
    """

    row: SummaryRow
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share of those who answered, 0 to 1."""
        return self.row.count / self.of if self.of else 0.0


def count_choices(choices: Sequence[Choice], ticks: Iterable[str]) -> tuple[SummaryRow, ...]:
    """Count ticks in the order of the choices, none left out; codes no longer offered come last."""
    counts = Counter(ticks)
    offered = [
        SummaryRow(
            choice.code,
            choice.text,
            counts.pop(choice.code, 0),
            last=choice.other or choice.exclusive or choice.code == DECLINE_CODE,
        )
        for choice in choices
    ]
    gone = [SummaryRow(code, plain(code), n, last=True) for code, n in sorted(counts.items())]
    return (*offered, *gone)


def number_figures(numbers: Sequence[float]) -> dict[str, float]:
    """Give min, median, mean and max; nothing for no numbers."""
    if not numbers:
        return {}
    return {
        "min": min(numbers),
        "median": median(numbers),
        "mean": fmean(numbers),
        "max": max(numbers),
    }


def count_numbers(numbers: Sequence[float]) -> tuple[SummaryRow, ...]:
    """Count each number, or six bands of equal width when there are many different ones.

    A band holds its lower end; the last one also its upper end.
    """
    counts = Counter(numbers)
    if len(counts) <= MAX_SUMMARY_ROWS:
        return tuple(
            SummaryRow(f"{number:.12g}", plain(f"{number:.12g}"), counts[number])
            for number in sorted(counts)
        )
    low, high, n_bands = min(numbers), max(numbers), 6
    width = (high - low) / n_bands
    bands: Counter[int] = Counter(
        min(int((number - low) / width), n_bands - 1) for number in numbers
    )
    names = [f"{low + i * width:.6g} – {low + (i + 1) * width:.6g}" for i in range(n_bands)]
    return tuple(SummaryRow(names[i], plain(names[i]), bands[i]) for i in range(n_bands))


def count_words(texts: Iterable[str]) -> tuple[SummaryRow, ...]:
    """Count equal short texts, upper and lower case alike, the most frequent first."""
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for text in texts:
        first.setdefault(text.casefold(), text)
        counts[text.casefold()] += 1
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(
        SummaryRow(folded, plain(first[folded]), n) for folded, n in ranked[:MAX_SUMMARY_ROWS]
    )


def plain(text: str) -> Text:
    """Word something that reads the same in every language, such as a number."""
    return {"en": text, "ru": text, "zh": text}


def wilson(count: int, n: int) -> tuple[float, float]:
    """Give the bounds between which the share among all probably lies (95 %), 0 to 1 each.

    E. B. Wilson, 'Probable inference', Journal of the American Statistical Association 22 (1927).

    >>> [round(bound, 3) for bound in wilson(7, 12)]
    [0.32, 0.807]
    """
    if n <= 0:
        return 0.0, 1.0
    z = 1.959964  # of the normal distribution, two-sided 95 %
    share, weight = count / n, z * z / n
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * sqrt(share * (1 - share) / n + weight / (4 * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)
