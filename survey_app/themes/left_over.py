"""What stands in no theme: which excerpts these are, and how many, counted ahead.

The count is never out of date: the database drops it when a quote, its labels or its themes
change (`triggers`), and `keep` counts what is missing.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, cast, func, insert, select
from sqlalchemy.orm import Session

from survey_app.themes.models import KINDS, Excerpt, Theme, ThemeExcerpt, ThemeLeftOver

VISIBLE = ("suggested", "accepted")


def n_left_over(session: Session, study_id: int, kind: str) -> int:
    """Count the excerpts of a kind that belong to no theme."""
    kept = session.scalar(
        select(ThemeLeftOver.n).where(
            ThemeLeftOver.study_id == study_id, ThemeLeftOver.kind == kind
        )
    )
    return kept if kept is not None else _counted(session, study_id, kind)


def keep(session: Session, study_id: int) -> None:
    """Count what is missing for a study and store it."""
    known = session.scalars(
        select(ThemeLeftOver.kind).where(ThemeLeftOver.study_id == study_id)
    ).all()
    for kind in KINDS:
        if kind not in known:
            values = {"study_id": study_id, "kind": kind, "n": _counted(session, study_id, kind)}
            session.execute(insert(ThemeLeftOver).values(values))


def is_left_over(kind: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which an excerpt is of a kind and in no visible theme of it."""
    # Not by EXISTS: the list of what is in a theme is made once, not sought for each excerpt.
    in_a_theme = (
        select(ThemeExcerpt.excerpt_id)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Theme.kind == kind, Theme.status.in_(VISIBLE))
    )
    return (
        cast(Excerpt.labels, String).contains(f'"{kind}"'),
        Excerpt.id.not_in(in_a_theme),
    )


def _counted(session: Session, study_id: int, kind: str) -> int:
    query = select(func.count(Excerpt.id)).where(Excerpt.study_id == study_id, *is_left_over(kind))
    return session.scalar(query) or 0
