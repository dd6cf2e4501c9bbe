"""What the person answered before the call, so that nobody is asked the same thing twice."""

from __future__ import annotations

from sqlalchemy.orm import Session

from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Response
from survey_app.questionnaire import wording
from survey_app.questionnaire.answers import answer_text
from survey_app.web.i18n import current_language


def earlier_answers(session: Session, response: Response) -> list[tuple[str, str]]:
    """Return (question, answer) of what was answered, in the order of the questionnaire."""
    questionnaire = questionnaire_of(session, response.publication)
    language = current_language()
    if language not in questionnaire.languages:
        language = questionnaire.languages[0]
    pairs = (
        (wording(one.text, language), answer_text(one, response.answers, language))
        for one in questionnaire.iter_inputs()
    )
    return [(question, answer) for question, answer in pairs if answer]
