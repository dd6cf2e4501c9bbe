"""Every SELECT about questionnaires and their versions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from survey_app.builder.models import Publication, Questionnaire
from survey_app.studies.models import Study


def questionnaires(session: Session, study: Study, *, purpose: str = "") -> Sequence[Questionnaire]:
    """Return the study's questionnaires with their publications, newest first."""
    query = (
        select(Questionnaire)
        .where(Questionnaire.study_id == study.id)
        .options(selectinload(Questionnaire.publications))
        .order_by(Questionnaire.id.desc())
    )
    if purpose:
        query = query.where(Questionnaire.purpose == purpose)
    return session.scalars(query).all()


def questionnaire(session: Session, study: Study, questionnaire_id: int) -> Questionnaire | None:
    """Return one questionnaire of this study."""
    return session.scalar(
        select(Questionnaire)
        .where(Questionnaire.id == questionnaire_id, Questionnaire.study_id == study.id)
        .options(selectinload(Questionnaire.publications))
    )


def newest_publications(session: Session, study: Study, *, purpose: str) -> Sequence[Publication]:
    """Return the newest publication of each published questionnaire of this purpose."""
    newest = (
        select(func.max(Publication.id))
        .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
        .where(Questionnaire.study_id == study.id, Questionnaire.purpose == purpose)
        .group_by(Publication.questionnaire_id)
    )
    return session.scalars(
        select(Publication)
        .where(Publication.id.in_(newest))
        .options(joinedload(Publication.questionnaire))
        .order_by(Publication.id.desc())
    ).all()


def publication(session: Session, study: Study, publication_id: int) -> Publication | None:
    """Return one publication of this study."""
    return session.scalar(
        select(Publication)
        .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
        .where(Publication.id == publication_id, Questionnaire.study_id == study.id)
    )
