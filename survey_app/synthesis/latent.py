"""Latent classes: groups of people who answer alike, found for larger numbers of people.

Within a class the items are independent, and each class has its own shares. Estimated by EM
from many starts; a missing answer simply says nothing. Sources: P. Lazarsfeld and N. Henry
(1968), Latent Structure Analysis; L. Goodman (1974), Biometrika 61:215-231. All starts and all
resamples run as columns of one matrix product, which is what makes 100 resamples cheap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .items import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

N_STARTS = 16
SHORT_ROUNDS = 12
"""Rounds of EM after which only the best starts go on."""
N_FINALISTS = 3
MAX_ROUNDS = 150
TOLERANCE = 1e-5
PRIOR_PEOPLE = 2.0
"""Each class starts with the answers of this many average people, so that no share is 0 or 1."""
MAX_CELLS = 3_000_000
"""People x classes x runs held in memory at once (8 bytes each)."""


@dataclass(frozen=True, slots=True)
class Classes:
    """One fitted model. `shares[c, k]` belongs to indicator column c in class k."""

    weights: NDArray[np.float64]
    shares: NDArray[np.float64]
    log_likelihood: float

    @property
    def n_classes(self) -> int:
        """How many classes the model has."""
        return int(self.weights.shape[0])


def fit_classes(table: Table, n_classes: int, generator: np.random.Generator) -> Classes:
    """The best of many starts with so many classes, classes ordered from large to small."""
    import numpy as np

    return fit_many(table, n_classes, np.ones((1, len(table.ids))), generator)[0]


def fit_many(
    table: Table,
    n_classes: int,
    present: NDArray[np.float64],
    generator: np.random.Generator,
    n_starts: int = N_STARTS,
) -> list[Classes]:
    """One model per row of `present` (runs x people, 1 where the person takes part, else 0)."""
    data, owner = table.indicators(), table.item_of_indicator()
    n_people = max(1, len(table.ids))
    per_batch = max(1, MAX_CELLS // (n_people * n_classes * n_starts))
    fitted: list[Classes] = []
    for first in range(0, len(present), per_batch):
        runs = present[first : first + per_batch]
        fitted += _fit_batch(data, owner, runs, n_classes, n_starts, generator)
    return fitted


def posteriors(table: Table, classes: Classes) -> NDArray[np.float64]:
    """How likely each person belongs to each class: people x classes, rows sum to 1."""
    import numpy as np

    joint = table.indicators() @ np.log(classes.shares) + np.log(classes.weights)
    joint -= joint.max(axis=1, keepdims=True)
    likely = np.exp(joint)
    return np.asarray(likely / likely.sum(axis=1, keepdims=True))


def person_fit(table: Table, classes: Classes) -> NDArray[np.float64]:
    """How usual each person's answers are for each class, in standard deviations.

    Near 0 is usual; below -2 the class would hardly produce such a person. This is the l_z index
    of F. Drasgow, M. Levine and E. Williams (1985), Brit. J. Math. Stat. Psychol. 38:67-86,
    carried over from test scores to classes; only items that the person answered count.
    """
    import numpy as np

    data, owner = table.indicators(), table.item_of_indicator()
    logs = np.log(classes.shares)
    of_item = (owner[:, None] == np.arange(len(table.items))).astype(float)
    mean = of_item.T @ (classes.shares * logs)
    variance = of_item.T @ (classes.shares * logs**2) - mean**2
    known = (table.values >= 0).astype(float)
    spread = np.sqrt(np.maximum(known @ variance, 1e-12))
    return np.asarray((data @ logs - known @ mean) / spread)


def n_parameters(table: Table, n_classes: int) -> int:
    """How many free numbers a model with so many classes has."""
    return n_classes - 1 + n_classes * sum(len(item.levels) - 1 for item in table.items)


def bic(table: Table, classes: Classes, *, adjusted: bool = False) -> float:
    """Schwarz's criterion, smaller is better: -2 log L + parameters x log n.

    `adjusted` puts (n + 2) / 24 in the place of n (S. Sclove 1987), which charges less.
    """
    import numpy as np

    n_people = max(2, len(table.ids))
    size = max(1.0, (n_people + 2) / 24) if adjusted else n_people
    penalty = n_parameters(table, classes.n_classes) * np.log(size)
    return float(-2 * classes.log_likelihood + penalty)


def icl(table: Table, classes: Classes) -> float:
    """BIC plus twice the entropy of the assignment: it also charges for blurred borders.

    Source: C. Biernacki, G. Celeux and G. Govaert (2000), IEEE PAMI 22:719-725.
    """
    import numpy as np

    likely = posteriors(table, classes)
    entropy = -(likely * np.log(np.maximum(likely, 1e-300))).sum()
    return bic(table, classes) + 2 * float(entropy)


def _fit_batch(
    data: NDArray[np.float64],
    owner: NDArray[np.int64],
    present: NDArray[np.float64],
    n_classes: int,
    n_starts: int,
    generator: np.random.Generator,
) -> list[Classes]:
    import numpy as np

    n_runs = len(present)
    of_item = (owner[:, None] == np.arange(owner.max(initial=-1) + 1)).astype(float)
    marginal = present @ data
    marginal /= np.maximum((marginal @ of_item) @ of_item.T, 1e-12)
    # Every start takes a few people as seeds and moves half way from the average towards them.
    noise = generator.random((n_runs, n_starts, data.shape[0]))
    noise[np.broadcast_to(present[:, None, :] == 0, noise.shape)] = 2.0
    seeds = np.argsort(noise, axis=2)[:, :, :n_classes]
    average = np.repeat(marginal, n_starts, axis=0)[:, :, None]
    chosen = data[seeds.reshape(n_runs * n_starts, -1)].transpose(0, 2, 1)
    shares = 0.5 * chosen + 0.5 * average
    shares /= np.maximum(_per_item(shares, of_item), 1e-12)
    shares = np.clip(shares, 1e-4, 1.0)
    weights = np.full((n_runs * n_starts, n_classes), 1 / n_classes)
    here = np.repeat(present, n_starts, axis=0)
    prior = PRIOR_PEOPLE * average

    rounds = SHORT_ROUNDS if n_starts > N_FINALISTS and n_classes > 1 else MAX_ROUNDS
    weights, shares, score = _climb(data, of_item, here, prior, weights, shares, rounds)
    if rounds == SHORT_ROUNDS:
        ranking = np.argsort(-score.reshape(n_runs, n_starts), axis=1, kind="stable")
        kept = (ranking[:, :N_FINALISTS] + np.arange(n_runs)[:, None] * n_starts).ravel()
        weights, shares, score = _climb(
            data, of_item, here[kept], prior[kept], weights[kept], shares[kept], MAX_ROUNDS
        )
    width = len(score) // n_runs
    models = []
    for run in range(n_runs):
        best = run * width + int(np.argmax(score[run * width : (run + 1) * width]))
        order = np.argsort(-weights[best], kind="stable")
        models.append(Classes(weights[best][order], shares[best][:, order], float(score[best])))
    return models


def _climb(
    data: NDArray[np.float64],
    of_item: NDArray[np.float64],
    here: NDArray[np.float64],
    prior: NDArray[np.float64],
    weights: NDArray[np.float64],
    shares: NDArray[np.float64],
    n_rounds: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """EM for all runs at once; returns weights, shares and the log likelihood of each run."""
    import numpy as np

    n_runs, n_columns, n_classes = shares.shape
    n_people = data.shape[0]
    before = np.full(n_runs, -np.inf)
    for round_number in range(n_rounds + 1):
        flat = np.log(shares).transpose(1, 0, 2).reshape(n_columns, n_runs * n_classes)
        joint = (data @ flat).reshape(n_people, n_runs, n_classes) + np.log(weights)
        top = joint.max(axis=2, keepdims=True)
        likely = np.exp(joint - top)
        total = likely.sum(axis=2, keepdims=True)
        score = ((np.log(total) + top)[:, :, 0] * here.T).sum(axis=0)
        if round_number == n_rounds or np.all(score - before < TOLERANCE * np.abs(score)):
            break
        before = score
        likely *= here.T[:, :, None] / total
        counts = (data.T @ likely.reshape(n_people, -1)).reshape(n_columns, n_runs, n_classes)
        shares = counts.transpose(1, 0, 2) + prior
        shares /= np.maximum(_per_item(shares, of_item), 1e-12)
        np.maximum(shares, 1e-9, out=shares)
        # Half a person more in each class: an empty class must not divide by zero.
        weights = likely.sum(axis=0) + 0.5
        weights /= weights.sum(axis=1, keepdims=True)
    return weights, shares, score


def _per_item(shares: NDArray[np.float64], of_item: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each indicator column the sum over all levels of its item."""
    import numpy as np

    return np.asarray(np.matmul(of_item, np.matmul(of_item.T, shares)))
