"""Verbs of the review. Each is a decision that is kept, can be undone, and survives every run.

A decision stores the state of the themes it touches before and after; undoing puts the state
before back, unless somebody has decided about the same themes since (`decisions.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.errors import Unprocessable
from survey_app.studies.models import Study
from survey_app.themes.arranging import children, define, nest, retag
from survey_app.themes.decisions import Deciding, last_decision, placed, undo
from survey_app.themes.models import KINDS, Decision, Excerpt, Theme, ThemeExcerpt
from survey_app.themes.remarks import comment, mark_key_quote, take_comment_back

MAX_NAME_CHARS = 200

__all__ = [
    "accept",
    "comment",
    "create",
    "define",
    "last_decision",
    "mark_key_quote",
    "merge",
    "move",
    "nest",
    "put",
    "reject",
    "remove",
    "rename",
    "reopen",
    "retag",
    "split",
    "take_comment_back",
    "undo",
]


def accept(
    session: Session, theme: Theme, *, user: User | None, seen: int | None = None
) -> Decision:
    """Accept a suggestion: from now on it is the team's theme."""
    with Deciding(session, [theme], "accept", user, seen) as decision:
        theme.status = "accepted"
    return decision.row


def reject(
    session: Session, theme: Theme, *, user: User | None, seen: int | None = None
) -> Decision:
    """Reject a suggestion: it will not be suggested again."""
    with Deciding(session, [theme], "reject", user, seen) as decision:
        theme.status = "rejected"
    return decision.row


def reopen(
    session: Session, theme: Theme, *, user: User | None, seen: int | None = None
) -> Decision:
    """Put a theme back among the suggestions; a merged one takes its excerpts back."""
    merged = _merge_of(session, theme) if theme.status == "merged" else None
    into = session.get(Theme, theme.parent_id) if merged and theme.parent_id else None
    themes = [theme, into] if into is not None else [theme]
    with Deciding(session, themes, "reopen", user, seen) as decision:
        if merged is not None and into is not None:
            _take_back(session, theme, into, merged)
        theme.status, theme.parent_id = "suggested", None
    return decision.row


def rename(
    session: Session, theme: Theme, *, name: str, user: User | None, seen: int | None = None
) -> Decision:
    """Give a theme another name; runs keep it."""
    name = _named(name)
    with Deciding(session, [theme], "rename", user, seen) as decision:
        theme.name, theme.named_by_person = name, True
    return decision.row


def merge(
    session: Session, theme: Theme, *, into: Theme, user: User | None, seen: int | None = None
) -> Decision:
    """Put all excerpts of a theme into another one of the same kind; the latter is accepted."""
    if theme.id == into.id:
        raise Unprocessable(_l("Choose another theme to merge with."))
    if theme.study_id != into.study_id or theme.kind != into.kind:
        raise Unprocessable(_l("Only themes of one kind can be merged."))
    if into.status not in ("suggested", "accepted"):
        raise Unprocessable(_l("That theme is no longer there. Choose another one."))
    nested = children(session, theme)
    if into in nested:
        raise Unprocessable(_l("That theme is a part of this one. Merge it the other way round."))
    with Deciding(session, [theme, into, *nested], "merge", user, seen) as decision:
        for part in nested:
            part.parent_id = into.id
        known = {link.excerpt_id for link in into.excerpts}
        for link in list(theme.excerpts):
            if link.excerpt_id not in known:
                session.add(
                    ThemeExcerpt(
                        theme_id=into.id,
                        excerpt_id=link.excerpt_id,
                        origin="person",
                        score=link.score,
                    )
                )
            session.delete(link)
        theme.status, theme.parent_id = "merged", into.id
        into.status = "accepted"
    return decision.row


def move(
    session: Session,
    theme: Theme,
    excerpts: Sequence[Excerpt],
    *,
    into: Theme,
    user: User | None,
    seen: int | None = None,
) -> Decision:
    """Move excerpts from one theme into another; the next run leaves them there."""
    if theme.id == into.id or theme.study_id != into.study_id:
        raise Unprocessable(_l("Choose another theme to move it to."))
    _check_open(into)
    _check_ticked(excerpts)
    with Deciding(session, [theme, into], "move", user, seen) as decision:
        decision.part(theme, excerpts)
        _place(session, excerpts, into)
    return decision.row


def remove(
    session: Session,
    theme: Theme,
    excerpts: Sequence[Excerpt],
    *,
    user: User | None,
    seen: int | None = None,
) -> Decision:
    """Take excerpts out of a theme; they are 'not grouped' then, and no run puts them back."""
    _check_ticked(excerpts)
    with Deciding(session, [theme], "remove", user, seen) as decision:
        decision.part(theme, excerpts)
    return decision.row


def put(
    session: Session,
    excerpts: Sequence[Excerpt],
    *,
    into: Theme,
    user: User | None,
    seen: int | None = None,
) -> Decision:
    """Put excerpts that were not grouped into a theme; the next run leaves them there."""
    _check_open(into)
    _check_ticked(excerpts)
    with Deciding(session, [into], "put", user, seen) as decision:
        _place(session, excerpts, into)
    return decision.row


def split(
    session: Session,
    theme: Theme,
    excerpts: Sequence[Excerpt],
    *,
    name: str,
    user: User | None,
    seen: int | None = None,
) -> Theme:
    """Make a theme of its own out of some excerpts of another."""
    name = _named(name)
    _check_ticked(excerpts)
    made = _new(session, theme.study_id, theme.kind, name)
    with Deciding(session, [theme, made], "split", user, seen, made=[made]) as decision:
        decision.part(theme, excerpts)
        _place(session, excerpts, made)
    return made


def create(
    session: Session,
    study: Study,
    *,
    kind: str,
    name: str,
    excerpts: Sequence[Excerpt] = (),
    user: User | None,
) -> Theme:
    """Seed a theme by hand; the next run looks for more that is like its excerpts."""
    name = _named(name)
    if kind not in KINDS:
        raise Unprocessable(_l("Choose a kind."))
    theme = _new(session, study.id, kind, name)
    with Deciding(session, [theme], "create", user, None, made=[theme]):
        _place(session, excerpts, theme)
    return theme


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Unprocessable(_l("Write a name for the theme."))
    if len(name) > MAX_NAME_CHARS:
        raise Unprocessable(_l("Shorten the name to 200 characters."))
    return name


def _check_open(theme: Theme) -> None:
    if theme.status not in ("suggested", "accepted"):
        raise Unprocessable(_l("That theme is no longer there. Choose another one."))


def _check_ticked(excerpts: Sequence[Excerpt]) -> None:
    if not excerpts:
        raise Unprocessable(_l("Tick the quotes that you mean."))


def _new(session: Session, study_id: int, kind: str, name: str) -> Theme:
    theme = Theme(
        study_id=study_id,
        kind=kind,
        name=name,
        named_by_person=True,
        status="accepted",
        excerpts=[],
    )
    session.add(theme)
    session.flush()
    return theme


def _place(session: Session, excerpts: Sequence[Excerpt], into: Theme) -> None:
    known = {link.excerpt_id for link in into.excerpts}
    for excerpt in excerpts:
        if excerpt.id not in known:
            session.add(ThemeExcerpt(theme_id=into.id, excerpt_id=excerpt.id, origin="person"))
        if into.kind not in excerpt.labels:
            excerpt.labels = [*excerpt.labels, into.kind]


def _merge_of(session: Session, theme: Theme) -> Decision | None:
    """Return the decision that merged this theme into another."""
    return session.scalar(
        select(Decision)
        .where(
            Decision.theme_id == theme.id,
            Decision.verb == "merge",
            Decision.undone_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )


def _take_back(session: Session, theme: Theme, into: Theme, merged: Decision) -> None:
    """Fetch from the other theme what the merging brought there and what is still in it."""
    own = placed(merged.before["themes"][str(theme.id)])
    theirs = placed(merged.before["themes"][str(into.id)])
    there = {link.excerpt_id: link for link in into.excerpts}
    for excerpt_id, (origin, score) in own.items():
        if excerpt_id not in there:
            continue
        if excerpt_id not in theirs:
            session.delete(there[excerpt_id])
        session.add(
            ThemeExcerpt(theme_id=theme.id, excerpt_id=excerpt_id, origin=origin, score=score)
        )
