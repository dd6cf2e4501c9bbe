"""What workers do for collected answers: index them, send copies, erase what is nobody's."""

from __future__ import annotations

from typing import Any

import structlog
from flask import current_app

from survey_app import jobs
from survey_app.collect.copies import KIND
from survey_app.collect.passages import catch_up
from survey_app.collect.search import MOST_AT_ONCE, index_passages
from survey_app.collect.uploads import sweep
from survey_app.collect.wished import send_wished
from survey_app.config import Settings
from survey_app.db import write_transaction
from survey_app.jobs import Job

log = structlog.get_logger(__name__)

MOST_ROUNDS = 50


@jobs.every_minute
def follow_passages() -> None:
    """Make the passages of what was answered since the last minute, and index them.

    In short transactions, since respondents write meanwhile.
    """
    catch_up(rounds=MOST_ROUNDS)
    for _round in range(MOST_ROUNDS):
        with write_transaction() as session:
            if index_passages(session) < MOST_AT_ONCE:
                return


@jobs.handler(KIND)
def send_wished_mails(_job: Job, _progress: Any) -> dict[str, Any]:
    """Send copies and return links as soon as they are asked for."""
    return {"n_tried": send_wished(_settings())}


@jobs.every_minute
def send_waiting_mails() -> None:
    """Try again what a mail server could not take before."""
    send_wished(_settings())


@jobs.every_minute
def erase_files() -> None:
    """Erase the files of erased responses, of answers replaced and of pages never saved."""
    with write_transaction() as session:
        erased = sweep(session)
    if erased:
        log.info("uploads.erased", n_files=erased)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings
