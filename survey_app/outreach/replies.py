"""Who has begun and who has answered: told by the room that keeps the answers, to the right.

That room hands over one SELECT when the app is made; everything here joins it, so that there is
one truth about answers and this room needs not know where it is kept.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Subquery, false, literal, select

_COLUMNS = ("invitation_id", "contact_id", "study_id", "begun_at", "answered_at")

_source: Select[*tuple[Any, ...]] | None = None


def told_by(source: Select[*tuple[Any, ...]]) -> None:
    """Take the SELECT: one row a response, with the columns named above."""
    global _source
    missing = set(_COLUMNS) - set(source.selected_columns.keys())
    if missing:
        raise RuntimeError(f"the answers lack the columns {sorted(missing)}")
    _source = source


def replies() -> Subquery:
    """Return the responses as something to join; empty where no room has told of any."""
    if _source is None:
        empty = [literal(None).label(name) for name in _COLUMNS]
        return select(*empty).where(false()).subquery("replies")
    return _source.subquery("replies")
