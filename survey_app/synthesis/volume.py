"""Do themes go together beyond what talkativeness explains?

Whoever says much says much of everything: in the answers of people who differ only in volume
any two themes go together, and a search for groups finds steady ones. So the answers are held
against copies in which every person says as many themes as before, and every theme has as many
voices, but which themes those are is dealt out anew. Copies with fixed totals are drawn by trades
between pairs of people: G. Strona et al. (2014), Nature Communications 5:4114 ('curveball').
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import MISSING, Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

N_COPIES = 59
LEVEL = 1 / (1 + N_COPIES)
"""The answers must beat every copy: about one study in sixty without segments does."""
MIN_THEMES = 3
"""With fewer themes talkativeness and opinion look alike, and the test is passed over."""
N_ROUNDS = 25
"""In each round everybody trades with one other person; by then nothing of the order is left."""
MAX_PEOPLE = 600
"""So many people are drawn from a larger study: more of them would only make it slower."""


def p_beyond_volume(table: Table, generator: np.random.Generator) -> float | None:
    """How often copies without opinions have themes that go together as much, 0-1.

    Pairs of themes count, and pairs of a theme and a closed answer; what closed answers do among
    themselves is left as it is. None where there are too few themes to tell.
    """
    import numpy as np

    themes = [place for place, item in enumerate(table.items) if item.is_theme]
    if len(themes) < MIN_THEMES:
        return None
    rows = np.arange(len(table.ids))
    if len(rows) > MAX_PEOPLE:
        rows = np.sort(generator.permutation(rows)[:MAX_PEOPLE])
    values = table.values[rows][:, themes]
    closed = table.take([n for n in range(len(table.items)) if n not in set(themes)]).indicators()
    copies = _copies(values == 1, values != MISSING, generator)
    order = np.vstack([rows, *(generator.permutation(rows) for _ in range(N_COPIES))])
    scores = _togetherness(copies, closed[order])
    return float((1 + (scores[1:] >= scores[0]).sum()) / (1 + N_COPIES))


def _copies(
    said: NDArray[np.bool_], asked: NDArray[np.bool_], generator: np.random.Generator
) -> NDArray[np.bool_]:
    """The answers themselves, then the copies: copies x people x themes.

    Two people trade what only one of them said, among the themes that both were asked about;
    each keeps the number of themes, so that neither a person's nor a theme's total changes.
    """
    import numpy as np

    dealt = np.repeat(said[None], N_COPIES, axis=0)
    n_people = len(said)
    half = n_people // 2
    which = np.arange(N_COPIES)[:, None]
    for _ in range(N_ROUNDS):
        pairing = generator.random((N_COPIES, n_people)).argsort(axis=1)
        left, right = pairing[:, :half], pairing[:, half : 2 * half]
        one, other = dealt[which, left], dealt[which, right]
        apart = (one != other) & asked[left] & asked[right]
        n_kept = (one & apart).sum(axis=2, keepdims=True)
        lot = np.where(apart, generator.random(apart.shape), 2.0)
        kept = lot.argsort(axis=2).argsort(axis=2) < n_kept
        dealt[which, left] = np.where(apart, kept, one)
        dealt[which, right] = np.where(apart, ~kept, other)
    return np.concatenate([said[None], dealt])


def _togetherness(copies: NDArray[np.bool_], closed: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each copy the sum of its squared links, each in units of its spread over all copies.

    What a person of this volume says of a theme on average is taken away first; all copies,
    the answers among them, are treated alike, so that the comparison is exact.
    """
    import numpy as np

    rest = copies - copies.mean(axis=0)
    columns = closed - closed.mean(axis=1, keepdims=True)
    n_themes = rest.shape[2]
    links = np.matmul(rest.transpose(0, 2, 1), np.concatenate([rest, columns], axis=2))
    # Each pair of themes once, no theme with itself; every theme with every closed answer.
    used = np.triu(np.ones((n_themes, links.shape[2]), dtype=bool), 1)
    used[:, n_themes:] = True
    pairs = links[:, used]
    centred = pairs - pairs.mean(axis=0)
    spread = centred.std(axis=0)
    return np.asarray(((centred / np.where(spread > 0, spread, 1.0)) ** 2).sum(axis=1))
