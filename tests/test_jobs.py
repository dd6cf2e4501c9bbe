"""Jobs: a row is the truth, the queue only wakes it, nothing is lost when a worker dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.app import create_app
from survey_app.config import Settings
from survey_app.db import db, now
from survey_app.errors import Unprocessable
from tests.builders import Cast


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    before = dict(jobs._handlers)
    yield
    jobs._handlers.clear()
    jobs._handlers.update(before)


def test_a_job_runs_once_its_transaction_is_committed(
    app: Flask, cast: Cast, session: Session
) -> None:
    seen: list[Any] = []

    @jobs.handler("test.count")
    def count(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
        progress(0.5, "half")
        seen.append(job.params["number"])
        return {"answer": 42}

    jobs.enqueue(session, "test.count", study_id=cast.study.id, number=7)
    session.rollback()
    assert jobs.queue_of(app).run_pending() == 0
    jobs.enqueue(session, "test.count", study_id=cast.study.id, number=8)
    session.commit()
    assert jobs.queue_of(app).run_pending() == 1
    assert seen == [8]
    job = jobs.latest_job(session, "test.count", study_id=cast.study.id)
    assert job is not None
    assert (job.status, job.share, job.result) == ("done", 1.0, {"answer": 42})


def test_a_failure_says_what_to_do_and_hides_what_went_wrong_inside(
    app: Flask, cast: Cast, session: Session
) -> None:
    @jobs.handler("test.told")
    def told(job: jobs.Job, progress: jobs.Progress) -> None:
        raise Unprocessable("Add some answers first.")

    @jobs.handler("test.burst")
    def burst(job: jobs.Job, progress: jobs.Progress) -> None:
        raise RuntimeError("a secret")

    for kind in ("test.told", "test.burst"):
        jobs.enqueue(session, kind, study_id=cast.study.id)
    session.commit()
    jobs.queue_of(app).run_pending()
    messages = {job.kind: (job.status, job.message) for job in session.scalars(select(jobs.Job))}
    assert messages == {
        "test.told": ("failed", "Add some answers first."),
        "test.burst": ("failed", ""),
    }


def test_what_a_killed_worker_left_is_done_again_but_not_for_ever(
    app: Flask, cast: Cast, session: Session
) -> None:
    runs = []

    @jobs.handler("test.again")
    def again(job: jobs.Job, progress: jobs.Progress) -> None:
        runs.append(job.attempts)

    job = jobs.enqueue(session, "test.again", study_id=cast.study.id)
    job_id, job.status, job.attempts = job.id, "running", 1
    job.heartbeat_at = now() - timedelta(hours=1)
    session.commit()
    jobs.queue_of(app).sweep()
    jobs.queue_of(app).run_pending()
    job = session.get_one(jobs.Job, job_id)
    assert (job.status, runs) == ("done", [2])
    job.status, job.attempts = "running", jobs.MAX_ATTEMPTS
    job.heartbeat_at = now() - timedelta(hours=1)
    session.commit()
    jobs.queue_of(app).sweep()
    assert session.get_one(jobs.Job, job_id).status == "failed"


def test_a_running_job_is_not_taken_twice(app: Flask, cast: Cast, session: Session) -> None:
    runs = []

    @jobs.handler("test.once")
    def once(job: jobs.Job, progress: jobs.Progress) -> None:
        runs.append(job.id)

    job_id = jobs.enqueue(session, "test.once", study_id=cast.study.id).id
    session.commit()
    queue = jobs.queue_of(app)
    queue.run(job_id)
    queue.run(job_id)
    assert runs == [job_id]


def test_an_unknown_kind_and_a_second_handler_are_errors(session: Session) -> None:
    with pytest.raises(KeyError, match="no handler"):
        jobs.enqueue(session, "test.unknown")
    jobs.handler("test.twice")(lambda job, progress: None)
    with pytest.raises(RuntimeError, match="two handlers"):
        jobs.handler("test.twice")(lambda job, progress: None)


def test_the_queue_carries_numbers_between_processes(tmp_path: Path) -> None:
    """On Redis where the gate gives one, else on the SQLite file."""
    url = os.environ.get("PORTRAIT_TEST_QUEUE_URL", "")
    app = create_app(Settings(instance=tmp_path, queue_url=url, testing=True))
    with app.app_context():
        queue = jobs.queue_of(app)
        queue.huey.flush()
        queue.send(17)
        task = queue.huey.dequeue()
        assert task is not None
        assert task.args == (17,)
        db.engine.dispose()
    queue.huey.storage.close()
