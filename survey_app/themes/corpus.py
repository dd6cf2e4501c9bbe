"""Gather: the study's passages as documents for the language engine."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.versions import version
from survey_app.collect.models import Passage, Response
from survey_app.interviews.models import Interview
from survey_app.nlp.documents import Document
from survey_app.questionnaire import wording
from survey_app.studies.models import Study
from survey_app.themes.models import KINDS
from survey_app.themes.voices import voice_key


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts of a study, ready for the engine, and what people said about them by tags."""

    documents: tuple[Document, ...]
    hashes: dict[str, str]
    tags: dict[str, tuple[str, ...]]


def gather(session: Session, study: Study) -> Corpus:
    """Return every passage that a respondent said or that an interviewer noted for them."""
    rows = session.execute(
        select(Passage, Response, Interview)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(*_said_in(study))
        .options(joinedload(Response.publication), joinedload(Interview.publication))
        .order_by(Passage.id)
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
    # Trial runs are few: to take them off is far quicker than to look up each passage's response.
    trials = select(Response.id).where(Response.study_id == study.id, Response.trial)
    tried = (
        select(func.count())
        .select_from(Passage)
        .where(Passage.response_id.in_(trials), ~Passage.by_interviewer)
    )
    return (session.scalar(said) or 0) - (session.scalar(tried) or 0)


def _said_in(study: Study) -> tuple[ColumnElement[bool], ...]:
    """What customers said: no trial runs, none of the interviewer's own words."""
    return (
        Passage.study_id == study.id,
        ~Passage.by_interviewer,
        Response.trial.is_(None) | ~Response.trial,
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
