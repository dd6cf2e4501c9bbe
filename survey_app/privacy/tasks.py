"""Work that follows an erasure: drafts are counted again, and the database's log is emptied."""

from __future__ import annotations

from typing import Any

from survey_app import jobs
from survey_app.db import db, write_transaction
from survey_app.jobs import Job, Progress
from survey_app.privacy.services import TIDY
from survey_app.privacy.withdrawal import recount_drafts
from survey_app.studies.models import Study


@jobs.handler(TIDY)
def tidy(job: Job, progress: Progress) -> dict[str, Any]:
    """Count the study's drafts again on what is left."""
    with write_transaction() as session:
        study = session.get(Study, job.study_id)
        n_drafts = recount_drafts(session, study) if study else 0
    if db.engine.dialect.name == "sqlite":
        # The write-ahead log still holds the pages as they were before.
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"n_drafts": n_drafts}
