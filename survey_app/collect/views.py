"""Staff pages about responses: how many, which, and one on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request

from survey_app.builder.versions import questionnaire_of
from survey_app.collect import queries
from survey_app.db import db
from survey_app.questionnaire import Question, wording
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.rules import visible
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

PER_PAGE = 50
STATUSES = ("started", "completed")

blueprint = Blueprint(
    "responses", __name__, url_prefix="/s/<study_slug>/responses", template_folder="templates"
)


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study) -> str:
    """List the responses as they come in, with counts."""
    session = db.session()
    status = request.args.get("status", "")
    page = max(1, request.args.get("page", 1, type=int))
    counts = queries.counts(session, study)
    total = {"started": counts.started, "completed": counts.completed}.get(status, counts.started)
    return render_template(
        "collect/responses.html",
        counts=counts,
        by_day=queries.completed_by_day(session, study),
        responses=queries.responses(
            session,
            study,
            status=status if status in STATUSES else "",
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        ),
        status=status,
        page=page,
        n_pages=-(-total // PER_PAGE),
    )


@blueprint.get("/<int:response_id>")
@study_view(*RESEARCHERS)
def show(study: Study, response_id: int) -> str:
    """Show one response: every question that was put, with its answer, in order."""
    session = db.session()
    response = queries.response(session, study, response_id) or abort(404)
    questionnaire = questionnaire_of(session, response.publication)
    language = current_language()
    if language not in questionnaire.languages:
        language = questionnaire.languages[0]
    shown = visible(questionnaire, response.answers)
    sections = [
        (
            wording(section.title, language),
            [
                (question.key, wording(question.text, language), texts)
                for question in section.questions
                if question.key in shown and question.type != "statement"
                for texts in [_answers(question, response.answers, language)]
            ],
        )
        for section in questionnaire.sections
    ]
    return render_template("collect/response.html", response=response, sections=sections)


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as the page shows it; an empty text was not given."""

    key: str
    label: str
    text: str
    url: str = ""
    is_file: bool = False


def _answers(question: Question, answers: dict[str, Any], language: str) -> list[Shown]:
    """Return the answer to each part of a question, in order."""
    return [
        Shown(
            part.key,
            wording(part.text, language) if question.type == "group" else "",
            answer_text(part, answers, language),
            url=str(answers.get(part.key, "")) if part.type == "url" else "",
            is_file=part.type == "file" and isinstance(answers.get(part.key), dict),
        )
        for part in (question.parts if question.type == "group" else (question,))
    ]
