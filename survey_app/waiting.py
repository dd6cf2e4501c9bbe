"""Files that wait in the instance between a person's look at them and the job that stores them."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from flask import current_app

from survey_app.config import Settings
from survey_app.db import now

KEPT = timedelta(days=2)


def folder(name: str) -> Path:
    """Where one kind of files waits; readable by the server only."""
    settings: Settings = current_app.extensions["portrait_settings"]
    found = settings.instance / name
    found.mkdir(exist_ok=True, mode=0o700)
    return found


def ours(path: str, flags: int) -> int:
    """Open a file that nobody else may read: an opener for `open`."""
    return os.open(path, flags, 0o600)


def throw_away_old(name: str) -> int:
    """Delete files that nobody went on with; tell how many."""
    limit = (now() - KEPT).timestamp()
    n_gone = 0
    for path in folder(name).iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                path.unlink()
                n_gone += 1
    return n_gone
