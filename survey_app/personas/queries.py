"""Every SELECT about personas and their versions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from survey_app.personas.models import Evidence, Persona, PersonaVersion, Statement
from survey_app.studies.models import Study


def personas(session: Session, study: Study) -> Sequence[Persona]:
    """Return the study's personas with their versions, the most important first."""
    return session.scalars(
        select(Persona)
        .where(Persona.study_id == study.id)
        .options(selectinload(Persona.versions))
        .order_by(Persona.position, Persona.id)
    ).all()


def persona(session: Session, study: Study, persona_id: int) -> Persona | None:
    """Return one persona of this study."""
    return session.scalar(
        select(Persona)
        .where(Persona.id == persona_id, Persona.study_id == study.id)
        .options(selectinload(Persona.versions))
    )


def version(session: Session, study: Study, persona_id: int, number: int) -> PersonaVersion | None:
    """Return one version of a persona of this study, with statements and evidence."""
    return session.scalar(
        select(PersonaVersion)
        .join(Persona, Persona.id == PersonaVersion.persona_id)
        .where(
            Persona.id == persona_id,
            Persona.study_id == study.id,
            PersonaVersion.number == number,
        )
        .options(
            selectinload(PersonaVersion.statements)
            .selectinload(Statement.evidence)
            .joinedload(Evidence.excerpt)
        )
    )


def published(session: Session, study: Study) -> Sequence[PersonaVersion]:
    """Return the published version of each persona, the most important first."""
    return session.scalars(
        select(PersonaVersion)
        .join(Persona, Persona.id == PersonaVersion.persona_id)
        .where(Persona.study_id == study.id, PersonaVersion.status == "published")
        .options(
            selectinload(PersonaVersion.statements)
            .selectinload(Statement.evidence)
            .joinedload(Evidence.excerpt)
        )
        .order_by(Persona.position, Persona.id)
    ).all()


def counts(session: Session, study: Study) -> dict[str, int]:
    """Count versions by status."""
    rows = session.execute(
        select(PersonaVersion.status, func.count())
        .join(Persona, Persona.id == PersonaVersion.persona_id)
        .where(Persona.study_id == study.id)
        .group_by(PersonaVersion.status)
    )
    return {row[0]: row[1] for row in rows}
