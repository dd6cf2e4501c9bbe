"""The analysis as a job: gather → the engine decides → apply, with progress for people."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from survey_app import __version__
from survey_app.collect.passages import catch_up
from survey_app.db import db, now, write_transaction
from survey_app.errors import Unprocessable
from survey_app.jobs import Job, Progress, every_minute, handler
from survey_app.nlp.documents import KINDS
from survey_app.studies.models import Study
from survey_app.themes import corpus, learning, runs, shares
from survey_app.themes.models import AnalysisShare
from survey_app.themes.voices import voices

ANALYSE = "themes.analyse"
READ = shares.READ
LEARN = "themes.learn"


@handler(READ)
def read(job: Job, progress: Progress) -> dict[str, Any]:
    """Read one share of a study's passages for an analysis that several workers do together."""
    session: Session = db.session()
    share = session.get(AnalysisShare, job.params["share_id"])
    if share is None:  # the analysis was given up
        return {}
    study = session.get_one(Study, job.study_id)
    shares.read(session, study, share, progress=lambda done: progress(done, ""))
    return {}


@handler(ANALYSE)
def analyse(job: Job, progress: Progress) -> dict[str, Any]:
    """Read everything that was said in a study and suggest themes.

    Reading is shared among the workers; this one takes part in it, and then groups what was read.
    """
    from survey_app.nlp.model import shipped_model

    started_at = now()
    session: Session = db.session()
    study = session.get_one(Study, job.study_id)
    study_id = study.id
    with force_locale(job.params.get("language") or study.language):
        progress(0.02, gettext("Reading the answers and notes"))
        catch_up(study_id)
        if not corpus.n_passages(session, study):
            raise Unprocessable(
                gettext("There are no answers or notes to read yet. Come back when there are.")
            )
        looking = gettext("Looking for pains, goals, objections and praise")
        shares.read_all(job, study_id, progress=lambda done: progress(0.05 + 0.4 * done, looking))
        found = {}
        for number, kind in enumerate(KINDS):
            progress(0.45 + 0.12 * number, gettext("Grouping what people say alike"))
            found[kind] = shares.themes_of(job, study_id, kind)
        progress(0.95, gettext("Writing it down"))
        places = shares.write_excerpts(job, study_id, found)
        with write_transaction() as session:
            study = session.get_one(Study, study_id)
            people = voices(session, study)
            model = shares.model_of(session, study) or shipped_model()
            run = runs.apply(
                session,
                study,
                runs.Found(
                    themes=found,
                    places=places,
                    asked={
                        kind: sorted(k for k, voice in people.items() if kind in voice.asked_kinds)
                        for kind in KINDS
                    },
                    n_passages=int(str(found[KINDS[0]].engine["n_documents"])),
                    n_respondents=corpus.n_respondents(session, study),
                ),
                engine={
                    "portrait": __version__,
                    "seed": shares.SEED,
                    "model": model.version,
                    "kinds": {kind: dict(one.engine) for kind, one in found.items()},
                },
                started_at=started_at,
            )
            shares.forget(session, job)
            return {"run_id": run.id, "n_passages": run.n_passages}


@every_minute
def forget_shares() -> None:
    """Throw away what was read for analyses that were given up."""
    with write_transaction() as session:
        shares.forget_given_up(session)


@handler(LEARN)
def learn(job: Job, progress: Progress) -> dict[str, Any]:
    """Refit the engine to the workspace's decisions, and say by how much it got better."""
    from survey_app.nlp.learning import MIN_DECISIONS, Judgement
    from survey_app.nlp.learning import learn as refit

    session: Session = db.session()
    study = session.get_one(Study, job.study_id)
    with force_locale(job.params.get("language") or study.language):
        progress(0.1, gettext("Reading the decisions"))
        judged = [Judgement(*one) for one in learning.judgements(session, study)]
        session.rollback()
        if len(judged) < MIN_DECISIONS:
            raise Unprocessable(
                gettext("There are %(n)s decisions. Decide on %(least)s quotes, then learn.",
                        n=len(judged), least=MIN_DECISIONS)
            )  # fmt: skip
        lesson = refit(judged)
        with write_transaction() as session:
            study = session.get_one(Study, job.study_id)
            learning.keep(session, study, lesson)
        return {"n_decisions": lesson.n_decisions}
