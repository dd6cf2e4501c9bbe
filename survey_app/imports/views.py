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
from survey_app.db import db, expect_writes
from survey_app.errors import PortraitError
from survey_app.imports import queries, services
from survey_app.imports.forms import AnswerFileForm
from survey_app.imports.models import AnswerImport
from survey_app.imports.reading import Prepared
from survey_app.questionnaire import Questionnaire, wording
from survey_app.sources import SourceError, Table, csv_writer
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

blueprint = Blueprint(
    "imports", __name__, url_prefix="/s/<study_slug>/responses/bring", template_folder="templates"
)

SHOWN_ROWS = 5
SHOWN_TROUBLES = 30
MAX_EXAMPLE_CHARS = 60
FACT_LABELS = {
    "@email": _l("the person's e-mail"),
    "@started": _l("when it was begun"),
    "@completed": _l("when it was completed"),
    "@language": _l("its language"),
    "@respondent": _l("its number (left out)"),
}


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
    if request.method == "GET" or not form.validate_on_submit() or not upload:
        if request.method == "POST" and not upload:
            form.file.errors = [_("Choose a file.")]
        return _index_page(study, form, 422 if request.method == "POST" else 200)
    try:
        made = services.keep(
            session,
            study,
            name=upload.filename or "answers",
            data=upload.read(),
            publication=by_id.get(form.survey.data),
            language=form.language.data,
            user=current_user,
        )
    except SourceError as error:
        session.rollback()
        form.file.errors = [error.message(current_language())]
        return _index_page(study, form, 422)
    except PortraitError as error:
        session.rollback()
        form.file.errors = [str(error)]
        return _index_page(study, form, error.status)
    session.commit()
    return redirect(url_for("imports.check", study_slug=study.slug, import_id=made.id), 303)


@blueprint.get("/<int:import_id>")
@study_view(*RESEARCHERS)
def check(study: Study, import_id: int) -> str | AnyResponse:
    """Show what each column is taken for, the first rows, and the cells that cannot be taken."""
    made = _load(study, import_id)
    if made.status != "checking":
        return redirect(url_for("imports.index", study_slug=study.slug), 303)
    table = services.table_of(made)
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
        for place, column in enumerate(services.table_of(made).columns)
        if f"column-{place}" in request.form
    }
    services.point(made, questionnaire, sent)
    session.commit()
    if verb != "store":
        return redirect(url_for("imports.check", study_slug=study.slug, import_id=made.id), 303)
    expect_writes(False)  # reading a large file takes seconds: nobody shall wait meanwhile
    prepared = services.look(session, made, services.table_of(made))
    session.rollback()
    expect_writes(True)
    n_added = services.store(session, study, _load(study, import_id), prepared)
    session.commit()
    flash(ngettext("%(num)s response is in.", "%(num)s responses are in.", n_added))
    return redirect(url_for("imports.index", study_slug=study.slug), 303)


@blueprint.post("/<int:import_id>/undo")
@study_view(*RESEARCHERS)
def undo(study: Study, import_id: int) -> AnyResponse:
    """Take an import back, but for what themes quote."""
    gone, stay = services.undo(db.session(), _load(study, import_id))
    db.session.commit()
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
    made = _load(study, import_id)
    prepared = services.look(db.session(), made, services.table_of(made))
    stream = io.StringIO(newline="")
    writer = csv_writer(stream)
    writer.writerow([_("Row"), _("Column"), _("Cell"), _("What to do")])
    for line, column, cell, words in _troubles(prepared):
        writer.writerow([line, column, cell, words])
    answer = Response(stream.getvalue().encode("utf-8-sig", "replace"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=cells.csv"
    return answer


def _load(study: Study, import_id: int) -> AnswerImport:
    found = queries.one(db.session(), study, import_id)
    if found is None:
        abort(404)
    return found


def _index_page(study: Study, form: AnswerFileForm, status: int) -> tuple[str, int]:
    made = queries.imports(db.session(), study)
    return render_template("imports/index.html", form=form, imports=made), status


def _columns(made: AnswerImport, table: Table) -> list[dict[str, Any]]:
    """Each column with its first answers and what it is taken for."""
    return [
        {
            "name": column,
            "target": made.targets.get(column, ""),
            "examples": [
                row[column][:MAX_EXAMPLE_CHARS] for row in table.rows if row[column].strip()
            ][:SHOWN_ROWS],
        }
        for column in table.columns
    ]


def _questions(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """All that a column may answer: questions, and the parts of those with several columns."""
    language = current_language()
    found = []
    for question in questionnaire.iter_inputs():
        text = wording(question.text, language)
        found.append((question.key, text))
        if question.type in ("multi", "interests", "ranking", "matrix"):
            parts = question.items or question.choices
            found += [
                (f"{question.key}.{part.code}", f"{text} – {wording(part.text, language)}")
                for part in parts
            ]
    return found


def _troubles(prepared: Prepared) -> list[tuple[int, str, str, str]]:
    language = current_language()
    return [
        (one.line, one.column, one.cell, one.error.in_language(language))
        for one in prepared.troubles
    ]
