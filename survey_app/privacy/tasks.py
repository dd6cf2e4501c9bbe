"""Work in the background: what follows an erasure, the periods by night, and mailed links."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, select, text

from survey_app import jobs
from survey_app.config import Settings
from survey_app.db import db, now, write_transaction
from survey_app.jobs import Job, Progress
from survey_app.privacy import files, letters, retention
from survey_app.privacy.models import PrivacyRequest
from survey_app.privacy.services import TIDY
from survey_app.privacy.withdrawal import recount_drafts
from survey_app.studies.models import Study

NIGHTLY = "privacy.nightly"
RENDERINGS_LIVE = timedelta(days=7)
NIGHT_HOUR = 2  # UTC, and any hour after it, should the server sleep by night


@jobs.handler(TIDY)
def tidy(job: Job, progress: Progress) -> dict[str, Any]:
    """Count the study's drafts again on what is left, and empty the database's log."""
    with write_transaction() as session:
        study = session.get(Study, job.study_id)
        n_drafts = recount_drafts(session, study) if study else 0
    settings: Settings = current_app.extensions["portrait_settings"]
    files.forget_renderings(settings, int(job.study_id or 0))
    if db.engine.dialect.name == "sqlite":
        _empty_search_index()
        # The write-ahead log still holds the pages as they were before.
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"n_drafts": n_drafts}


def _empty_search_index() -> None:
    """Let the full-text index drop the words that it only marked as deleted."""
    with write_transaction() as session:
        has_index = text("SELECT 1 FROM sqlite_master WHERE name = 'passage_fts'")
        if session.scalar(has_index):
            session.execute(text("INSERT INTO passage_fts (passage_fts) VALUES ('optimize')"))


@jobs.handler(NIGHTLY)
def nightly(job: Job, progress: Progress) -> dict[str, Any]:
    """Carry out the periods of all studies. Beginning again goes on where it stopped."""
    n_erasures, at = 0, now()
    while True:
        with write_transaction() as session:
            done = None
            for study in retention.studies_with_periods(session):
                done = retention.carry_out(session, study, at)
                if done is not None:
                    break
        if done is None:
            break
        files.delete(done.files)
        n_erasures += 1
        progress(0.5, "")
    settings: Settings = current_app.extensions["portrait_settings"]
    files.forget_old_renderings(settings, at - RENDERINGS_LIVE)
    with write_transaction() as session:
        session.execute(
            delete(PrivacyRequest).where(PrivacyRequest.created_at < at - letters.LINK_LIVES)
        )
    return {"n_erasures": n_erasures}


@jobs.every_minute
def start_the_night() -> None:
    """Queue the nightly work once a day."""
    moment = now()
    if moment.hour < NIGHT_HOUR:
        return
    begun = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    newest = db.session.scalar(
        select(Job.id).where(Job.kind == NIGHTLY, Job.created_at >= begun).limit(1)
    )
    db.session.rollback()
    if newest is None:
        with write_transaction() as session:
            jobs.enqueue(session, NIGHTLY)
            old = moment - timedelta(days=30)
            session.execute(delete(Job).where(Job.kind == NIGHTLY, Job.created_at < old))


@jobs.handler(letters.LETTER)
def send_link(job: Job, progress: Progress) -> dict[str, Any]:
    """Mail the link that shows what is held, to the address that was asked for."""
    letters.send(int(job.params["request_id"]))
    return {}
