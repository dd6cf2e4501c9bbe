"""Themes beside each other: as a board by status, and how they spread over time and groups."""

from __future__ import annotations

from flask import g, render_template, request
from flask_login import current_user

from survey_app.config import LANGUAGE_NAMES
from survey_app.db import db
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import heard, labels, patterns, queries
from survey_app.themes.models import KINDS
from survey_app.themes.review import desk
from survey_app.themes.screens import blueprint
from survey_app.web.i18n import in_language

THEMES_COMPARED = 30
COLUMNS = ("suggested", "accepted", "rejected")


@blueprint.get("/board")
@study_view(*READERS)
def board(study: Study) -> str:
    """Show a kind's themes as cards in columns: suggested, accepted, rejected."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    cards = queries.ranked(session, study, kind=laid.kind, statuses=COLUMNS)
    columns = {one: [card for card in cards if card.status == one] for one in COLUMNS}
    return render_template(
        "themes/board.html",
        study=study,
        desk=laid,
        columns=columns,
        kinds=KINDS,
        labels=labels,
        may_decide=g.role in RESEARCHERS,
    )


@blueprint.get("/patterns")
@study_view(*READERS)
def spread(study: Study) -> str:
    """Show a kind's themes over time and by group, what each call added, and what goes together."""
    session = db.session()
    laid = desk(session, study, kind=request.args.get("kind", ""), user=current_user)
    shown = sorted(laid.themes, key=lambda theme: -theme.n_voices)[:THEMES_COMPARED]
    said = heard.said(session, study)
    of_kind = {theme.id: said.get(theme.id, frozenset()) for theme in shown}
    asked = heard.asked(session, study, laid.kind)
    days = heard.spoke_on(session, study)
    known = heard.groupings(session, study)
    titles, wave_of = heard.by_wave(session, study)
    by = request.args.get("by", "")
    by = by if by in {*heard.FACTS, *(one.key for one in known)} else "channel"
    grouping = next((one for one in known if one.key == by), None)
    groups = heard.groups(session, study, by)

    def group_name(code: str) -> str:
        if grouping is not None:
            return in_language(dict(grouping.names.get(code, {"en": code})))
        return str(labels.CHANNELS.get(code) or LANGUAGE_NAMES.get(code, code))

    return render_template(
        "themes/patterns.html",
        study=study,
        desk=laid,
        kinds=KINDS,
        labels=labels,
        themes=shown,
        names={theme.id: theme for theme in queries.ranked(session, study)},
        trend=patterns.trend(of_kind, {key: day for key, day in days.items() if key in asked}),
        wave_titles=list(titles.values()),
        in_waves=patterns.from_wave_to_wave(of_kind, asked, list(titles), wave_of),
        cells=patterns.differences(of_kind, asked, groups),
        group_heads=lambda cells: [group_name(cell.group) for cell in cells],
        signed=_signed,
        groupings=known,
        by=by,
        curve=patterns.saturation(heard.calls(session, study)),
        pairs=patterns.together(said),
        say=lambda texts: in_language(dict(texts)),
    )


def _signed(share: float) -> str:
    """Write a difference of shares in percentage points, such as '+12' or '−3'."""
    points = round(100 * share)
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"
