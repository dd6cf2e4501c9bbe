"""Gather: the study's passages as documents for the language engine."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.versions import version
from survey_app.collect.models import COUNTED, Passage, Response
from survey_app.customers.models import Contact
from survey_app.interviews.models import Interview
from survey_app.nlp.documents import Document
from survey_app.nlp.names import Names, known_names
from survey_app.questionnaire import wording
from survey_app.studies.models import Study
from survey_app.themes.models import KINDS
from survey_app.themes.voices import BY_CUSTOMERS, respondent_of, voice_key

AT_ONCE = 1_000  # rows that are held as objects


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts of a study, ready for the engine, and what people said about them by tags."""

    documents: tuple[Document, ...]
    hashes: dict[str, str]
    tags: dict[str, tuple[str, ...]]


Range = tuple[int, int]  # of passage ids, both included


def gather(session: Session, study: Study, within: Range | None = None) -> Corpus:
    """Return every passage that a respondent said or that an interviewer noted for them.

    With `within` only those whose id lies in that range.
    """
    rows = session.execute(
        select(Passage, Response, Interview)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(*_said_in(study), *_ids(within))
        .options(joinedload(Response.publication), joinedload(Interview.publication))
        .order_by(Passage.id)
        .execution_options(yield_per=AT_ONCE)
    )
    documents, hashes, tags = [], {}, {}
    for passage, response, interview in rows:
        source = response or interview
        question, elicits = _question_of(session, passage, source)
        document_id = str(passage.id)
        documents.append(
            Document(
                id=document_id,
                text=passage.text,
                language=passage.language,
                respondent=voice_key(
                    contact_id=source.contact_id,
                    response_id=passage.response_id,
                    interview_id=passage.interview_id,
                ),
                question=question or None,
                elicits=elicits,
            )
        )
        hashes[document_id] = passage.sha256
        kinds = tuple(tag for tag in passage.tags if tag in KINDS)
        if kinds:
            tags[document_id] = kinds
    return Corpus(tuple(documents), hashes, tags)


def n_passages(session: Session, study: Study) -> int:
    """Count the passages that an analysis would read now."""
    said = (
        select(func.count())
        .select_from(Passage)
        .where(Passage.study_id == study.id, ~Passage.by_interviewer)
    )
    # Few are not counted: to take them off is far quicker than to look up each passage's response.
    not_counted = select(Response.id).where(Response.study_id == study.id, ~COUNTED)
    left_out = (
        select(func.count())
        .select_from(Passage)
        .where(Passage.response_id.in_(not_counted), ~Passage.by_interviewer)
    )
    return (session.scalar(said) or 0) - (session.scalar(left_out) or 0)


def passage_ids(session: Session, study: Study) -> list[int]:
    """Return the ids of all that customers said, in order."""
    return list(
        session.scalars(
            select(Passage.id)
            .outerjoin(Response, Response.id == Passage.response_id)
            .where(*_said_in(study))
            .order_by(Passage.id)
        )
    )


def n_respondents(session: Session, study: Study) -> int:
    """Count those who said something."""
    respondents = (
        select(respondent_of())
        .select_from(Passage)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(*_said_in(study))
        .distinct()
    )
    return session.scalar(select(func.count()).select_from(respondents.subquery())) or 0


def names(session: Session, study: Study) -> Names:
    """Return what no theme is made of: the product's name, and those of the study's contacts."""
    people = session.scalars(
        select(Contact.name).where(Contact.study_id == study.id, Contact.name != "")
    )
    return known_names([study.product] if study.product else [], people)


def texts(session: Session, study: Study, within: Range) -> dict[str, tuple[str, str]]:
    """Return text and sha256 of the passages in a range, by their id as a document."""
    rows = session.execute(
        select(Passage.id, Passage.text, Passage.sha256).where(
            Passage.study_id == study.id, *_ids(within)
        )
    )
    return {str(row.id): (row.text, row.sha256) for row in rows}


def _ids(within: Range | None) -> tuple[ColumnElement[bool], ...]:
    return (Passage.id.between(*within),) if within else ()


def _said_in(study: Study) -> tuple[ColumnElement[bool], ...]:
    """What customers said and is counted: none of the interviewer's own words."""
    return (
        Passage.study_id == study.id,
        ~Passage.by_interviewer,
        BY_CUSTOMERS,
    )


def _question_of(
    session: Session, passage: Passage, source: Response | Interview
) -> tuple[str, tuple[str, ...]]:
    if passage.question_key is None or source.publication is None:
        return passage.question_text or "", ()
    questionnaire = version(session, source.publication.version_id)
    for question in questionnaire.iter_all():
        if question.key == passage.question_key:
            return wording(question.text, source.language), questionnaire.elicits(question.key)
    return passage.question_text or "", ()
