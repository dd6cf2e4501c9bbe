"""Responses for the tests of tables that leave: two versions of one survey, answered."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from survey_app.builder import services
from survey_app.builder.models import Publication, Questionnaire
from survey_app.collect.models import Response
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.studies.models import Study
from tests.questionnaire.builders import choice, question, questionnaire, said

AT = datetime(2026, 3, 5, 9, 30, 12, tzinfo=UTC)


def first_version() -> Definition:
    return questionnaire(
        question("age", "number"),
        question("field", "single", choices=[choice("it"), choice("sales"),
                                             choice("other", other=True)]),
        question("tools", "multi", choices=[choice("excel"), choice("crm")]),
        question("why", "text"),
    )  # fmt: skip


def second_version() -> Definition:
    """One question gone, one new, one choice more, and a computed value."""
    form = questionnaire(
        question("age", "number"),
        question("field", "single", choices=[choice("it"), choice("sales"), choice("law"),
                                             choice("other", other=True)]),
        question("tools", "multi", choices=[choice("excel"), choice("crm")]),
        question("agree", "yes_no"),
    )  # fmt: skip
    return Definition.from_dict(
        form.to_dict()
        | {"computed": [{"key": "months", "text": said("Months"), "value": "age * 12"}]}
    )


def survey(session: Session, study: Study) -> Questionnaire:
    """A survey with two published versions."""
    made = services.create_from(
        session, study, purpose="survey", title="Spring", definition=first_version()
    )
    services.publish(session, made, user=None)
    made.draft = second_version().to_dict()
    services.publish(session, made, user=None)
    session.flush()
    return made


def answered(
    session: Session, publication: Publication, answers: dict[str, Any], **more: Any
) -> Response:
    """One completed response."""
    made = Response(
        study_id=publication.questionnaire.study_id,
        publication_id=publication.id,
        public_id=more.pop("public_id", "") or secrets.token_hex(10),
        channel=more.pop("channel", "email"),
        status=more.pop("status", "completed"),
        language=more.pop("language", "en"),
        answers=answers,
        started_at=AT,
        updated_at=AT,
        completed_at=more.pop("completed_at", AT),
        **more,
    )
    session.add(made)
    session.flush()
    return made
