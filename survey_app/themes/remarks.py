"""Verbs that leave a theme as it is: mark the quote that says it best, leave a comment."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.db import now
from survey_app.errors import Conflict, Forbidden, Unprocessable
from survey_app.themes.decisions import note
from survey_app.themes.models import Decision, Excerpt, Theme, ThemeComment

MAX_COMMENT_CHARS = 2_000


def mark_key_quote(
    session: Session, theme: Theme, excerpt: Excerpt, *, marked: bool, user: User | None
) -> Decision:
    """Mark an excerpt as one that says it best, or no longer."""
    was, excerpt.key_quote = excerpt.key_quote, marked
    return note(
        session,
        theme,
        "key" if marked else "unkey",
        user,
        before={"key_quotes": {str(excerpt.id): was}},
        after={"key_quotes": {str(excerpt.id): marked}},
    )


def comment(
    session: Session, theme: Theme, *, text: str, user: User | None, excerpt: Excerpt | None = None
) -> ThemeComment:
    """Leave a comment on a theme, or on one of its quotes."""
    text = text.strip()
    if not text:
        raise Unprocessable(_l("Write what you want to remark."))
    if len(text) > MAX_COMMENT_CHARS:
        raise Unprocessable(_l("Shorten the comment to 2000 characters."))
    if excerpt is not None and excerpt.id not in {link.excerpt_id for link in theme.excerpts}:
        raise Conflict(_l("This quote is no longer in the theme. Load the page again."))
    made = ThemeComment(
        theme_id=theme.id,
        excerpt_id=excerpt.id if excerpt else None,
        user_id=user.id if user else None,
        text=text,
    )
    session.add(made)
    session.flush()
    key = str(made.id)
    note(session, theme, "comment", user,
         before={"comments": {key: False}}, after={"comments": {key: True}})  # fmt: skip
    return made


def take_comment_back(
    session: Session, theme: Theme, made: ThemeComment, *, user: User | None
) -> Decision:
    """Remove one's own comment; undoing shows it again."""
    if user is None or made.user_id != user.id:
        raise Forbidden(_l("Only who wrote a comment can remove it."))
    made.removed_at = now()
    key = str(made.id)
    return note(session, theme, "uncomment", user,
                before={"comments": {key: True}}, after={"comments": {key: False}})  # fmt: skip
