"""Verbs about answering: start, save a page, complete."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.orm import Session

from survey_app.collect.models import AnswerEdit, Response
from survey_app.collect.passages import follow_answers
from survey_app.collect.trace import replaced, seconds_spent
from survey_app.collect.visits import Answering, Invited
from survey_app.db import now
from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.answers import check_answers, passages
from survey_app.questionnaire.forms import SectionForm
from survey_app.questionnaire.rules import visible


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that was changed elsewhere meanwhile, and differs from what was sent now."""

    question_key: str
    stored: Any
    sent: Any


def start(session: Session, invited: Invited, *, language: str) -> Answering:
    """Open the response to an invitation that has none yet."""
    moment = now()
    row: dict[str, Any] = {
        "study_id": invited.study_id,
        "publication_id": invited.publication_id,
        "public_id": secrets.token_hex(8),
        "anonymous": False,
        "status": "started",
        "revision": 0,
        "saved_by": "",
        "language": language,
        "page": 0,
        "answers": {},
        "page_seconds": {},
        "updated_at": moment,
        "completed_at": None,
    }
    more = {
        "invitation_id": invited.invitation_id,
        "contact_id": invited.contact_id,
        "channel": "email",
        "started_at": moment,
    }
    response_id = session.connection().execute(_START, row | more).scalar_one()
    return Answering(id=response_id, **row)


def clashes(
    response: Answering, form: SectionForm, *, seen_revision: int, view: str
) -> list[Clash]:
    """Tell which answers of this page somebody changed since the sender last saw them.

    An answer that was not there yet, or that is the same on both sides, is no clash; nor is
    what the same view of the page has just saved by itself while its reader went on typing.
    """
    if seen_revision == response.revision or (view and view == response.saved_by):
        return []
    sent = form.answers()
    found = []
    for field in form.shown_fields:
        key = field.question.key
        stored = response.answers.get(key)
        if stored is not None and stored != sent.get(key):
            found.append(Clash(key, stored, sent.get(key)))
    return found


def save_page(
    session: Session,
    response: Answering,
    form: SectionForm,
    *,
    page: int,
    language: str,
    view: str = "",
) -> None:
    """Store a page's answers and their passages. What cannot be taken changes nothing."""
    answers = form.merged()
    changed = answers != response.answers
    moment = now()
    if changed and not response.anonymous:
        same_visit = bool(view) and view == response.saved_by
        _keep_edits(session, response, answers, moment, same_visit=same_visit)
    response.page_seconds = seconds_spent(
        response.page_seconds, form.section.key, since=response.updated_at, until=moment
    )
    response.language = language
    response.page = max(response.page, page)
    response.saved_by = view
    response.updated_at = moment
    response.revision += 1
    response.answers = answers
    saved = {name: getattr(response, name) for name in _SAVED}
    session.connection().execute(_SAVE, {"response_id": response.id, **saved})
    if changed:
        texts = passages(form.questionnaire, answers, language)
        follow_answers(session, response, texts, first=response.revision == 1)


def complete(session: Session, response: Answering) -> bool:
    """Complete the response once. Returns False when it was complete already."""
    moment = now()
    values = {"response_id": response.id, "moment": moment}
    done_now = session.connection().execute(_COMPLETE, values).rowcount == 1
    response.status = "completed"
    if done_now:
        response.completed_at = response.updated_at = moment
    return done_now


def _keep_edits(
    session: Session,
    response: Answering,
    answers: dict[str, Any],
    moment: datetime,
    *,
    same_visit: bool,
) -> None:
    rows = [
        {"response_id": response.id, "question_key": key, "before": {"answer": value}, "at": moment}
        for key, value in replaced(response.answers, answers, same_visit=same_visit).items()
    ]
    if rows:
        session.connection().execute(_EDITED, rows)


# Built once, as in visits.py; of the tables, so that no object of the session is to be told.
_RESPONSES = cast(Table, Response.__table__)
_SAVED = ("language", "page", "saved_by", "updated_at", "revision", "answers", "page_seconds")
_EDITED = insert(cast(Table, AnswerEdit.__table__))
_START = insert(_RESPONSES).returning(_RESPONSES.c.id)
_SAVE = (
    update(_RESPONSES)
    .where(_RESPONSES.c.id == bindparam("response_id"))
    .values({name: bindparam(name) for name in _SAVED})
)
_COMPLETE = (  # compare-and-set
    update(_RESPONSES)
    .where(_RESPONSES.c.id == bindparam("response_id"), _RESPONSES.c.status == "started")
    .values(status="completed", completed_at=bindparam("moment"), updated_at=bindparam("moment"))
)


def first_gap(questionnaire: Questionnaire, response: Answering) -> str | None:
    """Return the key of the first section that still needs something, or None."""
    missing = check_answers(questionnaire, response.answers, response.language)
    for section in questionnaire.sections:
        for question in section.questions:
            if question.key in missing or any(part.key in missing for part in question.parts):
                return section.key
    return None


def visible_sections(questionnaire: Questionnaire, answers: dict[str, Any]) -> list[str]:
    """Return the keys of the sections that have something to show, in order."""
    shown = visible(questionnaire, answers)
    return [
        section.key
        for section in questionnaire.sections
        if any(question.key in shown for question in section.questions)
    ]


def import_response(
    session: Session,
    *,
    study_id: int,
    publication_id: int,
    contact_id: int | None,
    invitation_id: int | None,
    questionnaire: Questionnaire,
    answers: dict[str, Any],
    language: str,
    channel: str,
    started_at: datetime,
    completed_at: datetime | None,
) -> Response:
    """Add a response that was given elsewhere, with its own times."""
    response = Response(
        study_id=study_id,
        publication_id=publication_id,
        contact_id=contact_id,
        invitation_id=invitation_id,
        public_id=secrets.token_hex(8),
        language=language,
        channel=channel,
        status="completed" if completed_at else "started",
        answers=answers,
        revision=1,
        started_at=started_at,
        updated_at=completed_at or started_at,
        completed_at=completed_at,
        page=len(questionnaire.sections) - 1 if completed_at else 0,
    )
    session.add(response)
    session.flush()
    follow_answers(session, response, passages(questionnaire, answers, language), first=True)
    return response
