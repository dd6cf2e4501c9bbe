"""How far a long command is: a bar on stderr where somebody watches, a line a step elsewhere."""

from __future__ import annotations

import sys
from typing import TextIO

WIDTH = 24


class ProgressBar:
    """Call it with a share (0-1) and the step; `close` ends the line."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._step = ""
        self._shown = -1

    def __call__(self, share: float, step: str) -> None:
        """Show the share and the step, if either has changed."""
        percent = max(0, min(100, int(100 * share)))
        if self._live and (percent, step) != (self._shown, self._step):
            filled = round(WIDTH * percent / 100)
            bar = "█" * filled + "░" * (WIDTH - filled)
            self._stream.write(f"\r{bar} {percent:3d} % {step:<20}")
            self._stream.flush()
        elif not self._live and step != self._step:
            self._stream.write(f"{percent:3d} % {step}\n")
            self._stream.flush()
        self._shown, self._step = percent, step

    def close(self) -> None:
        """End the bar's line."""
        if self._live and self._shown >= 0:
            self._stream.write("\n")
            self._stream.flush()
