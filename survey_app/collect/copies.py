"""What a respondent may have by mail: the answers with the receipt code, once, or the way back."""

from __future__ import annotations

from email.message import EmailMessage

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.builder.versions import questionnaire_of
from survey_app.collect import services
from survey_app.collect.models import Response, WishedMail
from survey_app.collect.overview import overview
from survey_app.collect.receipts import receipt_code
from survey_app.collect.returning import return_address
from survey_app.collect.visits import Answering
from survey_app.config import Settings
from survey_app.errors import Unprocessable
from survey_app.mail import new_message
from survey_app.questionnaire import Questionnaire, wording
from survey_app.sources.contacts import checked_email

KIND = "collect.wished"


def ask(session: Session, response: Answering, address: str) -> bool:
    """Queue the copy. Returns False when it was asked for before or cannot be written to."""
    checked = checked_email(address)
    if checked is None or not services.ask_for_copy(session, response.id):
        return False
    _queue(session, response, "copy", checked)
    return True


def ask_way_back(session: Session, response: Answering, address: str) -> bool:
    """Queue the return link. Returns False when one waits already, or the address is none.

    Raises Unprocessable for an anonymous response: what waits would tell whose the answers are.
    """
    if response.anonymous:
        raise Unprocessable(_("Copy the link instead: these answers are anonymous."))
    checked = checked_email(address)
    waits = exists().where(WishedMail.response_id == response.id, WishedMail.kind == "return")
    if checked is None or session.scalar(select(waits)):
        return False
    _queue(session, response, "return", checked)
    return True


def return_message(
    settings: Settings, session: Session, response: Response, address: str
) -> EmailMessage:
    """Write the mail with the way back, in the respondent's language."""
    questionnaire = questionnaire_of(session, response.publication)
    language = _language(questionnaire, response.language)
    return way_back(settings, address, questionnaire, language, response.public_id)


def way_back(
    settings: Settings, address: str, questionnaire: Questionnaire, language: str, public_id: str
) -> EmailMessage:
    """Write the mail that leads back to answers which were put aside."""
    with force_locale(language):
        title = wording(questionnaire.title, language)
        text = "\n\n".join(
            (
                _("You stopped in the middle, and what you had answered is saved."),
                _("Go on here whenever you like, on any device:"),
                return_address(public_id),
                _("Keep this link to yourself: whoever has it sees your answers."),
            )
        )
        subject = _("Go on where you stopped: %(title)s", title=title)
    return new_message(settings, to=address, subject=subject, text=text + "\n")


def copy_message(
    settings: Settings, session: Session, response: Response, address: str
) -> EmailMessage:
    """Write the mail: the questions and answers in the respondent's language, and the code."""
    questionnaire = questionnaire_of(session, response.publication)
    language = _language(questionnaire, response.language)
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


def _queue(session: Session, response: Answering, kind: str, address: str) -> None:
    session.add(WishedMail(response_id=response.id, kind=kind, address=address))
    jobs.enqueue(session, KIND, study_id=response.study_id)


def _language(questionnaire: Questionnaire, wish: str) -> str:
    return wish if wish in questionnaire.languages else questionnaire.languages[0]


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
