"""Every SELECT about imported answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication
from survey_app.collect.models import Passage
from survey_app.customers.models import Contact
from survey_app.db import Base
from survey_app.imports.models import AnswerImport, ImportedResponse
from survey_app.jobs import Job
from survey_app.privacy.models import Erasure
from survey_app.studies.models import Study
from survey_app.themes.models import Excerpt

AT_ONCE = timedelta(seconds=30)
"""Within so much time a survey and the import that it was made for are noted."""


def imports(session: Session, study: Study) -> Sequence[AnswerImport]:
    """Return the study's imports, the latest first."""
    return session.scalars(
        select(AnswerImport)
        .where(AnswerImport.study_id == study.id)
        .options(joinedload(AnswerImport.publication).joinedload(Publication.questionnaire))
        .order_by(AnswerImport.id.desc())
        .limit(50)
    ).all()


def one(session: Session, study: Study, import_id: int) -> AnswerImport | None:
    """Return one import of this study."""
    return session.scalar(
        select(AnswerImport).where(AnswerImport.id == import_id, AnswerImport.study_id == study.id)
    )


def made_its_survey(session: Session, made: AnswerImport) -> bool:
    """Whether the import's survey was made of its headings, and nothing else has used it since."""
    publication, survey = made.publication, made.publication.questionnaire
    beside = made.created_at - publication.published_at
    as_made = survey.revision == 0 and survey.title == (Path(made.source).stem or "survey")
    if not as_made or len(survey.publications) != 1 or not timedelta() <= beside <= AT_ONCE:
        return False
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is Publication.__table__.c.id for key in column.foreign_keys):
                uses = select(func.count()).select_from(table).where(column == publication.id)
                own = table is AnswerImport.__table__
                if (session.scalar(uses) or 0) > int(own):
                    return False
    return True


def stored_before(session: Session, study: Study, sha256: str) -> AnswerImport | None:
    """Return an import of the same file that stands."""
    return session.scalar(
        select(AnswerImport)
        .where(
            AnswerImport.study_id == study.id,
            AnswerImport.sha256 == sha256,
            AnswerImport.status.in_(("storing", "stored", "undoing")),
        )
        .limit(1)
    )


def contacts_by_email(session: Session, study_id: int) -> dict[str, int]:
    """Return the study's contacts by their address in small letters."""
    rows = session.execute(
        select(func.lower(Contact.email), Contact.id).where(
            Contact.study_id == study_id, Contact.email.is_not(None)
        )
    )
    return {email: key for email, key in rows}  # noqa: C416  (rows are no pairs to the type checker)


def jobs_of(session: Session, found: Sequence[AnswerImport]) -> dict[int, Job]:
    """Return the jobs that store imports or take them back, by import."""
    by_job = {one.job_id: one.id for one in found if one.job_id is not None}
    jobs = session.scalars(select(Job).where(Job.id.in_(by_job)))
    return {by_job[job.id]: job for job in jobs}


def is_under_way(session: Session, made: AnswerImport) -> bool:
    """Whether a job still works on an import."""
    job = session.get(Job, made.job_id) if made.job_id else None
    return job is not None and job.is_open


def n_responses(session: Session, made: AnswerImport) -> int:
    """Count the responses that came with an import and are still there."""
    query = select(func.count()).where(ImportedResponse.import_id == made.id)
    return session.scalar(query) or 0


def untouched(session: Session, made: AnswerImport) -> list[int]:
    """Return the responses that came with an import and that no theme quotes."""
    query = select(ImportedResponse.response_id).where(ImportedResponse.import_id == made.id)
    ids = session.scalars(query.order_by(ImportedResponse.response_id)).all()
    quoted_ids = set(session.scalars(_quoted(made.study_id)).all())
    return [key for key in ids if key not in quoted_ids]


def quoted(session: Session, study_id: int, ids: Sequence[int]) -> set[int]:
    """Return those of some responses that a theme quotes."""
    query = _quoted(study_id).where(Passage.response_id.in_(ids))
    return {key for key in session.scalars(query).all() if key is not None}


def erased_since(session: Session, made: AnswerImport) -> bool:
    """Whether somebody was erased from the study after a file came in."""
    query = select(Erasure.id).where(
        Erasure.study_id == made.study_id, Erasure.finished_at >= made.created_at
    )
    return session.scalar(query.limit(1)) is not None


def forgotten(session: Session, before: datetime) -> Sequence[AnswerImport]:
    """Return the files that were never gone on with since a moment."""
    return session.scalars(
        select(AnswerImport).where(
            AnswerImport.status == "checking", AnswerImport.created_at < before
        )
    ).all()


def _quoted(study_id: int) -> Select[int | None]:
    return (
        select(Passage.response_id)
        .join(Excerpt, Excerpt.passage_id == Passage.id)
        .where(Passage.study_id == study_id, Passage.response_id.is_not(None))
    )
