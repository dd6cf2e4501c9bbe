"""What the builder contributes to a study's home page."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from survey_app.builder import queries
from survey_app.studies.home import Contribution, NextStep
from survey_app.studies.models import Study


def contribute(session: Session, study: Study, role: str) -> Contribution:
    """Lead a researcher to a published survey and a script."""
    if role != "researcher":
        return Contribution()
    made = queries.questionnaires(session, study)
    steps = []
    if not any(one.purpose == "survey" for one in made):
        steps.append(
            NextStep(
                10,
                _("Make the survey"),
                _("Tick questions of the ready banks, such as the 20 persona questions, and "
                  "change what you like."),
                _("Make a survey"),
                url_for("builder.create", study_slug=study.slug),
            )
        )  # fmt: skip
    drafts = [one for one in made if not one.publications]
    if drafts:
        steps.append(
            NextStep(
                12,
                _("Publish '%(title)s'", title=drafts[0].title),
                _("Look at it as a customer would, then publish. A published version never "
                  "changes under anybody who answers it."),
                _("Open the draft"),
                url_for("builder.show", study_slug=study.slug, questionnaire_id=drafts[0].id),
            )
        )  # fmt: skip
    if made and not any(one.purpose == "script" for one in made):
        steps.append(
            NextStep(
                35,
                _("Make a script for calls"),
                _("The same banks, as an interviewer says them, with probes."),
                _("Make a script"),
                url_for("builder.create", study_slug=study.slug, purpose="script"),
            )
        )
    return Contribution(next_steps=tuple(steps))
