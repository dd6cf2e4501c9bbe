"""A respondent's photo or document, for the staff of its study only."""

from __future__ import annotations

from flask import abort, send_file
from werkzeug.wrappers import Response as Answer

from survey_app.collect.uploads import stored_file
from survey_app.db import db
from survey_app.responses import queries
from survey_app.responses.views import blueprint
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

__all__ = ["blueprint"]


@blueprint.get("/<int:response_id>/files/<question_key>")
@study_view(*RESEARCHERS)
def download(study: Study, response_id: int, question_key: str) -> Answer:
    """Hand a file over to be saved, never to be shown inside the app."""
    session = db.session()
    response = queries.response(session, study, response_id) or abort(404)
    answer: dict[str, str] = response.answers.get(question_key, {})
    path = stored_file(session, response.id, answer) or abort(404)
    sent = send_file(
        path, mimetype=answer["media_type"], as_attachment=True, download_name=answer["name"]
    )
    # Were a browser to open it all the same, it could run nothing and reach nothing.
    sent.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    sent.headers["X-Content-Type-Options"] = "nosniff"
    return sent
