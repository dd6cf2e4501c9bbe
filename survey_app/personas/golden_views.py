"""The page of golden questions, the mini-survey made of them, and the list of tagged contacts."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from survey_app.db import db
from survey_app.personas import golden_pages, material
from survey_app.personas.views import blueprint
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study


@blueprint.get("/golden")
@study_view(*READERS)
def golden(study: Study) -> str:
    """Show the few questions that best tell the personas apart, and how sure they are."""
    session = db.session()
    stuff = material.gather(session, study)
    return render_template(
        "personas/golden.html", page=golden_pages.golden_of(session, study, stuff)
    )


@blueprint.post("/golden/survey")
@study_view(*RESEARCHERS)
def golden_survey(study: Study) -> Answer:
    """Make a draft survey of them."""
    session = db.session()
    page = golden_pages.golden_of(session, study, material.gather(session, study))
    made = golden_pages.make_survey(session, study, page.golden)
    session.commit()
    flash(_("A draft survey with the golden questions is ready. Look at it, then publish it."))
    return redirect(url_for("builder.show", study_slug=study.slug, questionnaire_id=made.id), 303)


@blueprint.get("/golden/contacts.csv")
@study_view(*RESEARCHERS)
def golden_contacts(study: Study) -> Response:
    """Download which persona each contact who answered is."""
    session = db.session()
    stuff = material.gather(session, study)
    page = golden_pages.golden_of(session, study, stuff)
    text = golden_pages.tags_csv(session, study, stuff, page.golden)
    answer = Response("\ufeff" + text, mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="personas-of-contacts.csv"'
    return answer
