"""Sheets to print and to work with: the battlecard, the content rubrics, the codebook."""

from __future__ import annotations

from flask import g, render_template, request

from survey_app.db import db
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import labels, sheets
from survey_app.themes.models import KINDS
from survey_app.themes.screens import blueprint


@blueprint.get("/battlecard")
@study_view(*READERS)
def battlecard(study: Study) -> str:
    """Show what customers object, by type and in their words, with the team's answer beside it."""
    kind = request.args.get("kind", "objection")
    kind = kind if kind in KINDS else "objection"
    cards = sheets.cards(db.session(), study, kinds=[kind])[kind]
    groups = sheets.by_type(cards) if kind == "objection" else [("", cards)] if cards else []
    return render_template(
        "themes/battlecard.html",
        study=study,
        kind=kind,
        kinds=KINDS,
        groups=groups,
        labels=labels,
        may_decide=g.role in RESEARCHERS,
    )


@blueprint.get("/rubrics")
@study_view(*READERS)
def rubrics(study: Study) -> str:
    """Show the pains under the headings where content about them goes."""
    cards = sheets.cards(db.session(), study, kinds=["pain"])["pain"]
    return render_template(
        "themes/rubrics.html",
        study=study,
        groups=sheets.by_rubric(cards),
        rubrics=sorted({card.rubric for card in cards if card.rubric}),
        labels=labels,
        may_decide=g.role in RESEARCHERS,
    )


@blueprint.get("/codebook")
@study_view(*READERS)
def codebook(study: Study) -> str:
    """Show all themes with their definitions and examples, to print."""
    return render_template(
        "themes/codebook.html",
        study=study,
        kinds=sheets.cards(db.session(), study, kinds=KINDS).items(),
        labels=labels,
    )
