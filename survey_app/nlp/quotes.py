"""Which members speak best for a theme: telling ones first, from different people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from survey_app.nlp.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOL_SHARE = 0.6  # of the respondents, best first: quotes come from these
N_QUOTES = 3  # the first members of a theme, chosen to differ from each other
DIVERSITY = 0.2  # how much likeness to a quote already chosen counts against the next
READABLE_CHARS = (25, 180)
READABLE_CHARS_ZH = (8, 60)


def order_by_telling(
    units: Sequence[Unit], scores: Sequence[float], vectors: "NDArray[np.float32]"
) -> list[int]:
    """Order members: three representative quotes that differ first, then the rest by score.

    The three come from different respondents (maximal marginal relevance, Carbonell and Goldstein
    1998). Ties go by place in the corpus.
    """
    left = sorted(range(len(units)), key=lambda member: (-round(scores[member], 6), member))
    best_of: dict[str, int] = {}
    for member in left:
        best_of.setdefault(units[member].respondent, member)
    pool = list(best_of.values())
    pool = pool[: max(N_QUOTES, round(POOL_SHARE * len(pool)))]
    chosen: list[int] = []
    while pool and len(chosen) < N_QUOTES:

        def worth(member: int) -> float:
            likeness = max((float(vectors[member] @ vectors[other]) for other in chosen), default=0)
            return round(scores[member] * _readable(units[member]) - DIVERSITY * likeness, 6)

        best = max(pool, key=lambda member: (worth(member), -member))
        pool.remove(best)
        left.remove(best)
        chosen.append(best)
    return chosen + left


def _readable(unit: Unit) -> float:
    """Prefer quotes that are neither a scrap nor a page (0.4-1)."""
    shortest, longest = READABLE_CHARS_ZH if unit.language == "zh" else READABLE_CHARS
    length = len(unit.quote)
    if length < shortest:
        return 0.4 + 0.6 * length / shortest
    return 1.0 if length <= longest else max(0.4, longest / length)
