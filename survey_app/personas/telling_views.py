"""Two readings of a sheet: its story, and the team's beliefs beside the data."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from survey_app.builder.shelf import banks
from survey_app.db import db
from survey_app.errors import PortraitError
from survey_app.personas import linking, material, team
from survey_app.personas.models import PersonaVersion
from survey_app.personas.sheets import sheet_of
from survey_app.personas.telling import beliefs_of, story_of
from survey_app.personas.views import blueprint, readable, url_of_line
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
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
    return _beliefs_page(study, readable(study, persona_id, number))


@blueprint.post("/<int:persona_id>/v/<int:number>/beliefs")
@study_view(*RESEARCHERS)
def hold_belief(study: Study, persona_id: int, number: int) -> Any:
    """Say what a belief is held against, or leave it to the words again."""
    session = db.session()
    readable(study, persona_id, number)
    belief = request.form.get("belief", "")
    try:
        linking.hold_against(
            session, study, material.gather(session, study), belief=belief,
            value=request.form.get("against", ""), user=current_user,
        )  # fmt: skip
    except PortraitError as error:
        session.rollback()
        flash(str(error), "error")
        return _beliefs_page(study, readable(study, persona_id, number)), int(error.status)
    session.commit()
    flash(_("Held against what you chose. Every sheet with these words shows it."), "success")
    back = url_for(
        ".beliefs", study_slug=study.slug, persona_id=persona_id, number=number,
        _anchor=request.form.get("place", "")[:8],
    )  # fmt: skip
    return redirect(back, 303)


def _beliefs_page(study: Study, version: PersonaVersion) -> str:
    session = db.session()
    sheet = sheet_of(session, study, version, current_language())
    stuff = material.gather(session, study)
    chosen = linking.links(session, study)
    written = team.written_by_the_team(session, study, banks(), current_language())
    return render_template(
        "personas/beliefs.html",
        version=version,
        sheet=sheet,
        believed=beliefs_of(version, sheet, stuff, chosen),
        written=team.held_against(version, written, stuff, chosen),
        chosen=chosen,
        linking=linking,
        choices=linking.choices(stuff) if g.role in RESEARCHERS else None,
    )
