"""Everything that is held of one person, in words: for the person, or for staff who were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage
from survey_app.customers.models import PublicSource
from survey_app.interviews.earlier import earlier_answers
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Mail
from survey_app.privacy import queries
from survey_app.privacy.queries import Held
from survey_app.questionnaire import wording
from survey_app.questionnaire.answers import answer_text
from survey_app.web.i18n import current_language


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled-in survey, or one call: when, what was said, and what was agreed to."""

    label: str
    at: datetime
    consent_number: int | None
    answers: list[tuple[str, str]]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Account:
    """What one study holds of one person."""

    organisation: str
    study: str
    facts: list[tuple[str, str]]
    sources: list[tuple[str, str]]
    responses: list[Filled]
    calls: list[Filled]
    mails: list[tuple[datetime, str]]


def account_of(session: Session, held: Held) -> Account:
    """Write down what a study holds; the interviewer's own view of a call is left out."""
    mails = queries.mails_of(session, held.study, held.contacts)
    return Account(
        organisation=held.study.organisation,
        study=held.study.title,
        facts=[fact for contact in held.contacts for fact in _facts(contact)],
        sources=_sources(session, [one.id for one in held.contacts]),
        responses=[
            Filled(
                label=one.label,
                at=one.started_at,
                consent_number=one.consent_number,
                answers=earlier_answers(session, one),
                notes=[],
            )
            for one in held.responses
        ],
        calls=[_call(session, one) for one in held.interviews],
        mails=sorted((_sent(one), one.kind) for one in mails),
    )


def as_json(accounts: Sequence[Account]) -> list[dict[str, Any]]:
    """Return the same as plain values, with times in ISO 8601."""

    def plain(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [plain(one) for one in value]
        return value

    return [plain(asdict(one)) for one in accounts]


def _facts(contact: Any) -> list[tuple[str, str]]:
    known = [
        ("name", contact.name), ("email", contact.email), ("phone", contact.phone),
        ("company", contact.company.name if contact.company else ""),
        ("language", contact.language), ("source", contact.source),
        ("consent", contact.consent if contact.consent != "unknown" else ""),
        ("consent_source", contact.consent_source),
        ("consent_on", contact.consent_on and contact.consent_on.isoformat()),
        ("tags", ", ".join(contact.tag_names)),
        *((f"@{name}", str(value)) for name, value in contact.attributes.items()),
    ]  # fmt: skip
    return [(name, value) for name, value in known if value]


def _sources(session: Session, contact_ids: Sequence[int]) -> list[tuple[str, str]]:
    rows = session.scalars(
        select(PublicSource).where(PublicSource.contact_id.in_(contact_ids)).order_by(
            PublicSource.id
        )
    )  # fmt: skip
    return [(one.text, one.url) for one in rows]


def _call(session: Session, interview: Interview) -> Filled:
    answers: list[tuple[str, str]] = []
    if interview.publication is not None:
        script, language = questionnaire_of(session, interview.publication), current_language()
        answers = [
            (wording(one.text, language), text)
            for one in script.iter_inputs()
            if (text := answer_text(one, interview.answers, language))
        ]
    notes = session.scalars(
        select(Passage.text)
        .where(Passage.interview_id == interview.id)
        .order_by(Passage.position, Passage.id)
    )
    return Filled(
        label=interview.label,
        at=interview.started_at or interview.planned_at or interview.created_at,
        consent_number=None,
        answers=answers,
        notes=list(notes),
    )


def _sent(mail: Mail) -> datetime:
    return mail.sent_at or mail.created_at
