"""Long lists on their way in: kept in a file of the server's between the preview and the import.

A short list travels in the page itself. A list of tens of thousands would be megabytes that go to
and fro with each look, and more than a form may hold.
"""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _l

from survey_app.config import Settings
from survey_app.db import now
from survey_app.errors import NotFound

KEPT = timedelta(days=2)
MAX_CARRIED_CHARS = 200_000
"""A longer list is kept here."""
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(study_id: int, text: str) -> str:
    """Keep a list for a study; tell the name by which it is found again."""
    token = secrets.token_hex(16)
    with open(path_of(study_id, token), "w", encoding="utf-8", newline="", opener=_ours) as file:
        file.write(text)
    return token


def text_of(study_id: int, token: str) -> str:
    """Return a list that this study has kept. Raises NotFound when it is there no more."""
    path = path_of(study_id, token)
    if not _TOKEN.fullmatch(token) or not path.is_file():
        raise NotFound(_l("This list was stored or thrown away. Bring it again."))
    return path.read_text(encoding="utf-8")


def throw_away(study_id: int, token: str) -> None:
    """Forget a list."""
    if _TOKEN.fullmatch(token):
        path_of(study_id, token).unlink(missing_ok=True)


def throw_away_old() -> int:
    """Forget lists that nobody went on with; tell how many."""
    limit = (now() - KEPT).timestamp()
    n_gone = 0
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                path.unlink()
                n_gone += 1
    return n_gone


def path_of(study_id: int, token: str) -> Path:
    """Where a list lies."""
    return folder() / f"{study_id}-{token}.csv"


def folder() -> Path:
    """Where lists wait; readable by the server only."""
    settings: Settings = current_app.extensions["portrait_settings"]
    found = settings.instance / "lists"
    found.mkdir(exist_ok=True, mode=0o700)
    return found


def _ours(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
