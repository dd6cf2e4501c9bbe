"""Every SELECT about interviews, their notes and the people they are held with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from survey_app.collect.models import Passage, Response
from survey_app.customers.models import Company, Contact
from survey_app.interviews.models import AskedQuestion, Attempt, Interview, TranscriptUpload
from survey_app.outreach.models import Invitation, Wave
from survey_app.studies.models import Study

MAX_OFFERED_CONTACTS = 2000


def interview(session: Session, study: Study, interview_id: int) -> Interview | None:
    """Return one interview of this study."""
    return session.scalar(_with_people(study).where(Interview.id == interview_id))


def planned(session: Session, study: Study) -> Sequence[Interview]:
    """Return the calls still to be held, the earliest first; those without a time at the end."""
    return session.scalars(
        _with_people(study)
        .where(Interview.status == "planned")
        .order_by(Interview.planned_at.is_(None), Interview.planned_at, Interview.id)
    ).all()


def ended(session: Session, study: Study) -> Sequence[Interview]:
    """Return the interviews held, missed and cancelled, the latest first."""
    when = func.coalesce(Interview.ended_at, Interview.planned_at, Interview.created_at)
    return session.scalars(
        _with_people(study)
        .where(Interview.status != "planned")
        .order_by(when.desc(), Interview.id.desc())
    ).all()


def counts(session: Session, study: Study) -> dict[str, int]:
    """Count the study's interviews by status; every status has a number."""
    rows = session.execute(
        select(Interview.status, func.count())
        .where(Interview.study_id == study.id)
        .group_by(Interview.status)
    )
    none = {"planned": 0, "held": 0, "cancelled": 0, "missed": 0}
    return none | {row[0]: row[1] for row in rows}


def held_since(session: Session, study: Study, since: datetime) -> int:
    """Count the interviews that ended after a moment."""
    query = select(func.count()).where(
        Interview.study_id == study.id, Interview.status == "held", Interview.ended_at > since
    )
    return session.scalar(query) or 0


def next_call(session: Session, study: Study, user_id: int | None) -> Interview | None:
    """Return the next planned call: the person's own before one that nobody has taken."""
    return session.scalar(
        _with_people(study)
        .where(
            Interview.status == "planned",
            or_(Interview.interviewer_id == user_id, Interview.interviewer_id.is_(None)),
        )
        .order_by(
            case((Interview.interviewer_id == user_id, 0), else_=1),
            Interview.planned_at.is_(None),
            Interview.planned_at,
            Interview.id,
        )
        .limit(1)
    )


def notes(session: Session, interview: Interview) -> Sequence[Passage]:
    """Return the note lines or turns of an interview in their order."""
    return session.scalars(
        select(Passage)
        .where(Passage.interview_id == interview.id)
        .order_by(Passage.position, Passage.id)
    ).all()


def note(
    session: Session, interview: Interview, *, note_id: int | None = None, client_id: str = ""
) -> Passage | None:
    """Return one line of this interview by its number or by the name its browser gave it."""
    wanted = Passage.id == note_id if note_id is not None else Passage.client_id == client_id
    return session.scalar(select(Passage).where(Passage.interview_id == interview.id, wanted))


def next_position(session: Session, interview: Interview) -> int:
    """Return the place after the last line."""
    last = session.scalar(
        select(func.max(Passage.position)).where(Passage.interview_id == interview.id)
    )
    return 0 if last is None else last + 1


def has_notes(session: Session, interview: Interview, question_key: str) -> bool:
    """Whether a line stands under a question."""
    query = select(Passage.id).where(
        Passage.interview_id == interview.id, Passage.question_key == question_key
    )
    return session.scalar(query.limit(1)) is not None


def states(session: Session, interview: Interview) -> dict[str, str]:
    """Return 'asked' or 'skipped' by question key, for those that are either."""
    rows = session.execute(
        select(AskedQuestion.question_key, AskedQuestion.state).where(
            AskedQuestion.interview_id == interview.id
        )
    )
    return {row[0]: row[1] for row in rows}


def state_row(session: Session, interview: Interview, question_key: str) -> AskedQuestion | None:
    """Return what is written down of one question."""
    return session.scalar(
        select(AskedQuestion).where(
            AskedQuestion.interview_id == interview.id,
            AskedQuestion.question_key == question_key,
        )
    )


def attempts(session: Session, interview: Interview) -> Sequence[Attempt]:
    """Return the tries to reach the person, oldest first."""
    return session.scalars(
        select(Attempt).where(Attempt.interview_id == interview.id).order_by(Attempt.id)
    ).all()


def contacts(session: Session, study: Study) -> Sequence[Contact]:
    """Return people to call, by name; at most MAX_OFFERED_CONTACTS."""
    return session.scalars(
        select(Contact)
        .outerjoin(Company, Company.id == Contact.company_id)
        .options(joinedload(Contact.company))
        .where(Contact.study_id == study.id)
        .order_by(func.lower(Contact.name), Contact.id)
        .limit(MAX_OFFERED_CONTACTS)
    ).all()


def would_rather_talk(session: Session, study: Study) -> Sequence[Invitation]:
    """Return the invited who asked for a call and have none planned or held."""
    called = select(Interview.contact_id).where(
        Interview.study_id == study.id, Interview.contact_id.is_not(None)
    )
    return session.scalars(
        select(Invitation)
        .join(Wave, Wave.id == Invitation.wave_id)
        .options(joinedload(Invitation.contact))
        .where(
            Wave.study_id == study.id,
            Invitation.prefers.in_(("phone", "video")),
            Invitation.contact_id.not_in(called),
        )
        .order_by(Invitation.id)
    ).all()


def response_of(session: Session, study: Study, contact_id: int) -> Response | None:
    """Return what a contact answered last in this study's surveys."""
    return session.scalar(
        select(Response)
        .where(Response.study_id == study.id, Response.contact_id == contact_id, ~Response.trial)
        .order_by(Response.updated_at.desc())
        .limit(1)
    )


def uploads(session: Session, study: Study, user_id: int, batch: str) -> Sequence[TranscriptUpload]:
    """Return the files of one upload that the same person still has to check."""
    return session.scalars(
        select(TranscriptUpload)
        .where(
            TranscriptUpload.study_id == study.id,
            TranscriptUpload.user_id == user_id,
            TranscriptUpload.batch == batch,
        )
        .order_by(TranscriptUpload.id)
    ).all()


def waiting_batches(session: Session, study: Study, user_id: int) -> list[tuple[str, int]]:
    """Return (batch, number of files) of uploads that a person has not finished checking."""
    rows = session.execute(
        select(TranscriptUpload.batch, func.count())
        .where(TranscriptUpload.study_id == study.id, TranscriptUpload.user_id == user_id)
        .group_by(TranscriptUpload.batch)
        .order_by(func.min(TranscriptUpload.id))
    )
    return [(batch, n) for batch, n in rows]


def _with_people(study: Study) -> Select[Interview]:
    return (
        select(Interview)
        .where(Interview.study_id == study.id)
        .options(
            joinedload(Interview.contact).joinedload(Contact.company),
            joinedload(Interview.interviewer),
            joinedload(Interview.publication),
        )
    )
