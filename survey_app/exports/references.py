"""The numbers beside a line that lead to its evidence, runs of three and more as '4–8'."""

from __future__ import annotations

from collections.abc import Sequence


def evidence_id(prefix: str, number: int) -> str:
    """The place of a piece of evidence within a document: 'p1-e4'."""
    return f"{prefix}-e{number}"


def references(numbers: Sequence[int], prefix: str) -> list[dict[str, str]]:
    """Each number or run with the place that it leads to."""
    runs: list[list[int]] = []
    for n in sorted(numbers):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    spans = [
        span
        for run in runs
        for span in ([(run[0], run[-1])] if len(run) > 2 else [(n, n) for n in run])
    ]
    return [
        {
            "id": evidence_id(prefix, first),
            "label": f"{first}–{last}" if last > first else str(first),
        }
        for first, last in spans
    ]
