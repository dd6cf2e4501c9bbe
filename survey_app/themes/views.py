"""Pages of the review: themes by kind, one theme with its quotes, what is left, the analysis."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app import jobs
from survey_app.db import db
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import (
    decide_views,  # noqa: F401 - its views join the blueprint
    learn_views,  # noqa: F401 - so do these
    pattern_views,  # noqa: F401
    queries,
    remark_views,  # noqa: F401
    sheet_views,  # noqa: F401
    tasks,
)
from survey_app.themes.review import ASIDE, analysis, desk, first_open
from survey_app.themes.review_order import by_worth
from survey_app.themes.screens import blueprint, load_theme, page, theme_page, ungrouped_page
from survey_app.web.i18n import current_language

__all__ = ["blueprint"]


@blueprint.get("/")
@study_view(*READERS)
def index(study: Study) -> str:
    """Show the themes of a kind, with the first that waits for a decision."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    chosen = first_open(laid.themes)
    if chosen is None:
        return page(study, laid, "empty")
    return theme_page(study, laid, load_theme(session, study, chosen.id))


@blueprint.get("/<int:theme_id>")
@study_view(*READERS)
def show(study: Study, theme_id: int) -> str:
    """Show one theme: how many said it, their words in context, and what can be decided."""
    session = db.session()
    theme = load_theme(session, study, theme_id)
    laid = desk(session, study, kind=theme.kind, user=current_user)
    remark: dict[str, Any] = {}
    if quote := request.args.get("quote", type=int):
        remark = {"verb": "comment", "typed": {"quote": quote}}
    return theme_page(study, laid, theme, ticked=request.args.getlist("tick", type=int), **remark)


@blueprint.get("/next")
@study_view(*READERS)
def most_useful(study: Study) -> Response:
    """Lead to the suggestion on which a decision is worth most, whatever its kind."""
    session = db.session()
    waiting = by_worth(queries.ranked(session, study))
    skipped = request.args.get("after", 0, type=int)
    at = next((n for n, one in enumerate(waiting, start=1) if one.id == skipped), 0)
    one = waiting[at % len(waiting)] if waiting else None
    if one is None:
        return redirect(url_for("themes.index", study_slug=study.slug), 303)
    return redirect(
        url_for("themes.show", study_slug=study.slug, theme_id=one.id, by="worth",
                _anchor="theme"), 303
    )  # fmt: skip


@blueprint.get("/not-grouped")
@study_view(*READERS)
def ungrouped(study: Study) -> str:
    """Show what was said of a kind and stands in no theme."""
    return ungrouped_page(study, request.args.get("kind", ""))


@blueprint.get("/set-aside")
@study_view(*READERS)
def aside(study: Study) -> str:
    """Show the rejected and merged themes of a kind, which can be opened again."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    found = queries.ranked(session, study, kind=laid.kind, statuses=ASIDE)
    return page(study, laid, "aside", aside=found)


@blueprint.get("/search")
@study_view(*READERS)
def search(study: Study) -> str:
    """Find quotes by the words in them."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    words = request.args.get("q", "").strip()[:200]
    found = queries.search(session, study, words, limit=100) if words else []
    themes = queries.themes_of(session, study, [one.id for one in found])
    return page(study, laid, "search", words=words, quotes=found, themes_of=themes)


@blueprint.post("/run")
@study_view(*RESEARCHERS)
def run(study: Study) -> Response:
    """Read all answers and notes in the background, unless that is under way."""
    session = db.session()
    if jobs.open_job(session, tasks.ANALYSE, study_id=study.id) is None:
        jobs.enqueue(
            session,
            tasks.ANALYSE,
            study_id=study.id,
            user_id=current_user.id,
            language=current_language(),
        )
    session.commit()
    return redirect(url_for("themes.progress", study_slug=study.slug), 303)


@blueprint.get("/progress")
@study_view(*READERS)
def progress(study: Study) -> Any:
    """Show how far the analysis is: a page, or the part of it that a script asks for."""
    state = analysis(db.session(), study)
    on_review = request.args.get("on") == "review"
    if request.headers.get("HX-Request"):
        answer = render_template("themes/_analysis.html", analysis=state, on_review=on_review)
        if state.is_running or on_review:
            return answer
        return answer, {"HX-Redirect": url_for("themes.index", study_slug=study.slug)}
    if not state.is_running:
        return redirect(url_for("themes.index", study_slug=study.slug))
    return render_template("themes/progress.html", analysis=state, on_review=False)
