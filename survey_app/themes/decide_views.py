"""Decisions about themes and quotes: each is one form, one verb, and a way back to the page."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.errors import Conflict, PortraitError, Unprocessable
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import decisions, labels, queries, services
from survey_app.themes.models import Decision, Excerpt, Theme
from survey_app.themes.review import desk, next_after
from survey_app.themes.review_order import as_tree, by_worth
from survey_app.themes.screens import (
    QUOTES_AT_MOST,
    blueprint,
    load_theme,
    theme_page,
    ungrouped_page,
)

BACK_TO = {
    "board": "themes.board",
    "battlecard": "themes.battlecard",
    "rubrics": "themes.rubrics",
}


@blueprint.post("/<int:theme_id>")
@study_view(*RESEARCHERS)
def decide(study: Study, theme_id: int) -> Any:
    """Accept, reject, reopen, rename or merge a theme; then lead to the next suggestion."""
    session = db.session()
    theme = load_theme(session, study, theme_id)
    verb = request.form.get("verb", "")
    following = _following(session, study, theme)
    was_waiting = theme.status == "suggested"
    try:
        made = _decided(session, study, theme, verb)
    except PortraitError as error:
        return refused(study, theme_id, error, verb)
    flash(labels.done(made), "success")
    goes_on = was_waiting and verb in ("accept", "reject", "merge") and following is not None
    target = following if goes_on else theme.parent_id if verb == "merge" else theme.id
    session.commit()
    return to_theme(study, target, kind=theme.kind)


def _decided(session: Session, study: Study, theme: Theme, verb: str) -> Decision:
    """Do what one form of the page asks for."""
    form, seen = request.form, request.form.get("revision", type=int)
    match verb:
        case "accept":
            return services.accept(session, theme, user=current_user, seen=seen)
        case "reject":
            return services.reject(session, theme, user=current_user, seen=seen)
        case "reopen":
            return services.reopen(session, theme, user=current_user, seen=seen)
        case "rename":
            name = form.get("name", "")
            return services.rename(session, theme, name=name, user=current_user, seen=seen)
        case "merge":
            into = _chosen_theme(session, study)
            return services.merge(session, theme, into=into, user=current_user, seen=seen)
        case "nest":
            under = _chosen_theme(session, study) if form.get("into") else None
            return services.nest(session, theme, under=under, user=current_user, seen=seen)
        case "retag":
            kind = form.get("kind", "")
            return services.retag(session, theme, kind=kind, user=current_user, seen=seen)
        case "define":
            return services.define(
                session,
                theme,
                definition=form.get("definition", theme.definition),
                our_answer=form.get("our_answer"),
                rubric=form.get("rubric"),
                objection_type=form.get("objection_type"),
                user=current_user,
                seen=seen,
            )
    raise BadRequest


def _following(session: Session, study: Study, theme: Theme) -> int | None:
    """Return what comes after a theme: in the queue of the most useful ones, or in the list."""
    if request.form.get("by") == "worth":
        waiting = by_worth(queries.ranked(session, study))
        return next((one.id for one in waiting if one.id != theme.id), None)
    return next_after(as_tree(queries.ranked(session, study, kind=theme.kind)), theme.id)


@blueprint.post("/<int:theme_id>/quotes")
@study_view(*RESEARCHERS)
def with_quotes(study: Study, theme_id: int) -> Any:
    """Move ticked quotes into another theme, take them out, or make a theme of them."""
    session = db.session()
    theme = load_theme(session, study, theme_id)
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
        return refused(study, theme_id, error, "quotes")
    _tell_last(session, study)
    session.commit()
    return to_theme(study, theme_id, anchor="quotes")


@blueprint.post("/<int:theme_id>/quote")
@study_view(*RESEARCHERS)
def with_quote(study: Study, theme_id: int) -> Any:
    """Mark one quote as the one that says it best, unmark it, or take it out of the theme."""
    session = db.session()
    theme = load_theme(session, study, theme_id)
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
            services.mark_key_quote(
                session, theme, found[0], marked=verb == "key", user=current_user
            )
    except PortraitError as error:
        return refused(study, theme_id, error, "quotes")
    session.commit()
    return to_theme(study, theme_id, anchor="quotes" if verb == "remove" else f"q{found[0].id}")


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
        return ungrouped_page(study, kind, problem=str(error)), int(error.status)
    _tell_last(session, study)
    session.commit()
    here = url_for("themes.ungrouped", study_slug=study.slug, kind=kind, _anchor="theme")
    return redirect(here, 303)


@blueprint.post("/new")
@study_view(*RESEARCHERS)
def seed(study: Study) -> Any:
    """Make a theme by hand, before anybody's words are in it."""
    session = db.session()
    kind, name = request.form.get("kind", ""), request.form.get("name", "")
    made = services.create(session, study, kind=kind, name=name, user=current_user)
    session.commit()
    return to_theme(study, made.id)


@blueprint.post("/undo")
@study_view(*RESEARCHERS)
def undo(study: Study) -> Any:
    """Take back a decision of this person's own: the last one, or any from the history."""
    session = db.session()
    number = request.form.get("decision", 0, type=int)
    last = decisions.own_decision(session, study, number, user=current_user)
    if last is None:
        raise Conflict(_("This has been undone already. Load the page again."))
    theme_id, sentence = last.theme_id, labels.done(last)
    try:
        decisions.undo(session, last)
    except Conflict as error:
        if theme_id is None:
            raise
        return refused(study, theme_id, error, "")
    session.commit()
    flash(_("Undone: %(what)s", what=sentence))
    if request.form.get("back") == "history":
        return redirect(url_for("themes.history", study_slug=study.slug), 303)
    still = queries.theme(session, study, theme_id) if theme_id is not None else None
    return to_theme(study, still.id if still else None)


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


def to_theme(
    study: Study, theme_id: int | None, *, anchor: str = "theme", kind: str | None = None
) -> Response:
    """Lead back to where a decision was taken from: a sheet of the study, or the theme itself."""
    back = request.form.get("back", "")
    if back in BACK_TO:
        anchor = f"t{request.view_args['theme_id']}" if request.view_args else ""
        here = url_for(BACK_TO[back], study_slug=study.slug, kind=kind, _anchor=anchor)
        return redirect(here, 303)
    by = "worth" if request.form.get("by") == "worth" else None
    if theme_id is None:
        return redirect(url_for("themes.index", study_slug=study.slug), 303)
    return redirect(
        url_for("themes.show", study_slug=study.slug, theme_id=theme_id, by=by, _anchor=anchor),
        303,
    )


def refused(study: Study, theme_id: int, error: PortraitError, verb: str) -> Any:
    """Show the theme as it is now, what others did, and all that this person wanted and typed."""
    session = db.session()
    session.rollback()
    theme = load_theme(session, study, theme_id)
    laid = desk(session, study, kind=theme.kind, user=current_user)
    seen = request.form.get("revision", type=int)
    stale = isinstance(error, Conflict) and seen is not None and seen != theme.revision
    page = theme_page(
        study,
        laid,
        theme,
        ticked=request.form.getlist("excerpt", type=int),
        problem=str(error),
        verb=verb,
        typed=request.form,
        meanwhile=decisions.since(session, theme, seen) if stale and seen is not None else (),
        wanted=labels.VERBS.get(request.form.get("verb", "")) if stale else None,
        again=[(key, value) for key, value in request.form.items(multi=True)
               if key not in ("csrf_token", "revision")],
        again_at=request.path,
    )  # fmt: skip
    return page, int(error.status)
