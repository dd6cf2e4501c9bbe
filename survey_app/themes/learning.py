"""What decisions teach the engine: gather them from all studies of the workspace, keep the model.

A quote in an accepted theme is of the theme's kind; one in a rejected theme is not, nor is one
that a person took out of a study's themes of that kind. Customers word things the same in every
study of a company, so its decisions are one body; each study may still read as shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.db import now
from survey_app.nlp.documents import Document
from survey_app.studies.models import Study
from survey_app.themes import corpus
from survey_app.themes.models import (
    Decision,
    Excerpt,
    LearntModel,
    ShippedReading,
    Theme,
    ThemeExcerpt,
)

MIN_DECISIONS = 50  # the same as in nlp.learning, which the web process does not load


@dataclass(frozen=True, slots=True)
class Learning:
    """The panel: how much has been decided, what was learnt, and whether it is in use here."""

    n_decisions: int  # in all studies of the workspace
    n_here: int
    learnt: LearntModel | None
    as_shipped: bool  # this study was sent back to the shipped model

    @property
    def in_use(self) -> bool:
        """Whether this study's analyses read with the workspace's own model."""
        return self.learnt is not None and bool(self.learnt.weights) and not self.as_shipped

    @property
    def n_missing(self) -> int:
        """How many more decisions are needed to learn from."""
        return max(0, MIN_DECISIONS - self.n_decisions)


def learning(session: Session, study: Study) -> Learning:
    """Return how far the workspace's learning is, as seen from one study."""
    return Learning(
        len(_judged(session, _study_ids(session, study.workspace_id))),
        len(judged_places(session, study)),
        learnt_model(session, study),
        session.get(ShippedReading, study.id) is not None,
    )


def learnt_model(session: Session, study: Study) -> LearntModel | None:
    """Return what the decisions of the study's workspace taught, if they ever did."""
    return session.scalar(select(LearntModel).where(LearntModel.workspace_id == study.workspace_id))


def weights_for(session: Session, study: Study) -> dict[str, Any] | None:
    """Return the weights that the study's analyses read with; None means those that are shipped."""
    if session.get(ShippedReading, study.id) is not None:
        return None
    learnt = learnt_model(session, study)
    return learnt.weights or None if learnt else None


def judged_places(session: Session, study: Study) -> dict[tuple[int, str], bool]:
    """Return what people said of a study's excerpts: (excerpt, kind) to whether it is of the kind.

    Where people said both, the theme that stands now counts: accepted, else rejected, else taken
    out.
    """
    return _judged(session, [study.id])


def judgements(session: Session, study: Study) -> list[tuple[Document, int, int, str, bool]]:
    """Gather the decisions of all studies of the workspace with their texts, to learn from."""
    found = []
    for study_id in _study_ids(session, study.workspace_id):
        places = _judged(session, [study_id])
        if not places:
            continue
        one_study = session.get_one(Study, study_id)
        documents = {one.id: one for one in corpus.gather(session, one_study).documents}
        excerpts = {
            one.id: one
            for one in session.scalars(select(Excerpt).where(Excerpt.study_id == study_id))
        }
        for (excerpt_id, kind), right in sorted(places.items()):
            excerpt = excerpts.get(excerpt_id)
            document = documents.get(str(excerpt.passage_id)) if excerpt else None
            if excerpt and document and document.text[excerpt.start : excerpt.end] == excerpt.quote:
                found.append((document, excerpt.start, excerpt.end, kind, right))
    return found


def keep(session: Session, study: Study, lesson: Any) -> LearntModel:
    """Store a lesson of nlp.learning for the workspace; the study that asked for it reads with it.

    Where nothing got better, the shipped weights stay in use.
    """
    learnt = learnt_model(session, study)
    if learnt is None:
        learnt = LearntModel(workspace_id=study.workspace_id)
        session.add(learnt)
    learnt.weights = lesson.model.as_data() if lesson.changes_anything else {}
    learnt.kinds = {kind: asdict(one) for kind, one in lesson.kinds.items()}
    learnt.n_decisions = lesson.n_decisions
    learnt.made_at = now()
    use_learnt(session, study)
    return learnt


def use_shipped(session: Session, study: Study) -> None:
    """Send one study back to the shipped model; what was learnt stays for the others."""
    if session.get(ShippedReading, study.id) is None:
        session.add(ShippedReading(study_id=study.id))
    session.flush()


def use_learnt(session: Session, study: Study) -> None:
    """Let a study read with what the workspace's decisions taught."""
    choice = session.get(ShippedReading, study.id)
    if choice is not None:
        session.delete(choice)
    session.flush()


def _study_ids(session: Session, workspace_id: int) -> Sequence[int]:
    return session.scalars(
        select(Study.id).where(Study.workspace_id == workspace_id).order_by(Study.id)
    ).all()


def _judged(session: Session, study_ids: Sequence[int]) -> dict[tuple[int, str], bool]:
    found: dict[tuple[int, str], bool] = {}
    parted = [
        pair
        for after in session.scalars(
            select(Decision.after).where(
                Decision.study_id.in_(study_ids),
                Decision.verb == "remove",
                Decision.undone_at.is_(None),
            )
        )
        for pair in after.get("parted", [])
    ]
    if parted:
        themes = select(Theme.id, Theme.kind).where(Theme.study_id.in_(study_ids))
        kind_of = {row.id: row.kind for row in session.execute(themes)}
        for theme_id, excerpt_id in parted:
            if theme_id in kind_of:
                found[excerpt_id, kind_of[theme_id]] = False
    rows = session.execute(
        select(ThemeExcerpt.excerpt_id, Theme.kind, Theme.status)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Theme.study_id.in_(study_ids), Theme.status.in_(("accepted", "rejected")))
    ).all()
    for status, right in (("rejected", False), ("accepted", True)):
        for excerpt_id, kind, standing in rows:
            if standing == status:
                found[excerpt_id, kind] = right
    return found
