"""Who is near whom: the graph of excerpts that say similar things, across respondents."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Labels = NDArray[np.intp]

MAX_NEIGHBOURS = 15
# The cosine below which two excerpts share nothing worth a link, and the power of it that a link
# weighs, so that near ones count most.
BY_WORDS = (0.08, 3)
BY_MEANING = (0.25, 10)
CELLS_AT_ONCE = 2_500_000  # of the table of likenesses: 60 MB, however many excerpts there are


def neighbour_graph(
    vectors: "Floats", respondents: Sequence[int], *, by_meaning: bool = False
) -> Any:
    """Link each excerpt to its most similar ones of other people (sparse, symmetric, weighted).

    Nobody is linked to their own words, so that a talkative person does not make a theme.
    Compared `by_meaning`, everything of one field is somewhat alike, and only the near ones count.
    """
    import numpy as np
    from scipy import sparse

    least, sharpness = BY_MEANING if by_meaning else BY_WORDS
    n_units = len(vectors)
    people = np.asarray(respondents)
    repeated = len(set(respondents)) < n_units
    n_neighbours = max(1, min(MAX_NEIGHBOURS, n_units - 1, 4 + n_units // 100))
    rows, columns, weights = [], [], []
    n_rows = max(16, CELLS_AT_ONCE // n_units)
    for first in range(0, n_units, n_rows):
        similarity = vectors[first : first + n_rows] @ vectors.T
        block = np.arange(len(similarity))
        if repeated:
            similarity[people[first : first + len(block), None] == people[None, :]] = -1
        else:
            similarity[block, first + block] = -1
        if n_neighbours < n_units - 1:
            near = np.argpartition(-similarity, n_neighbours, axis=1)[:, :n_neighbours]
        else:
            near = np.argsort(-similarity, axis=1, kind="stable")[:, :n_neighbours]
        values = np.take_along_axis(similarity, near, axis=1)
        linked = values >= least
        rows.append(np.repeat(first + block, n_neighbours)[linked.ravel()])
        columns.append(near[linked])
        weights.append(values[linked].astype(np.float64) ** sharpness)
    graph = sparse.csr_matrix(
        (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))),
        shape=(n_units, n_units),
    )
    graph = (graph + graph.T) / 2
    graph.sort_indices()
    return graph


def modularity(graph: Any, labels: "Labels", resolution: float = 1.0) -> float:
    """Measure how much more of the links lie within groups than chance would put there.

    Newman and Girvan (2004); at most 1, and 0 for one group of everything. A higher `resolution`
    (Reichardt and Bornholdt 2006) counts chance for more, and so speaks for smaller groups.
    """
    import numpy as np
    from scipy import sparse

    degrees = np.asarray(graph.sum(axis=1)).ravel()
    total = degrees.sum()
    if not total:
        return 0.0
    n_units = len(labels)
    groups = sparse.csr_matrix((np.ones(n_units), (np.arange(n_units), labels)))
    within = (groups.T @ graph @ groups).diagonal() / total
    expected = (groups.T @ degrees / total) ** 2
    return float((within - resolution * expected).sum())


def settle(
    graph: Any, labels: "Labels", *, fixed: "Labels", rounds: int = 8, resolution: float = 1.0
) -> "Labels":
    """Move each excerpt to the group where its links lie, as long as modularity grows.

    The local moves of Blondel et al. (2008), in the order given; `fixed` ones stay.
    """
    import numpy as np

    starts, ends = graph.indptr[:-1].tolist(), graph.indptr[1:].tolist()
    columns, weights = graph.indices.tolist(), graph.data.tolist()
    degrees = np.asarray(graph.sum(axis=1)).ravel().tolist()
    total = (sum(degrees) or 1.0) / resolution
    home = labels.tolist()
    held = set(fixed.tolist())
    mass: dict[int, float] = {}
    for unit, group in enumerate(home):
        mass[group] = mass.get(group, 0.0) + degrees[unit]
    for _ in range(rounds):
        n_moved = 0
        for unit, degree in enumerate(degrees):
            if unit in held or not degree:
                continue
            here = home[unit]
            links = {here: 0.0}
            for at in range(starts[unit], ends[unit]):
                group = home[columns[at]]
                links[group] = links.get(group, 0.0) + weights[at]
            mass[here] -= degree
            gains = {group: w - degree * mass[group] / total for group, w in links.items()}
            best = max(gains, key=lambda group: (gains[group], group == here, -group))
            mass[best] += degree
            if best != here and gains[best] > gains[here] + 1e-12:
                home[unit] = best
                n_moved += 1
            elif best != here:
                mass[best] -= degree
                mass[here] += degree
        if n_moved <= len(home) // 500:
            break
    return np.asarray(home, dtype=np.intp)
