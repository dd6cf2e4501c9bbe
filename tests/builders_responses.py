"""Builders of responses as they are when the survey is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect import services
from survey_app.collect.models import Response
from survey_app.db import now
from survey_app.studies.models import Study


def given(
    session: Session,
    study: Study,
    publication: Publication,
    answers: dict[str, Any] | None = None,
    *,
    done: bool = True,
    at: datetime | None = None,
    **more: Any,
) -> Response:
    """One response, completed unless said otherwise; `more` are columns of it."""
    begun = at or now() - timedelta(hours=2)
    response = services.import_response(
        session,
        study_id=study.id,
        publication_id=publication.id,
        contact_id=more.pop("contact_id", None),
        invitation_id=more.pop("invitation_id", None),
        questionnaire=questionnaire_of(session, publication),
        answers=answers or {},
        language=more.pop("language", "en"),
        channel=more.pop("channel", "import"),
        started_at=begun,
        completed_at=begun + timedelta(minutes=5) if done else None,
    )
    for name, value in more.items():
        setattr(response, name, value)
    session.flush()
    return response
