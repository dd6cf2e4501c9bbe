"""An analysis shared among workers: the same result however many shares, and no work lost."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.db import db, now
from survey_app.jobs import HEARTBEAT_LOST_AFTER, Job
from survey_app.studies.models import Study
from survey_app.themes import services, shares, tasks
from survey_app.themes.models import AnalysisRun, AnalysisShare, Excerpt, Theme
from tests.builders import Cast
from tests.builders_voices import ENGLISH, N_VOICES, SLOW_RU, let_speak, note

TALK = (
    "We looked at the map for a good while. The map would not zoom when I tried to scroll. "
    "I could not add a card from the map, the card never opened, that was really annoying. " * 6
)


@pytest.fixture
def study(session: Session, cast: Cast) -> Study:
    """The cast's study after 25 people have answered and two were interviewed at length."""
    let_speak(session, cast.study)
    note(session, cast.study, TALK)
    note(session, cast.study, TALK.replace("really annoying", "a pain, it is so slow"))
    session.commit()
    return cast.study


def queued(session: Session, study: Study, **params: Any) -> int:
    job_id = jobs.enqueue(session, tasks.ANALYSE, study_id=study.id, **params).id
    session.commit()
    return job_id


def result(session: Session, study: Study) -> tuple[Any, ...]:
    """Everything that an analysis leaves, without the ids and times of this one."""
    session.expire_all()
    run = session.scalars(select(AnalysisRun).order_by(AnalysisRun.id.desc())).first()
    assert run is not None
    themes = [
        (t.kind, t.name, t.keyphrases, t.confidence,
         sorted((e.excerpt.passage_id, e.excerpt.start, e.excerpt.end, e.score, e.origin)
                for e in t.excerpts))
        for t in session.scalars(select(Theme).where(Theme.study_id == study.id))
    ]  # fmt: skip
    excerpts = [
        (one.passage_id, one.start, one.end, one.quote, one.labels, one.scores, one.cues,
         one.passage_sha256)
        for one in session.scalars(select(Excerpt).where(Excerpt.study_id == study.id))
    ]  # fmt: skip
    return (
        sorted(themes, key=repr),
        sorted(excerpts, key=repr),
        run.engine,
        run.asked,
        (run.n_passages, run.n_respondents, run.n_ungrouped),
    )


def clear(session: Session, study: Study) -> None:
    for table in (Theme, Excerpt, AnalysisRun):
        for row in session.scalars(select(table).where(table.study_id == study.id)):
            session.delete(row)
    session.commit()


def test_one_share_and_seven_give_the_same_result(
    app: Flask, session: Session, study: Study
) -> None:
    # 25 answers and 2 notes: shares of four passages make seven.
    results = []
    for size in (1_000, 4):
        clear(session, study)
        job_id = queued(session, study, share_passages=size)
        jobs.queue_of(app).run_pending()
        assert session.get_one(Job, job_id).status == "done"
        results.append(result(session, study))
    one, seven = results
    assert one == seven
    assert len(one[0]) >= 4
    readers = session.scalars(select(Job).where(Job.kind == tasks.READ)).all()
    assert len(readers) == 7 == -(-(N_VOICES + 2) // 4)
    assert {reader.status for reader in readers} == {"done"}
    assert session.scalars(select(AnalysisShare)).all() == []


def test_accepted_themes_are_kept_however_many_shares_there_are(
    app: Flask, session: Session, cast: Cast, study: Study
) -> None:
    results = []
    for size in (1_000, 5):
        clear(session, study)
        queued(session, study)
        jobs.queue_of(app).run_pending()
        theme = session.scalars(
            select(Theme).where(Theme.study_id == study.id).order_by(Theme.id)
        ).first()
        assert theme is not None
        services.accept(session, theme, user=cast.researcher)
        services.rename(session, theme, name="Exports drag on", user=cast.researcher)
        session.commit()
        queued(session, study, share_passages=size)
        jobs.queue_of(app).run_pending()
        results.append([row for row in result(session, study)[0] if row[1] == "Exports drag on"])
    assert results[0] == results[1]
    assert len(results[0]) == 1


def test_another_worker_reads_what_the_analysis_does_not_get_to(
    app: Flask, session: Session, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: dict[int, int] = {}
    first_taken, second_done = threading.Event(), threading.Event()
    whole = shares.read

    def read(session: Session, study: Study, share: AnalysisShare, **options: Any) -> None:
        me = threading.get_ident()
        readers[share.number] = me
        if share.number == 0:
            first_taken.set()
            assert second_done.wait(30)  # the analysis holds the first share meanwhile
        whole(session, study, share, **options)
        if me == helper.ident and share.number == 1:
            second_done.set()

    def help_out() -> None:
        assert first_taken.wait(30)
        with app.app_context():
            number = db.session.scalar(
                select(AnalysisShare.reader_id).where(AnalysisShare.number == 1)
            )
            db.session.rollback()
            assert number is not None
            jobs.queue_of(app).run(number)

    monkeypatch.setattr(shares, "read", read)
    helper = threading.Thread(target=help_out)
    helper.start()
    job_id = queued(session, study, share_passages=9)
    jobs.queue_of(app).run(job_id)
    helper.join()
    assert session.get_one(Job, job_id).status == "done"
    assert readers[1] != readers[0] == readers[2]


def test_after_a_kill_the_shares_that_were_read_are_not_read_again(
    app: Flask, session: Session, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Nothing catches it: as if the process were gone."""

    n_read: list[int] = []
    whole = shares.read

    def read(session: Session, study: Study, share: AnalysisShare, **options: Any) -> None:
        if len(n_read) == 2:
            n_read.append(-1)
            raise Killed
        n_read.append(share.number)
        whole(session, study, share, **options)

    monkeypatch.setattr(shares, "read", read)
    job_id = queued(session, study, share_passages=7)  # 27 passages: four shares
    queue = jobs.queue_of(app)
    with pytest.raises(Killed):
        queue.run(job_id)
    db.session.rollback()
    session.rollback()
    for left in session.scalars(select(Job).where(Job.status == "running")):
        left.heartbeat_at = now() - 2 * HEARTBEAT_LOST_AFTER
    session.commit()
    queue.sweep()
    queue.run_pending()
    job = session.get_one(Job, job_id)
    assert (job.status, job.attempts) == ("done", 2)
    assert n_read == [0, 1, -1, 2, 3]


def test_a_text_that_changes_while_the_analysis_runs_is_not_quoted_wrongly(
    app: Flask, session: Session, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from survey_app.collect.models import Passage
    from survey_app.collect.passages import set_text

    whole = shares.read_all

    def read_all(job: Job, study_id: int, **options: Any) -> None:
        whole(job, study_id, **options)
        with shares.write_transaction() as writing:
            found = writing.scalars(select(Passage).order_by(Passage.id)).first()
            assert found is not None
            set_text(found, "All is well.")

    monkeypatch.setattr(shares, "read_all", read_all)
    job_id = queued(session, study)
    jobs.queue_of(app).run_pending()
    assert session.get_one(Job, job_id).status == "done"
    for excerpt in session.scalars(select(Excerpt)):
        assert excerpt.passage.text[excerpt.start : excerpt.end] == excerpt.quote


def test_what_was_read_for_an_analysis_that_failed_is_thrown_away(
    app: Flask, session: Session, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(shares, "themes_of", broken)
    queued(session, study)
    jobs.queue_of(app).run_pending()
    assert len(session.scalars(select(AnalysisShare)).all()) == 1
    tasks.forget_shares()
    session.expire_all()
    assert session.scalars(select(AnalysisShare)).all() == []


def test_what_is_handed_on_holds_none_of_the_words_as_they_were_said(
    app: Flask, session: Session, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bytes] = []
    whole = shares.read_share

    def read_share(*args: Any, **options: Any) -> bytes:
        kept.append(whole(*args, **options))
        return kept[-1]

    monkeypatch.setattr(shares, "read_share", read_share)
    queued(session, study)
    jobs.queue_of(app).run_pending()
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(kept[0])) as archive:
        handed_on = "".join(archive.read(name).decode() for name in archive.namelist())
    assert not any(text in handed_on for text in (*ENGLISH[:15], *SLOW_RU))
