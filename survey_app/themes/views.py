"""Pages of the review: themes by kind, one theme with its quotes, what is left, the analysis."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey_app import jobs
from survey_app.db import db
from survey_app.errors import Conflict, NotFound, PortraitError, Unprocessable
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import decisions, labels, queries, services, tasks
from survey_app.themes.links import passage_url
from survey_app.themes.models import KINDS, Excerpt, Theme
from survey_app.themes.review import ASIDE, Desk, analysis, desk, first_open, next_after
from survey_app.web.i18n import current_language

QUOTES_SHOWN = 40
QUOTES_AT_MOST = 500

blueprint = Blueprint(
    "themes", __name__, url_prefix="/s/<study_slug>/themes", template_folder="templates"
)


@blueprint.get("/")
@study_view(*READERS)
def index(study: Study) -> str:
    """Show the themes of a kind, with the first that waits for a decision."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    chosen = first_open(laid.themes)
    if chosen is None:
        return _page(study, laid, "empty")
    return _theme_page(study, laid, _theme(session, study, chosen.id))


@blueprint.get("/<int:theme_id>")
@study_view(*READERS)
def show(study: Study, theme_id: int) -> str:
    """Show one theme: how many said it, their words in context, and what can be decided."""
    session = db.session()
    theme = _theme(session, study, theme_id)
    laid = desk(session, study, kind=theme.kind, user=current_user)
    return _theme_page(study, laid, theme, ticked=request.args.getlist("tick", type=int))


@blueprint.post("/<int:theme_id>")
@study_view(*RESEARCHERS)
def decide(study: Study, theme_id: int) -> Any:
    """Accept, reject, reopen, rename or merge a theme; then lead to the next suggestion."""
    session = db.session()
    theme = _theme(session, study, theme_id)
    verb = request.form.get("verb", "")
    following = next_after(queries.ranked(session, study, kind=theme.kind), theme.id)
    was_waiting = theme.status == "suggested"
    seen = request.form.get("revision", type=int)
    try:
        if verb == "rename":
            name = request.form.get("name", "")
            made = services.rename(session, theme, name=name, user=current_user, seen=seen)
        elif verb == "merge":
            into = _chosen_theme(session, study)
            made = services.merge(session, theme, into=into, user=current_user, seen=seen)
        elif verb in ("accept", "reject", "reopen"):
            one = {"accept": services.accept, "reject": services.reject,
                   "reopen": services.reopen}[verb]  # fmt: skip
            made = one(session, theme, user=current_user, seen=seen)
        else:
            abort(400)
    except PortraitError as error:
        return _refused(study, theme_id, error, verb)
    flash(labels.done(made), "success")
    goes_on = was_waiting and verb in ("accept", "reject", "merge") and following is not None
    target = following if goes_on else theme.parent_id if verb == "merge" else theme.id
    session.commit()
    return _to_theme(study, target)


@blueprint.post("/<int:theme_id>/quotes")
@study_view(*RESEARCHERS)
def with_quotes(study: Study, theme_id: int) -> Any:
    """Move ticked quotes into another theme, take them out, or make a theme of them."""
    session = db.session()
    theme = _theme(session, study, theme_id)
    verb = request.form.get("verb", "")
    seen = request.form.get("revision", type=int)
    try:
        ticked = _ticked(session, study)
        if verb == "split":
            name = request.form.get("name", "")
            services.split(session, theme, ticked, name=name, user=current_user, seen=seen)
        elif verb == "move":
            into = _chosen_theme(session, study)
            services.move(session, theme, ticked, into=into, user=current_user, seen=seen)
        elif verb == "remove":
            services.remove(session, theme, ticked, user=current_user, seen=seen)
        else:
            abort(400)
    except PortraitError as error:
        return _refused(study, theme_id, error, "quotes")
    _tell_last(session, study)
    session.commit()
    return _to_theme(study, theme_id, anchor="quotes")


@blueprint.post("/<int:theme_id>/quote")
@study_view(*RESEARCHERS)
def with_quote(study: Study, theme_id: int) -> Any:
    """Mark one quote as the one that says it best, unmark it, or take it out of the theme."""
    session = db.session()
    theme = _theme(session, study, theme_id)
    verb, _space, number = request.form.get("do", "").partition(" ")
    found = queries.excerpts_by_id(session, study, [int(number)] if number.isdecimal() else [])
    if not found or verb not in ("key", "unkey", "remove"):
        abort(404)
    try:
        if verb == "remove":
            seen = request.form.get("revision", type=int)
            services.remove(session, theme, found, user=current_user, seen=seen)
            _tell_last(session, study)
        else:
            services.mark_key_quote(session, found[0], marked=verb == "key")
    except PortraitError as error:
        return _refused(study, theme_id, error, "quotes")
    session.commit()
    return _to_theme(study, theme_id, anchor="quotes" if verb == "remove" else f"q{found[0].id}")


@blueprint.route("/not-grouped", methods=["GET"])
@study_view(*READERS)
def ungrouped(study: Study) -> str:
    """Show what was said of a kind and stands in no theme."""
    return _ungrouped_page(study, request.args.get("kind", ""))


@blueprint.post("/not-grouped")
@study_view(*RESEARCHERS)
def group(study: Study) -> Any:
    """Put ticked quotes into a theme, or make a theme of them."""
    session = db.session()
    kind, verb = request.form.get("kind", ""), request.form.get("verb", "")
    try:
        ticked = _ticked(session, study)
        if verb == "put":
            services.put(session, ticked, into=_chosen_theme(session, study), user=current_user)
        elif verb == "create":
            name = request.form.get("name", "")
            services.create(
                session, study, kind=kind, name=name, excerpts=ticked, user=current_user
            )
        else:
            abort(400)
    except PortraitError as error:
        session.rollback()
        return _ungrouped_page(study, kind, problem=str(error)), int(error.status)
    _tell_last(session, study)
    session.commit()
    here = url_for("themes.ungrouped", study_slug=study.slug, kind=kind, _anchor="theme")
    return redirect(here, 303)


@blueprint.get("/set-aside")
@study_view(*READERS)
def aside(study: Study) -> str:
    """Show the rejected and merged themes of a kind, which can be opened again."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    found = queries.ranked(session, study, kind=laid.kind, statuses=ASIDE)
    return _page(study, laid, "aside", aside=found)


@blueprint.get("/search")
@study_view(*READERS)
def search(study: Study) -> str:
    """Find quotes by the words in them."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    words = request.args.get("q", "").strip()[:200]
    found = queries.search(session, study, words, limit=100) if words else []
    themes = queries.themes_of(session, study, [one.id for one in found])
    return _page(study, laid, "search", words=words, quotes=found, themes_of=themes)


@blueprint.post("/undo")
@study_view(*RESEARCHERS)
def undo(study: Study) -> Any:
    """Take back this person's last decision."""
    session = db.session()
    last = decisions.last_decision(session, study, user=current_user)
    if last is None or last.id != request.form.get("decision", type=int):
        raise Conflict(_("This has been undone already. Load the page again."))
    theme_id, sentence = last.theme_id, labels.done(last)
    try:
        decisions.undo(session, last)
    except Conflict as error:
        if theme_id is None:
            raise
        return _refused(study, theme_id, error, "")
    session.commit()
    flash(_("Undone: %(what)s", what=sentence))
    still = queries.theme(session, study, theme_id) if theme_id is not None else None
    return _to_theme(study, still.id if still else None)


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


def _theme(session: Session, study: Study, theme_id: int | None) -> Theme:
    found = queries.theme(session, study, theme_id) if theme_id is not None else None
    if found is None:
        raise NotFound(
            _("This theme is not here. If it was a suggestion, a newer analysis may have replaced "
              "it: open the list of themes again.")
        )  # fmt: skip
    return found


def _chosen_theme(session: Session, study: Study) -> Theme:
    chosen = request.form.get("into", type=int)
    found = queries.theme(session, study, chosen) if chosen else None
    if found is None:
        raise Unprocessable(_("Choose a theme from the list."))
    return found


def _ticked(session: Session, study: Study) -> list[Excerpt]:
    ids = set(request.form.getlist("excerpt", type=int)[:QUOTES_AT_MOST])
    found = list(queries.excerpts_by_id(session, study, sorted(ids)))
    if not ids:
        raise Unprocessable(_("Tick the quotes that you mean."))
    if len(found) < len(ids):
        raise Conflict(_("Some of these quotes are no longer there. Look at them and tick again."))
    return found


def _tell_last(session: Session, study: Study) -> None:
    last = decisions.last_decision(session, study, user=current_user)
    if last is not None:
        flash(labels.done(last), "success")


def _to_theme(study: Study, theme_id: int | None, *, anchor: str = "theme") -> Response:
    if theme_id is None:
        return redirect(url_for("themes.index", study_slug=study.slug), 303)
    return redirect(
        url_for("themes.show", study_slug=study.slug, theme_id=theme_id, _anchor=anchor), 303
    )


def _refused(study: Study, theme_id: int, error: PortraitError, verb: str) -> Any:
    """Show the theme as it is now, why nothing was done, and all that was typed and ticked."""
    session = db.session()
    session.rollback()
    theme = _theme(session, study, theme_id)
    laid = desk(session, study, kind=theme.kind, user=current_user)
    ticked = request.form.getlist("excerpt", type=int)
    page = _theme_page(
        study, laid, theme, ticked=ticked, problem=str(error), verb=verb, typed=request.form
    )
    return page, int(error.status)


def _theme_page(study: Study, laid: Desk, theme: Theme, **more: Any) -> str:
    session = db.session()
    statuses = (*queries.VISIBLE, *ASIDE)
    shown = next((one for one in laid.themes if one.id == theme.id), None) or next(
        one
        for one in queries.ranked(session, study, kind=theme.kind, statuses=statuses)
        if one.id == theme.id
    )
    limit = QUOTES_AT_MOST if request.args.get("all") else QUOTES_SHOWN
    quotes = queries.voiced_in(session, study, theme, limit=limit)
    parent = queries.theme(session, study, theme.parent_id) if theme.parent_id else None
    others = [one for one in queries.ranked(session, study) if one.id != theme.id]
    return _page(
        study, laid, "theme", chosen=shown, quotes=quotes, parent=parent, others=others, **more
    )


def _ungrouped_page(study: Study, kind: str, *, problem: str = "") -> str:
    session = db.session()
    laid = desk(session, study, kind=kind, user=current_user)
    limit = QUOTES_AT_MOST if request.args.get("all") else QUOTES_SHOWN
    return _page(
        study,
        laid,
        "ungrouped",
        quotes=queries.ungrouped(session, study, laid.kind, limit=limit),
        others=queries.ranked(session, study),
        ticked=request.form.getlist("excerpt", type=int),
        typed=request.form,
        problem=problem,
    )


def _page(study: Study, laid: Desk, view: str, **more: Any) -> str:
    return render_template(
        "themes/review.html",
        study=study,
        desk=laid,
        analysis=laid.analysis,
        on_review=True,
        view=view,
        may_decide=g.role in RESEARCHERS,
        kinds=KINDS,
        labels=labels,
        passage_url=lambda voiced: passage_url(study, g.role, voiced),
        **{"ticked": (), "typed": {}, "problem": "", "verb": "", **more},
    )
