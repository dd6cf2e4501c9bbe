"""What personas contribute to a study's home page."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from survey_app.db import now
from survey_app.personas import around, queries
from survey_app.personas.models import Persona, PersonaVersion
from survey_app.studies.home import Contribution, NextStep, RoadStep
from survey_app.studies.models import Study

THEMES_WORTH_DRAFTING = 5


def contribute(session: Session, study: Study, role: str) -> Contribution:
    """Lead researchers from accepted themes to published personas, and all others to these."""
    counts = queries.counts(session, study)
    n_published = counts.get("published", 0)
    n_open = counts.get("draft", 0) + counts.get("in_review", 0)
    url = url_for("personas.index", study_slug=study.slug)
    count = ngettext("%(num)s published", "%(num)s published", n_published)
    if role == "researcher" and n_open and not n_published:
        count = ngettext("%(num)s draft", "%(num)s drafts", n_open)
    state = "done" if n_published else "current" if n_open and role == "researcher" else ""
    steps = (
        _researcher_steps(session, study, n_open, n_published, url)
        if role == "researcher"
        else _reader_steps(n_published, url, order=5 if role == "viewer" else 60)
    )
    facts = (
        (ngettext("%(num)s persona is published.", "%(num)s personas are published.",
                  n_published),)
        if n_published
        else ()
    )  # fmt: skip
    return Contribution(
        facts=facts,
        road=(RoadStep("personas", _("Personas"), count, url, state),),
        next_steps=steps,
    )


def _researcher_steps(
    session: Session, study: Study, n_open: int, n_published: int, url: str
) -> tuple[NextStep, ...]:
    waiting = queries.waiting(session, study)
    if waiting is not None:
        return (_review_step(study, waiting),)
    old = next((one for one in queries.personas(session, study) if _is_old(one)), None)
    if old is not None:
        return (_reading_step(study, old),)
    if n_open or n_published:
        return ()
    n_themes = queries.n_accepted_themes(session, study)
    if n_themes < THEMES_WORTH_DRAFTING:
        return ()
    return (
        NextStep(
            50,
            _("Draft personas"),
            ngettext(
                "%(num)s accepted theme is enough to look for groups of people.",
                "%(num)s accepted themes are enough to look for groups of people.",
                n_themes,
            ),
            _("Draft personas"),
            url,
        ),
    )


def _review_step(study: Study, version: PersonaVersion) -> NextStep:
    return NextStep(
        51,
        _("Review and publish '%(name)s'", name=version.name),
        _("Read each line with the words behind it. What you publish stays as it is."),
        _("Open the sheet"),
        url_for(
            "personas.show",
            study_slug=study.slug,
            persona_id=version.persona_id,
            number=version.number,
        ),
    )


def _is_old(persona: Persona) -> bool:
    """Whether nobody has read what is published for a year."""
    until = around.fresh_until(persona)
    return until is not None and until < now()


def _reading_step(study: Study, persona: Persona) -> NextStep:
    version = next(one for one in reversed(persona.versions) if one.status == "published")
    return NextStep(
        52,
        _("Read '%(name)s' again", name=version.name),
        _("Nobody has for a year. Say that it is still true, or draft it again."),
        _("Look at it"),
        url_for(
            "personas.life",
            study_slug=study.slug,
            persona_id=persona.id,
            number=version.number,
        ),
    )


def _reader_steps(n_published: int, url: str, *, order: int) -> tuple[NextStep, ...]:
    if not n_published:
        return ()
    return (
        NextStep(
            order,
            _("Read the personas"),
            _("Who your customers are, in their own words. Every line opens what people said."),
            _("Read the personas"),
            url,
        ),
    )
