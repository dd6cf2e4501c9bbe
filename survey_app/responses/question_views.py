"""Answers by question: what all who completed a version said, with charts."""

from __future__ import annotations

from flask import abort, render_template, request

from survey_app.builder import queries as builder_queries
from survey_app.builder.versions import questionnaire_of
from survey_app.db import db
from survey_app.questionnaire import wording
from survey_app.responses import queries
from survey_app.responses.by_question import gather
from survey_app.responses.file_views import blueprint
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

__all__ = ["blueprint"]


@blueprint.get("/by-question")
@study_view(*RESEARCHERS)
def by_question(study: Study) -> str:
    """Show every question of one version, the newest unless another is asked for."""
    session = db.session()
    newest = builder_queries.newest_publications(session, study, purpose="survey")
    wish = request.args.get("version", type=int)
    shown = builder_queries.publication(session, study, wish) if wish else next(iter(newest), None)
    if wish and shown is None:
        abort(404)
    language, pages, n_responses = current_language(), [], 0
    if shown is not None:
        questionnaire = questionnaire_of(session, shown)
        if language not in questionnaire.languages:
            language = questionnaire.languages[0]
        responses = queries.completed_answers(session, study, shown)
        n_responses, pages = len(responses), gather(questionnaire, responses, language)
    return render_template(
        "responses/by_question.html",
        shown=shown,
        newest=newest,
        pages=pages,
        n_responses=n_responses,
        wording_language=language,
        wording=wording,
    )
