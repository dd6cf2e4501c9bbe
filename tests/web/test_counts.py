"""The counts behind rate limits: windows end, and what has ended is forgotten."""

from __future__ import annotations

import threading

import pytest

from survey_app.web import counts
from survey_app.web.counts import SWEEP_SECONDS, CountsInMemory


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.moment = 1000.0

    def time(self) -> float:
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(counts, "time", clock)
    return clock


def test_a_count_starts_anew_when_its_window_is_over(clock: Clock) -> None:
    storage = CountsInMemory()
    assert [storage.incr("a", 60), storage.incr("a", 60), storage.incr("b", 60)] == [1, 2, 1]
    assert storage.get_expiry("a") == 1060
    clock.moment = 1059.9
    assert (storage.get("a"), storage.incr("a", 60)) == (2, 3)
    clock.moment = 1060.0
    assert (storage.get("a"), storage.get_expiry("a")) == (0, 1060)
    assert storage.incr("a", 60) == 1
    assert storage.get_expiry("a") == 1120


def test_ended_windows_do_not_pile_up(clock: Clock) -> None:
    storage = CountsInMemory()
    for visitor in range(100):
        storage.incr(str(visitor), 10)
    clock.moment += SWEEP_SECONDS
    storage.incr("late", 10)
    assert storage.reset() == 1


def test_no_count_is_lost_between_threads() -> None:
    storage = CountsInMemory()
    threads = [
        threading.Thread(target=lambda: [storage.incr("a", 60) for _ in range(500)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert storage.get("a") == 2000  # 4 threads of 500
    storage.clear("a")
    assert storage.get("a") == 0
    assert storage.check()
