"""Every SELECT about questionnaires and their versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from survey_app.builder.models import DraftStep, Publication, Questionnaire
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
        .where(
            Questionnaire.study_id == study.id,
            Questionnaire.purpose == purpose,
            Publication.number > 0,
        )
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
        .where(
            Publication.id == publication_id,
            Publication.number > 0,
            Questionnaire.study_id == study.id,
        )
    )


def trial_publications(session: Session, questionnaire: Questionnaire) -> Sequence[Publication]:
    """Return the drafts that were frozen for trial runs, the latest first."""
    return session.scalars(
        select(Publication)
        .where(Publication.questionnaire_id == questionnaire.id, Publication.number <= 0)
        .order_by(Publication.number)
    ).all()


def last_step(session: Session, questionnaire: Questionnaire, stack: str) -> DraftStep | None:
    """Return what one press of undo or redo would bring back."""
    return session.scalar(
        select(DraftStep)
        .where(DraftStep.questionnaire_id == questionnaire.id, DraftStep.stack == stack)
        .order_by(DraftStep.id.desc())
        .limit(1)
    )


def old_steps(
    session: Session, questionnaire: Questionnaire, stack: str, *, keep: int
) -> Sequence[int]:
    """Return the ids of all steps of a stack but the latest ones."""
    return session.scalars(
        select(DraftStep.id)
        .where(DraftStep.questionnaire_id == questionnaire.id, DraftStep.stack == stack)
        .order_by(DraftStep.id.desc())
        .offset(keep)
    ).all()


def draft_at(
    session: Session, questionnaire: Questionnaire, revision: int
) -> dict[str, Any] | None:
    """Return the draft as it was at a revision, as far back as the steps go."""
    return session.scalar(
        select(DraftStep.definition)
        .where(DraftStep.questionnaire_id == questionnaire.id, DraftStep.revision == revision)
        .limit(1)
    )
