"""Which quotes to decide on next: those that would teach the engine most."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.studies.models import Study
from survey_app.themes.learning import judged_places
from survey_app.themes.models import KINDS, Excerpt, Theme, ThemeExcerpt


def most_instructive(session: Session, study: Study, *, n: int = 10) -> list[int]:
    """Return the ids of the quotes whose review would teach most: least sure, all different.

    Nobody has judged them yet, and no two share most of their words.
    """
    judged = {excerpt_id for excerpt_id, _ in judged_places(session, study)}
    rows = session.scalars(
        select(Excerpt)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Excerpt.study_id == study.id, Theme.status == "suggested")
        .order_by(Excerpt.id)
    )
    doubtful: dict[int, tuple[float, frozenset[str]]] = {}
    for one in rows:
        scores = [score for kind, score in one.scores.items() if kind in one.labels]
        if scores and one.id not in judged:
            doubtful[one.id] = min(abs(score - 0.5) for score in scores), _words(one.quote)
    chosen: list[int] = []
    for key, (_, words) in sorted(doubtful.items(), key=lambda item: (item[1][0], item[0])):
        taken = [doubtful[other][1] for other in chosen]
        if words and all(len(words & other) <= len(words | other) / 2 for other in taken):
            chosen.append(key)
        if len(chosen) == n:
            break
    return chosen


def themes_to_review(session: Session, study: Study, excerpt_ids: list[int]) -> dict[int, Theme]:
    """Return for each excerpt the suggestion in which it waits for a decision, if any."""
    rows = session.execute(
        select(ThemeExcerpt.excerpt_id, Theme)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(
            Theme.study_id == study.id,
            Theme.status == "suggested",
            Theme.kind.in_(KINDS),
            ThemeExcerpt.excerpt_id.in_(excerpt_ids),
        )
        .order_by(Theme.id.desc())
    )
    return {row[0]: row[1] for row in rows}


def _words(quote: str) -> frozenset[str]:
    """Words, or pairs of Chinese characters: enough to tell two quotes apart in a page's time."""
    words = re.findall(r"[^\W\d_]+", quote.lower())
    found = set()
    for word in words:
        dense = "\u4e00" <= word[0] <= "\u9fff"
        found |= {word[at : at + 2] for at in range(len(word) - 1)} if dense else {word}
    return frozenset(found)
