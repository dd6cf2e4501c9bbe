"""Responses read in keyset steps: the last thousand is as quick as the first, memory stays flat.

Anonymous ones come last and in the order of a random key, with days instead of moments, so that
nobody can tell from the place or the minute who answered when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication, Questionnaire
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Response
from survey_app.customers.models import Company, Contact
from survey_app.exports.responses.layout import Cell, Layout
from survey_app.outreach.models import Invitation, Wave
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.studies.models import Study

STEP_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall leave: which survey, whose answers, and whether with names."""

    questionnaire_id: int
    completed_only: bool = True
    person: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One published version: its number, its definition's name, and what was asked."""

    number: int
    publication_id: int
    version_id: str
    published_at: datetime
    definition: Definition


def versions(session: Session, questionnaire: Questionnaire) -> list[Version]:
    """Return all published versions of a survey, the first first."""
    return [
        Version(
            one.number,
            one.id,
            one.version_id,
            one.published_at,
            questionnaire_of(session, one),
        )
        for one in questionnaire.publications
    ]


def count(session: Session, study: Study, wanted: Wanted) -> int:
    """Count the responses that will leave; trial runs never do."""
    query = select(func.count(Response.id)).where(*_conditions(study, wanted))
    return session.scalar(query) or 0


def rows(
    session: Session, study: Study, wanted: Wanted, layout: Layout, found: Sequence[Version]
) -> Iterator[tuple[int, list[Cell]]]:
    """Give each response as its version's number and its cells, in keyset steps."""
    numbers = {one.publication_id: one.number for one in found}
    found_waves = session.execute(select(Wave.id, Wave.title).where(Wave.study_id == study.id))
    waves: dict[int, str] = {one.id: one.title for one in found_waves}
    for anonymous, key in ((False, Response.id), (True, Response.public_id)):
        last: Any = None
        while True:
            query = _query(study, wanted, anonymous=anonymous).order_by(key).limit(STEP_ROWS)
            batch = session.execute(query if last is None else query.where(key > last)).all()
            for one in batch:
                facts = _facts(one, numbers[one.publication_id], waves, wanted)
                number = numbers[one.publication_id]
                yield number, layout.row(number, facts, one.answers)
            if len(batch) < STEP_ROWS:
                break
            last = batch[-1].public_id if anonymous else batch[-1].id


def _query(study: Study, wanted: Wanted, *, anonymous: bool) -> Select[Any]:
    columns: list[Any] = [
        Response.id, Response.public_id, Response.publication_id, Response.status,
        Response.channel, Response.language, Response.anonymous, Response.started_at,
        Response.completed_at, Response.turned_away_at, Response.answers, Invitation.wave_id,
    ]  # fmt: skip
    if wanted.person:
        columns += [Contact.name, Contact.email, Company.name.label("company")]
    query: Select[Any] = (
        select(*columns)
        .outerjoin(Invitation, Invitation.id == Response.invitation_id)
        .where(*_conditions(study, wanted), Response.anonymous.is_(anonymous))
    )
    if wanted.person:
        query = query.outerjoin(Contact, Contact.id == Response.contact_id).outerjoin(
            Company, Company.id == Contact.company_id
        )
    return query


def _conditions(study: Study, wanted: Wanted) -> list[ColumnElement[bool]]:
    of_survey = select(Publication.id).where(
        Publication.questionnaire_id == wanted.questionnaire_id
    )
    return [
        Response.study_id == study.id,
        Response.publication_id.in_(of_survey),
        Response.trial.is_(False),
        Response.status == "completed" if wanted.completed_only else true(),
    ]


def _facts(one: Any, number: int, waves: Mapping[int, str], wanted: Wanted) -> list[Cell]:
    hidden = one.anonymous
    facts: list[Cell] = [
        None if hidden else f"R-{one.id:03d}",
        number,
        "over_quota" if one.turned_away_at else one.status,
        one.channel,
        None if hidden or one.wave_id is None else waves.get(one.wave_id),
        one.language,
        _when(one.started_at, coarse=hidden),
        _when(one.completed_at, coarse=hidden),
    ]
    if wanted.person:
        facts += [None, None, None] if hidden else [one.name or None, one.email, one.company]
    return facts


def _when(moment: datetime | None, *, coarse: bool) -> str | None:
    if moment is None:
        return None
    return moment.date().isoformat() if coarse else moment.isoformat(timespec="seconds")


__all__ = ["STEP_ROWS", "Version", "Wanted", "count", "rows", "versions"]
