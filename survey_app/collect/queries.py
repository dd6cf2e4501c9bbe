"""Every SELECT of staff about responses and passages; those of respondents are in visits.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
