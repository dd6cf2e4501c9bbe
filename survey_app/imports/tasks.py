"""Large imports as jobs, and the sweep that throws away files that nobody went on with."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from survey_app import waiting
from survey_app.accounts.models import User
from survey_app.builder.versions import questionnaire_of
from survey_app.db import db, now, write_transaction
from survey_app.imports import kept, queries, services
from survey_app.imports.models import AnswerImport
from survey_app.jobs import Job, Progress, every_minute, handler


@handler(services.STORE)
def store(job: Job, progress: Progress) -> dict[str, Any]:
    """Store what is not stored yet of a file, batch by batch, each in a transaction of its own."""
    session = db.session()
    made = session.get(AnswerImport, job.params["import_id"])
    if made is None or made.status != "storing":
        return {}
    storing = services.storing_of(session, made)
    n_done = made.n_added + made.n_empty
    found = services.batches(made, questionnaire_of(session, made.publication))
    doing, n_rows, last_line = _in_their_language(session, job), made.n_rows, made.last_line
    session.rollback()
    for batch in found:
        with write_transaction() as writing:
            services.store_batch(writing, storing.import_id, last_line, batch, storing)
        last_line = batch.last_line
        n_done += len(batch.rows) + batch.n_empty
        progress(min(0.99, n_done / max(1, n_rows)), doing)
    with write_transaction() as writing:
        made = writing.get_one(AnswerImport, storing.import_id)
        services.finish(writing, made)
        return {"added": made.n_added}


@handler(services.UNDO)
def undo(job: Job, progress: Progress) -> dict[str, Any]:
    """Take an import back, but for what themes quote."""
    session = db.session()
    made = session.get(AnswerImport, job.params["import_id"])
    if made is None or made.status != "undoing":
        return {}
    ids, key = queries.untouched(session, made), made.id
    doing = _in_their_language(session, job, undoing=True)
    session.rollback()
    for start in range(0, len(ids), services.BATCH_ROWS):
        with write_transaction() as writing:
            made = writing.get_one(AnswerImport, key)
            services.take_back(writing, made, ids[start : start + services.BATCH_ROWS])
        progress(start / len(ids), doing)
    with write_transaction() as writing:
        made = writing.get_one(AnswerImport, key)
        return {"left": services.settle(writing, made)}


@every_minute
def throw_away() -> None:
    """Delete what has waited for too long, and the notes of it."""
    waiting.throw_away_old(kept.FOLDER)
    forgotten = queries.forgotten(db.session(), now() - waiting.KEPT)
    db.session.rollback()
    if forgotten:
        with write_transaction() as writing:
            for made in queries.forgotten(writing, now() - waiting.KEPT):
                services.drop(writing, made)


def _in_their_language(session: Session, job: Job, *, undoing: bool = False) -> str:
    user = session.get(User, job.user_id) if job.user_id else None
    with force_locale(user.language if user and user.language else "en"):
        words = gettext("Taking the answers back") if undoing else gettext("Storing the answers")
        return str(words)
