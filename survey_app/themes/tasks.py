"""The analysis as a job: gather → the engine decides → apply, with progress for people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from survey_app import __version__
from survey_app.db import db, now, write_transaction
from survey_app.errors import Unprocessable
from survey_app.jobs import Job, Progress, handler
from survey_app.nlp.documents import KINDS, Signals
from survey_app.studies.models import Study
from survey_app.themes import corpus, runs
from survey_app.themes.voices import voices

ANALYSE = "themes.analyse"
SEED = 0


@handler(ANALYSE)
def analyse(job: Job, progress: Progress) -> dict[str, Any]:
    """Read everything that was said in a study and suggest themes."""
    from survey_app.nlp import find_signals, find_themes

    started_at = now()
    session: Session = db.session()
    study = session.get_one(Study, job.study_id)
    with force_locale(job.params.get("language") or study.language):
        progress(0.02, gettext("Reading the answers and notes"))
        texts = corpus.gather(session, study)
        if not texts.documents:
            raise Unprocessable(
                gettext("There are no answers or notes to read yet. Come back when there are.")
            )
        constraints = runs.constraints(session, study)
        people = voices(session, study)
        asked = {
            kind: sorted(key for key, voice in people.items() if kind in voice.asked_kinds)
            for kind in KINDS
        }
        session.rollback()  # the engine may take a minute; no transaction stays open meanwhile
        signals: list[Signals] = []
        for number, one in enumerate(find_signals(texts.documents)):
            signals.append(_with_tags(one, texts.tags.get(one.document_id, ())))
            if number % 500 == 0:
                progress(
                    0.05 + 0.4 * number / len(texts.documents),
                    gettext("Looking for pains, goals, objections and praise"),
                )
        found = {}
        for number, kind in enumerate(KINDS):
            progress(0.45 + 0.12 * number, gettext("Grouping what people say alike"))
            found[kind] = find_themes(
                texts.documents, kind=kind, signals=signals, constraints=constraints, seed=SEED
            )
        progress(0.95, gettext("Writing it down"))
        engine = {
            "portrait": __version__,
            "seed": SEED,
            "kinds": {kind: dict(one.engine) for kind, one in found.items()},
        }
        with write_transaction() as session:
            study = session.get_one(Study, job.study_id)
            run = runs.apply(
                session,
                study,
                runs.Found(signals, found, texts.hashes, asked, len(people)),
                engine=engine,
                started_at=started_at,
            )
            return {"run_id": run.id, "n_passages": run.n_passages}


def _with_tags(signals: Signals, tags: tuple[str, ...]) -> Signals:
    """What the interviewer tagged while listening stands above what the engine reads."""
    if not tags or not signals.excerpts:
        return signals
    excerpts = tuple(
        replace(
            one,
            labels=tuple(kind for kind in KINDS if kind in tags),
            scores={kind: 1.0 if kind in tags else 0.0 for kind in KINDS},
        )
        for one in signals.excerpts
    )
    return replace(signals, excerpts=excerpts, labels=tuple(k for k in KINDS if k in tags))
