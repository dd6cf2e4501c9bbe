"""Groups of people in small samples: Gower's distance and average linkage.

Under sixty people a model of classes has too little to learn from; distances between people
still speak. Source of the distance: J. C. Gower (1971), Biometrics 27:857-874.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import MISSING, Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_MOVES = 20


def gower_distances(table: Table) -> NDArray[np.float64]:
    """How unlike each two people are, 0 (alike) to 1 (nothing in common): people x people.

    Only items that both answered count; steps of an ordered scale differ by their distance on
    it. Two people who were asked and both kept silent on a theme agree (Gower's 'alternative'
    character): with the other reading, in which joint silence says nothing, planted segments
    of 24 people were found less often. People with no item to compare are at distance 1.
    """
    import numpy as np

    n_people = len(table.ids)
    unlike = np.zeros((n_people, n_people))
    compared = np.zeros((n_people, n_people))
    for column, item in enumerate(table.items):
        answers = table.values[:, column]
        counts = (answers[:, None] != MISSING) & (answers[None, :] != MISSING)
        if item.ordered and len(item.levels) > 1:
            gap = np.abs(answers[:, None] - answers[None, :]) / (len(item.levels) - 1)
        else:
            gap = (answers[:, None] != answers[None, :]).astype(float)
        unlike += np.where(counts, gap, 0.0)
        compared += counts
    distances = np.where(compared > 0, unlike / np.maximum(compared, 1), 1.0)
    np.fill_diagonal(distances, 0.0)
    return np.asarray(distances)


def linkage_groups(distances: NDArray[np.float64], n_groups: int) -> NDArray[np.int64]:
    """The group of each person, numbered from 0: a cut through the average-linkage tree.

    After the cut people move to the group that they are nearest to on average, until nobody
    gains by moving: a tree cannot take back an early merge, this can. Tiny groups that the tree
    split off (outliers) are kept apart.
    """
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if n_groups < 2 or len(distances) < 2:
        return np.zeros(len(distances), dtype=np.int64)
    tree = linkage(squareform(distances, checks=False), method="average")
    groups = np.asarray(fcluster(tree, n_groups, criterion="maxclust"), dtype=np.int64) - 1
    for _ in range(MAX_MOVES):
        nearest = mean_distances(distances, groups).argmin(axis=1)
        if (nearest == groups).all():
            break
        groups = nearest
    return groups


def mean_distances(
    distances: NDArray[np.float64], groups: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Each person's mean distance to the others in each group: people x groups.

    Infinite for a group that holds nobody else; a person alone stays where it is (0).
    """
    import numpy as np

    n_groups = int(groups.max(initial=0)) + 1
    member = (groups[:, None] == np.arange(n_groups)).astype(float)
    others = member.sum(axis=0) - member
    with np.errstate(divide="ignore", invalid="ignore"):
        means = distances @ member / others
    means[others == 0] = np.inf
    alone = (member == 1) & (others == 0)
    means[alone] = 0.0
    return np.asarray(means)


def silhouette(distances: NDArray[np.float64], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """How much nearer each person is to the own group than to the next one, -1 to 1.

    0 for people alone in their group. Source: P. Rousseeuw (1987), J. Comput. Appl. Math. 20:53-65.
    """
    import numpy as np

    means = mean_distances(distances, groups)
    if means.shape[1] < 2:
        return np.zeros(len(groups))
    rows = np.arange(len(groups))
    own = means[rows, groups].copy()
    means[rows, groups] = np.inf
    next_best = means.min(axis=1)
    scores = (next_best - own) / np.maximum(np.maximum(next_best, own), 1e-12)
    scores[np.bincount(groups)[groups] == 1] = 0.0
    return np.asarray(scores)
