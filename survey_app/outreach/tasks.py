"""What workers do for waves: send when woken, and every minute what time brings about."""

from __future__ import annotations

from typing import Any

from flask import current_app

from survey_app import jobs
from survey_app.config import Settings
from survey_app.db import now, write_transaction
from survey_app.outreach import services, sweeps
from survey_app.outreach.engine import send_due
from survey_app.outreach.mailbox import read_mailbox

READ_MAILBOX_EVERY_MINUTES = 5


@jobs.handler(services.SEND_JOB)
def send_wave(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    """Send what is due of one wave; what the rate does not allow is left to the sweep."""
    n = send_due(_settings(), wave_id=job.params["wave_id"], heartbeat=lambda: progress(0.5, ""))
    return {"n_tried": n}


@jobs.every_minute
def send_due_mails() -> None:
    """Begin and close waves, queue reminders, then send what is due in all waves."""
    for sweep in (sweeps.close_waves, sweeps.start_waves, sweeps.queue_reminders):
        with write_transaction() as session:
            sweep(session, now())
    send_due(_settings())


@jobs.every_minute
def read_returned_mails() -> None:
    """Read the mailbox to which other servers return mails."""
    if now().minute % READ_MAILBOX_EVERY_MINUTES == 0:
        read_mailbox(_settings())


def _settings() -> Settings:
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings
