"""Long lists: stored and taken back by a job (`tasks`), short ones while the visitor waits.

A job works batch by batch, each in a transaction of its own, so that nobody waits for it to save.
What is stored already is known when a batch is read again: a killed job simply begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import User
from survey_app.customers import imports, lists, queries, undoing
from survey_app.customers.imports import Consent
from survey_app.customers.models import ContactImport
from survey_app.customers.undoing import Undone
from survey_app.errors import Conflict
from survey_app.jobs import Job
from survey_app.studies.models import Study

STORE, UNDO = "customers.store", "customers.undo"
AT_ONCE_ROWS = 2_000
"""Up to so many people are stored, or taken back, while the visitor waits."""
BATCH_ROWS = 1_000


def begin(
    session: Session,
    study: Study,
    token: str,
    *,
    targets: Mapping[str, str],
    source: str,
    rule: str,
    consent: Consent,
    user: User,
) -> Job:
    """Have a kept list stored by a job. Raises Conflict when one does so already."""
    under_way = latest_jobs(session, study).values()
    if any(job.is_open and job.params.get("list") == token for job in under_way):
        raise Conflict(_l("This is under way already."))
    lists.find(study.id, token)
    record = imports.open_record(session, study, source=source, rule=rule, user=user)
    params: dict[str, Any] = {
        "import_id": record.id,
        "list": token,
        "targets": dict(targets),
        "consent": [consent.state, consent.source, consent.on and consent.on.isoformat()],
    }
    return jobs.enqueue(session, STORE, study_id=study.id, user_id=user.id, **params)


def undo(session: Session, study: Study, record: ContactImport, *, user: User) -> Undone | None:
    """Take an import back, at once or by a job: None. Raises Conflict when that cannot be now."""
    job = latest_jobs(session, study).get(record.id)
    if job is not None and job.is_open:
        raise Conflict(_l("This is under way already."))
    if queries.n_changes(session, record) <= AT_ONCE_ROWS:
        done = undoing.undo(session, study, record)
        if job is not None:
            lists.throw_away(study.id, str(job.params.get("list", "")))
        return done
    undoing.close(session, record)
    jobs.enqueue(session, UNDO, study_id=study.id, user_id=user.id, import_id=record.id)
    return None


def go_on(session: Session, study: Study, record: ContactImport, *, user: User) -> None:
    """Have a job that failed half-way begun again. Raises Conflict when there is none."""
    job = latest_jobs(session, study).get(record.id)
    if job is None or job.status != "failed":
        raise Conflict(_l("This is under way already."))
    jobs.enqueue(session, job.kind, study_id=study.id, user_id=user.id, **job.params)


def latest_jobs(session: Session, study: Study) -> dict[int, Job]:
    """Return the jobs of the study's long lists, the latest of each, by import."""
    return queries.jobs_of(session, study, (STORE, UNDO))


def batches(rows: Sequence[Any]) -> list[Sequence[Any]]:
    """Cut into batches, the last one short."""
    return [rows[start : start + BATCH_ROWS] for start in range(0, len(rows), BATCH_ROWS)]
