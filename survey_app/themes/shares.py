"""An analysis by several workers: plan the shares, read each once, bring together what was found.

A share is a row and a job of its own, which any worker may do. The analysis takes part: it does
what waits, and waits only for what another worker has in hand, so that one worker alone never
stands still. Killed at any moment it goes on where it was, since what has been read is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import current_app
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.db import db, write_transaction
from survey_app.jobs import Job
from survey_app.nlp.documents import KINDS
from survey_app.nlp.main_kind import with_main_kind
from survey_app.nlp.model import SignalModel, read_model
from survey_app.nlp.shards import (
    STATEMENTS,
    Evidence,
    evidence_of,
    read_share,
    size_and_fingerprint,
    units_of,
    versions_of,
)
from survey_app.nlp.talk import MOST_TALK, Talk, find_talk
from survey_app.nlp.theme_values import ThemeSet
from survey_app.nlp.themes import Material, add_fingerprints, themes_in
from survey_app.studies.models import Study
from survey_app.themes import corpus, learning, runs
from survey_app.themes.models import AnalysisShare, Excerpt
from survey_app.themes.tags import with_tags

READ = "themes.read"
SEED = 0
SHARE_PASSAGES = 10_000
LOOK_AGAIN_SECONDS = 0.5
TELL_EVERY = 500  # passages

Tell = Callable[[float], None]


def read_all(job: Job, study_id: int, *, progress: Tell) -> None:
    """Have every share of an analysis read: by this worker, and by whoever else is free."""
    size = job.params.get("share_passages") or SHARE_PASSAGES
    with write_transaction() as session:
        _plan(session, job, session.get_one(Study, study_id), size)
    queue = jobs.queue_of(current_app._get_current_object())  # type: ignore[attr-defined]
    swept = time.monotonic()
    while True:
        session = db.session()
        waiting = session.scalars(
            select(AnalysisShare)
            .where(AnalysisShare.job_id == job.id, AnalysisShare.content.is_(None))
            .order_by(AnalysisShare.number)
        ).all()
        readers = {
            one.id: one.status
            for one in session.scalars(
                select(Job).where(Job.id.in_([s.reader_id for s in waiting if s.reader_id][:500]))
            )
        }
        n_all = _count(session, job)
        session.rollback()
        if not waiting:
            return
        done = 1 - len(waiting) / n_all
        progress(done)
        if n_all == 1:
            session = db.session()
            study = session.get_one(Study, study_id)
            read(session, study, session.merge(waiting[0]), progress=progress)
            continue
        queued = [one for one, status in readers.items() if status == "queued"]
        if queued:
            queue.run(min(queued))
        elif any(status == "running" for status in readers.values()):
            time.sleep(LOOK_AGAIN_SECONDS)
            if time.monotonic() - swept > 60:
                queue.sweep()
                swept = time.monotonic()
        else:
            raise RuntimeError("a share of the analysis could not be read")


def read(session: Session, study: Study, share: AnalysisShare, *, progress: Tell) -> None:
    """Read the passages of a share and keep what was found."""
    from survey_app.nlp import find_signals
    from survey_app.nlp.signals import asked_kinds

    share_id, within = share.id, (share.first_id, share.last_id)
    texts = corpus.gather(session, study, within)
    talk = Talk()
    if corpus.n_passages(session, study) <= MOST_TALK:
        talk = find_talk(corpus.gather(session, study).documents)
    model = model_of(session, study)
    constraints = runs.constraints(session, study)
    names = corpus.names(session, study)
    session.rollback()  # reading may take a minute; no transaction stays open meanwhile
    signals = []
    for number, one in enumerate(find_signals(texts.documents, model=model)):
        document = texts.documents[number]
        tags = texts.tags.get(document.id, ())
        signals.append(
            with_tags(one, document, tags) if tags else with_main_kind(one, asked_kinds(document))
        )
        if number % TELL_EVERY == TELL_EVERY - 1:
            progress(number / len(texts.documents))
    content = read_share(
        texts.documents,
        signals,
        constraints=constraints,
        talk=talk,
        versions=texts.hashes,
        names=names,
    )
    with write_transaction() as session:
        kept = session.get(AnalysisShare, share_id)
        if kept is not None:
            kept.content = content


def themes_of(job: Job, study_id: int, kind: str) -> ThemeSet:
    """Group what was read of a kind; the same however many shares there were."""
    session: Session = db.session()
    study = session.get_one(Study, study_id)
    units, statements, sizes = [], [], []
    for content, texts in _contents(session, job, study):
        units += units_of(content, kind, texts)
        statements += units_of(content, STATEMENTS, texts)
        sizes.append(size_and_fingerprint(content))
    units.sort(key=lambda unit: (*unit.key, unit.seed_id or ""))
    statements.sort(key=lambda unit: unit.key)
    constraints = runs.constraints(session, study)
    language = study.language
    session.rollback()
    return themes_in(
        Material(
            units=units,
            statements=statements,
            n_documents=sum(n for n, _ in sizes),
            fingerprint=add_fingerprints(print_ for _, print_ in sizes),
        ),
        kind=kind,
        constraints=constraints,
        vectors=current_app.extensions["portrait_settings"].vectors,
        seed=SEED,
        language=language,
    )


def write_excerpts(job: Job, study_id: int, found: Mapping[str, ThemeSet]) -> dict[runs.Place, int]:
    """Store everything that could be grouped, once per span, share by share; return the ids."""
    besides = _besides(found)
    places: dict[runs.Place, int] = {}
    numbers = db.session.scalars(
        select(AnalysisShare.number)
        .where(AnalysisShare.job_id == job.id)
        .order_by(AnalysisShare.number)
    ).all()
    for number in numbers:
        with write_transaction() as session:
            study = session.get_one(Study, study_id)
            for content, texts in _contents(session, job, study, number):
                wanted: dict[runs.Place, dict[str, Any]] = {}
                for kind in (*KINDS, STATEMENTS):
                    for one in evidence_of(content, kind):
                        place = one.document_id, one.start, one.end
                        kinds = besides.get(place, ()) if kind == STATEMENTS else (kind,)
                        if kinds and one.document_id in texts:
                            values = wanted.setdefault(place, _values(one, texts))
                            values["labels"] += [k for k in kinds if k not in values["labels"]]
                versions = versions_of(content)
                for place, values in wanted.items():
                    values["passage_sha256"] = versions[place[0]]
                places |= _store(session, study, wanted)
    return places


def model_of(session: Session, study: Study) -> SignalModel | None:
    """Return what the workspace's decisions taught; None: the study reads with what is shipped."""
    weights = learning.weights_for(session, study)
    return read_model(weights) if weights else None


def forget(session: Session, job: Job) -> None:
    """Throw away what was read for an analysis."""
    session.execute(delete(AnalysisShare).where(AnalysisShare.job_id == job.id))


def forget_given_up(session: Session) -> None:
    """Throw away what was read for analyses that have ended otherwise than well."""
    ended = select(Job.id).where(Job.status.in_(("done", "failed")))
    session.execute(
        delete(AnalysisShare)
        .where(AnalysisShare.job_id.in_(ended))
        .execution_options(synchronize_session=False)
    )


def _plan(session: Session, job: Job, study: Study, size: int) -> None:
    """Cut the study's passages into shares, unless that was done before this worker was killed."""
    if _count(session, job):
        return
    ids = corpus.passage_ids(session, study)
    parts = [ids[at : at + size] for at in range(0, len(ids), size)]
    for number, part in enumerate(parts):
        share = AnalysisShare(job_id=job.id, number=number, first_id=part[0], last_id=part[-1])
        session.add(share)
        session.flush()
        if len(parts) > 1:
            reader = jobs.enqueue(session, READ, study_id=study.id, share_id=share.id)
            share.reader_id = reader.id


def _count(session: Session, job: Job) -> int:
    return (
        session.scalar(
            select(func.count()).where(AnalysisShare.job_id == job.id).select_from(AnalysisShare)
        )
        or 0
    )


def _contents(
    session: Session, job: Job, study: Study, number: int | None = None
) -> Iterator[tuple[bytes, dict[str, str]]]:
    """Give what was read of each share, with the texts that are still the same."""
    one = (AnalysisShare.number == number,) if number is not None else ()
    rows = session.execute(
        select(AnalysisShare.id, AnalysisShare.first_id, AnalysisShare.last_id)
        .where(AnalysisShare.job_id == job.id, *one)
        .order_by(AnalysisShare.number)
    ).all()
    for share_id, first_id, last_id in rows:
        content = session.scalar(select(AnalysisShare.content).where(AnalysisShare.id == share_id))
        if content is None:
            raise RuntimeError("a share of the analysis was not read")
        versions = versions_of(content)
        texts = corpus.texts(session, study, (first_id, last_id))
        yield (
            content,
            {
                document_id: text
                for document_id, (text, sha256) in texts.items()
                if versions.get(document_id) == sha256
            },
        )


def _besides(found: Mapping[str, ThemeSet]) -> dict[runs.Place, tuple[str, ...]]:
    """Tell of which kinds the themes are in which a statement without a label stands."""
    kinds: dict[runs.Place, list[str]] = {}
    for kind, themes in found.items():
        if int(str(themes.engine["n_documents"])) > MOST_TALK:
            return {}  # answers only: there are no statements besides
        for theme in themes.themes:
            for member in theme.members:
                place = member.document_id, member.start, member.end
                kinds.setdefault(place, []).append(kind)
    return {place: tuple(dict.fromkeys(some)) for place, some in kinds.items()}


def _values(one: Evidence, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "quote": texts[one.document_id][one.start : one.end],
        "scores": dict(one.scores),
        "labels": [],
        "cues": [
            {"name": cue.name, "start": cue.start, "end": cue.end, "weight": cue.weight}
            for cue in one.cues
        ],
    }


def _store(
    session: Session, study: Study, wanted: Mapping[runs.Place, dict[str, Any]]
) -> dict[runs.Place, int]:
    """Bring the excerpts of a share up to date, and add those that are new."""
    if not wanted:
        return {}
    ids = [int(place[0]) for place in wanted]
    stored: dict[runs.Place, int] = {}
    for excerpt in session.scalars(
        select(Excerpt).where(
            Excerpt.study_id == study.id, Excerpt.passage_id.between(min(ids), max(ids))
        )
    ):
        place = str(excerpt.passage_id), excerpt.start, excerpt.end
        values = wanted.get(place)
        if values is None:
            continue
        stored[place] = excerpt.id
        excerpt.scores, excerpt.labels = values["scores"], values["labels"]
        excerpt.cues = values["cues"]
        if excerpt.quote == values["quote"]:
            excerpt.passage_sha256 = values["passage_sha256"]
    rows = [
        {"study_id": study.id, "passage_id": int(place[0]), "start": place[1], "end": place[2]}
        | values
        for place, values in wanted.items()
        if place not in stored
    ]
    if rows:
        new = session.execute(
            insert(Excerpt).returning(Excerpt.id, Excerpt.passage_id, Excerpt.start, Excerpt.end),
            rows,
        )
        stored |= {(str(passage_id), start, end): id_ for id_, passage_id, start, end in new}
    return stored
