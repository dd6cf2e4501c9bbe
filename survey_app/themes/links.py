"""Links to where an excerpt stands, as far as those pages exist and the reader may open them."""

from __future__ import annotations

from flask import current_app, url_for

from survey_app.studies.models import Study
from survey_app.themes.queries import Voiced


def passage_url(study: Study, role: str, voiced: Voiced) -> str | None:
    """Return the address of the passage in its response or interview, or None."""
    if voiced.response_id is not None and _may_open("responses.show", role):
        return url_for(
            "responses.show",
            study_slug=study.slug,
            response_id=voiced.response_id,
            _anchor=voiced.question_key,
        )
    if voiced.interview_id is not None and _may_open("interviews.show", role):
        return url_for(
            "interviews.show",
            study_slug=study.slug,
            interview_id=voiced.interview_id,
            _anchor=f"p{voiced.passage_id}",
        )
    return None


def _may_open(endpoint: str, role: str) -> bool:
    guard: str = getattr(current_app.view_functions.get(endpoint), "_guard", "")
    return role in guard.removeprefix("study: ").split(", ")
