"""How many themes there are, what belongs together, and how sure that is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from survey_app.nlp.neighbours import modularity, neighbour_graph, settle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Labels = NDArray[np.intp]

SMALL = 60  # units; below, groups are built from the bottom up instead of by k-means
MAX_GROUPS = 160
MAX_DIMENSIONS = 64  # of the spectral space
MAX_FITTED = 4_000  # units that k-means learns from; the others are placed by what it learnt
N_RESAMPLES = 10
RESAMPLE_SHARE = 0.8  # of the respondents
# Compared by meaning, links are few and near, and groups of one matter each stand out; at the
# resolution of 1 several of them would go together, as modularity overlooks small groups.
RESOLUTION_BY_MEANING = 3.0
EQUAL_QUALITY = 0.004  # of modularity: numbers of groups that are as good as each other
SPLIT_ABOVE = 0.42  # modularity of two halves within a group
DENSE_ROWS = 400  # up to here a full decomposition is quicker
LANCZOS_ROWS = 2_000  # above, the leading eigenvectors are found as a block
SPARE_DIMENSIONS = 16
BLOCK_ROUNDS, POLYNOMIAL_DEGREE = 3, 10
MIN_SPLIT = 4  # units in a half


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of units: `labels` (-1: none), `firmness` and `confidence` in 0-1.

    `firmness` has one value a unit: how much of its likeness lies within its group, over repeats.
    `confidence` has one value a group: how well the group is found again (Jaccard) in repeats.
    """

    labels: "Labels"
    firmness: "Floats"
    confidence: dict[int, float]


def group_units(
    vectors: "Floats",
    respondents: Sequence[int],
    *,
    seed: int,
    fixed: "Labels",
    n_fixed: int,
    by_meaning: bool = False,
    progress: Callable[[float], None] = lambda share: None,
) -> Grouping:
    """Group units so that links lie within groups, repeat it on parts, and keep what holds.

    The number of groups is the one with the highest modularity. `fixed` has the number of the
    accepted theme (0 to `n_fixed` - 1) for units that belong to one and -1 for all others; those
    groups keep their numbers in the result, new groups follow.
    """
    import numpy as np

    n_units = len(vectors)
    graph = neighbour_graph(vectors, respondents, by_meaning=by_meaning)
    linked = np.asarray(graph.sum(axis=1)).ravel() > 0
    if linked.sum() < 2:
        return Grouping(fixed.copy(), np.where(fixed >= 0, 1.0, 0.0).astype(np.float32), {})
    where = np.flatnonzero(linked)
    inner = graph[where][:, where]
    people = np.asarray(respondents)[where]
    divide = _divider(inner, vectors[where], people, seed)
    progress(0.35)
    resolution = RESOLUTION_BY_MEANING if by_meaning else 1.0
    labels, n_groups = _best_number(inner, divide, len(where), resolution)
    progress(0.55)
    repeats = _repeats(divide, n_groups, people, seed)
    progress(0.85)
    inner.sort_indices()
    links = inner.tocoo()
    consensus = inner.copy()
    consensus.data *= (repeats[:, links.row] == repeats[:, links.col]).mean(axis=0)
    held = fixed[where]
    labels = _continue_accepted(labels + n_fixed, held, consensus, n_fixed)
    labels = settle(consensus, labels, fixed=np.flatnonzero(held >= 0), resolution=resolution)
    labels = _split_loose(consensus, labels, held)
    firmness = _firmness(inner, consensus, labels)
    confidence = {
        int(group): _found_again(np.flatnonzero(labels == group), repeats)
        for group in np.unique(labels)
    }
    all_labels = fixed.copy()
    all_labels[where] = labels
    all_firmness = np.where(fixed >= 0, 1.0, 0.0).astype(np.float32)
    all_firmness[where] = np.where(held >= 0, 1.0, firmness)
    assert len(all_labels) == n_units
    return Grouping(all_labels, all_firmness, confidence)


Divider = Callable[[int, Any, int], "Labels"]  # (number, units used for fitting, seed) -> labels


def _divider(graph: Any, vectors: "Floats", people: Any, seed: int) -> Divider:
    """Prepare a function that divides the units into a given number of groups."""
    import numpy as np

    if len(vectors) < SMALL:
        return _bottom_up(vectors)
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import normalize

    space = _spectral(graph, min(MAX_DIMENSIONS, len(vectors) // 4))
    _, codes, counts = np.unique(people, return_inverse=True, return_counts=True)
    weights = 1 / np.sqrt(counts[codes])  # ten excerpts of one person weigh like three

    def divide(number: int, used: Any, draw: int) -> "Labels":
        used = used[:: -(-len(used) // MAX_FITTED)]
        view = normalize(space[:, : max(5, min(space.shape[1], int(0.7 * number)))])
        number = min(number, len(np.unique(view[used].round(6), axis=0)))
        means = KMeans(number, n_init=1, random_state=seed + draw, max_iter=60)
        means.fit(view[used], sample_weight=weights[used])
        return np.asarray(means.predict(view), dtype=np.intp)

    return divide


def _bottom_up(vectors: "Floats") -> Divider:
    """Join the most similar groups first (average linkage), for a handful of excerpts."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage

    def divide(number: int, used: Any, draw: int) -> "Labels":
        part = vectors[used].astype(np.float64)
        distances = 1 - part @ part.T
        tree = linkage(distances[np.triu_indices(len(part), 1)].clip(0), "average")
        found = fcluster(tree, number, "maxclust") - 1
        centres = np.array([part[found == group].mean(axis=0) for group in np.unique(found)])
        labels = np.argmax(vectors @ centres.T, axis=1)
        labels[used] = found
        return np.asarray(labels, dtype=np.intp)

    return divide


def _spectral(graph: Any, n_dimensions: int) -> "NDArray[np.float64]":
    """Place units by the leading eigenvectors of their graph (Ng, Jordan and Weiss 2002).

    In large material by Chebyshev-filtered subspace iteration (Zhou and Saad 2007): k-means needs
    the space that they span more than each to the last digit.
    """
    import numpy as np
    from scipy import sparse
    from scipy.sparse.linalg import eigsh

    scale = sparse.diags(1 / np.sqrt(np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1e-9)))
    scaled = (scale @ graph @ scale).tocsr()
    n_units = graph.shape[0]
    if n_units <= LANCZOS_ROWS:
        start = np.ones(n_units)  # a fixed start: the same corpus, the same vectors
        values, space = eigsh(scaled, k=n_dimensions, v0=start, tol=1e-3)
        return np.asarray(space[:, np.argsort(-values, kind="stable")])
    draws = np.random.default_rng(0)
    block = np.linalg.qr(draws.standard_normal((n_units, n_dimensions + SPARE_DIMENSIONS)))[0]
    least = 0.3  # eigenvalues from here down to -1 are damped; raised as the wanted ones show
    for _ in range(BLOCK_ROUNDS):
        half, middle = (least + 1) / 2, (least - 1) / 2
        before, block = block, (scaled @ block - middle * block) / half
        for _ in range(POLYNOMIAL_DEGREE - 1):
            before, block = block, 2 * (scaled @ block - middle * block) / half - before
        block = np.linalg.qr(block)[0]
        values, turns = np.linalg.eigh(block.T @ (scaled @ block))
        block = block @ turns
        least = min(0.95, max(least, float(values[SPARE_DIMENSIONS // 2])))
    return np.asarray(block[:, np.argsort(-values, kind="stable")[:n_dimensions]])


def _best_number(
    graph: Any, divide: Divider, n_units: int, resolution: float
) -> tuple["Labels", int]:
    """Try numbers of groups; keep the smallest that comes within a hair of the best modularity."""
    import numpy as np

    everything = np.arange(n_units)
    most = min(MAX_GROUPS, n_units // 3)
    numbers = sorted({min(most, round(2 * 1.4**step)) for step in range(14)})
    if n_units < SMALL:
        numbers = list(range(1, max(1, n_units // 2) + 1))
    tried = {number: divide(number, everything, 0) for number in numbers}
    quality = {number: modularity(graph, labels, resolution) for number, labels in tried.items()}
    enough = max(quality.values()) - EQUAL_QUALITY
    best = min(number for number in numbers if quality[number] >= enough)
    return tried[best], len(np.unique(tried[best]))


def _repeats(divide: Divider, n_groups: int, people: Any, seed: int) -> "Labels":
    """Divide again on parts of the respondents, with numbers around the best; one row a repeat."""
    import numpy as np

    draws = np.random.default_rng(seed)
    names = np.unique(people)
    rows = []
    for draw in range(N_RESAMPLES):
        kept = draws.random(len(names)) < RESAMPLE_SHARE
        used = np.flatnonzero(kept[np.searchsorted(names, people)])
        if len(used) < 2:
            used = np.arange(len(people))
        number = max(1, round(n_groups * draws.uniform(0.85, 1.25)))
        rows.append(divide(min(number, len(used)), used, draw + 1))
    return np.array(rows)


def _continue_accepted(labels: "Labels", held: "Labels", graph: Any, n_fixed: int) -> "Labels":
    """Let the group where an accepted theme's excerpts lie continue that theme.

    Where several accepted themes share a group, each other unit goes to the one that it is linked
    to most.
    """
    import numpy as np

    labels = labels.copy()
    claims: dict[int, list[int]] = {}
    for theme in range(n_fixed):
        mine = labels[held == theme]
        if len(mine):
            claims.setdefault(int(np.bincount(mine).argmax()), []).append(theme)
    for group, themes in sorted(claims.items()):
        free = np.flatnonzero((labels == group) & (held < 0))
        links = np.column_stack(
            [np.asarray(graph[free][:, held == theme].sum(axis=1)).ravel() for theme in themes]
        )
        labels[free] = np.asarray(themes)[links.argmax(axis=1)]
    labels[held >= 0] = held[held >= 0]
    return labels


def _split_loose(graph: Any, labels: "Labels", held: "Labels") -> "Labels":
    """Halve groups that fall apart by themselves, as modularity overlooks in large material.

    A group is split where the halves' own modularity, within the group, exceeds `SPLIT_ABOVE`
    (the resolution limit of Fortunato and Barthelemy 2007).
    """
    import numpy as np

    labels = labels.copy()
    waiting = [int(group) for group in np.unique(labels)]
    following = int(labels.max()) + 1
    while waiting:
        group = waiting.pop()
        members = np.flatnonzero(labels == group)
        if len(members) < 2 * MIN_SPLIT or (held[members] >= 0).any():
            continue
        inner = graph[members][:, members]
        halves = _halves(inner)
        if min(np.bincount(halves, minlength=2)) < MIN_SPLIT:
            continue
        if modularity(inner, halves) > SPLIT_ABOVE:
            labels[members[halves == 1]] = following
            waiting += [group, following]
            following += 1
    return labels


def _halves(graph: Any) -> "Labels":
    """Cut a graph in two along its second eigenvector, then settle."""
    import numpy as np

    degrees = np.asarray(graph.sum(axis=1)).ravel()
    scale = 1 / np.sqrt(np.maximum(degrees, 1e-9))
    if len(degrees) > DENSE_ROWS:
        second = _spectral(graph, 2)[:, 1] * scale
    else:
        dense = scale[:, None] * graph.toarray() * scale[None, :]
        second = np.linalg.eigh(dense)[1][:, -2] * scale
    halves = (second > np.median(second)).astype(np.intp)
    return np.minimum(settle(graph, halves, fixed=np.array([], dtype=np.intp)), 1)


def _firmness(graph: Any, consensus: Any, labels: "Labels") -> "Floats":
    """Share of a unit's likeness that stays within its group, over the repeats (0-1)."""
    import numpy as np

    links = consensus.tocoo()
    within = labels[links.row] == labels[links.col]
    kept = np.bincount(links.row, weights=links.data * within, minlength=len(labels))
    return np.asarray(kept / np.asarray(graph.sum(axis=1)).ravel(), dtype=np.float32)


def _found_again(members: "Labels", repeats: "Labels") -> float:
    """Mean of the best Jaccard likeness of a group in each repeat (Hennig 2007)."""
    import numpy as np

    best = []
    for labels in repeats:
        shared = np.bincount(labels[members])
        sizes = np.bincount(labels, minlength=len(shared))[: len(shared)]
        best.append((shared / (len(members) + sizes - shared)).max())
    return float(np.mean(best))
