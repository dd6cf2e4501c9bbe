"""Every SELECT about the responses that researchers browse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication, Questionnaire
from survey_app.collect.models import AnswerEdit, Passage, Response
from survey_app.collect.search import matching
from survey_app.outreach.models import Invitation, Wave
from survey_app.responses.filters import Filters
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Shelf:
    """One screen of responses, the latest first; `further` is where the next one begins."""

    responses: Sequence[Response]
    further: int | None


def response(session: Session, study: Study, response_id: int) -> Response | None:
    """Return one response of this study."""
    return session.scalar(
        select(Response)
        .where(Response.id == response_id, Response.study_id == study.id)
        .options(
            joinedload(Response.contact),
            joinedload(Response.publication).joinedload(Publication.questionnaire),
        )
    )


def completed_answers(
    session: Session, study: Study, publication: Publication
) -> list[tuple[int, dict[str, Any], str]]:
    """Return (id, answers, language) of all completed responses to a version, the newest first."""
    rows = session.execute(
        select(Response.id, Response.answers, Response.language)
        .where(
            Response.study_id == study.id,
            Response.publication_id == publication.id,
            Response.status == "completed",
            ~Response.trial,
        )
        .order_by(Response.id.desc())
    )
    return [(row.id, row.answers, row.language) for row in rows]


def edits(session: Session, response: Response) -> Sequence[AnswerEdit]:
    """Return what the respondent has changed on coming back, the latest first."""
    return session.scalars(
        select(AnswerEdit)
        .where(AnswerEdit.response_id == response.id)
        .order_by(AnswerEdit.at.desc(), AnswerEdit.id.desc())
    ).all()


def shelf(
    session: Session, study: Study, filters: Filters, *, before: int = 0, limit: int = 50
) -> Shelf:
    """Return the responses that fit, begun latest first, from below the id `before` on.

    A page is found by the key it begins at, so that the last one is as quick as the first.
    """
    query = (
        select(Response)
        .where(*_conditions(session, study, filters))
        .options(
            joinedload(Response.contact),
            joinedload(Response.publication).joinedload(Publication.questionnaire),
        )
        .order_by(Response.id.desc())
        .limit(limit + 1)
    )
    if before:
        query = query.where(Response.id < before)
    found = session.scalars(query).all()
    return Shelf(found[:limit], found[limit - 1].id if len(found) > limit else None)


def count(session: Session, study: Study, filters: Filters) -> int:
    """Count the responses that fit."""
    query = select(func.count(Response.id)).where(*_conditions(session, study, filters))
    return session.scalar(query) or 0


def hits(
    session: Session, study: Study, responses: Sequence[Response], words: str
) -> dict[int, str]:
    """Return, by response id, the first of its texts that has the words."""
    condition = matching(session, words)
    if condition is None or not responses:
        return {}
    rows = session.execute(
        select(Passage.response_id, Passage.text)
        .where(
            Passage.study_id == study.id,
            Passage.response_id.in_([one.id for one in responses]),
            condition,
        )
        .order_by(Passage.id.desc())
    )
    return {key: text for key, text in rows if key is not None}


def waves(session: Session, study: Study) -> Sequence[Wave]:
    """Return the study's waves, the latest first."""
    return session.scalars(
        select(Wave).where(Wave.study_id == study.id).order_by(Wave.id.desc())
    ).all()


def questionnaires(session: Session, study: Study) -> Sequence[Questionnaire]:
    """Return the published questionnaires of the study, the one answered last first."""
    last = (
        select(func.max(Response.id))
        .join(Publication, Publication.id == Response.publication_id)
        .where(Publication.questionnaire_id == Questionnaire.id)
        .scalar_subquery()
    )
    return session.scalars(
        select(Questionnaire)
        .where(Questionnaire.study_id == study.id, Questionnaire.publications.any())
        .order_by(func.coalesce(last, 0).desc(), Questionnaire.id)
    ).all()


def publications(session: Session, study: Study) -> Sequence[Publication]:
    """Return the published versions of the study's surveys, the one answered last first."""
    last = (
        select(func.max(Response.id))
        .where(Response.publication_id == Publication.id, ~Response.trial)
        .scalar_subquery()
    )
    return session.scalars(
        select(Publication)
        .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
        .where(
            Questionnaire.study_id == study.id,
            Questionnaire.purpose == "survey",
            Publication.number > 0,
        )
        .options(joinedload(Publication.questionnaire))
        .order_by(func.coalesce(last, 0).desc(), Publication.id.desc())
    ).all()


def _conditions(session: Session, study: Study, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Response.study_id == study.id,
        Response.trial.is_(bool(filters.trial)),
    ]
    if filters.status == "late":
        found.append(Response.turned_away_at.is_not(None))
    elif filters.status:
        found += [Response.status == filters.status, Response.turned_away_at.is_(None)]
    if filters.channel:
        found.append(Response.channel == filters.channel)
    if filters.language:
        found.append(Response.language == filters.language)
    if filters.version:
        found.append(Response.publication_id == filters.version)
    if filters.wave:
        asked = select(Invitation.id).join(Wave, Wave.id == Invitation.wave_id)
        asked = asked.where(Wave.id == filters.wave, Wave.study_id == study.id)
        found.append(Response.invitation_id.in_(asked))
    if filters.first_moment:
        found.append(Response.started_at >= filters.first_moment)
    if filters.end_moment:
        found.append(Response.started_at < filters.end_moment)
    if filters.question and filters.choice:
        found.append(_answered(filters.question, filters.choice))
    elif filters.question:
        found.append(Response.answers[filters.question].as_string().is_not(None))
    said = matching(session, filters.words)
    if said is not None:
        found.append(
            Response.id.in_(select(Passage.response_id).where(Passage.study_id == study.id, said))
        )
    return found


def _answered(question: str, choice: str) -> ColumnElement[bool]:
    """A tick stands alone, or within a list: then its code stands there in quotes."""
    answer = Response.answers[question]
    within = cast(answer, Text).contains(f'"{choice}"', autoescape=True)
    alone: ColumnElement[bool] = answer.as_string() == choice
    return alone | within
