"""Long lists as jobs, and the sweep that throws away those that nobody went on with."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from survey_app import waiting
from survey_app.accounts.models import User
from survey_app.customers import imports, lists, long_lists, queries, reading, undoing
from survey_app.customers.imports import Consent
from survey_app.customers.merging import plan_import
from survey_app.customers.models import ContactImport
from survey_app.customers.sheets import sheet_of_text
from survey_app.db import db, write_transaction
from survey_app.jobs import Job, Progress, every_minute, handler
from survey_app.studies import queries as studies
from survey_app.studies.models import Study


@handler(long_lists.STORE)
def store(job: Job, progress: Progress) -> dict[str, Any]:
    """Store a kept list; what an earlier attempt has stored of it changes nothing any more."""
    session = db.session()
    study = session.get_one(Study, job.study_id)
    record = session.get(ContactImport, job.params["import_id"])
    if record is None or record.undone_at is not None:
        return {}
    token, rule, key = job.params["list"], record.rule, record.id
    words, language = _in_their_language(session, job, undoing=False)
    owners = {
        one.user.email.casefold(): one.user_id for one in studies.members(session, study)
    } | _asker(session, job)
    with force_locale(language):
        sheet = sheet_of_text(lists.text_of(study.id, token))
        people = reading.read(session, study, sheet, job.params["targets"], language).found.contacts
    session.rollback()
    batches = long_lists.batches(people)
    for number, rows in enumerate(batches):
        with write_transaction() as writing:
            study = writing.get_one(Study, job.study_id)
            record = writing.get_one(ContactImport, key)
            plan = plan_import(queries.known_contacts(writing, study, rows), rows, rule)
            imports.apply(writing, study, record, plan, consent=_consent(job.params), owners=owners)
        progress((number + 1) / (len(batches) + 1), words)
    with write_transaction() as writing:
        record = writing.get_one(ContactImport, key)
        told = {"added": record.n_added, "merged": record.n_changed}
        if not record.n_added and not record.n_changed:
            writing.delete(record)  # nothing to take back
    lists.throw_away(int(job.study_id or 0), token)
    return told


@handler(long_lists.UNDO)
def undo(job: Job, progress: Progress) -> dict[str, Any]:
    """Take a long list back; those whom somebody has touched since stay, and stay noted."""
    session = db.session()
    record = session.get(ContactImport, job.params["import_id"])
    if record is None:
        return {}
    key, ids = record.id, queries.changed_ids(session, record)
    words, _language = _in_their_language(session, job, undoing=True)
    session.rollback()
    batches = long_lists.batches(ids)
    n_kept = 0
    for number, some in enumerate(batches):
        with write_transaction() as writing:
            study = writing.get_one(Study, job.study_id)
            record = writing.get_one(ContactImport, key)
            n_kept += undoing.take_back(writing, study, record, some).n_kept
        progress((number + 1) / (len(batches) + 1), words)
    return {"kept": n_kept}


@every_minute
def throw_away() -> None:
    """Delete lists that nobody went on with."""
    waiting.throw_away_old(lists.FOLDER)


def _consent(params: dict[str, Any]) -> Consent:
    state, source, on = params["consent"]
    return Consent(state, source, date.fromisoformat(on) if on else None)


def _asker(session: Session, job: Job) -> dict[str, int]:
    user = session.get(User, job.user_id) if job.user_id else None
    return {user.email.casefold(): user.id} if user else {}


def _in_their_language(session: Session, job: Job, *, undoing: bool) -> tuple[str, str]:
    user = session.get(User, job.user_id) if job.user_id else None
    language = user.language if user and user.language else "en"
    with force_locale(language):
        words = gettext("Taking the list back") if undoing else gettext("Storing the contacts")
    return str(words), language
