"""The analysis as a job: gather → the engine decides → apply, with progress for people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from survey_app import __version__
from survey_app.db import db, now, write_transaction
from survey_app.errors import Unprocessable
from survey_app.jobs import Job, Progress, handler
from survey_app.nlp.documents import KINDS, Cue, Document, Excerpt, Signals
from survey_app.nlp.main_kind import with_main_kind
from survey_app.studies.models import Study
from survey_app.themes import corpus, learning, runs
from survey_app.themes.voices import voices

ANALYSE = "themes.analyse"
LEARN = "themes.learn"
SEED = 0
TAG_WEIGHT = 6.0  # log-odds: whoever was there and listened outweighs any wording


@handler(ANALYSE)
def analyse(job: Job, progress: Progress) -> dict[str, Any]:
    """Read everything that was said in a study and suggest themes."""
    from survey_app.nlp import find_signals, find_themes
    from survey_app.nlp.model import read_model, shipped_model
    from survey_app.nlp.signals import asked_kinds

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
        asked_of = {
            kind: sorted(key for key, voice in people.items() if kind in voice.asked_kinds)
            for kind in KINDS
        }
        weights = learning.weights_for(session, study)
        model = read_model(weights) if weights else None
        session.rollback()  # the engine may take a minute; no transaction stays open meanwhile
        n_speakers = len({document.respondent for document in texts.documents})
        signals: list[Signals] = []
        for number, one in enumerate(find_signals(texts.documents, model=model)):
            document = texts.documents[number]
            tags = texts.tags.get(document.id, ())
            signals.append(
                with_tags(one, document, tags)
                if tags
                else with_main_kind(one, asked_kinds(document))
            )
            if number % 500 == 0:
                progress(
                    0.05 + 0.4 * number / len(texts.documents),
                    gettext("Looking for pains, goals, objections and praise"),
                )
        found = {}
        for number, kind in enumerate(KINDS):
            progress(0.45 + 0.12 * number, gettext("Grouping what people say alike"))
            found[kind] = find_themes(
                texts.documents,
                kind=kind,
                signals=signals,
                constraints=constraints,
                vectors=current_app.extensions["portrait_settings"].vectors,
                seed=SEED,
            )
        progress(0.95, gettext("Writing it down"))
        engine = {
            "portrait": __version__,
            "seed": SEED,
            "model": model.version if model else shipped_model().version,
            "kinds": {kind: dict(one.engine) for kind, one in found.items()},
        }
        with write_transaction() as session:
            study = session.get_one(Study, job.study_id)
            run = runs.apply(
                session,
                study,
                runs.Found(signals, found, texts.hashes, asked_of, n_speakers),
                engine=engine,
                started_at=started_at,
            )
            return {"run_id": run.id, "n_passages": run.n_passages}


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


def with_tags(signals: Signals, document: Document, tags: tuple[str, ...]) -> Signals:
    """Let the interviewer's tags stand above what the engine reads.

    Clauses of a tagged kind stay, without the kinds that were not tagged; a tagged kind of which
    the engine sees no trace is carried by the whole note.
    """
    if not tags or not document.text.strip():
        return signals
    excerpts = [
        replace(
            one,
            labels=tuple(kind for kind in one.labels if kind in tags),
            scores={kind: 1.0 if kind in tags and kind in one.labels else 0.0 for kind in KINDS},
            cues=(*_tag_cues(one.start, one.end, set(one.labels) & set(tags)), *one.cues),
        )
        for one in signals.excerpts
        if set(one.labels) & set(tags)
    ]
    unseen = {kind for kind in tags if not any(kind in one.labels for one in excerpts)}
    if unseen:
        text = document.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        same = [one for one in excerpts if (one.start, one.end) == (start, end)]
        excerpts = [one for one in excerpts if one not in same]
        kinds = unseen.union(*(one.labels for one in same))
        excerpts.append(
            Excerpt(
                document_id=document.id,
                start=start,
                end=end,
                quote=text[start:end],
                scores={kind: 1.0 if kind in kinds else 0.0 for kind in KINDS},
                labels=tuple(kind for kind in KINDS if kind in kinds),
                cues=_tag_cues(start, end, kinds),
            )
        )
    return replace(
        signals,
        excerpts=tuple(excerpts),
        scores={kind: 1.0 if kind in tags else 0.0 for kind in KINDS},
        labels=tuple(kind for kind in KINDS if kind in tags),
    )


def _tag_cues(start: int, end: int, kinds: set[str]) -> tuple[Cue, ...]:
    return tuple(Cue(f"tagged.{kind}", start, end, TAG_WEIGHT) for kind in sorted(kinds))
