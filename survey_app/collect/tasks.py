"""What workers do about answers: files that belong to nobody any more are erased."""

from __future__ import annotations

import structlog

from survey_app import jobs
from survey_app.collect.uploads import sweep
from survey_app.db import write_transaction

log = structlog.get_logger(__name__)


@jobs.every_minute
def erase_files() -> None:
    """Erase the files of erased responses, of answers replaced and of pages never saved."""
    with write_transaction() as session:
        erased = sweep(session)
    if erased:
        log.info("uploads.erased", n_files=erased)
