"""Verbs: write an export, ask for a large one, find its file again, throw old ones away."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import User
from survey_app.builder import queries as builder
from survey_app.config import Settings
from survey_app.db import now
from survey_app.errors import NotFound, Unprocessable
from survey_app.exports.responses import reading
from survey_app.exports.responses.formats import FORMATS, Sheet, available
from survey_app.exports.responses.layout import Layout
from survey_app.exports.responses.package import Packed, pack
from survey_app.jobs import Job
from survey_app.privacy.models import Erasure
from survey_app.studies.models import Study

KIND = "exports.responses"
AT_ONCE_ROWS = 2_000
"""Up to so many rows a file is made while the visitor waits."""
KEPT = timedelta(days=3)
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to take out, as a job keeps it."""

    questionnaire_id: int
    format: str
    language: str
    words: bool = False
    completed_only: bool = True
    person: bool = False

    @property
    def wanted(self) -> reading.Wanted:
        """Which responses."""
        return reading.Wanted(self.questionnaire_id, self.completed_only, self.person)


def size(session: Session, study: Study, order: Order) -> int:
    """Count the rows of an order. Raises Unprocessable when the format cannot hold them."""
    one = FORMATS[order.format]
    if not available(one):
        raise Unprocessable(
            _l("This server cannot write this format yet. Ask its administrator for it.")
        )
    n_rows = reading.count(session, study, order.wanted)
    if one.MAX_ROWS is not None and n_rows > one.MAX_ROWS:
        raise Unprocessable(
            _l("This format holds at most %(most)s rows. Choose CSV.", most=one.MAX_ROWS)
        )
    return n_rows


def write(
    session: Session,
    study: Study,
    order: Order,
    path: Path,
    told: Callable[[int], None] = lambda n: None,
) -> Packed:
    """Write the archive of an order to a path."""
    questionnaire = builder.questionnaire(session, study, order.questionnaire_id)
    if questionnaire is None:
        raise NotFound(_l("This survey is not there any more."))
    found = reading.versions(session, questionnaire)
    layout = Layout([(one.number, one.definition) for one in found], person=order.person)
    sheet = Sheet(questionnaire.title, layout.columns, order.language, order.words)
    about = {
        "study": study.title,
        "survey": questionnaire.title,
        "answered_by": "colleagues" if questionnaire.for_team else "customers",
        **{name: value for name, value in asdict(order).items() if name != "questionnaire_id"},
        "versions": [
            {
                "number": one.number,
                "id": one.version_id,
                "published_at": one.published_at.isoformat(timespec="seconds"),
            }
            for one in found
        ],
        "rows_expected": reading.count(session, study, order.wanted),
        "trial_runs": "left out",
        "anonymous": "in random order, by day",
        "text_cells": "a text like a formula has an apostrophe before it"
        if order.format == "csv"
        else "as typed",
    }
    numbered = reading.rows(session, study, order.wanted, layout, found)
    made = FORMATS[order.format]
    return pack(path, sheet, numbered, made, about=about, made_at=now(), told=told)


def ask(session: Session, study: Study, order: Order, *, user: User) -> Job:
    """Have a large export made in the background."""
    return jobs.enqueue(session, KIND, study_id=study.id, user_id=user.id, **asdict(order))


def recent(session: Session, study: Study) -> Sequence[Job]:
    """Return the study's exports that are under way or still kept, the latest first."""
    return session.scalars(
        select(Job)
        .where(Job.kind == KIND, Job.study_id == study.id, Job.created_at > now() - KEPT)
        .order_by(Job.id.desc())
        .limit(20)
    ).all()


def file_of(session: Session, study: Study, job_id: int) -> tuple[Job, Path]:
    """Find the file of a finished export of this study.

    Raises NotFound when there is none, and Unprocessable when somebody was erased since.
    """
    job = session.get(Job, job_id)
    if job is None or job.kind != KIND or job.study_id != study.id or job.status != "done":
        raise NotFound(_l("There is no such file. Make it again."))
    token = str(job.result.get("file", ""))
    path = folder() / f"{token}.zip"
    if not _TOKEN.fullmatch(token) or not path.is_file():
        raise NotFound(_l("This file was thrown away. Make it again."))
    erased = select(Erasure.id).where(
        Erasure.study_id == study.id, Erasure.finished_at >= job.created_at
    )
    if session.scalar(erased.limit(1)):
        path.unlink(missing_ok=True)
        raise Unprocessable(_l("Somebody's answers were erased since. Make the file again."))
    return job, path


def order_of(params: dict[str, Any]) -> Order:
    """Read an order back from a job."""
    return Order(**{name: params[name] for name in Order.__dataclass_fields__})


def fresh_path() -> tuple[str, Path]:
    """A random name and its place in the folder of exports."""
    token = secrets.token_hex(16)
    return token, folder() / f"{token}.zip"


def folder() -> Path:
    """Where exports wait to be fetched; readable by the server only."""
    settings: Settings = current_app.extensions["portrait_settings"]
    found = settings.instance / "exports"
    found.mkdir(exist_ok=True, mode=0o700)
    return found


def throw_away_old() -> int:
    """Delete the files that nobody fetched in time; tell how many."""
    limit = (now() - KEPT).timestamp()
    old = [path for path in folder().glob("*.zip") if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
