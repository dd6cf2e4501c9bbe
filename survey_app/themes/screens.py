"""The screens of the review, drawn for the pages that show and for those that could not decide."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from survey_app.db import db
from survey_app.errors import NotFound
from survey_app.studies.guard import RESEARCHERS
from survey_app.studies.models import Study
from survey_app.themes import labels, queries
from survey_app.themes.links import passage_url
from survey_app.themes.models import KINDS, Theme
from survey_app.themes.review import ASIDE, Desk, desk

QUOTES_SHOWN = 40
QUOTES_AT_MOST = 500

blueprint = Blueprint(
    "themes", __name__, url_prefix="/s/<study_slug>/themes", template_folder="templates"
)


def load_theme(session: Session, study: Study, theme_id: int | None) -> Theme:
    """Return a theme of the study; NotFound says what may have become of it."""
    found = queries.theme(session, study, theme_id) if theme_id is not None else None
    if found is None:
        raise NotFound(
            _("This theme is not here. If it was a suggestion, a newer analysis may have replaced "
              "it: open the list of themes again.")
        )  # fmt: skip
    return found


def theme_page(study: Study, laid: Desk, theme: Theme, **more: Any) -> str:
    """Draw one theme beside the list of its kind."""
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
    others = [one for one in queries.choices(session, study) if one.id != theme.id]
    by_worth = "worth" if "worth" in (request.args.get("by"), request.form.get("by")) else ""
    return page(
        study,
        laid,
        "theme",
        chosen=shown,
        theme=theme,
        quotes=quotes,
        parent=parent,
        others=others,
        by=by_worth,
        comments=queries.comments(session, theme),
        **more,
    )


def ungrouped_page(study: Study, kind: str, *, problem: str = "") -> str:
    """Draw what was said of a kind and stands in no theme."""
    session = db.session()
    laid = desk(session, study, kind=kind, user=current_user)
    limit = QUOTES_AT_MOST if request.args.get("all") else QUOTES_SHOWN
    return page(
        study,
        laid,
        "ungrouped",
        quotes=queries.ungrouped(session, study, laid.kind, limit=limit),
        others=queries.choices(session, study),
        ticked=request.form.getlist("excerpt", type=int),
        typed=request.form,
        problem=problem,
    )


def page(study: Study, laid: Desk, view: str, **more: Any) -> str:
    """Draw the review with one of its views: theme, ungrouped, aside, search or empty."""
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
        **{
            "ticked": (),
            "typed": {},
            "problem": "",
            "verb": "",
            "by": "",
            "meanwhile": (),
            "wanted": None,
            **more,
        },
    )
