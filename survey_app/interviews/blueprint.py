"""The blueprint that the three files of views share, and how they find an interview."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, url_for
from flask_login import current_user

from survey_app.db import db
from survey_app.interviews import queries
from survey_app.interviews.models import Interview
from survey_app.studies.guard import INTERVIEWERS
from survey_app.studies.models import Study

blueprint = Blueprint(
    "interviews", __name__, url_prefix="/s/<study_slug>/interviews", template_folder="templates"
)

ROLES = INTERVIEWERS


def load(study: Study, interview_id: int) -> Interview:
    """Return the interview of this study, or end the request with 404."""
    return queries.interview(db.session(), study, interview_id) or abort(404)


def user_id() -> int | None:
    """The number of the user who asks."""
    return int(current_user.id) if current_user.is_authenticated else None


def link(endpoint: str, **values: Any) -> str:
    """The address of another room's page, or nothing where that room is not served."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
