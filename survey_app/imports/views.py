"""Pages: bring answers in, check what the columns are, store them, take them back."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from survey_app.builder import queries as builder
from survey_app.builder.versions import questionnaire_of
from survey_app.db import db
from survey_app.errors import PortraitError
from survey_app.exports.responses.layout import Layout
from survey_app.imports import kept, queries, services
from survey_app.imports.forms import AnswerFileForm
from survey_app.imports.models import AnswerImport
from survey_app.imports.reading import Prepared
from survey_app.questionnaire import Questionnaire, wording
from survey_app.sources import SourceError, Table, csv_writer
from survey_app.sources.cells import MAX_CSV_BYTES
from survey_app.sources.errors import shown_name
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

blueprint = Blueprint(
    "imports", __name__, url_prefix="/s/<study_slug>/responses/bring", template_folder="templates"
)

SHOWN_ROWS = 3
SHOWN_TROUBLES = 30
MAX_EXAMPLE_CHARS = 60
MAX_FORM_BYTES = 1_000_000
FACT_LABELS = {
    "@email": _l("the person's e-mail"),
    "@started": _l("when it was begun"),
    "@completed": _l("when it was completed"),
    "@language": _l("its language"),
    "@respondent": _l("its number (left out)"),
}


@blueprint.url_value_preprocessor
def _take_more(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Tables may be larger than other requests; said before anything reads the form."""
    if endpoint == "imports.index" and request.method == "POST":
        request.max_content_length = MAX_CSV_BYTES + MAX_FORM_BYTES


@blueprint.route("/", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def index(study: Study) -> str | AnyResponse | tuple[str, int]:
    """Take a file; show what came in before and can be taken back."""
    session = db.session()
    publications = builder.newest_publications(session, study, purpose="survey")
    by_id = {str(one.id): one for one in publications}
    form = AnswerFileForm(language=study.language)
    form.offer(publications)
    upload = request.files.get("file")
    name = shown_name(upload.filename or "") if upload else ""
    if request.method == "GET" or not form.validate_on_submit() or not upload:
        if request.method == "POST" and not upload:
            form.file.errors = [_("Choose a file.")]
        return _index_page(study, form, 422 if request.method == "POST" else 200)
    session.commit()  # reading a large file takes seconds: nobody shall wait for the lock meanwhile
    arrived = None
    try:
        arrived = kept.receive(name or "answers", upload)
        made = services.keep(
            session,
            study,
            arrived,
            publication=by_id.get(form.survey.data),
            language=form.language.data,
            user=current_user,
        )
    except SourceError as error:
        form.file.errors = [error.message(current_language())]
        return _index_page(study, form, 422)
    except PortraitError as error:
        session.rollback()
        kept.throw_away(arrived.token if arrived else "")
        form.file.errors = [str(error)]
        return _index_page(study, form, error.status)
    session.commit()
    return redirect(url_for("imports.check", study_slug=study.slug, import_id=made.id), 303)


@blueprint.get("/progress")
@study_view(*RESEARCHERS)
def progress(study: Study) -> str:
    """What came in before and what is under way, on its own, for the page to refresh."""
    return render_template("imports/_before.html", **_before(study))


@blueprint.get("/<int:import_id>")
@study_view(*RESEARCHERS)
def check(study: Study, import_id: int) -> str | AnyResponse:
    """Show what each column is taken for, the first rows, and the cells that cannot be taken."""
    made = _load(study, import_id)
    if made.status != "checking":
        return redirect(url_for("imports.index", study_slug=study.slug), 303)
    table = services.first_rows(made)
    prepared = services.look(db.session(), made, table)
    questionnaire = questionnaire_of(db.session(), made.publication)
    return render_template(
        "imports/check.html",
        made=made,
        table=table,
        prepared=prepared,
        columns=_columns(made, table),
        facts=FACT_LABELS,
        questions=_questions(questionnaire),
        troubles=_troubles(prepared)[:SHOWN_TROUBLES],
        n_left_out=sum(not target for target in made.targets.values()),
        n_begun=sum(not one.finished for one in prepared.rows),
        in_background=made.n_rows > services.AT_ONCE_ROWS,
    )


@blueprint.post("/<int:import_id>")
@study_view(*RESEARCHERS)
def point(study: Study, import_id: int) -> AnyResponse:
    """Change what columns are, then store the answers or look again."""
    session = db.session()
    made = _load(study, import_id)
    verb = request.form.get("verb", "look")
    if verb == "drop":
        services.drop(session, made)
        session.commit()
        return redirect(url_for("imports.index", study_slug=study.slug), 303)
    questionnaire = questionnaire_of(session, made.publication)
    sent = {
        column: request.form[f"column-{place}"]
        for place, column in enumerate(services.first_rows(made).columns)
        if f"column-{place}" in request.form
    }
    services.point(made, questionnaire, sent)
    if verb == "store":
        services.begin(session, study, made, user=current_user)
        _flash_stored(made)
    session.commit()
    if verb == "store":
        return redirect(url_for("imports.index", study_slug=study.slug), 303)
    return redirect(url_for("imports.check", study_slug=study.slug, import_id=made.id), 303)


@blueprint.post("/<int:import_id>/go-on")
@study_view(*RESEARCHERS)
def go_on(study: Study, import_id: int) -> AnyResponse:
    """Have what stopped half-way begun again; it goes on where it stood."""
    services.go_on(db.session(), _load(study, import_id), user=current_user)
    db.session.commit()
    return redirect(url_for("imports.index", study_slug=study.slug), 303)


@blueprint.post("/<int:import_id>/undo")
@study_view(*RESEARCHERS)
def undo(study: Study, import_id: int) -> AnyResponse:
    """Take an import back, but for what themes quote."""
    done = services.undo(db.session(), _load(study, import_id), user=current_user)
    db.session.commit()
    if done is None:
        flash(_("The responses are being taken back."))
        return redirect(url_for("imports.index", study_slug=study.slug), 303)
    gone, stay = done
    flash(ngettext("%(num)s response is taken back.", "%(num)s responses are taken back.", gone))
    if stay:
        flash(
            ngettext(
                "%(num)s stays, since themes quote it.",
                "%(num)s stay, since themes quote them.",
                stay,
            )
        )
    return redirect(url_for("imports.index", study_slug=study.slug), 303)


@blueprint.get("/<int:import_id>/troubles.csv")
@study_view(*RESEARCHERS)
def troubles(study: Study, import_id: int) -> Response:
    """All cells that cannot be taken, row by row, as a file."""
    found, language = (
        services.troubles_of(db.session(), _load(study, import_id)),
        current_language(),
    )
    stream = io.StringIO(newline="")
    writer = csv_writer(stream)
    writer.writerow([_("Row"), _("Column"), _("Cell"), _("What to do")])
    writer.writerows((line, column, cell, said[language]) for line, column, cell, said in found)
    answer = Response(stream.getvalue().encode("utf-8-sig", "replace"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=cells.csv"
    return answer


def _load(study: Study, import_id: int) -> AnswerImport:
    found = queries.one(db.session(), study, import_id)
    if found is None:
        abort(404)
    return found


def _index_page(study: Study, form: AnswerFileForm, status: int) -> tuple[str, int]:
    return render_template("imports/index.html", form=form, **_before(study)), status


def _before(study: Study) -> dict[str, Any]:
    """What came in before, with the jobs that are under way or stopped."""
    made = queries.imports(db.session(), study)
    return {"imports": made, "jobs": queries.jobs_of(db.session(), made), "kept": kept}


def _flash_stored(made: AnswerImport) -> None:
    if made.status == "storing":
        flash(_("The responses are coming in. How far it is stands below."))
    else:
        flash(ngettext("%(num)s response is in.", "%(num)s responses are in.", made.n_added))


def _columns(made: AnswerImport, table: Table) -> list[dict[str, Any]]:
    """Each column with its first answers and what it is taken for."""
    return [
        {
            "name": column,
            "target": made.targets.get(column, ""),
            "examples": list(
                dict.fromkeys(row[column][:MAX_EXAMPLE_CHARS] for row in table.rows if row[column])
            )[:SHOWN_ROWS],
        }
        for column in table.columns
    ]


def _questions(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """All that a column may answer: questions, and the parts of those with several columns."""
    language = current_language()
    parts: dict[str, list[tuple[str, str]]] = {}
    for column in Layout([(1, questionnaire)]).columns:
        parts.setdefault(column.key, []).append((column.name, column.label(language)))
    found = []
    for question in questionnaire.iter_inputs():
        found.append((question.key, wording(question.text, language)))
        found += [part for part in parts.get(question.key, []) if part[0] != question.key]
    return found


def _troubles(prepared: Prepared) -> list[tuple[int, str, str, str]]:
    language = current_language()
    return [
        (one.line, one.column, one.cell, one.error.in_language(language))
        for one in prepared.troubles
    ]
