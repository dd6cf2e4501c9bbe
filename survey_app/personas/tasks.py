"""Drafting personas as a job: gather → synthesis decides → store one draft version of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.db import db, now, write_transaction
from survey_app.errors import Unprocessable
from survey_app.jobs import Job, Progress, every_minute, handler
from survey_app.personas import material, reminding, services
from survey_app.studies.models import Study

SEED = 0
READ_AGAIN = "personas.read_again"
MAIL_HOUR = 7  # UTC, and any hour after it, should the server sleep in the morning
JOBS_KEPT = timedelta(days=30)


@handler(services.DRAFT)
def draft(job: Job, progress: Progress) -> dict[str, Any]:
    """Look for groups of respondents and draft a persona for each, or one for everyone."""
    from survey_app.synthesis import draft_personas

    session: Session = db.session()
    study = session.get_one(Study, job.study_id)
    language = study.language
    with force_locale(job.params.get("language") or language):
        progress(0.02, gettext("Reading themes and answers"))
        stuff = material.gather(session, study)
        if not stuff.themes:
            raise Unprocessable(
                gettext("Accept some themes first: personas are made of accepted themes.")
            )
        session.rollback()
        told = gettext("Looking for groups, and whether they would come again")
        shown = 0.0

        def step(share: float) -> None:
            nonlocal shown
            if share - shown >= 0.05:
                shown = share
                progress(0.05 + 0.85 * share, told)

        whole = draft_personas(
            stuff.respondents, stuff.themes, stuff.traits, seed=SEED, progress=step,
            language=language,
        )  # fmt: skip
        with write_transaction() as session:
            study = session.get_one(Study, job.study_id)
            stored = services.store_drafts(
                session, study, whole, user_id=job.user_id, material=stuff
            )
            return {
                "personas": [version.persona_id for version in stored],
                "n_respondents": whole.n_respondents,
                "n_unclassified": len(whole.unclassified),
            }


@handler(READ_AGAIN)
def read_again(job: Job, progress: Progress) -> dict[str, Any]:
    """Remind whoever approved a persona that nobody has read it for a year."""
    return {"n_sent": reminding.write_all()}


@every_minute
def remind_in_the_morning() -> None:
    """Queue the reminders once a day."""
    moment = now()
    if moment.hour < MAIL_HOUR:
        return
    begun = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    newest = db.session.scalar(
        select(Job.id).where(Job.kind == READ_AGAIN, Job.created_at >= begun).limit(1)
    )
    db.session.rollback()
    if newest is None:
        with write_transaction() as session:
            jobs.enqueue(session, READ_AGAIN)
            session.execute(
                delete(Job).where(Job.kind == READ_AGAIN, Job.created_at < moment - JOBS_KEPT)
            )
