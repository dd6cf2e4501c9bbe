"""The server dies without warning while many answer: what it has acknowledged is there."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.killed import run


def test_kill_nine_in_the_middle_of_many_submissions_loses_nothing(tmp_path: Path) -> None:
    """The thousand of the issue are in tests/benchmarks/killed.py; here a few of them."""
    told, lost, half = run(tmp_path, 150, 16)
    assert lost == []
    assert half == [], "a response is written whole or not at all"
    assert len(told.acknowledged) == 150, "after the restart the others got through as well"
    assert told.broken, "the kill came in the middle"
