"""Long lists on their way in: kept in a file of the server's between the preview and the import.

A short list travels in the page itself. A list of tens of thousands would be megabytes that go to
and fro with each look, and more than a form may hold.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from flask_babel import lazy_gettext as _l

from survey_app import waiting
from survey_app.errors import NotFound

FOLDER = "lists"
MAX_CARRIED_CHARS = 200_000
"""A longer list is kept here."""
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(study_id: int, text: str) -> str:
    """Keep a list for a study; tell the name by which it is found again."""
    token = secrets.token_hex(16)
    path = path_of(study_id, token)
    with open(path, "w", encoding="utf-8", newline="", opener=waiting.ours) as file:
        file.write(text)
    return token


def find(study_id: int, token: str) -> Path:
    """Tell where a list that this study has kept lies. Raises NotFound when it is there no more."""
    path = path_of(study_id, token)
    if not _TOKEN.fullmatch(token) or not path.is_file():
        raise NotFound(_l("This list was stored or thrown away. Bring it again."))
    return path


def text_of(study_id: int, token: str) -> str:
    """Return a list that this study has kept. Raises NotFound when it is there no more."""
    return find(study_id, token).read_text(encoding="utf-8")


def throw_away(study_id: int, token: str) -> None:
    """Forget a list."""
    if _TOKEN.fullmatch(token):
        path_of(study_id, token).unlink(missing_ok=True)


def path_of(study_id: int, token: str) -> Path:
    """Where a list lies."""
    return folder() / f"{study_id}-{token}.csv"


def folder() -> Path:
    """Where lists wait."""
    return waiting.folder(FOLDER)
