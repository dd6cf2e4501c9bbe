"""Figures that the tables share: F1 with its interval, reliability of scores."""

import itertools
import random
from collections.abc import Sequence

N_RESAMPLES = 200
BINS = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.01)

Pairs = Sequence[tuple[bool, bool]]  # (found, true)


def f1(pairs: Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1 (0-1; 0 where nothing is found)."""
    hits = sum(found and true for found, true in pairs)
    n_found = sum(found for found, _ in pairs)
    n_true = sum(true for _, true in pairs)
    return hits / max(1, n_found), hits / max(1, n_true), 2 * hits / max(1, n_found + n_true)


def interval(pairs: Pairs, seed: int = 0) -> tuple[float, float]:
    """The middle 95 % of F1 over resamples of the texts (percentile bootstrap, Efron 1979)."""
    drawn = random.Random(seed)
    cells = [0, 0, 0, 0]
    for found, true in pairs:
        cells[2 * found + true] += 1
    kinds = [(bool(cell // 2), bool(cell % 2)) for cell in range(4)]
    results = sorted(
        f1(drawn.choices(kinds, weights=cells, k=len(pairs)))[2] for _ in range(N_RESAMPLES)
    )
    return results[int(0.025 * N_RESAMPLES)], results[int(0.975 * N_RESAMPLES) - 1]


def reliability(
    scored: Sequence[tuple[float, bool]],
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and for each bin mean score, true share and number of texts."""
    rows = []
    error = 0.0
    for low, high in itertools.pairwise(BINS):
        inside = [(score, true) for score, true in scored if low <= score < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            share = sum(true for _, true in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(scored)
            rows.append((mean, share, len(inside)))
    return error, rows
