"""What the review contributes to a study's home page."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from survey_app.studies.home import Contribution, NextStep, RoadStep
from survey_app.studies.models import Study
from survey_app.themes import queries
from survey_app.themes.review import Analysis, analysis

ENOUGH_PASSAGES = 10  # with fewer, hardly anything is said twice
MANY_NEW_SHARE = 0.1  # of what was read before; from here on reading again pays


def contribute(session: Session, study: Study, role: str) -> Contribution:
    """Say how many themes wait and hold, and lead to finding, reviewing or reading them."""
    number = queries.n_by_status(session, study)
    waiting, held = number.get("suggested", 0), number.get("accepted", 0)
    state = analysis(session, study)
    count, stage = "", ""
    if waiting:
        count = ngettext("%(num)s suggestion waits", "%(num)s suggestions wait", waiting)
        stage = "current"
    elif held:
        count = ngettext("%(num)s accepted", "%(num)s accepted", held)
        stage = "done"
    elif state.is_running:
        count, stage = _("being read"), "current"
    url = url_for("themes.index", study_slug=study.slug)
    steps = _for_researcher(state, waiting, url) if role == "researcher" else []
    if role == "viewer" and (waiting or held):
        steps = [
            NextStep(
                45,
                _("Read the themes"),
                _("What customers say again and again, in their own words."),
                _("Read the themes"),
                url,
            )
        ]
    return Contribution(
        facts=(
            (ngettext("%(num)s suggestion waits for review.",
                      "%(num)s suggestions wait for review.", waiting),)
            if waiting
            else ()
        ),
        road=(RoadStep("themes", _("Themes"), count, url, stage),),
        next_steps=tuple(steps),
    )  # fmt: skip


def _for_researcher(state: Analysis, waiting: int, url: str) -> list[NextStep]:
    steps = []
    if not state.is_running and _worth_reading(state):
        text = (
            ngettext("%(num)s answer or note has come in since the last reading.",
                     "%(num)s answers and notes have come in since the last reading.", state.n_new)
            if state.run
            else _("Portrait reads all answers and notes and suggests what recurs in them.")
        )  # fmt: skip
        label = _("Read the new answers") if state.run else _("Find themes")
        steps.append(NextStep(40, label, text, label, url))
    if waiting:
        title = ngettext("Review %(num)s suggestion", "Review %(num)s suggestions", waiting)
        steps.append(
            NextStep(
                41,
                title,
                _("Accept what holds, merge what is the same, reject what is noise."),
                _("Review the suggestions"),
                url,
            )
        )
    return steps


def _worth_reading(state: Analysis) -> bool:
    if state.run is None:
        return state.n_passages >= ENOUGH_PASSAGES
    return state.n_new >= max(ENOUGH_PASSAGES, MANY_NEW_SHARE * state.run.n_passages)
