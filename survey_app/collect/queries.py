"""Every SELECT of staff about responses and passages; those of respondents are in visits.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication
from survey_app.collect.models import BY_COLLEAGUES, OpenLink, Response
from survey_app.outreach.models import Invitation, Mail, Wave
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the answers of a study have come. Trial runs are not counted.

    `late` are those who came when their group was full already; they are not among the begun.
    `by_colleagues` of the completed are the team's, and count nowhere as customers.
    """

    invited: int
    sent: int
    started: int
    completed: int
    late: int = 0
    by_colleagues: int = 0

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
    all_begun, completed, late, by_colleagues = session.execute(
        select(
            func.count(),
            func.count().filter(Response.status == "completed"),
            func.count(Response.turned_away_at),
            func.count().filter(Response.status == "completed", BY_COLLEAGUES),
        ).where(Response.study_id == study.id, ~Response.trial)
    ).one()
    return Counts(invited, sent, all_begun - late, completed, late, by_colleagues)


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


def open_links(session: Session, study: Study) -> Sequence[OpenLink]:
    """Return the study's open links, the newest first."""
    return session.scalars(
        select(OpenLink)
        .options(joinedload(OpenLink.publication).joinedload(Publication.questionnaire))
        .where(OpenLink.study_id == study.id)
        .order_by(OpenLink.id.desc())
    ).all()


def open_link(session: Session, study: Study, link_id: int) -> OpenLink | None:
    """Return one open link of this study."""
    return session.scalar(
        select(OpenLink)
        .options(joinedload(OpenLink.publication).joinedload(Publication.questionnaire))
        .where(OpenLink.id == link_id, OpenLink.study_id == study.id)
    )


def counts_by_link(session: Session, study: Study) -> dict[int, tuple[int, int, int]]:
    """Count what was begun, completed and came too late at each open link, by its id."""
    rows = session.execute(
        select(
            OpenLink.id,
            func.count(Response.id),
            func.count(Response.id).filter(Response.status == "completed"),
            func.count(Response.turned_away_at),
        )
        .join(Response, Response.open_link_id == OpenLink.id)
        .where(OpenLink.study_id == study.id, ~Response.trial)
        .group_by(OpenLink.id)
    )
    return {link_id: (begun - late, done, late) for link_id, begun, done, late in rows}


def quota_counts(session: Session, link: OpenLink) -> dict[str, int]:
    """Count the completed responses of a link by the code of its limited question."""
    if not link.quota_question:
        return {}
    code = Response.answers[link.quota_question].as_string()
    rows = session.execute(
        select(code, func.count())
        .where(Response.open_link_id == link.id, Response.status == "completed", ~Response.trial)
        .group_by(code)
    )
    return {str(choice): n for choice, n in rows if choice is not None}
