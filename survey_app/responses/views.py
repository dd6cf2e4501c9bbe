"""Researchers watch the answers: how it goes, which ones, one on one page, group by group."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _

from survey_app.builder.versions import questionnaire_of
from survey_app.collect import queries as collected
from survey_app.collect.labels import CHANNEL_LABELS
from survey_app.collect.search import around
from survey_app.db import db
from survey_app.questionnaire import Question, wording
from survey_app.questionnaire.answers import answer_text
from survey_app.responses import flow, queries
from survey_app.responses.answered import answered_pages
from survey_app.responses.compare import SOURCES, comparable, compare
from survey_app.responses.cross import CrossTable
from survey_app.responses.filters import Filters
from survey_app.sources import csv_writer
from survey_app.studies import access
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

blueprint = Blueprint(
    "responses", __name__, url_prefix="/s/<study_slug>/responses", template_folder="templates"
)


@blueprint.context_processor
def _labels() -> dict[str, Any]:
    return {"channels": CHANNEL_LABELS}


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study) -> str:
    """Say how it goes: who has come how far, when, and where people stop."""
    session = db.session()
    versions = queries.publications(session, study)
    wanted = request.args.get("version", 0, type=int)
    chosen = next((one for one in versions if one.id == wanted), versions[0] if versions else None)
    pages: list[flow.PageFlow] = []
    titles: dict[str, str] = {}
    if chosen:
        questionnaire = questionnaire_of(session, chosen)
        pages = flow.by_page(session, chosen, questionnaire)
        language = _language_in(questionnaire.languages)
        titles = {one.key: wording(one.title, language) for one in questionnaire.sections}
    return render_template(
        "responses/index.html",
        counts=collected.counts(session, study),
        waves=flow.by_wave(session, study),
        days=flow.by_day(session, study),
        versions=versions,
        chosen=chosen,
        pages=pages,
        titles=titles,
    )


@blueprint.get("/all")
@study_view(*RESEARCHERS)
def browse(study: Study) -> str:
    """List responses, narrowed by what the address asks for, the latest first."""
    session = db.session()
    filters = Filters.from_args(request.args)
    shelf = queries.shelf(session, study, filters, before=request.args.get("before", 0, type=int))
    said = queries.hits(session, study, shelf.responses, filters.words)
    versions = queries.publications(session, study)
    asked = [_choosable(questionnaire_of(session, one)) for one in versions[:1]]
    return render_template(
        "responses/browse.html",
        counts=collected.counts(session, study),
        shelf=shelf,
        said={key: around(text, filters.words) for key, text in said.items()},
        filters=filters,
        n_found=queries.count(session, study, filters),
        waves=[(one.id, one.title) for one in queries.waves(session, study)],
        versions=versions,
        asked=asked[0] if asked else [],
    )


@blueprint.get("/<int:response_id>")
@study_view(*RESEARCHERS)
def show(study: Study, response_id: int) -> str:
    """Show one response: every question that was put, with its answer, in order."""
    session = db.session()
    response = queries.response(session, study, response_id) or abort(404)
    access.record(study, "response", response.id)
    questionnaire = questionnaire_of(session, response.publication)
    language = _language_in(questionnaire.languages)
    sections = answered_pages(questionnaire, response.answers, language)
    known = {question.key: question for question in questionnaire.iter_inputs()}
    edits = [
        (
            wording(known[edit.question_key].text, language),
            answer_text(known[edit.question_key], {edit.question_key: edit.before["answer"]},
                        language),
            edit.at,
        )
        for edit in queries.edits(session, response)
        if edit.question_key in known
    ]  # fmt: skip
    return render_template("responses/show.html", response=response, sections=sections, edits=edits)


@blueprint.get("/compare")
@study_view(*RESEARCHERS)
def cross(study: Study) -> str | Response:
    """Compare the answers to one question between groups of respondents."""
    session = db.session()
    rows = queries.questionnaires(session, study)
    wanted = request.args.get("questionnaire", 0, type=int)
    row = next((one for one in rows if one.id == wanted), rows[0] if rows else None)
    of = comparable(session, study, row) if row else None
    question = by = table = None
    source = request.args.get("source", "forms")
    source = source if source in SOURCES else "forms"
    if of:
        key, by = request.args.get("question", ""), request.args.get("by", "")
        question = next((one for one in of.questions if one.key == key), None)
        way = of.grouping(by)
        by = way.code if way else None
        if question and way:
            table = compare(session, study, of, question, way, source)
    if table and question and request.args.get("as") == "csv":
        return _as_csv(table, question)
    return render_template(
        "responses/compare.html",
        questionnaires=rows,
        of=of,
        question=question,
        by=by,
        source=source,
        table=table,
        say=lambda text: wording(text, current_language()),
    )


def _as_csv(table: CrossTable, question: Question) -> Response:
    stream = io.StringIO()
    writer = csv_writer(stream)
    language = current_language()
    writer.writerow([wording(question.text, language)])
    writer.writerow([_("Answer"), _("Group"), _("n"), _("Answered"), _("Low"), _("High")])
    for label, cells in table.rows:
        for group, cell in zip(table.groups, cells, strict=True):
            names = [wording(label, language), wording(group.label, language)]
            writer.writerow([*names, cell.n, cell.asked, round(cell.low, 4), round(cell.high, 4)])
    answer = Response("\ufeff" + stream.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={question.key}.csv"
    return answer


def _choosable(questionnaire: Any) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The closed questions to filter by: key, wording, choices."""
    language = _language_in(questionnaire.languages)
    return [
        (
            one.key,
            wording(one.text, language),
            [(choice.code, wording(choice.text, language)) for choice in one.choices],
        )
        for one in questionnaire.iter_inputs()
        if one.type in ("single", "multi") and one.choices
    ]


def _language_in(languages: tuple[str, ...]) -> str:
    language = current_language()
    return language if language in languages else languages[0]
