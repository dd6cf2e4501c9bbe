"""Would the same segments come out if other people had answered? (rule R7)

Part of the respondents is drawn a hundred times, the segments are found anew, and each segment
is compared with its nearest likeness. Source: C. Hennig (2007), Cluster-wise assessment of
cluster stability, Computational Statistics & Data Analysis 52:258-271, which also gives the
limits: 0.75 and more is a stable cluster, 0.6 to 0.75 a pattern, below that not to be trusted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import comb
from typing import TYPE_CHECKING

from .gower import linkage_groups
from .items import Table
from .latent import fit_many, posteriors
from .sheet import StabilityWord

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

N_RESAMPLES = 100
RESAMPLE_SHARE = 0.632
"""The share of different people in a bootstrap sample (1 - 1/e). Drawing them without
replacement gives the same shake without copies of a person, which would form clusters of
their own."""
SOLID, LIKELY = 0.75, 0.60
MIN_GAIN = 0.05
"""A segment of 80 % of all people is 'found again' with 0.80 by grouping everyone into one; a
segment must be found again by this much more than that."""
RESAMPLE_STARTS = 6


def stability_word(stability: float, share: float = 0.0) -> StabilityWord:
    """The word for a mean Jaccard similarity: solid, likely or fragile.

    `share` (0-1) is the segment's share of all people; a segment that is no steadier than the
    crowd as a whole is fragile whatever its figure.
    """
    if stability < LIKELY or stability < min(share + MIN_GAIN, 1.0):
        return "fragile"
    return "solid" if stability >= SOLID else "likely"


def jaccard(first: frozenset[int] | set[int], second: frozenset[int] | set[int]) -> float:
    """People in both groups by people in either, 0-1; two empty groups are alike (1)."""
    either = len(first | second)
    return len(first & second) / either if either else 1.0


def segment_stability(
    table: Table,
    groups: NDArray[np.int64],
    n_groups: int,
    generator: np.random.Generator,
    distances: NDArray[np.float64] | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[float, ...]:
    """The mean Jaccard similarity of each segment over the resamples, 0-1, segments in order.

    `groups` holds -1 for people without a segment: they take part in each search, but are not
    counted. With `distances` the segments are found by linkage, without by latent classes.
    """
    import numpy as np

    n_people = len(groups)
    n_drawn = max(2, round(RESAMPLE_SHARE * n_people))
    present = np.zeros((N_RESAMPLES, n_people))
    for run in range(N_RESAMPLES):
        present[run, generator.permutation(n_people)[:n_drawn]] = 1.0
    if distances is None:
        models = fit_many(table, n_groups, present, generator, RESAMPLE_STARTS)
        found = [posteriors(table, model).argmax(axis=1) for model in models]
    else:
        found = []
        for run in range(N_RESAMPLES):
            rows = present[run].nonzero()[0]
            labels = np.full(n_people, -1, dtype=np.int64)
            labels[rows] = linkage_groups(distances[np.ix_(rows, rows)], n_groups)
            found.append(labels)
    n_segments = int(groups.max(initial=-1)) + 1
    sums = np.zeros(n_segments)
    counts = np.zeros(n_segments)
    for run in range(N_RESAMPLES):
        counted = (present[run] > 0) & (groups >= 0)
        likeness, seen = _best_matches(groups[counted], found[run][counted], n_segments)
        sums += likeness
        counts += seen
        if progress:
            progress((run + 1) / N_RESAMPLES)
    return tuple(float(value) for value in sums / np.maximum(counts, 1))


def adjusted_rand(first: Sequence[int], second: Sequence[int]) -> float:
    """How far two groupings of the same people agree: 1 fully, 0 as by chance.

    Source: L. Hubert and P. Arabie (1985), Journal of Classification 2:193-218.
    """
    cells = Counter(zip(first, second, strict=True))
    rows, columns = Counter(first), Counter(second)
    together = sum(comb(count, 2) for count in cells.values())
    row_pairs = sum(comb(count, 2) for count in rows.values())
    column_pairs = sum(comb(count, 2) for count in columns.values())
    expected = row_pairs * column_pairs / max(1, comb(len(first), 2))
    highest = (row_pairs + column_pairs) / 2
    return 1.0 if highest == expected else (together - expected) / (highest - expected)


def _best_matches(
    wanted: NDArray[np.int64], found: NDArray[np.int64], n_segments: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each segment its best Jaccard among the groups found, and 1 where it was drawn."""
    import numpy as np

    n_found = int(found.max(initial=-1)) + 1
    overlap = np.zeros((n_segments, max(1, n_found)))
    np.add.at(overlap, (wanted, found), 1.0)
    sizes = overlap.sum(axis=1)
    either = sizes[:, None] + overlap.sum(axis=0)[None, :] - overlap
    best = (overlap / np.maximum(either, 1)).max(axis=1)
    return best, (sizes > 0).astype(float)
