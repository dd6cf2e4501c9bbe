"""What the team's decisions teach the engine: gather them, keep the model, suggest what to judge.

A quote in an accepted theme is of the theme's kind; one in a rejected theme is not, nor is one
that a person took out of the study's themes of that kind.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey_app.collect.models import Passage
from survey_app.db import now
from survey_app.nlp.documents import Document
from survey_app.studies.models import Study
from survey_app.themes import corpus
from survey_app.themes.models import KINDS, Decision, Excerpt, LearntModel, Theme, ThemeExcerpt

MIN_DECISIONS = 50  # the same as in nlp.learning, which the web process does not load


@dataclass(frozen=True, slots=True)
class Learning:
    """The panel: how much has been decided, what was learnt, and whether it is in use."""

    n_decisions: int
    learnt: LearntModel | None

    @property
    def in_use(self) -> bool:
        """Whether analyses read with the team's own model."""
        return self.learnt is not None and bool(self.learnt.weights)

    @property
    def n_missing(self) -> int:
        """How many more decisions are needed to learn from."""
        return max(0, MIN_DECISIONS - self.n_decisions)


def learning(session: Session, study: Study) -> Learning:
    """Return how far the study's learning is."""
    return Learning(len(judged_places(session, study)), learnt_model(session, study))


def learnt_model(session: Session, study: Study) -> LearntModel | None:
    """Return what the study's decisions taught, if they ever did."""
    return session.scalar(select(LearntModel).where(LearntModel.study_id == study.id))


def judged_places(session: Session, study: Study) -> dict[tuple[int, str], bool]:
    """Return what people said of excerpts: (excerpt, kind) to whether it is of the kind.

    Where people said both, the theme that stands now counts: accepted, else rejected, else taken
    out.
    """
    themes = session.scalars(
        select(Theme)
        .where(Theme.study_id == study.id, Theme.status.in_(("accepted", "rejected")))
        .options(selectinload(Theme.excerpts))
        .order_by(Theme.id)
    ).all()
    kind_of = {
        row[0]: row[1]
        for row in session.execute(select(Theme.id, Theme.kind).where(Theme.study_id == study.id))
    }
    found: dict[tuple[int, str], bool] = {}
    for after in session.scalars(
        select(Decision.after).where(
            Decision.study_id == study.id,
            Decision.verb == "remove",
            Decision.undone_at.is_(None),
        )
    ):
        for theme_id, excerpt_id in after.get("parted", []):
            if theme_id in kind_of:
                found[excerpt_id, kind_of[theme_id]] = False
    for status, right in (("rejected", False), ("accepted", True)):
        for theme in themes:
            if theme.status == status:
                for link in theme.excerpts:
                    found[link.excerpt_id, theme.kind] = right
    return found


def judgements(session: Session, study: Study) -> list[tuple[Document, int, int, str, bool]]:
    """Gather the decisions with their texts, as the engine learns from them."""
    places = judged_places(session, study)
    documents = {one.id: one for one in corpus.gather(session, study).documents}
    excerpts = {
        one.id: one for one in session.scalars(select(Excerpt).where(Excerpt.study_id == study.id))
    }
    found = []
    for (excerpt_id, kind), right in sorted(places.items()):
        excerpt = excerpts.get(excerpt_id)
        document = documents.get(str(excerpt.passage_id)) if excerpt else None
        if excerpt and document and document.text[excerpt.start : excerpt.end] == excerpt.quote:
            found.append((document, excerpt.start, excerpt.end, kind, right))
    return found


def keep(session: Session, study: Study, lesson: Any) -> LearntModel:
    """Store a lesson of nlp.learning; where nothing got better, the shipped weights stay in use."""
    learnt = learnt_model(session, study)
    if learnt is None:
        learnt = LearntModel(study_id=study.id)
        session.add(learnt)
    learnt.weights = lesson.model.as_data() if lesson.changes_anything else {}
    learnt.kinds = {kind: asdict(one) for kind, one in lesson.kinds.items()}
    learnt.n_decisions = lesson.n_decisions
    learnt.made_at = now()
    session.flush()
    return learnt


def forget(session: Session, study: Study) -> None:
    """Return to the shipped model; the decisions stay, and can be learnt from again."""
    learnt = learnt_model(session, study)
    if learnt is not None:
        session.delete(learnt)
        session.flush()


def most_instructive(session: Session, study: Study, *, n: int = 10) -> list[str]:
    """Return the ids of the quotes whose review would teach most: least sure, all different.

    Nobody has judged them yet, and no two share most of their words.
    """
    judged = {excerpt_id for excerpt_id, _ in judged_places(session, study)}
    rows = session.execute(
        select(Excerpt, Passage.language)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Excerpt.study_id == study.id, Theme.status == "suggested")
        .order_by(Excerpt.id)
    )
    doubtful: dict[int, tuple[float, str, frozenset[str]]] = {}
    for one, _language in rows:
        scores = [score for kind, score in one.scores.items() if kind in one.labels]
        if scores and one.id not in judged:
            doubt = min(abs(score - 0.5) for score in scores)
            doubtful[one.id] = doubt, one.quote, _words(one.quote)
    chosen: list[int] = []
    for key, (_, _, words) in sorted(doubtful.items(), key=lambda item: (item[1][0], item[0])):
        taken = [doubtful[other][2] for other in chosen]
        if words and all(len(words & other) <= len(words | other) / 2 for other in taken):
            chosen.append(key)
        if len(chosen) == n:
            break
    return [str(key) for key in chosen]


def _words(quote: str) -> frozenset[str]:
    """Words, or pairs of Chinese characters: enough to tell two quotes apart in a page's time."""
    words = re.findall(r"[^\W\d_]+", quote.lower())
    found = set()
    for word in words:
        dense = "\u4e00" <= word[0] <= "\u9fff"
        found |= {word[at : at + 2] for at in range(len(word) - 1)} if dense else {word}
    return frozenset(found)


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
