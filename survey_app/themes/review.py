"""What the review page shows around the chosen theme: tabs, the list, the state of the analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import User
from survey_app.jobs import Job
from survey_app.studies.models import Study
from survey_app.themes import corpus, decisions, queries, tasks
from survey_app.themes.models import KINDS, AnalysisRun, Decision
from survey_app.themes.queries import RankedTheme
from survey_app.themes.review_order import as_tree

ASIDE = ("rejected", "merged")


@dataclass(frozen=True, slots=True)
class Analysis:
    """How far the reading is: the last run, what came since, and a job that runs or failed."""

    run: AnalysisRun | None
    n_passages: int
    n_new: int
    job: Job | None

    @property
    def is_running(self) -> bool:
        """Whether an analysis waits or runs now."""
        return self.job is not None and self.job.is_open

    @property
    def has_failed(self) -> bool:
        """Whether the last analysis came to nothing."""
        return self.job is not None and self.job.status == "failed"


@dataclass(frozen=True, slots=True)
class Desk:
    """The frame of the review: one kind's themes by rank, and what else there is of the kind."""

    kind: str
    counts: dict[str, int]
    themes: list[RankedTheme]
    n_ungrouped: int
    n_aside: int
    analysis: Analysis
    to_undo: Decision | None


def analysis(session: Session, study: Study) -> Analysis:
    """Return how far the reading of the study's answers and notes is."""
    run = queries.latest_run(session, study)
    total = corpus.n_passages(session, study)
    return Analysis(
        run=run,
        n_passages=total,
        n_new=max(0, total - run.n_passages) if run else total,
        job=jobs.latest_job(session, tasks.ANALYSE, study_id=study.id),
    )


def desk(session: Session, study: Study, *, kind: str, user: User) -> Desk:
    """Lay out the themes of one kind; an unknown or missing kind is the first that has any."""
    state = analysis(session, study)  # first: its run stays at hand for all that follows
    counts = queries.counts(session, study)
    if kind not in KINDS:
        kind = next((one for one in KINDS if counts[one]), KINDS[0])
    return Desk(
        kind=kind,
        counts=counts,
        themes=as_tree(queries.ranked(session, study, kind=kind)),
        n_ungrouped=queries.n_ungrouped(session, study, kind),
        n_aside=queries.n_of(session, study, kind=kind, statuses=ASIDE),
        analysis=state,
        to_undo=decisions.last_decision(session, study, user=user),
    )


def first_open(themes: Sequence[RankedTheme]) -> RankedTheme | None:
    """Return the first suggestion in the list, else the first theme."""
    waiting = (theme for theme in themes if theme.status == "suggested")
    return next(waiting, themes[0] if themes else None)


def next_after(themes: Sequence[RankedTheme], theme_id: int) -> int | None:
    """Return the suggestion that comes after a theme in the list, or before it, or None."""
    ids = [theme.id for theme in themes]
    at = ids.index(theme_id) if theme_id in ids else -1
    waiting = [theme.id for theme in (*themes[at + 1 :], *themes[: max(at, 0)])
               if theme.status == "suggested"]  # fmt: skip
    return waiting[0] if waiting else None
