"""What a save leaves behind besides the answers: how long a page took, and what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

PAUSE_SECONDS = 600
"""Whoever says nothing for longer than this has put the survey aside."""


def seconds_spent(
    before: Mapping[str, int], section: str, *, since: datetime, until: datetime
) -> dict[str, int]:
    """Add the seconds since the last save to a section's; a pause adds nothing."""
    passed = round((until - since).total_seconds())
    if not 0 < passed <= PAUSE_SECONDS:
        return dict(before)
    return {**before, section: before.get(section, 0) + passed}


def replaced(
    before: Mapping[str, Any], after: Mapping[str, Any], *, same_visit: bool
) -> dict[str, Any]:
    """Return the answers that gave way to others, by question key.

    What the same visit of the page saved a moment ago is typing, not a change of mind.
    """
    if same_visit:
        return {}
    return {key: value for key, value in before.items() if after.get(key) != value}
