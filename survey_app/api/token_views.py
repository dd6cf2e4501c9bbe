"""The page about tokens: make one, see which work, revoke one."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.api import queries, services
from survey_app.api.forms import TokenForm
from survey_app.db import MAX_ID, db
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

blueprint = Blueprint(
    "api_tokens", __name__, url_prefix="/s/<study_slug>/programs", template_folder="templates"
)


@blueprint.route("/", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def index(study: Study) -> str | tuple[str, int]:
    """List the tokens, and make one; its text is shown on the answer to that press only."""
    session = db.session()
    form, shown = TokenForm(), ""
    if form.validate_on_submit():
        _made, shown = services.issue(
            session,
            study,
            name=form.name.data or "",
            may_write=bool(form.may_write.data),
            user=current_user,
        )
        session.commit()
        form = TokenForm(formdata=None)
    page = render_template(
        "api/tokens.html", form=form, tokens=queries.tokens(session, study), shown=shown
    )
    return (page, 422) if form.errors else page


@blueprint.post("/<int:token_id>/revoke")
@study_view(*RESEARCHERS)
def revoke(study: Study, token_id: int) -> Response:
    """Let a token open nothing from now on."""
    session = db.session()
    token = queries.token_by_id(session, study, min(token_id, MAX_ID)) or abort(404)
    services.revoke(session, token)
    session.commit()
    flash(_("Revoked. The program that has it reaches nothing now."))
    return redirect(url_for("api_tokens.index", study_slug=study.slug), 303)
