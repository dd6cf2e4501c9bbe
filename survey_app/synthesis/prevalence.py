"""How many said it, how sure that is, and whether it sets a group apart from the rest.

Every share in Portrait is n of N with an interval; small groups get wide ones, and that is the
message. Three tools, all without any library: Wilson's interval for one share, Newcombe's for
the difference of two, Fisher's exact test with the Benjamini-Hochberg correction for many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, lgamma, sqrt
from statistics import NormalDist

FALSE_DISCOVERY_RATE = 0.05
"""The share of wrongly claimed differences that is put up with, 0-1."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The share in a group minus the share in the rest, with its interval and its p-value."""

    share: float
    rest_share: float
    low: float
    high: float
    p_value: float

    @property
    def value(self) -> float:
        """The difference of the two shares, -1 to 1."""
        return self.share - self.rest_share


def wilson_interval(n: int, asked: int, level: float = 0.95) -> tuple[float, float]:
    """The range in which the true share lies, given that `n` of `asked` said it.

    Returns (low, high), each 0-1; (0, 1) where nobody was asked, since then anything may be
    true. Raises ValueError unless 0 <= n <= asked. Source: E. B. Wilson (1927), JASA 22:209-212;
    it keeps its promise for small samples and shares near 0 or 1, where n/N ± 1.96 se does not.
    """
    if not 0 <= n <= asked:
        raise ValueError(f"n must lie between 0 and the number asked, got {n} of {asked}")
    if asked == 0:
        return 0.0, 1.0
    z = _z(level)
    share = n / asked
    spread = z * sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    middle = share + z * z / (2 * asked)
    scale = 1 + z * z / asked
    # At n = 0 and n = asked the formula gives exactly 0 and 1; rounding must not say otherwise.
    low = 0.0 if n == 0 else (middle - spread) / scale
    high = 1.0 if n == asked else (middle + spread) / scale
    return low, high


def difference(n: int, asked: int, rest_n: int, rest_asked: int, level: float = 0.95) -> Difference:
    """How far a group's share lies from the rest's, with Newcombe's interval and Fisher's p.

    The interval is the hybrid score interval (R. G. Newcombe 1998, Statistics in Medicine
    17:873-890, method 10). Where one side was not asked, the interval is (-1, 1) and p is 1.
    """
    if asked == 0 or rest_asked == 0:
        return Difference(n / asked if asked else 0.0, 0.0, -1.0, 1.0, 1.0)
    share, rest_share = n / asked, rest_n / rest_asked
    low, high = wilson_interval(n, asked, level)
    rest_low, rest_high = wilson_interval(rest_n, rest_asked, level)
    gap = share - rest_share
    return Difference(
        share,
        rest_share,
        gap - sqrt((share - low) ** 2 + (rest_high - rest_share) ** 2),
        gap + sqrt((high - share) ** 2 + (rest_share - rest_low) ** 2),
        fisher_p(n, asked, rest_n, rest_asked),
    )


def fisher_p(n: int, asked: int, rest_n: int, rest_asked: int) -> float:
    """The two-sided p-value of Fisher's exact test that two groups share one rate, 0-1."""
    total, hits = asked + rest_asked, n + rest_n
    lowest, highest = max(0, hits - rest_asked), min(hits, asked)
    base = _log_choose(total, hits)

    def probability(k: int) -> float:
        return exp(_log_choose(asked, k) + _log_choose(rest_asked, hits - k) - base)

    # The tolerance keeps tables that are equally likely on paper from being told apart by rounding.
    limit = probability(n) * (1 + 1e-9)
    tail = (probability(k) for k in range(lowest, highest + 1))
    return min(1.0, sum(p for p in tail if p <= limit))


def benjamini_hochberg(
    p_values: Sequence[float], rate: float = FALSE_DISCOVERY_RATE
) -> tuple[bool, ...]:
    """Which of many comparisons may be called different, when the rate of false ones is held.

    Returns one bool per p-value, in their order. Source: Y. Benjamini and Y. Hochberg (1995),
    J. R. Statist. Soc. B 57:289-300: with m p-values sorted, all up to the largest i with
    p(i) <= i/m x rate are called.
    """
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    called = 0
    for rank, index in enumerate(order, start=1):
        if p_values[index] <= rank / len(p_values) * rate:
            called = rank
    chosen = set(order[:called])
    return tuple(index in chosen for index in range(len(p_values)))


@lru_cache(maxsize=8)
def _z(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
