"""How people get through: from the mail to the last page, by wave, by day, by page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.collect.models import TAKEN, Response
from survey_app.outreach.models import Invitation, Mail, Wave
from survey_app.questionnaire import Questionnaire
from survey_app.studies.models import Study

MOST_TIMED = 5_000
"""Times are medians over the latest so many responses."""


@dataclass(frozen=True, slots=True)
class WaveFlow:
    """How far the people of one wave have come."""

    wave: Wave
    invited: int
    sent: int
    started: int
    completed: int


@dataclass(frozen=True, slots=True)
class Day:
    """What one day (UTC) brought."""

    day: date
    started: int
    completed: int


@dataclass(frozen=True, slots=True)
class PageFlow:
    """How many reached a page, how many stopped on it, and how long it took them."""

    section_key: str
    reached: int
    stopped: int
    seconds: float | None


def by_wave(session: Session, study: Study) -> list[WaveFlow]:
    """Count invited, sent, started and completed for each wave, the latest first."""
    waves = session.scalars(
        select(Wave).where(Wave.study_id == study.id).order_by(Wave.id.desc())
    ).all()
    invited = _count(session, study, select(Invitation.wave_id, func.count()))
    sent = _count(
        session,
        study,
        select(Invitation.wave_id, func.count(func.distinct(Mail.invitation_id)))
        .join(Mail, Mail.invitation_id == Invitation.id)
        .where(Mail.status == "sent", Mail.kind == "invitation"),
    )
    opened = select(Invitation.wave_id, func.count()).join(
        Response, Response.invitation_id == Invitation.id
    )
    started = _count(session, study, opened.where(~Response.trial))
    completed = _count(
        session, study, opened.where(~Response.trial, Response.status == "completed")
    )
    return [
        WaveFlow(wave, invited[wave.id], sent[wave.id], started[wave.id], completed[wave.id])
        for wave in waves
    ]


def by_day(session: Session, study: Study) -> list[Day]:
    """Count what was started and what was completed on each day, oldest first."""
    counts: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for place, moment in enumerate((Response.started_at, Response.completed_at)):
        day = func.date(moment)
        rows = session.execute(
            select(day, func.count())
            .where(Response.study_id == study.id, TAKEN, moment.is_not(None))
            .group_by(day)
        )
        for when, n in rows:
            counts[date.fromisoformat(str(when))][place] = n
    return [Day(day, *counts[day]) for day in sorted(counts)]


def by_page(
    session: Session, publication: Publication, questionnaire: Questionnaire
) -> list[PageFlow]:
    """Tell how far the respondents of one version came, page by page."""
    places = session.execute(
        select(Response.page, Response.status, func.count())
        .where(Response.publication_id == publication.id, TAKEN)
        .group_by(Response.page, Response.status)
    ).all()
    timed = session.scalars(
        select(Response.page_seconds)
        .where(Response.publication_id == publication.id, TAKEN)
        .order_by(Response.id.desc())
        .limit(MOST_TIMED)
    )
    keys = [section.key for section in questionnaire.sections]
    return pages_from([(page, status, n) for page, status, n in places], timed, keys)


def pages_from(
    places: Iterable[tuple[int, str, int]],
    timed: Iterable[dict[str, Any]],
    keys: Sequence[str],
) -> list[PageFlow]:
    """Count from (furthest page, status, how many) and the seconds by section of each response.

    Whoever completed has reached every page; the others stopped where they were last.
    """
    stopped: Counter[int] = Counter()
    completed = 0
    for page, status, n in places:
        if status == "completed":
            completed += n
        else:
            stopped[min(page, len(keys) - 1)] += n
    seconds: dict[str, list[float]] = defaultdict(list)
    for spent in timed:
        for key, value in spent.items():
            seconds[key].append(value)
    reached = completed + sum(stopped.values())
    flows = []
    for place, key in enumerate(keys):
        taken = median(seconds[key]) if seconds[key] else None
        flows.append(PageFlow(key, reached, stopped[place], taken))
        reached -= stopped[place]
    return flows


def _count(session: Session, study: Study, query: Any) -> Counter[int]:
    rows = session.execute(
        query.join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.study_id == study.id)
        .group_by(Invitation.wave_id)
    )
    return Counter(dict(rows.all()))
