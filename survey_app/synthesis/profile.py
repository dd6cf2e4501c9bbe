"""A view of its own, or only a louder voice?

People differ in how much they say. Answers alone then fall into a group that voices much of
everything and one that voices little: steady, clear, and no persona. A segment must say some
themes more, and others less, than its talkativeness explains.
"""

from collections.abc import Callable, Iterator, Sequence
from math import log, sqrt

from .claims import count_theme
from .respondents import Respondent, ThemeInfo

MIN_THEMES = 3
"""With fewer themes talkativeness and opinion look alike, and the test is passed over."""
LEVEL = 0.005
"""Strict, since the group was formed on the answers that are tested."""
MIN_SPREAD = 0.7
"""In log odds: about twice or half the group's common factor is usual for its themes."""

_Counts = tuple[float, float, float, float]
"""Yes and no in the group, yes and no in the rest, half a person added to each (Haldane)."""


def has_own_profile(
    members: Sequence[Respondent], everyone: Sequence[Respondent], themes: Sequence[ThemeInfo]
) -> bool:
    """Whether the group's themes differ from the rest's by more than one common factor.

    A louder group multiplies every theme's odds, or every theme's share, by about the same; the
    spread of the factors is tested on both scales with W. G. Cochran's Q (1954, Biometrics
    10:101-129), and both must speak against a common one. With many people any spread becomes
    significant, so that it must also be wide: R. DerSimonian and N. Laird's tau (1986,
    Controlled Clinical Trials 7:177-188) on the scale of log odds.
    """
    from scipy.special import chdtrc

    tables = list(_tables(members, everyone, themes))
    if len(tables) < MIN_THEMES:
        return True
    tests = [_cochran_q(tables, scale) for scale in (_log_odds_ratio, _log_share_ratio)]
    unlikely = all(float(chdtrc(len(tables) - 1, q)) <= LEVEL for q, _ in tests)
    return unlikely and tests[0][1] >= MIN_SPREAD


def _tables(
    members: Sequence[Respondent], everyone: Sequence[Respondent], themes: Sequence[ThemeInfo]
) -> Iterator[_Counts]:
    for theme in themes:
        n, asked = count_theme(members, theme.id, theme.kind)
        all_n, all_asked = count_theme(everyone, theme.id, theme.kind)
        if asked and all_n and all_asked > asked:
            rest_n = all_n - n
            yield n + 0.5, asked - n + 0.5, rest_n + 0.5, all_asked - asked - rest_n + 0.5


def _cochran_q(
    tables: Sequence[_Counts], scale: Callable[[_Counts], tuple[float, float]]
) -> tuple[float, float]:
    """Q, and tau: the standard deviation of the true effects that Q implies."""
    effects = [scale(table) for table in tables]
    weights = [1 / variance for _, variance in effects]
    total = sum(weights)
    mean = sum(w * effect for w, (effect, _) in zip(weights, effects, strict=True)) / total
    q = sum(w * (effect - mean) ** 2 for w, (effect, _) in zip(weights, effects, strict=True))
    spare = total - sum(w * w for w in weights) / total
    return q, sqrt(max(0.0, q - (len(tables) - 1)) / spare)


def _log_odds_ratio(table: _Counts) -> tuple[float, float]:
    yes, no, rest_yes, rest_no = table
    return log(yes * rest_no / (no * rest_yes)), sum(1 / count for count in table)


def _log_share_ratio(table: _Counts) -> tuple[float, float]:
    yes, no, rest_yes, rest_no = table
    asked, rest_asked = yes + no, rest_yes + rest_no
    variance = 1 / yes - 1 / asked + 1 / rest_yes - 1 / rest_asked
    return log(yes / asked * rest_asked / rest_yes), variance
