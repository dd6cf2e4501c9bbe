"""The blueprint of this room's staff pages, which its files of views share."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, url_for
from flask_babel import format_date, format_time

from survey_app.outreach.models import Wave
from survey_app.outreach.schedule import at
from survey_app.studies.models import Study

blueprint = Blueprint(
    "outreach", __name__, url_prefix="/s/<study_slug>/waves", template_folder="templates"
)


def address(study: Study, wave: Wave, endpoint: str = "wave", **values: object) -> str:
    """Return the address of a page about a wave."""
    return url_for(f"outreach.{endpoint}", study_slug=study.slug, wave_id=wave.id, **values)  # type: ignore[arg-type]


@blueprint.app_template_filter("moment_in")
def moment_in(value: datetime, time_zone: str) -> str:
    """Date and time of day by the clocks of a time zone, in the reader's language."""
    here = value.astimezone(ZoneInfo(time_zone))
    day = format_date(here, "medium", rebase=False)
    return f"{day}, {format_time(here, 'short', rebase=False)}"


@blueprint.app_template_filter("minutes_clock")
def minutes_clock(minutes: int) -> str:
    """'09:30' for 570 minutes after midnight, in the reader's language."""
    return str(format_time(at(minutes), "short", rebase=False))
