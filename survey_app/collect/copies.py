"""The copy of their answers that a person may have by mail, once, with the receipt code."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.builder.versions import questionnaire_of
from survey_app.collect import services
from survey_app.collect.models import Response
from survey_app.collect.overview import overview
from survey_app.collect.receipts import receipt_code
from survey_app.collect.visits import Answering
from survey_app.config import Settings
from survey_app.mail import new_message
from survey_app.questionnaire import Questionnaire, wording
from survey_app.sources.contacts import checked_email

KIND = "collect.copy"


def ask(session: Session, response: Answering, address: str) -> bool:
    """Queue the copy. Returns False when it was asked for before or cannot be written to."""
    checked = checked_email(address)
    if checked is None or not services.ask_for_copy(session, response.id):
        return False
    jobs.enqueue(
        session, KIND, study_id=response.study_id, response_id=response.id, address=checked
    )
    return True


def message_for(settings: Settings, session: Session, response: Response, address: str) -> Any:
    """Write the mail: the questions and answers in the respondent's language, and the code."""
    questionnaire = questionnaire_of(session, response.publication)
    language = response.language
    if language not in questionnaire.languages:
        language = questionnaire.languages[0]
    code = receipt_code(current_app.config["SECRET_KEY"], response.public_id)
    with force_locale(language):
        title = wording(questionnaire.title, language)
        text = "\n\n".join(
            (
                _("Here is what you answered. Thank you."),
                *_answers(questionnaire, response, language),
                _("Your receipt code. Name it if you ever want your answers erased:"),
                code,
            )
        )
        subject = _("Your answers: %(title)s", title=title)
    return new_message(settings, to=address, subject=subject, text=text + "\n")


def _answers(questionnaire: Questionnaire, response: Response, language: str) -> list[str]:
    lines = []
    for part in overview(questionnaire, response.answers, language):
        for question in part.questions:
            said = [
                f"{label}: {answer}" if label else answer
                for label, answer in question.answers
                if answer
            ]
            lines.append("\n".join((question.text, *(said or ["–"]))))
    return lines
