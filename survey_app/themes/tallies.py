"""How many voice each theme: counted ahead, and counted at once where a change took it away.

A tally is never out of date: the database drops it when its theme gains or loses a quote
(`triggers`), and one of an older analysis is not read. So a reader may always trust
what `tallies` returns, and `refresh` only makes it quick.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.builder.services import AUDIENCE_CHANGED
from survey_app.collect.models import Passage, Response
from survey_app.db import write_transaction
from survey_app.interviews.models import Interview
from survey_app.themes import left_over
from survey_app.themes.models import (
    OBJECTION_TYPES,
    AnalysisRun,
    Excerpt,
    Theme,
    ThemeExcerpt,
    ThemeLeftOver,
    ThemeTally,
)
from survey_app.themes.voices import BY_CUSTOMERS, respondent_of

AT_ONCE = 400  # themes in one statement; databases bound the number of parameters


@dataclass(frozen=True, slots=True)
class Tally:
    """How many say a theme (`n_voices`), how many of them were asked (`n`), in how many quotes.

    `objection_type` is what an objection's quotes give reason for most often, or None.
    """

    theme_id: int
    n_voices: int
    n: int
    n_excerpts: int
    objection_type: str | None = None


def tallies(session: Session, themes: Sequence[Theme], run: AnalysisRun | None) -> dict[int, Tally]:
    """Return a tally for each of these themes of one study, stored or counted now."""
    found = _stored(session, themes, run)
    missing = [theme for theme in themes if theme.id not in found]
    if missing:
        found |= {one.theme_id: one for one in _counted(session, missing, run)}
    return found


def refresh(session: Session, themes: Sequence[Theme], run: AnalysisRun | None) -> None:
    """Store the tallies that are missing or of an older analysis."""
    found = _stored(session, themes, run)
    recount(session, [theme for theme in themes if theme.id not in found], run)
    for study_id in {theme.study_id for theme in themes}:
        left_over.keep(session, study_id)


def recount(session: Session, themes: Sequence[Theme], run: AnalysisRun | None) -> None:
    """Count these themes and store it, whatever was stored before."""
    ids = [theme.id for theme in themes]
    for at in range(0, len(ids), AT_ONCE):
        session.execute(
            delete(ThemeTally)
            .where(ThemeTally.theme_id.in_(ids[at : at + AT_ONCE]))
            .execution_options(synchronize_session=False)
        )
    rows = [asdict(one) | {"run_id": run.id if run else None}
            for one in _counted(session, themes, run)]  # fmt: skip
    if rows:
        session.execute(insert(ThemeTally), rows)


@jobs.every_minute
def follow_themes() -> None:
    """Count anew what erasure and decisions have changed, so that the next page is quick."""
    with write_transaction() as session:
        stale = session.scalars(
            select(Theme.study_id)
            .outerjoin(ThemeTally, ThemeTally.theme_id == Theme.id)
            .outerjoin(
                ThemeLeftOver,
                (ThemeLeftOver.study_id == Theme.study_id) & (ThemeLeftOver.kind == Theme.kind),
            )
            .where(ThemeTally.theme_id.is_(None) | ThemeLeftOver.study_id.is_(None))
            .distinct()
        ).all()
        for study_id in stale:
            themes = session.scalars(select(Theme).where(Theme.study_id == study_id)).all()
            refresh(session, themes, newest_run(session, study_id))


def forget(session: Session, study_id: int) -> None:
    """Drop the counts of a study, because other people count from now on."""
    ids = select(Theme.id).where(Theme.study_id == study_id)
    session.execute(
        delete(ThemeTally)
        .where(ThemeTally.theme_id.in_(ids))
        .execution_options(synchronize_session=False)
    )


def newest_run(session: Session, study_id: int) -> AnalysisRun | None:
    """Return the newest analysis of a study."""
    return session.scalar(
        select(AnalysisRun)
        .where(AnalysisRun.study_id == study_id)
        .order_by(AnalysisRun.id.desc())
        .limit(1)
    )


def _stored(session: Session, themes: Sequence[Theme], run: AnalysisRun | None) -> dict[int, Tally]:
    if not themes:
        return {}
    wanted = {theme.id for theme in themes}
    current = ThemeTally.run_id == run.id if run else ThemeTally.run_id.is_(None)
    rows = session.execute(
        select(
            ThemeTally.theme_id,
            ThemeTally.n_voices,
            ThemeTally.n,
            ThemeTally.n_excerpts,
            ThemeTally.objection_type,
        )
        .join(Theme, Theme.id == ThemeTally.theme_id)
        .where(Theme.study_id == themes[0].study_id, current)
    )
    return {row.theme_id: Tally(*row) for row in rows if row.theme_id in wanted}


def _counted(session: Session, themes: Sequence[Theme], run: AnalysisRun | None) -> list[Tally]:
    voices, n_excerpts = _said(session, [theme.id for theme in themes])
    types = _types(session, [theme.id for theme in themes if theme.kind == "objection"])
    asked = {kind: set(keys) for kind, keys in (run.asked if run else {}).items()}
    none: set[str] = set()
    return [
        Tally(
            theme_id=theme.id,
            n_voices=len(voices.get(theme.id, none)),
            n=len(voices.get(theme.id, none) & asked.get(theme.kind, none)),
            n_excerpts=n_excerpts.get(theme.id, 0),
            objection_type=types.get(theme.id),
        )
        for theme in themes
    ]


def _said(session: Session, ids: Sequence[int]) -> tuple[Mapping[int, set[str]], Mapping[int, int]]:
    voices: dict[int, set[str]] = defaultdict(set)
    n_excerpts: dict[int, int] = defaultdict(int)
    for at in range(0, len(ids), AT_ONCE):
        pairs = session.execute(
            select(ThemeExcerpt.theme_id, respondent_of(), func.count())
            .join(Excerpt, Excerpt.id == ThemeExcerpt.excerpt_id)
            .join(Passage, Passage.id == Excerpt.passage_id)
            .outerjoin(Response, Response.id == Passage.response_id)
            .outerjoin(Interview, Interview.id == Passage.interview_id)
            .where(ThemeExcerpt.theme_id.in_(ids[at : at + AT_ONCE]), BY_CUSTOMERS)
            .group_by(ThemeExcerpt.theme_id, respondent_of())
        )
        for theme_id, respondent, number in pairs:
            voices[theme_id].add(respondent)
            n_excerpts[theme_id] += number
    return voices, n_excerpts


def _types(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the type of objection that most quotes of each theme give reason for."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for at in range(0, len(ids), AT_ONCE):
        rows = session.execute(
            select(ThemeExcerpt.theme_id, Excerpt.cues)
            .join(Excerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
            .where(ThemeExcerpt.theme_id.in_(ids[at : at + AT_ONCE]))
        )
        for theme_id, cues in rows:
            names = {cue["name"].removeprefix("objection.") for cue in cues if cue["weight"] > 0}
            counted[theme_id].update(names & set(OBJECTION_TYPES))
    return {
        theme_id: min(found, key=lambda name: (-found[name], name))
        for theme_id, found in counted.items()
        if found
    }


AUDIENCE_CHANGED.append(forget)
