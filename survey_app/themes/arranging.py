"""Verbs that say what a theme is about and where it stands: describe, nest, give another kind."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.errors import Unprocessable
from survey_app.themes.decisions import Deciding
from survey_app.themes.models import KINDS, OBJECTION_TYPES, Decision, Theme

MAX_TEXT_CHARS = 2_000
MAX_RUBRIC_CHARS = 80


def define(
    session: Session,
    theme: Theme,
    *,
    definition: str,
    our_answer: str | None = None,
    rubric: str | None = None,
    objection_type: str | None = None,
    user: User | None,
    seen: int | None = None,
) -> Decision:
    """Say what belongs into a theme, what the team answers, and where content about it goes.

    What is None stays as it is; an `objection_type` of '' leaves the type to the quotes. Raises
    Unprocessable for texts that are too long and types that there are not.
    """
    for text in (definition, our_answer or ""):
        if len(text.strip()) > MAX_TEXT_CHARS:
            raise Unprocessable(_l("Shorten each text to 2000 characters."))
    if len((rubric or "").strip()) > MAX_RUBRIC_CHARS:
        raise Unprocessable(_l("Shorten the rubric to 80 characters."))
    if objection_type and objection_type not in OBJECTION_TYPES:
        raise Unprocessable(_l("Choose a type from the list."))
    with Deciding(session, [theme], "define", user, seen) as decision:
        theme.definition = definition.strip()
        if our_answer is not None:
            theme.our_answer = our_answer.strip()
        if rubric is not None:
            theme.rubric = " ".join(rubric.split())
        if objection_type is not None:
            theme.objection_type = objection_type or None
    return decision.row


def nest(
    session: Session,
    theme: Theme,
    *,
    under: Theme | None,
    user: User | None,
    seen: int | None = None,
) -> Decision:
    """Make a theme a part of another one of its kind; `under` None lets it stand by itself."""
    if theme.status not in ("suggested", "accepted"):
        raise Unprocessable(_l("Open the theme again first."))
    if under is not None:
        if under.study_id != theme.study_id or under.kind != theme.kind:
            raise Unprocessable(_l("A theme can be a part only of one of its own kind."))
        if under.status not in ("suggested", "accepted"):
            raise Unprocessable(_l("That theme is no longer there. Choose another one."))
        if theme.id in _line_of(session, under):
            raise Unprocessable(_l("Choose a theme that is not itself a part of this one."))
    with Deciding(session, [theme], "nest", user, seen) as decision:
        theme.parent_id = under.id if under is not None else None
    return decision.row


def retag(
    session: Session, theme: Theme, *, kind: str, user: User | None, seen: int | None = None
) -> Decision:
    """Say that a theme is of another kind, with all its quotes; what was nested stands alone."""
    if kind not in KINDS or kind == theme.kind:
        raise Unprocessable(_l("Choose another kind."))
    if theme.status not in ("suggested", "accepted"):
        raise Unprocessable(_l("Open the theme again first."))
    parts = children(session, theme)
    with Deciding(session, [theme, *parts], "retag", user, seen) as decision:
        theme.kind, theme.parent_id = kind, None
        for part in parts:
            part.parent_id = None
        for link in theme.excerpts:
            if kind not in link.excerpt.labels:
                link.excerpt.labels = [*link.excerpt.labels, kind]
    return decision.row


def children(session: Session, theme: Theme) -> Sequence[Theme]:
    """Return the themes that are a part of this one."""
    return session.scalars(
        select(Theme)
        .where(Theme.parent_id == theme.id, Theme.status != "merged")
        .order_by(Theme.id)
    ).all()


def _line_of(session: Session, theme: Theme) -> set[int]:
    """Return a theme and all that it is a part of."""
    line: set[int] = set()
    one: Theme | None = theme
    while one is not None and one.id not in line:
        line.add(one.id)
        one = session.get(Theme, one.parent_id) if one.parent_id else None
    return line
