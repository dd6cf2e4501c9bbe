"""The page behind a share link: what is published of a persona, without anybody's name or words.

Quotes are left out but for the one that a researcher set large by hand: somebody who shares a
link cannot know who will read it, and a person may be known by their words.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template

from survey_app.db import db
from survey_app.personas import queries_around
from survey_app.personas.sheets import portrait_seed, sheet_of
from survey_app.studies.models import Study
from survey_app.web.guard import public
from survey_app.web.i18n import current_language
from survey_app.web.portraits import portrait_svg
from survey_app.web.security import limiter

blueprint = Blueprint("shared_persona", __name__, url_prefix="/p", template_folder="templates")


@blueprint.after_request
def _private(answer: Response) -> Response:
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/<token>")
@public
@limiter.limit("60 per minute")
def show(token: str) -> str | tuple[str, int]:
    """Show the published sheet to whoever has the link; taken back and wrong ones look alike."""
    session = db.session()
    version = queries_around.shared_version(session, token)
    if version is None:
        return render_template("personas/share_gone.html"), 404
    study = session.get_one(Study, version.persona.study_id)
    return render_template(
        "personas/shared.html",
        sheet=sheet_of(session, study, version, current_language()),
        by_hand=bool(version.segment.get("key_by_hand")),
        token=token,
        study=study,
    )


@blueprint.get("/<token>/portrait.svg")
@public
@limiter.limit("60 per minute")
def portrait(token: str) -> Response:
    """Draw the portrait of a shared persona."""
    version = queries_around.shared_version(db.session(), token) or abort(404)
    return Response(portrait_svg(portrait_seed(version.persona_id)), mimetype="image/svg+xml")
