"""The order of the personas, by buttons or by drawing a card to its place."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.personas import ranking
from survey_app.personas.views import blueprint
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study


@blueprint.post("/order")
@study_view(*RESEARCHERS)
def put_in_order(study: Study) -> Response:
    """Put all personas into the order given, or move one up or down."""
    session = db.session()
    verb, _sign, number = request.form.get("move", "").partition(":")
    if verb in ("up", "down"):
        wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
        ranking.move(session, study, wanted, up=verb == "up")
    else:
        ranking.put_in_order(session, study, request.form.getlist("persona", type=int))
    session.commit()
    return redirect(url_for("personas.index", study_slug=study.slug, _anchor="order"), 303)
