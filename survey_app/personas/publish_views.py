"""Pages of researchers about the road of a draft: draft, send to review, publish, redraft."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app import jobs
from survey_app.db import db
from survey_app.errors import Unprocessable
from survey_app.personas import material, services
from survey_app.personas.edit_pages import load, url_of
from survey_app.personas.forms import GuardedForm, PublishForm
from survey_app.personas.views import blueprint, sheet_page
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

Page = str | tuple[str, int] | Response


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


@blueprint.post("/<int:persona_id>/v/<int:number>/submit")
@study_view(*RESEARCHERS)
def submit(study: Study, persona_id: int, number: int) -> Response:
    """Send a draft to review."""
    version = load(study, persona_id, number)
    services.submit(db.session(), version, seen=GuardedForm().seen)
    db.session.commit()
    flash(_("Sent to review. Whoever reads it next can publish it or send it back."))
    return redirect(url_of(study, version), 303)


@blueprint.post("/<int:persona_id>/v/<int:number>/send-back")
@study_view(*RESEARCHERS)
def send_back(study: Study, persona_id: int, number: int) -> Response:
    """Make a version under review a draft again."""
    version = load(study, persona_id, number)
    services.send_back(db.session(), version, seen=GuardedForm().seen)
    db.session.commit()
    flash(_("It is a draft again."))
    return redirect(url_of(study, version), 303)


@blueprint.post("/<int:persona_id>/v/<int:number>/publish")
@study_view(*RESEARCHERS)
def publish(study: Study, persona_id: int, number: int) -> Page:
    """Publish a version; from then on it is pinned."""
    session = db.session()
    version = load(study, persona_id, number)
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
        return sheet_page(study, load(study, persona_id, number), publishing=form), 422
    session.commit()
    flash(_("Published. From now on this version stays as it is."))
    return redirect(url_of(study, version), 303)


@blueprint.post("/<int:persona_id>/v/<int:number>/redraft")
@study_view(*RESEARCHERS)
def redraft(study: Study, persona_id: int, number: int) -> Response:
    """Make a new draft that begins as a copy of a published version."""
    version = load(study, persona_id, number)
    copy = services.edit_published(db.session(), version, user=current_user)
    db.session.commit()
    return redirect(url_of(study, copy, "edit"), 303)
