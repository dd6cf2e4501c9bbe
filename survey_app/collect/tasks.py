"""What workers do for collected answers: index them, send copies, erase what is nobody's."""

from __future__ import annotations

from typing import Any

import structlog
from flask import current_app
from sqlalchemy import update

from survey_app import jobs
from survey_app.collect.copies import KIND, message_for
from survey_app.collect.models import Response
from survey_app.collect.search import MOST_AT_ONCE, index_passages
from survey_app.collect.uploads import sweep
from survey_app.config import Settings
from survey_app.db import db, write_transaction
from survey_app.jobs import Job
from survey_app.mail import deliver

log = structlog.get_logger(__name__)

MOST_ROUNDS = 50


@jobs.every_minute
def follow_passages() -> None:
    """Index what was written since the last minute, in short transactions."""
    for _round in range(MOST_ROUNDS):
        with write_transaction() as session:
            if index_passages(session) < MOST_AT_ONCE:
                return


@jobs.handler(KIND)
def send_copy(job: Job, progress: Any) -> dict[str, Any]:
    """Send one copy. Before the attempt the address is taken out of the job.

    So it stays nowhere once it was used, and a worker that dies in the middle does not send twice.
    """
    settings: Settings = current_app.extensions["portrait_settings"]
    address = job.params.get("address", "")
    response = db.session.get(Response, job.params["response_id"])
    if response is None or not address:
        return {"sent": False}
    message = message_for(settings, db.session(), response, address)
    db.session.rollback()
    with write_transaction() as session:
        rest = {"response_id": job.params["response_id"]}
        session.execute(update(Job).where(Job.id == job.id).values(params=rest))
    deliver(settings, message)
    return {"sent": True}


@jobs.every_minute
def erase_files() -> None:
    """Erase the files of erased responses, of answers replaced and of pages never saved."""
    with write_transaction() as session:
        erased = sweep(session)
    if erased:
        log.info("uploads.erased", n_files=erased)
