"""Every SELECT about imported answers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication
from survey_app.collect.models import Passage, Response
from survey_app.customers.models import Contact
from survey_app.imports.models import AnswerImport, ImportedResponse
from survey_app.studies.models import Study
from survey_app.themes.models import Excerpt


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


def stored_before(session: Session, study: Study, sha256: str) -> AnswerImport | None:
    """Return an import of the same file that stands."""
    return session.scalar(
        select(AnswerImport)
        .where(
            AnswerImport.study_id == study.id,
            AnswerImport.sha256 == sha256,
            AnswerImport.status == "stored",
        )
        .limit(1)
    )


def contacts_by_email(session: Session, study: Study) -> dict[str, int]:
    """Return the study's contacts by their address in small letters."""
    rows = session.execute(
        select(func.lower(Contact.email), Contact.id).where(
            Contact.study_id == study.id, Contact.email.is_not(None)
        )
    )
    return {email: key for email, key in rows}  # noqa: C416  (rows are no pairs to the type checker)


def untouched(session: Session, made: AnswerImport) -> list[int]:
    """Return the responses that came with an import and that no theme quotes."""
    quoted = (
        select(Passage.response_id)
        .join(Excerpt, Excerpt.passage_id == Passage.id)
        .where(Passage.study_id == made.study_id, Passage.response_id.is_not(None))
    )
    return list(
        session.scalars(
            select(Response.id)
            .join(ImportedResponse, ImportedResponse.response_id == Response.id)
            .where(ImportedResponse.import_id == made.id, Response.id.not_in(quoted))
        )
    )
