"""Who belongs together: the segments behind the personas, and who fits none.

The method follows the number of people: none under 20, Gower's distance with average linkage
under 60, latent classes from there on. 'No segments' (k = 1) is always a candidate and wins
whenever the data do not speak clearly, or speak of nothing but who says much; nobody is forced
into a segment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .gower import gower_distances, linkage_groups, mean_distances, silhouette
from .items import MISSING, Table, linked_items
from .latent import Classes, bic, fit_classes, icl, person_fit, posteriors
from .stability import SOLID, adjusted_rand, segment_stability
from .volume import LEVEL, p_beyond_volume

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_TO_SEGMENT = 20
"""Under so many people nothing is grouped."""
MIN_FOR_CLASSES = 60
"""From so many people on, latent classes; below, distances."""
MIN_MEMBERS = 5
"""A smaller group is a handful of voices, shown one by one, not a segment."""
MAX_SEGMENTS = 6
PEOPLE_PER_SEGMENT = 8
MIN_ITEMS = 4
"""Fewer linked items than this are no base to screen by; all items are used then."""
MIN_POSTERIOR = 0.6
MIN_PERSON_FIT = -2.58
"""In standard deviations (one usual person in 200 falls below): answers that their segment would
hardly give."""
N_SHUFFLES = 59
"""Shuffled copies of the answers that the linkage is held against."""
SHUFFLE_LEVEL = 1 / (1 + N_SHUFFLES)
"""It must beat them all: about one study in sixty without segments passes this gate."""
MAX_SECOND_METHOD = 800
"""People on whom the second method is run; distances grow with the square of their number."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Segments found. `groups[i]` and `fit[i]` belong to `ids[i]`; group -1 is 'fits none'.

    Segments are numbered from the largest to the smallest (ties: by their first id). `fit` is
    0-1; `stability` the mean Jaccard of each segment. `criterion` has the figure by which each
    number of segments was judged; `agreement` (adjusted Rand) is that with the second method.
    """

    ids: tuple[str, ...]
    groups: tuple[int, ...]
    fit: tuple[float, ...]
    stability: tuple[float, ...]
    method: str
    criterion: Mapping[str, float]
    second_method: str | None = None
    agreement: float | None = None
    items: tuple[str, ...] = ()

    @property
    def n_segments(self) -> int:
        """How many segments there are; 0 where everybody is one."""
        return max(self.groups, default=-1) + 1

    def members(self, segment: int) -> tuple[str, ...]:
        """The ids of the people in one segment, sorted."""
        return tuple(
            person for person, group in zip(self.ids, self.groups, strict=True) if group == segment
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A grouping before it is tidied up: raw groups, fit, who is out, and what it took."""

    groups: NDArray[np.int64]
    fit: NDArray[np.float64]
    outside: NDArray[np.bool_]
    n_cut: int


def find_segments(
    table: Table, *, seed: int = 0, progress: Callable[[float], None] | None = None
) -> Segmentation:
    """The segments of a table of people x items; the same table and seed give the same ones.

    `progress` is called with 0-1. The products of these small tables run on one thread: more
    would wait for each other, and sums could come out in another order.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        return _find(table, seed, progress)


def _find(table: Table, seed: int, progress: Callable[[float], None] | None) -> Segmentation:
    import numpy as np

    if len(table.ids) < MIN_TO_SEGMENT:
        return _no_segments(table, "none: too few people", {})
    small = len(table.ids) < MIN_FOR_CLASSES
    used = table
    if not small:
        linked = linked_items(table)
        used = table.take(linked) if len(linked) >= MIN_ITEMS else table
    if len(used.items) < 2:
        return _no_segments(table, "none: nothing tells people apart", {})
    generator = np.random.default_rng([seed, len(used.ids), len(used.items)])
    method = "gower distance, average linkage" if small else "latent classes"
    distances = gower_distances(used) if small else None
    candidates, criterion = (
        _by_linkage(used, distances, generator)
        if distances is not None
        else _by_classes(used, generator)
    )
    if candidates:
        # Of all items: which ones are linked has been looked up in these very answers.
        p_value = p_beyond_volume(table, np.random.default_rng([seed, *table.values.shape]))
        if p_value is not None:
            criterion["p_beyond_volume"] = p_value
            candidates = candidates if p_value <= LEVEL else []
    for number, found in enumerate(candidates, start=1):
        groups = _tidy(found)
        if groups is None:
            continue
        step = _part(progress, number, len(candidates))
        stability = segment_stability(used, groups, found.n_cut, generator, distances, step)
        whole = len(stability) == found.n_cut and min(stability) >= SOLID
        if whole or number == len(candidates):
            break
    else:
        return _no_segments(table, method, criterion)
    second, agreement = _second_opinion(used, groups, found.n_cut, small, generator)
    return Segmentation(
        used.ids,
        tuple(int(group) for group in groups),
        tuple(round(float(value), 4) for value in found.fit),
        tuple(round(value, 4) for value in stability),
        method,
        criterion,
        second,
        agreement,
        tuple(item.key for item in used.items),
    )


def _by_classes(
    table: Table, generator: np.random.Generator
) -> tuple[list[_Found], dict[str, float]]:
    """Latent classes. BIC says whether there are segments; it is too strict on how many.

    Beside BIC's number stand the larger ones up to that of the sample-size adjusted BIC (S.
    Sclove 1987, Psychometrika 52:333-343), the largest first: the first whose segments all come
    again is taken, and BIC's own if none does.
    """
    highest = min(MAX_SEGMENTS, len(table.ids) // PEOPLE_PER_SEGMENT)
    models = {k: fit_classes(table, k, generator) for k in range(1, highest + 1)}
    scores = {k: bic(table, model) for k, model in models.items()}
    loose = {k: bic(table, model, adjusted=True) for k, model in models.items()}
    criterion = {f"bic_{k}": round(score, 2) for k, score in scores.items()}
    criterion |= {f"adjusted_bic_{k}": round(score, 2) for k, score in loose.items()}
    criterion |= {f"icl_{k}": round(icl(table, model), 2) for k, model in models.items()}
    strict = min(scores, key=lambda k: (scores[k], k))
    if strict == 1:
        return [], criterion
    most = max(strict, min(loose, key=lambda k: (loose[k], k)))
    return [_classified(table, models[k]) for k in range(most, strict - 1, -1)], criterion


def _classified(table: Table, model: Classes) -> _Found:
    likely = posteriors(table, model)
    groups = likely.argmax(axis=1)
    usual = person_fit(table, model)[range(len(groups)), groups]
    outside = (likely.max(axis=1) < MIN_POSTERIOR) | (usual < MIN_PERSON_FIT) | _silent(table)
    return _Found(groups, likely.max(axis=1), outside, model.n_classes)


def _by_linkage(
    table: Table, distances: NDArray[np.float64], generator: np.random.Generator
) -> tuple[list[_Found], dict[str, float]]:
    """The cut with the best silhouette, if hardly any shuffled copy of the answers does as well."""
    score, found = _best_cut(table, distances)
    if found is None:
        return [], {"silhouette": 0.0}
    copies = (table.shuffled(generator) for _ in range(N_SHUFFLES))
    as_good = sum(_best_cut(copy, gower_distances(copy))[0] >= score for copy in copies)
    p_value = (1 + as_good) / (1 + N_SHUFFLES)
    criterion = {"silhouette": round(score, 4), "p_against_shuffled": round(p_value, 4)}
    return ([found] if p_value <= SHUFFLE_LEVEL else []), criterion


def _best_cut(table: Table, distances: NDArray[np.float64]) -> tuple[float, _Found | None]:
    import numpy as np

    best: tuple[float, _Found | None] = (0.0, None)
    highest = min(MAX_SEGMENTS, len(table.ids) // PEOPLE_PER_SEGMENT)
    # Two cuts more than segments: the tree may spend one on an outlier.
    for n_cut in range(2, highest + 3):
        groups = linkage_groups(distances, n_cut)
        groups = np.unique(groups, return_inverse=True)[1]
        sizes = np.bincount(groups)
        n_large = int((sizes >= MIN_MEMBERS).sum())
        if not 2 <= n_large <= highest:
            continue
        large = (sizes >= MIN_MEMBERS)[groups]
        scores = np.where(large, silhouette(distances, groups), 0.0)
        if scores.mean() > best[0] + 1e-9:
            means = mean_distances(distances, groups)
            rows = np.arange(len(groups))
            own = means[rows, groups].copy()
            means[rows, groups] = np.inf
            next_best = means.min(axis=1)
            fit = next_best / np.maximum(own + next_best, 1e-12)
            anybody = distances.sum() / (len(groups) * (len(groups) - 1))
            outside = ~large | (own >= anybody) | _silent(table)
            best = float(scores.mean()), _Found(groups, fit, outside, n_cut)
    return best


def _tidy(found: _Found) -> NDArray[np.int64] | None:
    """Numbers segments by size, sets people outside to -1; None where fewer than two remain."""
    import numpy as np

    groups = np.where(found.outside, -1, found.groups)
    sizes = {group: int((groups == group).sum()) for group in set(groups.tolist()) - {-1}}
    first = {group: int((groups == group).argmax()) for group in sizes}
    kept = [group for group, size in sizes.items() if size >= MIN_MEMBERS]
    if len(kept) < 2:
        return None
    kept.sort(key=lambda group: (-sizes[group], first[group]))
    tidy = np.full(len(groups), -1, dtype=np.int64)
    for number, group in enumerate(kept):
        tidy[groups == group] = number
    return tidy


def _second_opinion(
    table: Table,
    groups: NDArray[np.int64],
    n_cut: int,
    small: bool,
    generator: np.random.Generator,
) -> tuple[str, float]:
    """The other method's name and how far it agrees (adjusted Rand), over people in segments."""
    import numpy as np

    rows = (groups >= 0).nonzero()[0]
    if small:
        other = posteriors(table, fit_classes(table, n_cut, generator)).argmax(axis=1)[rows]
        name = "latent classes"
    else:
        if len(rows) > MAX_SECOND_METHOD:
            rows = np.sort(generator.permutation(rows)[:MAX_SECOND_METHOD])
        part = Table(tuple(table.ids[row] for row in rows), table.items, table.values[rows])
        other = linkage_groups(gower_distances(part), int(groups.max()) + 1)
        name = "gower distance, average linkage"
    return name, round(adjusted_rand(groups[rows].tolist(), other.tolist()), 4)


def _silent(table: Table) -> NDArray[np.bool_]:
    """Who answered nothing that the segments are made of."""
    import numpy as np

    return np.asarray((table.values == MISSING).all(axis=1))


def _part(
    progress: Callable[[float], None] | None, number: int, total: int
) -> Callable[[float], None] | None:
    """Progress of one of several runs, as a part of all."""
    return (lambda share: progress((number - 1 + share) / total)) if progress else None


def _no_segments(table: Table, method: str, criterion: Mapping[str, float]) -> Segmentation:
    n_people = len(table.ids)
    return Segmentation(table.ids, (-1,) * n_people, (1.0,) * n_people, (), method, criterion)
