"""Which members speak best for a theme: telling ones first, from different people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from survey_app.nlp.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOL_SHARE = 0.6  # of the members, best first: quotes come from these
N_QUOTES = 3  # the first members of a theme, chosen to differ from each other
DIVERSITY = 0.2  # how much likeness to a quote already chosen counts against the next
READABLE_CHARS = (25, 180)
READABLE_CHARS_ZH = (8, 60)


def order_by_telling(
    units: Sequence[Unit], scores: Sequence[float], vectors: "NDArray[np.float32]"
) -> list[int]:
    """Order members: three representative quotes that differ first, then the rest by score.

    A new respondent goes before one who was quoted (maximal marginal relevance, Carbonell and
    Goldstein 1998). Ties go by place in the corpus.
    """
    left = sorted(range(len(units)), key=lambda member: (-round(scores[member], 6), member))
    pool = left[: max(N_QUOTES, round(POOL_SHARE * len(left)))]
    chosen: list[int] = []
    while pool and len(chosen) < N_QUOTES:
        heard = {units[member].respondent for member in chosen}

        def worth(member: int, heard: set[str] = heard) -> tuple[bool, float]:
            likeness = max((float(vectors[member] @ vectors[other]) for other in chosen), default=0)
            value = scores[member] * _readable(units[member]) - DIVERSITY * likeness
            return units[member].respondent not in heard, round(value, 6)

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
