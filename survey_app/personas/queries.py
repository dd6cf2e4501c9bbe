"""Every SELECT about personas and their versions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from survey_app.personas.models import Evidence, Persona, PersonaVersion, Statement
from survey_app.studies.models import Study
from survey_app.themes.models import Excerpt, Theme


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
            .joinedload(Excerpt.passage)
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
            .joinedload(Excerpt.passage)
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
    return {str(status): number for status, number in rows}


def accepted_themes(session: Session, study: Study) -> Sequence[Theme]:
    """Return the themes that personas may rest on, by kind and name."""
    return session.scalars(
        select(Theme)
        .where(Theme.study_id == study.id, Theme.status == "accepted")
        .order_by(Theme.kind, Theme.name, Theme.id)
    ).all()


def n_accepted_themes(session: Session, study: Study) -> int:
    """Count the accepted themes."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Theme)
            .where(Theme.study_id == study.id, Theme.status == "accepted")
        )
        or 0
    )


def latest_members(session: Session, study_id: int) -> set[str]:
    """Return the keys of all respondents who stand in the newest version of some persona."""
    newest = (
        select(func.max(PersonaVersion.number))
        .where(PersonaVersion.persona_id == Persona.id)
        .correlate(Persona)
        .scalar_subquery()
    )
    segments = session.scalars(
        select(PersonaVersion.segment)
        .join(Persona, Persona.id == PersonaVersion.persona_id)
        .where(Persona.study_id == study_id, PersonaVersion.number == newest)
    )
    return {member for segment in segments for member in segment.get("members", ())}


def waiting(session: Session, study: Study) -> PersonaVersion | None:
    """Return the version that most needs a researcher: in review before drafts, oldest first."""
    return session.scalar(
        select(PersonaVersion)
        .join(Persona, Persona.id == PersonaVersion.persona_id)
        .where(Persona.study_id == study.id, PersonaVersion.status.in_(("in_review", "draft")))
        .order_by(PersonaVersion.status.desc(), Persona.position, PersonaVersion.id)
        .limit(1)
    )


def newest_versions(session: Session, study: Study) -> list[PersonaVersion]:
    """Return of each persona what readers go by: the published version, else the newest."""
    found = []
    for one in personas(session, study):
        published_ones = [version for version in one.versions if version.status == "published"]
        if published_ones or one.versions:
            found.append((published_ones or one.versions)[-1])
    return found
