"""The sweep that throws away files that nobody went on with."""

from __future__ import annotations

from survey_app.imports import services
from survey_app.jobs import every_minute


@every_minute
def throw_away() -> None:
    """Delete what has waited for too long."""
    services.throw_away_old()
