"""Trial runs: a researcher answers the draft as a customer would. Kept apart, never counted."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import ngettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload
from werkzeug.wrappers import Response as Answer

from survey_app.builder import queries as builder_queries
from survey_app.builder import services as builder_services
from survey_app.builder.models import Publication, Questionnaire
from survey_app.collect.door import give_key
from survey_app.collect.models import Response
from survey_app.db import db
from survey_app.errors import Unprocessable
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

blueprint = Blueprint(
    "trials",
    __name__,
    url_prefix="/s/<study_slug>/questionnaires/<int:questionnaire_id>/trial",
    template_folder="templates",
)


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study, questionnaire_id: int) -> str:
    """List the trial answers to a draft, and begin another."""
    questionnaire = _load(study, questionnaire_id)
    return render_template(
        "collect/trials.html",
        questionnaire=questionnaire,
        draft=builder_services.draft_of(questionnaire),
        trials=trials(db.session(), questionnaire),
    )


@blueprint.post("/start")
@study_view(*RESEARCHERS)
def start(study: Study, questionnaire_id: int) -> Answer:
    """Freeze the draft as it stands and open a trial response in this browser."""
    questionnaire = _load(study, questionnaire_id)
    session = db.session()
    try:
        frozen = builder_services.freeze_for_trial(session, questionnaire)
    except Unprocessable as error:
        session.rollback()
        flash(str(error), "error")
        problems = url_for(
            "builder.publish", study_slug=study.slug, questionnaire_id=questionnaire_id
        )
        return redirect(problems, 303)
    draft = builder_services.draft_of(questionnaire)
    wish = request.form.get("language", "")
    response = Response(
        study_id=study.id,
        publication_id=frozen.id,
        public_id=secrets.token_hex(8),
        channel="open_link",
        trial=True,
        language=wish if wish in draft.languages else draft.languages[0],
    )
    session.add(response)
    session.flush()
    first = url_for("collect.page", public_id=response.public_id, section_key=draft.sections[0].key)
    answer = redirect(first, 303)
    give_key(answer, response.public_id)
    session.commit()
    return answer


@blueprint.post("/delete")
@study_view(*RESEARCHERS)
def remove(study: Study, questionnaire_id: int) -> Answer:
    """Delete all trial answers to this questionnaire, and the drafts frozen for them."""
    questionnaire = _load(study, questionnaire_id)
    count = delete_trials(db.session(), questionnaire)
    db.session.commit()
    flash(ngettext("%(num)s trial is deleted.", "%(num)s trials are deleted.", count))
    return redirect(
        url_for("trials.index", study_slug=study.slug, questionnaire_id=questionnaire_id), 303
    )


def trials(session: Session, questionnaire: Questionnaire) -> Sequence[Response]:
    """Return the trial responses to a questionnaire, the latest first."""
    return session.scalars(
        select(Response)
        .join(Publication, Publication.id == Response.publication_id)
        .where(Publication.questionnaire_id == questionnaire.id, Response.trial)
        .options(joinedload(Response.publication))
        .order_by(Response.id.desc())
    ).all()


def delete_trials(session: Session, questionnaire: Questionnaire) -> int:
    """Delete the trial responses to a questionnaire with all their texts. Returns how many."""
    gone = [response.id for response in trials(session, questionnaire)]
    session.execute(delete(Response).where(Response.id.in_(gone)))
    frozen = [one.id for one in builder_queries.trial_publications(session, questionnaire)]
    session.execute(delete(Publication).where(Publication.id.in_(frozen)))
    session.flush()
    return len(gone)


def _load(study: Study, questionnaire_id: int) -> Questionnaire:
    return builder_queries.questionnaire(db.session(), study, questionnaire_id) or abort(404)
