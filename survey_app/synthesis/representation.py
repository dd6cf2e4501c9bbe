"""Who answered, held against who our customers are (rule R13).

A persona drawn from the people who happened to answer stands for customers only as far as the
two look alike. Each value of an attribute is compared by itself; that some were invited and kept
silent is exactly what this is to show.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .prevalence import wilson_interval

MIN_BASE = 10
"""Fewer customers than this with a known value are no base to compare with."""
MIN_RESPONDENTS = 10

Verdict = Literal["fits", "too_many", "too_few"]


@dataclass(frozen=True, slots=True)
class Presence:
    """One value of an attribute: how many customers have it, how many who answered do.

    `low` and `high` are the 95 % Wilson interval of the respondents' share, 0-1; the verdict is
    'fits' while the customers' share lies within.
    """

    value: str
    n_base: int
    base: int
    n: int
    answered: int
    low: float
    high: float
    verdict: Verdict

    @property
    def base_share(self) -> float:
        """The share among customers, 0-1."""
        return self.n_base / self.base

    @property
    def share(self) -> float:
        """The share among those who answered, 0-1."""
        return self.n / self.answered


@dataclass(frozen=True, slots=True)
class Representation:
    """One attribute, with its values from the most frequent among customers on."""

    attribute: str
    values: tuple[Presence, ...]

    @property
    def missing(self) -> tuple[Presence, ...]:
        """The values of which too few answered."""
        return tuple(one for one in self.values if one.verdict == "too_few")


def represent(
    attribute: str, base: Mapping[str, str], answered: Iterable[str]
) -> Representation | None:
    """Compares those who answered with the customer base in one attribute.

    `base` gives the value of each customer by id, left out where it is not known; `answered` the
    ids of customers who answered. None where either side knows too few values.
    """
    known = [base[one] for one in set(answered) if one in base]
    if len(base) < MIN_BASE or len(known) < MIN_RESPONDENTS:
        return None
    counts = {value: list(base.values()).count(value) for value in set(base.values())}
    values = []
    for value, n_base in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        n = known.count(value)
        low, high = wilson_interval(n, len(known))
        share = n_base / len(base)
        verdict: Verdict = "too_few" if share > high else "too_many" if share < low else "fits"
        values.append(Presence(value, n_base, len(base), n, len(known), low, high, verdict))
    return Representation(attribute, tuple(values))
