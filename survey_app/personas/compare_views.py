"""The page where a draft is read like a pull request: what changes, and what to take over."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.errors import Conflict, Unprocessable
from survey_app.personas import comparing, material, people, queries, services
from survey_app.personas.forms import GuardedForm
from survey_app.personas.models import PersonaVersion
from survey_app.personas.views import blueprint, readable
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study


@blueprint.get("/<int:persona_id>/v/<int:number>/changes")
@study_view(*READERS)
def changes(study: Study, persona_id: int, number: int) -> str:
    """Show line by line what a version changes."""
    return _page(study, readable(study, persona_id, number))


@blueprint.post("/<int:persona_id>/v/<int:number>/changes")
@study_view(*RESEARCHERS)
def take_over(study: Study, persona_id: int, number: int) -> Response | tuple[str, int]:
    """Keep the ticked changes and undo the others."""
    session = db.session()
    version = readable(study, persona_id, number)
    try:
        undone = comparing.take_over(
            session,
            _compared(study, version),
            accepted=request.form.getlist("accept"),
            seen=GuardedForm().seen,
        )
    except (Conflict, Unprocessable) as error:
        session.rollback()
        return _page(study, readable(study, persona_id, number), str(error)), int(error.status)
    session.commit()
    flash(
        ngettext("%(num)s change was left out.", "%(num)s changes were left out.", undone)
        if undone
        else _("All changes are taken over.")
    )
    place: dict[str, Any] = {"study_slug": study.slug, "persona_id": persona_id, "number": number}
    return redirect(url_for("personas.show", **place), 303)


def _page(study: Study, version: PersonaVersion, problem: str = "") -> str:
    compared = _compared(study, version)
    found = compared.found
    return render_template(
        "personas/changes.html",
        version=version,
        compared=compared,
        problem=problem,
        may_decide=version.status in services.EDITABLE,
        labels=people.labels(db.session(), study, [*found.joined, *found.left]),
    )


def _compared(study: Study, version: PersonaVersion) -> comparing.Compared:
    base = comparing.base_of(version) or abort(404)
    before = queries.version(db.session(), study, version.persona_id, base.number) or abort(404)
    # Wording of closed answers is the same on both sides: it is none of the changes.
    return comparing.compare(version, before, dict(_labels(study)))


def _labels(study: Study) -> dict[tuple[str, str], str]:
    traits = material.closed_questions(db.session(), study).values()
    return {(one.key, code): text for one in traits for code, text in one.choices.items()}
