"""Comments of colleagues on themes and quotes, and the history of all decisions."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.errors import PortraitError
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import decisions, labels, queries, services
from survey_app.themes.decide_views import refused, to_theme
from survey_app.themes.screens import blueprint, load_theme

DECISIONS_SHOWN = 200


@blueprint.post("/<int:theme_id>/comment")
@study_view(*RESEARCHERS)
def comment(study: Study, theme_id: int) -> Any:
    """Leave a comment on the theme, or on the quote that is named."""
    session = db.session()
    theme = load_theme(session, study, theme_id)
    number = request.form.get("quote", type=int)
    found = queries.excerpts_by_id(session, study, [number]) if number else []
    if number and not found:
        abort(404)
    text, excerpt = request.form.get("text", ""), found[0] if found else None
    try:
        services.comment(session, theme, text=text, excerpt=excerpt, user=current_user)
    except PortraitError as error:
        return refused(study, theme_id, error, "comment")
    session.commit()
    return to_theme(study, theme_id, anchor=f"q{number}" if number else "comments")


@blueprint.post("/<int:theme_id>/comment/<int:comment_id>/remove")
@study_view(*RESEARCHERS)
def remove_comment(study: Study, theme_id: int, comment_id: int) -> Response:
    """Remove one's own comment."""
    session = db.session()
    theme = load_theme(session, study, theme_id)
    made = queries.comment(session, theme, comment_id) or abort(404)
    services.take_comment_back(session, theme, made, user=current_user)
    flash(_("The comment is gone. Undo brings it back."))
    session.commit()
    return to_theme(study, theme_id, anchor="comments")


@blueprint.get("/history")
@study_view(*READERS)
def history(study: Study) -> str:
    """Show who decided what and when; one's own decisions can be undone from here."""
    return render_template(
        "themes/history.html",
        study=study,
        labels=labels,
        rows=decisions.latest(db.session(), study, limit=DECISIONS_SHOWN),
    )
