"""Counts for rate limits in this one process.

The memory that comes with the limits library starts a thread at nearly every count and lets it
walk over all counts; with many respondents that costs more than the pages that it guards.
"""

from __future__ import annotations

import threading
import time

from limits.storage import Storage

SWEEP_SECONDS = 60.0


class CountsInMemory(Storage):
    """Fixed windows only: key to count and end, swept now and then by whoever comes along."""

    STORAGE_SCHEME = ["counts"]  # noqa: RUF012  (the library reads it as a class attribute)

    def __init__(
        self, uri: str | None = None, wrap_exceptions: bool = False, **_options: float | str | bool
    ) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._windows: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()
        self._next_sweep = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """Nothing can fail here that a caller should expect."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a count; its window begins with the first and lasts `expiry` seconds."""
        moment = time.time()
        with self._lock:
            if moment >= self._next_sweep:
                self._sweep(moment)
            count, end = self._windows.get(key, (0, 0.0))
            if end <= moment:
                count, end = 0, moment + expiry
            self._windows[key] = (count + amount, end)
            return count + amount

    def get(self, key: str) -> int:
        """Return a count; 0 when its window is over."""
        count, end = self._windows.get(key, (0, 0.0))
        return count if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when a window ends, in seconds since 1970; now, when there is none."""
        moment = time.time()
        return max(moment, self._windows.get(key, (0, moment))[1])

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget all counts and return how many there were."""
        with self._lock:
            n = len(self._windows)
            self._windows.clear()
            return n

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._lock:
            self._windows.pop(key, None)

    def _sweep(self, moment: float) -> None:
        self._next_sweep = moment + SWEEP_SECONDS
        for key in [key for key, (_, end) in self._windows.items() if end <= moment]:
            del self._windows[key]
