"""Verbs of coding: put words into a theme, confirm a suggestion, take words out again.

Each is a decision of the review (`themes.decisions`): kept, undoable, and it survives every run.
It keeps only what it changed, so that a long talk is coded as quickly as a short one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import column, exists, func, select, table
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.coding import queries
from survey_app.coding.models import Coding
from survey_app.collect.models import Passage
from survey_app.errors import Conflict, Unprocessable
from survey_app.studies.models import Study
from survey_app.themes import decisions
from survey_app.themes import services as themes
from survey_app.themes.decisions import CODING_REVERTED
from survey_app.themes.models import Decision, Excerpt, Theme, ThemeComment, ThemeExcerpt

VISIBLE = ("suggested", "accepted")


def code(
    session: Session, passage: Passage, *, start: int, end: int, theme: Theme, user: User
) -> Decision:
    """Put the words of a passage between two places (code points, half-open) into a theme.

    Spaces at both ends are left out. Where a machine had put the same words there, a person has
    confirmed it. Raises Unprocessable for a place outside of the text or without words.
    """
    text = passage.text
    if passage.by_interviewer:
        raise Unprocessable(_l("These are the interviewer’s own words; themes hold customers’."))
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise Unprocessable(_l("Mark at least one word of the text."))
    if theme.study_id != passage.study_id or theme.status not in VISIBLE:
        raise Unprocessable(_l("That theme is no longer there. Choose another one."))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    excerpt = queries.excerpt_at(session, passage, start, end)
    made = excerpt is None
    if excerpt is None:
        excerpt = Excerpt(
            study_id=passage.study_id,
            passage_id=passage.id,
            start=start,
            end=end,
            quote=text[start:end],
            passage_sha256=passage.sha256,
            labels=[theme.kind],
            origin="person",
        )
        session.add(excerpt)
        session.flush()
    return _change(session, theme, excerpt, user, verb="put", present=True, made=made)


def take_out(session: Session, theme: Theme, excerpt: Excerpt, *, user: User) -> Decision:
    """Take words out of a theme: one's own coding, or a suggestion that does not hold.

    What a colleague has put there too stays; a run does not put back what is gone. Raises
    Conflict when the words are not in the theme any more.
    """
    if session.get(ThemeExcerpt, (theme.id, excerpt.id)) is None:
        raise Conflict(_l("This quote is no longer in the theme. Load the page again."))
    return _change(session, theme, excerpt, user, verb="remove", present=False)


def theme_for(
    session: Session, study: Study, *, theme: Theme | None, kind: str, name: str, user: User
) -> Theme:
    """Return the chosen theme, or make one where only a name was typed."""
    if theme is not None:
        return theme
    if not name.strip():
        raise Unprocessable(_l("Choose a theme, or write a name for a new one."))
    return themes.create(session, study, kind=kind, name=name, user=user)


def _change(
    session: Session,
    theme: Theme,
    excerpt: Excerpt,
    user: User,
    *,
    verb: str,
    present: bool,
    made: bool = False,
) -> Decision:
    """Set whether the user's coding is there; the link to the theme follows, and both are kept."""
    # Words that were marked only now cannot stand anywhere yet.
    link = None if made else session.get(ThemeExcerpt, (theme.id, excerpt.id))
    own = None if made else session.get(Coding, (theme.id, excerpt.id, user.id))
    before = {"link": [link.origin, link.score] if link else None, "coded": own is not None}
    labels = list(excerpt.labels)
    if present:
        if own is None:
            session.add(Coding(theme_id=theme.id, excerpt_id=excerpt.id, user_id=user.id))
        if link is None:
            link = ThemeExcerpt(theme_id=theme.id, excerpt_id=excerpt.id, origin="person")
            session.add(link)
        link.origin = "person"
        if theme.kind not in excerpt.labels:
            excerpt.labels = [*excerpt.labels, theme.kind]
    else:
        if own is not None:
            session.delete(own)
            session.flush()
        others = session.scalar(
            select(func.count())
            .select_from(Coding)
            .where(Coding.theme_id == theme.id, Coding.excerpt_id == excerpt.id)
        )
        if link is not None and not others:
            session.delete(link)
            link = None
            if excerpt.origin == "person":  # else the words would wait for a theme of this kind
                excerpt.labels = [one for one in excerpt.labels if one != theme.kind]
    after = {"link": [link.origin, link.score] if link else None, "coded": present}
    place = {"theme": theme.id, "excerpt": excerpt.id, "user": user.id}
    gone = before["link"] is not None and after["link"] is None
    return decisions.note(
        session,
        theme,
        verb,
        user,
        before={"coding": {**place, **before, "labels": labels, "excerpt_made": made}},
        after={
            "coding": {**place, **after, "name": theme.name},
            "parted": [[theme.id, excerpt.id]] if gone else [],
        },
    )


def take_back(session: Session, before: Mapping[str, Any]) -> None:
    """Bring one coding back to what it was before a decision; words marked for it alone go."""
    theme_id, excerpt_id, user_id = before["theme"], before["excerpt"], before["user"]
    excerpt, theme = session.get(Excerpt, excerpt_id), session.get(Theme, theme_id)
    if excerpt is None or theme is None:
        return
    own = session.get(Coding, (theme_id, excerpt_id, user_id))
    if before["coded"] and own is None:
        session.add(Coding(theme_id=theme_id, excerpt_id=excerpt_id, user_id=user_id))
    if not before["coded"] and own is not None:
        session.delete(own)
    session.flush()
    link = session.get(ThemeExcerpt, (theme_id, excerpt_id))
    coded = select(Coding).where(Coding.theme_id == theme_id, Coding.excerpt_id == excerpt_id)
    if before["link"] is None and link is not None and session.scalar(coded) is None:
        session.delete(link)
        session.flush()
        excerpt.labels = before["labels"]
    elif before["link"] is not None and link is None:
        origin, score = before["link"]
        session.add(
            ThemeExcerpt(theme_id=theme_id, excerpt_id=excerpt_id, origin=origin, score=score)
        )
        excerpt.labels = before["labels"]
    elif before["link"] is not None and link is not None and session.scalar(coded) is None:
        link.origin = before["link"][0]
    if before["excerpt_made"] and not _is_used(session, excerpt):
        session.delete(excerpt)
    session.flush()


def _is_used(session: Session, excerpt: Excerpt) -> bool:
    """Whether anything else refers to an excerpt by now."""
    evidence = table("evidence", column("excerpt_id"))  # of a room to the right
    return excerpt.key_quote or any(
        session.scalar(select(exists().where(owner == excerpt.id)))
        for owner in (ThemeExcerpt.excerpt_id, ThemeComment.excerpt_id, evidence.c.excerpt_id)
    )


CODING_REVERTED.append(take_back)
