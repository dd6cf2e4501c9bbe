"""Pages of researchers: draft personas, edit one, send it to review, publish it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app import jobs
from survey_app.db import db
from survey_app.errors import Conflict, PortraitError, Unprocessable
from survey_app.personas import (
    board_views,  # noqa: F401 - the views of these join the blueprint
    check_views,  # noqa: F401
    compare_views,  # noqa: F401
    editing,
    golden_views,  # noqa: F401
    life_views,  # noqa: F401
    material,
    people,
    queries,
    services,
)
from survey_app.personas.checks import meter_of
from survey_app.personas.forms import (
    AssumptionForm,
    GuardedForm,
    NameForm,
    PublishForm,
    StatementForm,
    ThemeForm,
)
from survey_app.personas.models import Evidence, PersonaVersion, Statement
from survey_app.personas.review import Broken, review_of
from survey_app.personas.sheets import Line, sheet_of
from survey_app.personas.views import (
    blueprint as blueprint,  # the room has one; these are its further pages
)
from survey_app.personas.views import sheet_page
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.synthesis.respondents import Quote
from survey_app.themes.queries import Voiced
from survey_app.web.i18n import current_language

MAX_QUOTES_OFFERED = 12

Page = str | tuple[str, int] | Response


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement on the edit page: its form, its evidence, more quotes to choose from."""

    line: Line
    form: StatementForm
    cited: tuple[tuple[Evidence, Voiced | None], ...]
    offered: tuple[tuple[Quote, str], ...]
    broken: tuple[Broken, ...]
    is_open: bool


@blueprint.post("/draft")
@study_view(*RESEARCHERS)
def draft(study: Study) -> Response:
    """Look for groups and draft a persona for each, in the background."""
    session = db.session()
    services.start_draft(session, study, user=current_user, language=current_language())
    session.commit()
    return redirect(url_for("personas.index", study_slug=study.slug), 303)


@blueprint.get("/progress")
@study_view(*READERS)
def progress(study: Study) -> Response:
    """Say how far the drafting is; once it is done the page loads itself again."""
    job = jobs.latest_job(db.session(), services.DRAFT, study_id=study.id)
    answer = make_response(render_template("personas/_progress.html", job=job))
    if job is None or not job.is_open:
        answer.headers["HX-Refresh"] = "true"
    return answer


@blueprint.get("/<int:persona_id>/v/<int:number>/edit")
@study_view(*RESEARCHERS)
def edit(study: Study, persona_id: int, number: int) -> Page:
    """Change a draft, with the broken rules beside it."""
    version = _load(study, persona_id, number)
    if version.status not in services.EDITABLE:
        return redirect(_url(study, version), 303)
    return _edit_page(study, version)


@blueprint.post("/<int:persona_id>/v/<int:number>/name")
@study_view(*RESEARCHERS)
def rename(study: Study, persona_id: int, number: int) -> Page:
    """Change name and summary."""
    version = _load(study, persona_id, number)
    form = NameForm()
    return _change(
        study,
        version,
        form,
        lambda: editing.rename(
            db.session(), version, name=form.name.data, summary=form.summary.data or "",
            seen=form.seen,
        ),
    )  # fmt: skip


@blueprint.post("/<int:persona_id>/v/<int:number>/statements/<int:statement_id>")
@study_view(*RESEARCHERS)
def change_statement(study: Study, persona_id: int, number: int, statement_id: int) -> Page:
    """Reword, move or remove one statement; drop and add its quotes; choose the key quote."""
    session = db.session()
    version = _load(study, persona_id, number)
    statement = next((one for one in version.statements if one.id == statement_id), None)
    if statement is None:
        abort(404)
    form = StatementForm()
    verb = request.form.get("verb", "save")
    if verb in ("up", "down", "remove") or verb.startswith("key:"):
        return _change(
            study, version, form, lambda: _press(version, statement, verb, form.seen), check=False
        )

    def save() -> None:
        stuff = material.gather(session, study)
        wanted = set(request.form.getlist("add"))
        theme_id = statement.theme_id
        offered = editing.quotes_of(version, stuff, theme_id) if theme_id and wanted else []
        editing.edit_statement(
            session,
            version,
            statement,
            text=form.text.data,
            our_answer=form.our_answer.data or "",
            drop_evidence=request.form.getlist("drop", type=int),
            add_quotes=[quote for quote in offered if quote.id in wanted],
            seen=form.seen,
        )

    return _change(study, version, form, save, statement_id=statement_id)


@blueprint.post("/<int:persona_id>/v/<int:number>/themes")
@study_view(*RESEARCHERS)
def add_theme(study: Study, persona_id: int, number: int) -> Page:
    """Add a statement that rests on an accepted theme."""
    session = db.session()
    version = _load(study, persona_id, number)
    form = ThemeForm().offer(queries.accepted_themes(session, study))
    return _change(
        study,
        version,
        form,
        lambda: editing.state_theme(
            session,
            version,
            material.gather(session, study),
            theme_id=int(form.theme.data),
            seen=form.seen,
        ),
    )


@blueprint.post("/<int:persona_id>/v/<int:number>/assumptions")
@study_view(*RESEARCHERS)
def add_assumption(study: Study, persona_id: int, number: int) -> Page:
    """Add what the team believes without evidence."""
    version = _load(study, persona_id, number)
    form = AssumptionForm().offer()
    return _change(
        study,
        version,
        form,
        lambda: editing.assume(
            db.session(), version, field=form.field.data, text=form.text.data, seen=form.seen
        ),
    )


@blueprint.post("/<int:persona_id>/v/<int:number>/count")
@study_view(*RESEARCHERS)
def count_again(study: Study, persona_id: int, number: int) -> Page:
    """Count every line again on the answers of today."""
    session = db.session()
    version = _load(study, persona_id, number)
    form = GuardedForm()
    return _change(
        study,
        version,
        form,
        lambda: editing.recount(session, version, material.gather(session, study), seen=form.seen),
    )


@blueprint.post("/<int:persona_id>/v/<int:number>/submit")
@study_view(*RESEARCHERS)
def submit(study: Study, persona_id: int, number: int) -> Response:
    """Send a draft to review."""
    version = _load(study, persona_id, number)
    services.submit(db.session(), version, seen=GuardedForm().seen)
    db.session.commit()
    flash(_("Sent to review. Whoever reads it next can publish it or send it back."))
    return redirect(_url(study, version), 303)


@blueprint.post("/<int:persona_id>/v/<int:number>/send-back")
@study_view(*RESEARCHERS)
def send_back(study: Study, persona_id: int, number: int) -> Response:
    """Make a version under review a draft again."""
    version = _load(study, persona_id, number)
    services.send_back(db.session(), version, seen=GuardedForm().seen)
    db.session.commit()
    flash(_("It is a draft again."))
    return redirect(_url(study, version), 303)


@blueprint.post("/<int:persona_id>/v/<int:number>/publish")
@study_view(*RESEARCHERS)
def publish(study: Study, persona_id: int, number: int) -> Page:
    """Publish a version; from then on it is pinned."""
    session = db.session()
    version = _load(study, persona_id, number)
    form = PublishForm()
    if not form.validate_on_submit():
        return sheet_page(study, version, publishing=form), 422
    try:
        services.publish(
            session,
            version,
            material.gather(session, study),
            user=current_user,
            override_reason=form.reason.data or "",
            seen=form.seen,
        )
    except Unprocessable as error:
        session.rollback()
        form.form_errors = [str(error)]
        return sheet_page(study, _load(study, persona_id, number), publishing=form), 422
    session.commit()
    flash(_("Published. From now on this version stays as it is."))
    return redirect(_url(study, version), 303)


@blueprint.post("/<int:persona_id>/v/<int:number>/redraft")
@study_view(*RESEARCHERS)
def redraft(study: Study, persona_id: int, number: int) -> Response:
    """Make a new draft that begins as a copy of a published version."""
    version = _load(study, persona_id, number)
    copy = services.edit_published(db.session(), version, user=current_user)
    db.session.commit()
    return redirect(_url(study, copy, "edit"), 303)


def _press(version: PersonaVersion, statement: Statement, verb: str, seen: int) -> None:
    session = db.session()
    if verb == "remove":
        editing.remove_statement(session, version, statement, seen=seen)
    elif verb.startswith("key:"):
        number = verb.removeprefix("key:")
        excerpt_id = int(number) if number.isascii() and number.isdigit() else 0
        editing.choose_key_quote(session, version, excerpt_id, seen=seen)
    else:
        editing.move_statement(session, version, statement, up=verb == "up", seen=seen)


def _change(
    study: Study,
    version: PersonaVersion,
    form: GuardedForm,
    work: Callable[[], object],
    *,
    statement_id: int | None = None,
    check: bool = True,
) -> Page:
    """Do one change and go back to the page; or show it again with what was typed and why."""
    anchor = f"s{statement_id}" if statement_id else None
    status = 422
    if not check or form.validate_on_submit():
        try:
            work()
        except (Unprocessable, Conflict) as error:
            status = int(error.status)
            _forget(form, error)
        else:
            db.session.commit()
            return redirect(_url(study, version, "edit", anchor), 303)
    db.session.rollback()
    again = _load(study, version.persona_id, version.number)
    if again.status not in services.EDITABLE:
        flash(_("A published version never changes. Make a new draft of it."))
        return redirect(_url(study, again), 303)
    return _edit_page(study, again, typed=form, statement_id=statement_id), status


def _forget(form: GuardedForm, error: PortraitError) -> None:
    form.form_errors = [str(error)]


def _edit_page(
    study: Study,
    version: PersonaVersion,
    *,
    typed: GuardedForm | None = None,
    statement_id: int | None = None,
) -> str:
    session = db.session()
    stuff = material.gather(session, study)
    review = review_of(session, study, version, current_language(), stuff)
    sheet = sheet_of(session, study, version, current_language())
    if typed is not None:
        # Whoever saves again has seen what the colleague did: it stands on this page.
        typed.revision.data = typed.revision.raw_data = None
        typed.revision.data = version.revision
    forms = {
        kind: typed.with_ids(name)
        if isinstance(typed, kind)
        else kind(formdata=None, revision=version.revision).with_ids(name)
        for kind, name in ((NameForm, "name"), (ThemeForm, "theme"), (AssumptionForm, "assumption"))
    }
    if not isinstance(typed, NameForm):
        forms[NameForm].name.data, forms[NameForm].summary.data = version.name, version.summary
    forms[ThemeForm].offer(queries.accepted_themes(session, study))
    forms[AssumptionForm].offer()
    rows = {row.id: row for row in version.statements}
    entries = [
        Entry(
            line=line,
            form=_statement_form(
                version, rows[line.id], typed if line.id == statement_id else None
            ),
            cited=_cited(rows[line.id], line),
            offered=_offered(study, version, rows[line.id], stuff),
            broken=review.of_statement(line.id),
            is_open=line.id == statement_id,
        )
        for line in sheet.lines
        if line.id is not None
    ]
    return render_template(
        "personas/edit.html",
        version=version,
        sheet=sheet,
        entries={entry.line.id: entry for entry in entries},
        review=review,
        meter=meter_of(version, stuff),
        name_form=forms[NameForm],
        theme_form=forms[ThemeForm],
        assumption_form=forms[AssumptionForm],
        problems=list(typed.form_errors) if typed is not None and typed.form_errors else [],
    )


def _statement_form(
    version: PersonaVersion, row: Statement, typed: GuardedForm | None
) -> StatementForm:
    form = typed
    if not isinstance(form, StatementForm):
        form = StatementForm(
            formdata=None, text=row.text, our_answer=row.our_answer, revision=version.revision
        )
    form.with_ids(f"s{row.id}")
    return form


def _cited(row: Statement, line: Line) -> tuple[tuple[Evidence, Voiced | None], ...]:
    """The quotes that a person may drop, and what is left of withdrawn ones."""
    voiced = {one.id: one for one in (*line.quotes, *line.against)}
    return tuple(
        (piece, voiced.get(piece.excerpt_id or 0))
        for piece in row.evidence
        if piece.question_key is None
    )


def _offered(
    study: Study, version: PersonaVersion, row: Statement, stuff: material.Material
) -> tuple[tuple[Quote, str], ...]:
    if row.theme_id is None:
        return ()
    cited = {piece.excerpt_id for piece in row.evidence}
    quotes: Sequence[Quote] = [
        quote
        for quote in editing.quotes_of(version, stuff, row.theme_id)
        if int(quote.id) not in cited
    ][:MAX_QUOTES_OFFERED]
    labels = people.labels(db.session(), study, {quote.respondent_id for quote in quotes})
    return tuple((quote, labels.get(quote.respondent_id, "")) for quote in quotes)


def _load(study: Study, persona_id: int, number: int) -> PersonaVersion:
    return queries.version(db.session(), study, persona_id, number) or abort(404)


def _url(
    study: Study, version: PersonaVersion, page: str = "show", anchor: str | None = None
) -> str:
    return url_for(
        f"personas.{page}",
        study_slug=study.slug,
        persona_id=version.persona_id,
        number=version.number,
        _anchor=anchor,
    )
