"""What workers do for collected answers: index them for the search, erase nobody's files."""

from __future__ import annotations

import structlog

from survey_app import jobs
from survey_app.collect.search import MOST_AT_ONCE, index_passages
from survey_app.collect.uploads import sweep
from survey_app.db import write_transaction

log = structlog.get_logger(__name__)

MOST_ROUNDS = 50


@jobs.every_minute
def follow_passages() -> None:
    """Index what was written since the last minute, in short transactions."""
    for _round in range(MOST_ROUNDS):
        with write_transaction() as session:
            if index_passages(session) < MOST_AT_ONCE:
                return


@jobs.every_minute
def erase_files() -> None:
    """Erase the files of erased responses, of answers replaced and of pages never saved."""
    with write_transaction() as session:
        erased = sweep(session)
    if erased:
        log.info("uploads.erased", n_files=erased)
