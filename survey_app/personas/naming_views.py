"""What a persona is called, and its face: both the team's choice, and off at first."""

from __future__ import annotations

from flask import abort, flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.errors import Conflict, Unprocessable
from survey_app.personas import naming, queries
from survey_app.personas.edit_pages import load, url_of
from survey_app.personas.forms import CallForm
from survey_app.personas.models import PersonaVersion
from survey_app.personas.services import EDITABLE
from survey_app.personas.views import blueprint
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

Page = str | tuple[str, int] | Response


@blueprint.get("/<int:persona_id>/v/<int:number>/call")
@study_view(*RESEARCHERS)
def call(study: Study, persona_id: int, number: int) -> str:
    """Advise on the name, propose given names, and show the drawn face."""
    version = load(study, persona_id, number)
    if version.status not in EDITABLE:
        abort(404)
    form = CallForm(
        formdata=None,
        name=version.name,
        given_name=version.segment.get("given_name", ""),
        face=bool(version.segment.get("face")),
        revision=version.revision,
    )
    return _page(study, version, form)


@blueprint.post("/<int:persona_id>/v/<int:number>/call")
@study_view(*RESEARCHERS)
def save_call(study: Study, persona_id: int, number: int) -> Page:
    """Save name, given name and face."""
    session = db.session()
    version = load(study, persona_id, number)
    form = CallForm()
    status = 422
    if form.validate_on_submit():
        try:
            naming.call(
                session, study, version, name=form.name.data or "",
                given_name=form.given_name.data or "", face=bool(form.face.data), seen=form.seen,
            )  # fmt: skip
        except (Unprocessable, Conflict) as error:
            status = int(error.status)
            form.form_errors = [str(error)]
        else:
            session.commit()
            flash(_("Saved."))
            return redirect_to_call(study, version)
    session.rollback()
    again = queries.version(session, study, persona_id, number) or abort(404)
    form.revision.data = form.revision.raw_data = None
    form.revision.data = again.revision
    return _page(study, again, form), status


def redirect_to_call(study: Study, version: PersonaVersion) -> Response:
    """Go back to the page, with 303."""
    return Response(status=303, headers={"Location": url_of(study, version, "call")})


def _page(study: Study, version: PersonaVersion, form: CallForm) -> str:
    language = current_language()
    return render_template(
        "personas/call.html",
        version=version,
        form=form,
        advice=naming.advice_of(version, form.name.data or version.name),
        proposed=naming.proposals(db.session(), study, version, language),
    )
