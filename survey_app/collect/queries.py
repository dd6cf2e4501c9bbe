"""Every SELECT of staff about responses and passages; those of respondents are in visits.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication
from survey_app.collect.models import Response
from survey_app.outreach.models import Invitation, Mail, Wave
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the answers of a study have come. Trial runs are not counted."""

    invited: int
    sent: int
    started: int
    completed: int

    @property
    def open(self) -> int:
        """Begun and not finished."""
        return self.started - self.completed


def response(session: Session, study: Study, response_id: int) -> Response | None:
    """Return one response of this study."""
    return session.scalar(
        select(Response)
        .where(Response.id == response_id, Response.study_id == study.id)
        .options(joinedload(Response.contact), joinedload(Response.publication))
    )


def responses(
    session: Session, study: Study, *, status: str = "", limit: int = 50, offset: int = 0
) -> Sequence[Response]:
    """Return the study's responses, the latest first."""
    query = (
        _of(study)
        .options(
            joinedload(Response.contact),
            joinedload(Response.publication).joinedload(Publication.questionnaire),
        )
        .order_by(Response.updated_at.desc(), Response.id.desc())
        .limit(limit)
        .offset(offset)
    )
    if status:
        query = query.where(Response.status == status)
    return session.scalars(query).all()


def counts(session: Session, study: Study) -> Counts:
    """Count invitations, mails and responses of the study."""
    invited, sent = session.execute(
        select(
            func.count(func.distinct(Invitation.id)),
            func.count(func.distinct(Mail.invitation_id)).filter(
                Mail.status == "sent", Mail.kind == "invitation"
            ),
        )
        .select_from(Invitation)
        .join(Wave, Wave.id == Invitation.wave_id)
        .outerjoin(Mail, Mail.invitation_id == Invitation.id)
        .where(Wave.study_id == study.id)
    ).one()
    started, completed = session.execute(
        select(func.count(), func.count().filter(Response.status == "completed")).where(
            Response.study_id == study.id, ~Response.trial
        )
    ).one()
    return Counts(invited, sent, started, completed)


def completed_since(session: Session, study: Study, since: datetime) -> int:
    """Count the responses completed after a moment."""
    return (
        session.scalar(
            select(func.count()).where(
                Response.study_id == study.id, ~Response.trial, Response.completed_at > since
            )
        )
        or 0
    )


def completed_by_day(session: Session, study: Study) -> list[tuple[str, int]]:
    """Count completed responses by day (UTC), 'YYYY-MM-DD', oldest first."""
    day = func.date(Response.completed_at)
    rows = session.execute(
        select(day, func.count())
        .where(Response.study_id == study.id, ~Response.trial, Response.completed_at.is_not(None))
        .group_by(day)
        .order_by(day)
    )
    return [(str(when), count) for when, count in rows]


def completed_answers(
    session: Session, study: Study, publication: Publication
) -> list[tuple[int, dict[str, Any], str]]:
    """Return (id, answers, language) of all completed responses to a version, the newest first."""
    rows = session.execute(
        select(Response.id, Response.answers, Response.language)
        .where(
            Response.study_id == study.id,
            Response.publication_id == publication.id,
            Response.status == "completed",
            ~Response.trial,
        )
        .order_by(Response.id.desc())
    )
    return [(row.id, row.answers, row.language) for row in rows]


def _of(study: Study) -> Select[Response]:
    return select(Response).where(Response.study_id == study.id, ~Response.trial)
