"""What the calls contribute to a study's home page."""

from __future__ import annotations

from datetime import timedelta

from flask import url_for
from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from survey_app.builder import queries as builder
from survey_app.db import now
from survey_app.interviews import queries
from survey_app.interviews.blueprint import ROLES, user_id
from survey_app.studies.home import Contribution, NextStep, RoadStep
from survey_app.studies.models import Study


def contribute(session: Session, study: Study, role: str) -> Contribution:
    """Count the calls; lead an interviewer to the next one."""
    counts = queries.counts(session, study)
    held, planned = counts["held"], counts["planned"]
    said = ngettext("%(num)s call held", "%(num)s calls held", held)
    facts = []
    if held:
        facts.append(ngettext("%(num)s call held.", "%(num)s calls held.", held))
    if planned:
        facts.append(ngettext("%(num)s call is planned.", "%(num)s calls are planned.", planned))
    may_call = role in ROLES
    url = url_for("interviews.index", study_slug=study.slug) if may_call else None
    fresh = queries.held_since(session, study, now() - timedelta(days=1))
    return Contribution(
        facts=tuple(facts),
        road=(
            RoadStep(
                "listen", _("Listen"), said, url, "done" if held else "current" if planned else ""
            ),
        ),
        next_steps=_next_steps(session, study, role, held) if may_call else (),
        news=(
            (ngettext("%(num)s call was held", "%(num)s calls were held", fresh),) if fresh else ()
        ),
    )


def _next_steps(session: Session, study: Study, role: str, held: int) -> tuple[NextStep, ...]:
    order = 5 if role == "interviewer" else 30
    call = queries.next_call(session, study, user_id())
    if call is not None:
        when = format_datetime(call.planned_at, "short") if call.planned_at else _("no time yet")
        return (
            NextStep(
                order,
                _("Next call: %(name)s", name=call.title),
                when,
                _("Open the call pad"),
                url_for("interviews.pad", study_slug=study.slug, interview_id=call.id),
            ),
        )
    scripts = builder.newest_publications(session, study, purpose="script")
    if role == "researcher" and (held or not scripts):
        return ()  # the builder leads to a script first; later calls are the interviewers' business
    return (
        NextStep(
            order,
            _("Plan a call"),
            _("A talk tells what a form cannot. Choose whom to call; the script is ready.")
            if scripts
            else _("A talk tells what a form cannot. Choose whom to call, or import a transcript."),
            _("Plan a call"),
            url_for("interviews.create", study_slug=study.slug),
        ),
    )
