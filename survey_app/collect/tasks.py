"""What workers do for collected answers: keep the search index up to date."""

from __future__ import annotations

from survey_app import jobs
from survey_app.collect.search import MOST_AT_ONCE, index_passages
from survey_app.db import write_transaction

MOST_ROUNDS = 50


@jobs.every_minute
def follow_passages() -> None:
    """Index what was written since the last minute, in short transactions."""
    for _round in range(MOST_ROUNDS):
        with write_transaction() as session:
            if index_passages(session) < MOST_AT_ONCE:
                return
