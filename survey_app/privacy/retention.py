"""Periods: what is kept no longer than the study said, and what would go tonight."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from survey_app.customers.models import Contact
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Invitation, Mail
from survey_app.privacy import services
from survey_app.privacy.queries import Held
from survey_app.privacy.services import Erased
from survey_app.studies.models import Study

KINDS = ("answers", "talks", "contacts")
MAX_MONTHS = 240
MAX_AT_ONCE = 200  # people in one transaction, so that nobody who answers meanwhile has to wait


@dataclass(frozen=True, slots=True)
class Due:
    """How much has outlived its period."""

    answers: int
    talks: int
    contacts: int

    @property
    def n(self) -> int:
        """All of it."""
        return self.answers + self.talks + self.contacts


def limit_of(study: Study, kind: str, at: datetime) -> datetime | None:
    """Return the moment before which a kind of data has outlived its period; None: no limit."""
    months = study.retention.get(kind)
    return months_before(at, months) if months else None


def months_before(at: datetime, months: int) -> datetime:
    """Return the same day so many months earlier, or the last day of a shorter month."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)


def due(session: Session, study: Study, at: datetime) -> Due:
    """Count what would go if the night were now."""
    return Due(
        len(_answers(session, study, at)),
        len(_talks(session, study, at)),
        len(_contacts(session, study, at)),
    )


def carry_out(session: Session, study: Study, at: datetime) -> Erased | None:
    """Erase a part of what has outlived its period; call again until nothing is left (None).

    Answers and talks go whole, with what was quoted of them; a contact goes alone, and what the
    person said stays without a name.
    """
    responses = _answers(session, study, at)[:MAX_AT_ONCE]
    talks = _talks(session, study, at)[: MAX_AT_ONCE - len(responses)]
    if responses or talks:
        held = Held(
            study,
            responses=list(session.scalars(select(Response).where(Response.id.in_(responses)))),
            interviews=list(session.scalars(select(Interview).where(Interview.id.in_(talks)))),
        )
        return services.erase(session, held, reason="retention", never_write_again=False)
    contacts = _contacts(session, study, at)[:MAX_AT_ONCE]
    if contacts:
        people = session.scalars(select(Contact).where(Contact.id.in_(contacts))).all()
        return services.forget_contacts(session, study, people, reason="retention")
    return None


def studies_with_periods(session: Session) -> list[Study]:
    """Return the studies that keep something for a time only."""
    return [one for one in session.scalars(select(Study).order_by(Study.id)) if one.retention]


def _answers(session: Session, study: Study, at: datetime) -> list[int]:
    limit = limit_of(study, "answers", at)
    if limit is None:
        return []
    given = func.coalesce(Response.completed_at, Response.updated_at)
    statement = select(Response.id).where(Response.study_id == study.id, given < limit)
    return list(session.scalars(statement.order_by(Response.id)))


def _talks(session: Session, study: Study, at: datetime) -> list[int]:
    limit = limit_of(study, "talks", at)
    if limit is None:
        return []
    held = func.coalesce(
        Interview.ended_at, Interview.started_at, Interview.planned_at, Interview.created_at
    )
    statement = select(Interview.id).where(Interview.study_id == study.id, held < limit)
    return list(session.scalars(statement.order_by(Interview.id)))


def _contacts(session: Session, study: Study, at: datetime) -> list[int]:
    """Contacts with no sign of life in the period: added, written to, answering or talking."""
    limit = limit_of(study, "contacts", at)
    if limit is None:
        return []
    alive = [
        select(Response.contact_id).where(
            Response.study_id == study.id, Response.updated_at >= limit
        ),
        select(Interview.contact_id).where(
            Interview.study_id == study.id,
            or_(
                Interview.ended_at >= limit,
                Interview.planned_at >= limit,
                Interview.created_at >= limit,
            ),
        ),
        select(Invitation.contact_id)
        .join(Mail, Mail.invitation_id == Invitation.id)
        .where(Mail.study_id == study.id, or_(Mail.sent_at >= limit, Mail.created_at >= limit)),
    ]
    statement = select(Contact.id).where(Contact.study_id == study.id, Contact.created_at < limit)
    for some in alive:
        people = some.subquery()
        column = people.c[0]
        statement = statement.where(
            ~select(column).where(column == Contact.id).correlate(Contact).exists()
        )
    return list(session.scalars(statement.order_by(Contact.id)))
