"""The page that takes in a codebook or a project of another coding tool."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.coding import exchange
from survey_app.coding.views import blueprint
from survey_app.db import db
from survey_app.sources import SourceError, read_refi
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import labels
from survey_app.themes.models import KINDS
from survey_app.web.i18n import current_language

__all__ = ["blueprint"]


@blueprint.route("/bring-in", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def bring_in(study: Study) -> str | Response | tuple[str, int]:
    """Take a .qdc or .qdpx file: its codes become themes, its texts talks."""
    if request.method == "GET":
        return _page("")
    session = db.session()
    file, kind = request.files.get("file"), request.form.get("kind", "")
    if file is None or not file.filename or kind not in KINDS:
        return _page(_("Choose a file, and the kind for codes that do not say theirs.")), 422
    session.rollback()  # reading takes a while: nobody else shall wait for the lock meanwhile
    try:
        project = read_refi(file.filename, file.read())
    except SourceError as error:
        return _page(error.message(current_language())), 422
    done = exchange.bring_in(session, study, project, kind=kind, user=current_user)
    session.commit()
    new = ngettext("%(num)s new theme", "%(num)s new themes", done.n_themes)
    quotes = ngettext("%(num)s quote", "%(num)s quotes", done.n_quotes)
    flash(_("Brought in: %(themes)s, %(quotes)s.", themes=new, quotes=quotes), "success")
    if done.n_unread:
        flash(
            ngettext(
                "%(num)s source stays behind: it is a picture, a recording or has no plain text.",
                "%(num)s sources stay behind: they are pictures, recordings or have no plain text.",
                done.n_unread,
            )
        )
    endpoint = "coding.index" if done.n_texts else "themes.codebook"
    return redirect(url_for(endpoint, study_slug=study.slug), 303)


def _page(problem: str) -> str:
    return render_template(
        "coding/bring_in.html", problem=problem, kinds=KINDS, labels=labels, typed=request.form
    )
