"""Pages of researchers that edit a draft: name, statements, quotes, assumptions, counts."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.errors import Conflict, PortraitError, Unprocessable
from survey_app.personas import (
    board_views,  # noqa: F401 - the views of these join the blueprint
    check_views,  # noqa: F401
    compare_views,  # noqa: F401
    editing,
    figuring,
    golden_views,  # noqa: F401
    life_views,  # noqa: F401
    material,
    naming_views,  # noqa: F401
    publish_views,  # noqa: F401
    queries,
    ranking_views,  # noqa: F401
    services,
    telling_views,  # noqa: F401
)
from survey_app.personas.edit_pages import edit_page, load, url_of
from survey_app.personas.forms import (
    AssumptionForm,
    GuardedForm,
    NameForm,
    StatementForm,
    ThemeForm,
)
from survey_app.personas.models import PersonaVersion, Statement
from survey_app.personas.views import (
    blueprint as blueprint,  # the room has one; these are its further pages
)
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

Page = str | tuple[str, int] | Response


@blueprint.get("/<int:persona_id>/v/<int:number>/edit")
@study_view(*RESEARCHERS)
def edit(study: Study, persona_id: int, number: int) -> Page:
    """Change a draft, with the broken rules beside it."""
    version = load(study, persona_id, number)
    if version.status not in services.EDITABLE:
        return redirect(url_of(study, version), 303)
    return edit_page(study, version)


@blueprint.post("/<int:persona_id>/v/<int:number>/name")
@study_view(*RESEARCHERS)
def rename(study: Study, persona_id: int, number: int) -> Page:
    """Change name and summary."""
    version = load(study, persona_id, number)
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
    version = load(study, persona_id, number)
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
            link=form.link.data or "",
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
    version = load(study, persona_id, number)
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
    """Fill a field by hand: what the team believes, or has from a page."""
    version = load(study, persona_id, number)
    form = AssumptionForm().offer(version.persona.type)
    return _change(
        study,
        version,
        form,
        lambda: editing.assume(
            db.session(), version, field=form.field.data, text=form.text.data,
            link=form.link.data or "", seen=form.seen,
        ),
    )  # fmt: skip


@blueprint.post("/<int:persona_id>/v/<int:number>/figures")
@study_view(*RESEARCHERS)
def choose_figure(study: Study, persona_id: int, number: int) -> Page:
    """Show a figure as one exact value or as a range."""
    version = load(study, persona_id, number)
    form, sent = GuardedForm(), request.form
    return _change(
        study,
        version,
        form,
        lambda: figuring.choose_figure(
            db.session(), version, key=sent.get("key", ""), way=sent.get("way", ""),
            value=sent.get("value", ""), seen=form.seen,
        ),
    )  # fmt: skip


@blueprint.post("/<int:persona_id>/v/<int:number>/count")
@study_view(*RESEARCHERS)
def count_again(study: Study, persona_id: int, number: int) -> Page:
    """Count every line again on the answers of today."""
    session = db.session()
    version = load(study, persona_id, number)
    form = GuardedForm()
    return _change(
        study,
        version,
        form,
        lambda: editing.recount(session, version, material.gather(session, study), seen=form.seen),
    )


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
            return redirect(url_of(study, version, "edit", anchor), 303)
    db.session.rollback()
    again = load(study, version.persona_id, version.number)
    if again.status not in services.EDITABLE:
        flash(_("A published version never changes. Make a new draft of it."))
        return redirect(url_of(study, again), 303)
    return edit_page(study, again, typed=form, statement_id=statement_id), status


def _forget(form: GuardedForm, error: PortraitError) -> None:
    form.form_errors = [str(error)]
