"""Verbs of the review. Each is a decision that is kept, can be undone, and survives every run.

A decision stores the state of the themes it touches before and after; undoing puts the state
before back, unless somebody has decided about the same themes since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.db import now
from survey_app.errors import Conflict, Unprocessable
from survey_app.studies.models import Study
from survey_app.themes.models import KINDS, Decision, Excerpt, Theme, ThemeExcerpt

MAX_NAME_CHARS = 200


def accept(
    session: Session, theme: Theme, *, user: User | None, seen: int | None = None
) -> Decision:
    """Accept a suggestion: from now on it is the team's theme."""
    with _Deciding(session, [theme], "accept", user, seen) as decision:
        theme.status = "accepted"
    return decision.row


def reject(
    session: Session, theme: Theme, *, user: User | None, seen: int | None = None
) -> Decision:
    """Reject a suggestion: it will not be suggested again."""
    with _Deciding(session, [theme], "reject", user, seen) as decision:
        theme.status = "rejected"
    return decision.row


def reopen(
    session: Session, theme: Theme, *, user: User | None, seen: int | None = None
) -> Decision:
    """Put an accepted or rejected theme back among the suggestions."""
    with _Deciding(session, [theme], "reopen", user, seen) as decision:
        theme.status = "suggested"
    return decision.row


def rename(
    session: Session, theme: Theme, *, name: str, user: User | None, seen: int | None = None
) -> Decision:
    """Give a theme another name; runs keep it."""
    name = " ".join(name.split())
    if not name:
        raise Unprocessable(_l("Write a name for the theme."))
    if len(name) > MAX_NAME_CHARS:
        raise Unprocessable(_l("Shorten the name to 200 characters."))
    with _Deciding(session, [theme], "rename", user, seen) as decision:
        theme.name, theme.named_by_person = name, True
    return decision.row


def define(
    session: Session, theme: Theme, *, definition: str, user: User | None, seen: int | None = None
) -> Decision:
    """Say what belongs into a theme and what does not."""
    with _Deciding(session, [theme], "define", user, seen) as decision:
        theme.definition = definition.strip()
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
    with _Deciding(session, [theme, into], "merge", user, seen) as decision:
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
    with _Deciding(session, [theme, into], "move", user, seen) as decision:
        _part(session, theme, excerpts, decision)
        known = {link.excerpt_id for link in into.excerpts}
        for excerpt in excerpts:
            if excerpt.id not in known:
                session.add(ThemeExcerpt(theme_id=into.id, excerpt_id=excerpt.id, origin="person"))
            if into.kind not in excerpt.labels:
                excerpt.labels = [*excerpt.labels, into.kind]
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
    with _Deciding(session, [theme], "remove", user, seen) as decision:
        _part(session, theme, excerpts, decision)
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
    name = " ".join(name.split())
    if not name:
        raise Unprocessable(_l("Write a name for the new theme."))
    if not excerpts:
        raise Unprocessable(_l("Tick the quotes that belong to the new theme."))
    made = Theme(
        study_id=theme.study_id,
        kind=theme.kind,
        name=name,
        named_by_person=True,
        status="accepted",
        excerpts=[],
    )
    session.add(made)
    session.flush()
    move(session, theme, excerpts, into=made, user=user, seen=seen)
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
    name = " ".join(name.split())
    if not name:
        raise Unprocessable(_l("Write a name for the theme."))
    if kind not in KINDS:
        raise Unprocessable(_l("Choose a kind."))
    theme = Theme(
        study_id=study.id,
        kind=kind,
        name=name,
        named_by_person=True,
        excerpts=[],
        status="accepted",
    )
    session.add(theme)
    session.flush()
    with _Deciding(session, [theme], "create", user, None):
        for excerpt in excerpts:
            session.add(ThemeExcerpt(theme_id=theme.id, excerpt_id=excerpt.id, origin="person"))
    return theme


def mark_key_quote(session: Session, excerpt: Excerpt, *, marked: bool) -> None:
    """Mark an excerpt as one that says it best, or no longer."""
    excerpt.key_quote = marked
    session.flush()


def last_decision(session: Session, study: Study, *, user: User) -> Decision | None:
    """Return the user's newest decision in the study that still stands."""
    return session.scalar(
        select(Decision)
        .where(
            Decision.study_id == study.id,
            Decision.user_id == user.id,
            Decision.undone_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )


def undo(session: Session, decision: Decision) -> None:
    """Put things back as they were before a decision.

    Raises Conflict when a later decision touches the same themes: that one has to go first.
    """
    touched = set(decision.before["themes"])
    later = session.scalars(
        select(Decision).where(
            Decision.study_id == decision.study_id,
            Decision.id > decision.id,
            Decision.undone_at.is_(None),
        )
    )
    if any(touched & set(other.before["themes"]) for other in later):
        raise Conflict(
            _l("Somebody has decided about the same theme since. Undo that decision first.")
        )
    for theme_id, state in decision.before["themes"].items():
        theme = session.get(Theme, int(theme_id))
        if theme is not None:
            _restore(session, theme, state)
    decision.undone_at = now()
    session.flush()


class _Deciding:
    """Frames a change: checks what the person saw, keeps the state before and after."""

    def __init__(
        self,
        session: Session,
        themes: Sequence[Theme],
        verb: str,
        user: User | None,
        seen: int | None,
    ) -> None:
        self.session, self.themes, self.verb, self.user = session, themes, verb, user
        self.parted: list[list[int]] = []
        if seen is not None and seen != themes[0].revision:
            raise Conflict(
                _l("Somebody else has changed this theme meanwhile. Look at it and decide again.")
            )

    def __enter__(self) -> _Deciding:
        self.before = self._state()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            return
        for theme in self.themes:
            theme.revision += 1
        self.session.flush()
        for theme in self.themes:
            self.session.expire(theme, ["excerpts"])
        self.row = Decision(
            study_id=self.themes[0].study_id,
            user_id=self.user.id if self.user else None,
            verb=self.verb,
            theme_id=self.themes[0].id,
            before={"themes": self.before},
            after={"themes": self._state(), "parted": self.parted},
        )
        self.session.add(self.row)
        self.session.flush()

    def _state(self) -> dict[str, Any]:
        return {str(theme.id): _state_of(theme) for theme in self.themes}


_FIELDS = ("status", "name", "named_by_person", "definition", "kind", "parent_id")


def _state_of(theme: Theme) -> dict[str, Any]:
    return {
        **{name: getattr(theme, name) for name in _FIELDS},
        "excerpts": sorted(
            [link.excerpt_id, link.origin, round(link.score, 4)] for link in theme.excerpts
        ),
    }


def _restore(session: Session, theme: Theme, state: dict[str, Any]) -> None:
    for name in _FIELDS:
        setattr(theme, name, state[name])
    theme.revision += 1
    session.execute(delete(ThemeExcerpt).where(ThemeExcerpt.theme_id == theme.id))
    session.expire(theme, ["excerpts"])
    wanted = {entry[0]: entry for entry in state["excerpts"]}
    alive = set(session.scalars(select(Excerpt.id).where(Excerpt.id.in_(wanted))))
    for excerpt_id in sorted(alive):
        _, origin, score = wanted[excerpt_id]
        session.add(
            ThemeExcerpt(theme_id=theme.id, excerpt_id=excerpt_id, origin=origin, score=score)
        )
    session.flush()
    session.expire(theme, ["excerpts"])


def _part(session: Session, theme: Theme, excerpts: Sequence[Excerpt], decision: _Deciding) -> None:
    links = {link.excerpt_id: link for link in theme.excerpts}
    missing = [excerpt for excerpt in excerpts if excerpt.id not in links]
    if missing or not excerpts:
        raise Conflict(_l("This quote is no longer in the theme. Load the page again."))
    for excerpt in excerpts:
        session.delete(links[excerpt.id])
        decision.parted.append([theme.id, excerpt.id])
