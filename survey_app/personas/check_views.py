"""Pages that doubt: the stress test of a persona, the reality meter, what nobody knows yet."""

from __future__ import annotations

from flask import g, render_template, request

from survey_app.db import db
from survey_app.personas import material
from survey_app.personas.checks import REASONS, meter_of, stress_of
from survey_app.personas.honest import honest_of
from survey_app.personas.views import blueprint, readable
from survey_app.studies.guard import INTERVIEWERS, READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language


@blueprint.get("/<int:persona_id>/v/<int:number>/stress")
@study_view(*READERS)
def stress(study: Study, persona_id: int, number: int) -> str:
    """Show what would have to happen for each line to fall."""
    version = readable(study, persona_id, number)
    stuff = material.gather(db.session(), study)
    return render_template(
        "personas/stress.html",
        version=version,
        stress=stress_of(db.session(), study, version, stuff),
        reasons=REASONS,
        may_hear=g.role in INTERVIEWERS,
    )


@blueprint.get("/<int:persona_id>/v/<int:number>/meter")
@study_view(*RESEARCHERS)
def meter(study: Study, persona_id: int, number: int) -> str:
    """Say how many people the card fits, now and with one theme more."""
    version = readable(study, persona_id, number)
    stuff = material.gather(db.session(), study)
    theme_id = request.args.get("theme", "")
    with_theme = meter_of(version, stuff, theme_id=theme_id) if theme_id else None
    return render_template(
        "personas/_meter.html", meter=meter_of(version, stuff), with_theme=with_theme
    )


@blueprint.get("/not-known")
@study_view(*READERS)
def not_known(study: Study) -> str:
    """Show what the study cannot know, and who to talk to next."""
    session = db.session()
    stuff = material.gather(session, study)
    return render_template(
        "personas/not_known.html",
        honest=honest_of(session, study, stuff, current_language()),
        n_respondents=len(stuff.respondents),
        may_hear=g.role in INTERVIEWERS,
    )
