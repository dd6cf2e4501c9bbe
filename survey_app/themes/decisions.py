"""How a decision is kept: who changed what, the state before and after, and how to go back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from survey_app.accounts.models import User
from survey_app.db import MAX_ID, now
from survey_app.errors import Conflict
from survey_app.studies.models import Study
from survey_app.themes import left_over
from survey_app.themes.models import Decision, Excerpt, Theme, ThemeComment, ThemeExcerpt
from survey_app.themes.tallies import newest_run, recount

# The room of coding by hand, which is to the right, says how its decisions are taken back.
CODING_REVERTED: list[Callable[[Session, Mapping[str, Any]], None]] = []
_FIELDS = (
    "status",
    "name",
    "named_by_person",
    "definition",
    "kind",
    "parent_id",
    "our_answer",
    "rubric",
    "objection_type",
)


class Deciding:
    """Frames a change: checks what the person saw, keeps the state before and after.

    Raises Conflict when the first theme is no longer as the person saw it. Themes in `made` came
    into being by this decision; undoing it takes them away again.
    """

    def __init__(
        self,
        session: Session,
        themes: Sequence[Theme],
        verb: str,
        user: User | None,
        seen: int | None,
        *,
        made: Collection[Theme] = (),
    ) -> None:
        self.session, self.themes, self.verb, self.user = session, themes, verb, user
        self.made = {theme.id for theme in made}
        self.parted: list[list[int]] = []
        if seen is not None and seen != themes[0].revision:
            raise Conflict(
                _l("Somebody else has changed this theme meanwhile. Look at it and decide again.")
            )

    def __enter__(self) -> Deciding:
        self.before = {
            key: None if int(key) in self.made else state for key, state in self._state().items()
        }
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
        recount(self.session, self.themes, newest_run(self.session, self.row.study_id))
        left_over.keep(self.session, self.row.study_id)

    def part(self, theme: Theme, excerpts: Sequence[Excerpt]) -> None:
        """Take excerpts out of a theme; no run puts them back while the decision stands.

        Raises Conflict when one of them is not in the theme any more.
        """
        links = {link.excerpt_id: link for link in theme.excerpts}
        if not excerpts or any(excerpt.id not in links for excerpt in excerpts):
            raise Conflict(_l("This quote is no longer in the theme. Load the page again."))
        for excerpt in excerpts:
            self.session.delete(links[excerpt.id])
            self.parted.append([theme.id, excerpt.id])

    def _state(self) -> dict[str, Any]:
        return {str(theme.id): _state_of(theme) for theme in self.themes}


def note(
    session: Session,
    theme: Theme,
    verb: str,
    user: User | None,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Decision:
    """Keep a decision that leaves the theme as it is, such as a remark; no page goes stale."""
    row = Decision(
        study_id=theme.study_id,
        user_id=user.id if user else None,
        verb=verb,
        theme_id=theme.id,
        before={"themes": {}, **before},
        after={"themes": {}, **after},
    )
    session.add(row)
    session.flush()
    return row


def since(session: Session, theme: Theme, revision: int) -> Sequence[Decision]:
    """Return what others have decided about a theme after its page showed this revision."""
    missed = max(0, theme.revision - revision)
    rows = session.scalars(
        select(Decision)
        .where(Decision.study_id == theme.study_id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(200)
    )
    return [row for row in rows if str(theme.id) in row.before["themes"]][:missed]


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


def own_decision(session: Session, study: Study, number: int, *, user: User) -> Decision | None:
    """Return a decision of the user's in the study, if it still stands."""
    if not 0 < number <= MAX_ID:
        return None
    return session.scalar(
        select(Decision).where(
            Decision.id == number,
            Decision.study_id == study.id,
            Decision.user_id == user.id,
            Decision.undone_at.is_(None),
        )
    )


def latest(session: Session, study: Study, *, limit: int) -> Sequence[tuple[Decision, User | None]]:
    """Return the study's newest decisions, each with who took it."""
    rows = session.execute(
        select(Decision, User)
        .outerjoin(User, User.id == Decision.user_id)
        .where(Decision.study_id == study.id)
        .order_by(Decision.id.desc())
        .limit(limit)
    )
    return [(decision, user) for decision, user in rows]


def name_in(decision: Decision) -> str:
    """Return the name of the theme that a decision was about, as it was called afterwards."""
    key = str(decision.theme_id)
    for states in (decision.after["themes"], decision.before["themes"]):
        if states.get(key):
            return str(states[key]["name"])
    if "coding" in decision.after:
        return str(decision.after["coding"]["name"])
    session = object_session(decision)
    theme = session.get(Theme, decision.theme_id) if session and decision.theme_id else None
    return theme.name if theme else ""


def undo(session: Session, decision: Decision) -> None:
    """Take back what a decision changed; what an analysis has added since stays.

    Raises Conflict when it is undone already, or when a later decision touches the same themes:
    that one has to go first.
    """
    if decision.undone_at is not None:
        raise Conflict(_l("This has been undone already."))
    touched = set(decision.before["themes"])
    later = session.scalars(
        select(Decision).where(
            Decision.study_id == decision.study_id,
            Decision.id > decision.id,
            Decision.undone_at.is_(None),
        )
    )
    coding = decision.before.get("coding")
    if coding is not None:
        touched |= {str(coding["theme"])}
    if any(touched & set(other.before["themes"]) for other in later):
        raise Conflict(
            _l("Somebody has decided about the same theme since. Undo that decision first.")
        )
    decision.undone_at = now()
    after = decision.after["themes"]
    left = []
    for key, before in decision.before["themes"].items():
        theme = session.get(Theme, int(key))
        if theme is None:
            continue
        if before is None:
            session.delete(theme)
        else:
            _revert(session, theme, before, after[key])
            left.append(theme)
    _revert_notes(session, decision)
    if coding is not None:
        for revert in CODING_REVERTED:
            revert(session, coding)
    session.flush()
    recount(session, left, newest_run(session, decision.study_id))
    left_over.keep(session, decision.study_id)


def placed(state: Mapping[str, Any]) -> dict[int, tuple[str, float]]:
    """Return the excerpts of a kept state: id to (who put it there, how well it fits)."""
    return {entry[0]: (entry[1], entry[2]) for entry in state["excerpts"]}


def _state_of(theme: Theme) -> dict[str, Any]:
    return {
        **{name: getattr(theme, name) for name in _FIELDS},
        "excerpts": sorted(
            [link.excerpt_id, link.origin, round(link.score, 4)] for link in theme.excerpts
        ),
    }


def _revert_notes(session: Session, decision: Decision) -> None:
    for excerpt_id, was in decision.before.get("key_quotes", {}).items():
        excerpt = session.get(Excerpt, int(excerpt_id))
        if excerpt is not None:
            excerpt.key_quote = was
    for comment_id, stood in decision.before.get("comments", {}).items():
        comment = session.get(ThemeComment, int(comment_id))
        if comment is not None:
            comment.removed_at = None if stood else now()


def _revert(
    session: Session, theme: Theme, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    for name in _FIELDS:
        if name in before and before[name] != after[name]:
            setattr(theme, name, before[name])
    theme.revision += 1
    was, became = placed(before), placed(after)
    links = {link.excerpt_id: link for link in theme.excerpts}
    for excerpt_id in became.keys() - was.keys() & links.keys():
        session.delete(links[excerpt_id])
    wanted = was.keys() - links.keys() - became.keys()
    alive = session.scalars(select(Excerpt.id).where(Excerpt.id.in_(wanted)))
    for excerpt_id in sorted(alive):
        origin, score = was[excerpt_id]
        session.add(
            ThemeExcerpt(theme_id=theme.id, excerpt_id=excerpt_id, origin=origin, score=score)
        )
    session.flush()
    session.expire(theme, ["excerpts"])
