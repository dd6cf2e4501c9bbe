"""Verbs about answering: start, save a page, complete."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from survey_app.collect.passages import follow_answers
from survey_app.db import now
from survey_app.outreach.models import Invitation
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


def start(session: Session, invitation: Invitation, *, language: str) -> Response:
    """Open the response to an invitation that has none yet (see `queries.response_to`)."""
    wave = invitation.wave
    response = Response(
        study_id=wave.study_id,
        publication_id=wave.publication_id,
        invitation_id=invitation.id,
        contact_id=invitation.contact_id,
        public_id=secrets.token_hex(8),
        language=language,
        channel="email",
    )
    session.add(response)
    session.flush()
    return response


def clashes(response: Response, form: SectionForm, *, seen_revision: int, view: str) -> list[Clash]:
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
    response: Response,
    form: SectionForm,
    *,
    page: int,
    language: str,
    view: str = "",
) -> None:
    """Store a page's answers and their passages. What cannot be taken changes nothing."""
    answers = form.merged()
    response.language = language
    response.page = max(response.page, page)
    response.saved_by = view
    response.updated_at = now()
    first = response.revision == 0
    response.revision += 1
    if answers != response.answers:
        response.answers = answers
        texts = passages(form.questionnaire, answers, language)
        follow_answers(session, response, texts, first=first)
    session.flush()


def complete(session: Session, response: Response) -> bool:
    """Complete the response once. Returns False when it was complete already."""
    moment = now()
    changed = session.execute(_COMPLETE, {"response_id": response.id, "moment": moment})
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        session.refresh(response)
        return False
    return True


# Compare-and-set; what is already in the session learns of it without another look.
_COMPLETE = (
    update(Response)
    .where(Response.id == bindparam("response_id"), Response.status == "started")
    .values(status="completed", completed_at=bindparam("moment"), updated_at=bindparam("moment"))
    .execution_options(synchronize_session="evaluate")
)


def first_gap(questionnaire: Questionnaire, response: Response) -> str | None:
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
