"""Taking people out of themes and out of the decisions that were taken about them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey_app.privacy.scrubbing import GONE, Scrubber, is_empty
from survey_app.studies.models import Study
from survey_app.themes.models import Decision, Theme, ThemeComment, ThemeExcerpt


def themes_citing(session: Session, study: Study, excerpts: Collection[int]) -> set[int]:
    """Return the ids of the themes that hold any of these quotes."""
    rows = session.execute(
        select(ThemeExcerpt.theme_id, ThemeExcerpt.excerpt_id)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Theme.study_id == study.id)
    )
    return {theme_id for theme_id, excerpt_id in rows if excerpt_id in excerpts}


def tidy_themes(session: Session, study: Study, touched: Collection[int]) -> set[int]:
    """Tell reviewers that these themes changed; delete suggestions that nobody voices any more."""
    deleted = set()
    themes = session.scalars(
        select(Theme)
        .where(Theme.study_id == study.id)
        .options(selectinload(Theme.excerpts))
        .execution_options(populate_existing=True)
    )
    for theme in themes:
        if theme.id not in touched:
            continue
        theme.revision += 1
        if theme.status == "suggested" and not theme.excerpts:
            deleted.add(theme.id)
            session.delete(theme)
    session.flush()
    return deleted


def scrub_themes(session: Session, study: Study, scrubber: Scrubber) -> dict[str, str]:
    """Take the person's words out of names, phrases and definitions; returns old to new names."""
    renamed = {}
    for theme in session.scalars(select(Theme).where(Theme.study_id == study.id)):
        theme.our_answer = scrubber.text(theme.our_answer)
        theme.rubric = scrubber.text(theme.rubric)
        phrases = [phrase for phrase in theme.keyphrases if scrubber.text(phrase) == phrase]
        definition, name = scrubber.text(theme.definition), scrubber.text(theme.name)
        if (phrases, definition, name) == (theme.keyphrases, theme.definition, theme.name):
            continue
        if is_empty(name):
            name = phrases[0] if phrases else f"{GONE} {theme.id}"
        if name != theme.name:
            renamed[theme.name] = name
        theme.keyphrases, theme.definition, theme.name = phrases, definition, name
        theme.revision += 1
    remarks = select(ThemeComment).join(Theme, Theme.id == ThemeComment.theme_id)
    for comment in session.scalars(remarks.where(Theme.study_id == study.id)):
        comment.text = scrubber.text(comment.text)
    session.flush()
    return renamed


def scrub_decisions(
    session: Session,
    study: Study,
    scrubber: Scrubber,
    *,
    excerpts: Collection[int],
    themes: Collection[int],
) -> None:
    """Take words, quotes and deleted themes out of what decisions remember."""
    for decision in session.scalars(select(Decision).where(Decision.study_id == study.id)):
        before = _cleaned(decision.before, scrubber, excerpts, themes)
        after = _cleaned(decision.after, scrubber, excerpts, themes)
        if before != decision.before:
            decision.before = before
        if after != decision.after:
            decision.after = after
    session.flush()


def _cleaned(
    document: dict[str, Any],
    scrubber: Scrubber,
    excerpts: Collection[int],
    themes: Collection[int],
) -> dict[str, Any]:
    cleaned: dict[str, Any] = scrubber.document(document)
    if "parted" in cleaned:
        cleaned["parted"] = [pair for pair in cleaned["parted"] if pair[1] not in excerpts]
    if "themes" not in cleaned:
        return cleaned
    cleaned["themes"] = {
        key: state
        and {
            **state,
            "excerpts": [entry for entry in state.get("excerpts", ()) if entry[0] not in excerpts],
        }
        for key, state in cleaned["themes"].items()
        if int(key) not in themes
    }
    return cleaned
