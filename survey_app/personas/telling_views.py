"""Two readings of a sheet: its story, and the team's beliefs beside the data."""

from __future__ import annotations

from flask import render_template, request

from survey_app.builder.shelf import banks
from survey_app.db import db
from survey_app.personas import material, team
from survey_app.personas.sheets import sheet_of
from survey_app.personas.telling import beliefs_of, story_of
from survey_app.personas.views import blueprint, readable, url_of_line
from survey_app.studies.guard import READERS, study_view
from survey_app.studies.models import Study
from survey_app.synthesis.story import PERSONS
from survey_app.web.i18n import current_language


@blueprint.get("/<int:persona_id>/v/<int:number>/story")
@study_view(*READERS)
def story(study: Study, persona_id: int, number: int) -> str:
    """Tell the persona as a story, in the first or third person."""
    version = readable(study, persona_id, number)
    language = current_language()
    sheet = sheet_of(db.session(), study, version, language)
    person = request.args.get("person", "")
    person = person if person in PERSONS else PERSONS[0]
    return render_template(
        "personas/story.html",
        version=version,
        sheet=sheet,
        person=person,
        told=story_of(sheet, person=person, language=language),
        url_of_line=url_of_line,
    )


@blueprint.get("/<int:persona_id>/v/<int:number>/beliefs")
@study_view(*READERS)
def beliefs(study: Study, persona_id: int, number: int) -> str:
    """Show what the team assumes beside what customers said."""
    session = db.session()
    version = readable(study, persona_id, number)
    sheet = sheet_of(session, study, version, current_language())
    stuff = material.gather(session, study)
    written = team.written_by_the_team(session, study, banks(), current_language())
    return render_template(
        "personas/beliefs.html",
        version=version,
        sheet=sheet,
        believed=beliefs_of(version, sheet, stuff),
        written=team.held_against(version, written, stuff),
    )
