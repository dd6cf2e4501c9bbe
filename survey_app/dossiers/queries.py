"""Every SELECT about one customer's dossier."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication, Questionnaire
from survey_app.collect.models import Passage, Response
from survey_app.customers.filters import ANSWERED
from survey_app.customers.models import Contact
from survey_app.interviews.models import Interview
from survey_app.studies.models import Study


def responses_of(session: Session, study: Study, contact: Contact) -> Sequence[Response]:
    """Return what the contact has filled in, the oldest first."""
    return session.scalars(
        select(Response)
        .where(Response.study_id == study.id, Response.contact_id == contact.id, ~Response.trial)
        .options(joinedload(Response.publication).joinedload(Publication.questionnaire))
        .order_by(Response.id)
    ).all()


def calls_of(session: Session, study: Study, contact: Contact) -> Sequence[Interview]:
    """Return the calls with the contact, planned and held, the oldest first."""
    return session.scalars(
        select(Interview)
        .where(Interview.study_id == study.id, Interview.contact_id == contact.id)
        .options(joinedload(Interview.publication))
        .order_by(func.coalesce(Interview.started_at, Interview.planned_at), Interview.id)
    ).all()


def said_by(session: Session, study: Study, contact: Contact) -> Sequence[Passage]:
    """Return everything the contact said in own words, in order; not the interviewer's words."""
    return session.scalars(
        select(Passage)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(
            Passage.study_id == study.id,
            ~Passage.by_interviewer,
            or_(Response.contact_id == contact.id, Interview.contact_id == contact.id),
            Response.trial.is_(None) | ~Response.trial,
        )
        .order_by(Passage.noted_at, Passage.id)
    ).all()


def script_with(session: Session, study: Study, version_id: str) -> Publication | None:
    """Return a published script of exactly these questions, if the study has one."""
    return session.scalar(
        select(Publication)
        .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
        .where(
            Questionnaire.study_id == study.id,
            Questionnaire.purpose == "script",
            Publication.version_id == version_id,
        )
        .order_by(Publication.id.desc())
        .limit(1)
    )


def _answered(study: Study) -> Select[int | None]:
    return select(Response.contact_id).where(
        Response.study_id == study.id,
        Response.status == "completed",
        ~Response.trial,
        Response.contact_id.is_not(None),
    )


ANSWERED.append(_answered)  # so that lists of contacts can be filtered by it
