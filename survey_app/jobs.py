"""Work that takes longer than a page: a row that says what and how far, and a queue that wakes it.

The queue (huey) carries only a job's number. The row is the truth: what was asked, by whom, how
far it is, what went wrong. A worker that is killed leaves a row whose heartbeat stops; the sweep
gives such rows to another worker, so a handler must be able to start again from the beginning.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import Flask
from huey import RedisHuey, SqliteHuey, crontab
from huey.api import Huey
from huey.serializer import SignedSerializer
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, event, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey_app.config import Settings
from survey_app.db import Base, db, now, write_transaction
from survey_app.errors import PortraitError

log = structlog.get_logger(__name__)

HEARTBEAT_LOST_AFTER = timedelta(minutes=3)
MAX_ATTEMPTS = 3

Progress = Callable[[float, str], None]
Handler = Callable[["Job", Progress], dict[str, Any] | None]
Sweep = Callable[[], None]

_handlers: dict[str, Handler] = {}
_sweeps: list[Sweep] = []


class Job(Base):
    """One piece of background work and its state."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("status IN ('queued', 'running', 'done', 'failed')", name="status"),
        Index("ix_job_open", "status", "heartbeat_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int | None] = mapped_column(
        ForeignKey("study.id", ondelete="CASCADE"), index=True, comment="NULL: the installation's."
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="Who asked; NULL: the clock."
    )
    kind: Mapped[str] = mapped_column(Text, comment="Names the handler.")
    params: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Ids and options only.")
    status: Mapped[str] = mapped_column(Text, default="queued")
    share: Mapped[float] = mapped_column(default=0.0, comment="Done so far, 0–1.")
    message: Mapped[str] = mapped_column(Text, default="", comment="What it is doing, for people.")
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    heartbeat_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.status in ("queued", "running")


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of this kind. A second one for a kind is an error."""

    def register(function: Handler) -> Handler:
        if kind in _handlers:
            raise RuntimeError(f"two handlers for jobs of kind {kind!r}")
        _handlers[kind] = function
        return function

    return register


def every_minute(function: Sweep) -> Sweep:
    """Register a function that a worker calls every minute, inside an app context."""
    _sweeps.append(function)
    return function


def enqueue(
    session: Session,
    kind: str,
    *,
    study_id: int | None = None,
    user_id: int | None = None,
    **params: Any,
) -> Job:
    """Add a job; it is sent to the workers when the caller's transaction is committed."""
    if kind not in _handlers:
        raise KeyError(f"no handler for jobs of kind {kind!r}; known: {sorted(_handlers)}")
    job = Job(kind=kind, study_id=study_id, user_id=user_id, params=params)
    session.add(job)
    session.flush()
    session.info.setdefault("jobs_to_send", []).append(job.id)
    return job


def open_job(session: Session, kind: str, *, study_id: int) -> Job | None:
    """Return the study's unfinished job of this kind, if there is one."""
    return session.scalar(
        select(Job)
        .where(Job.kind == kind, Job.study_id == study_id, Job.status.in_(("queued", "running")))
        .order_by(Job.id.desc())
        .limit(1)
    )


def latest_job(session: Session, kind: str, *, study_id: int) -> Job | None:
    """Return the study's newest job of this kind, finished or not."""
    return session.scalar(
        select(Job)
        .where(Job.kind == kind, Job.study_id == study_id)
        .order_by(Job.id.desc())
        .limit(1)
    )


class JobQueue:
    """Connects the rows to huey for one app."""

    def __init__(self, app: Flask, settings: Settings, secret: str) -> None:
        self.app = app
        self.huey = _make_huey(settings, secret)
        self._task = self.huey.task()(self._run_by_id)
        self.huey.periodic_task(crontab(minute="*"))(self._every_minute)

    def send(self, job_id: int) -> None:
        """Put a job's number on the queue."""
        self._task(job_id)

    def run_pending(self) -> int:
        """Run every queued job here and now; used by tests, the demo and the command line."""
        count = 0
        while job_ids := db.session.scalars(
            select(Job.id).where(Job.status == "queued").order_by(Job.id)
        ).all():
            db.session.rollback()
            for job_id in job_ids:
                self.run(job_id)
                count += 1
        self.huey.flush()
        return count

    def run(self, job_id: int) -> None:
        """Do one job to its end and write down how it went. Never raises."""
        with write_transaction() as session:
            taken = session.execute(
                update(Job)
                .where(Job.id == job_id, Job.status == "queued")
                .values(
                    status="running",
                    attempts=Job.attempts + 1,
                    heartbeat_at=now(),
                    share=0.0,
                )
            )
            if taken.rowcount != 1:  # type: ignore[attr-defined]  # another worker was faster, or it is done
                return
        job = db.session.get_one(Job, job_id)
        db.session.expunge(job)
        db.session.rollback()
        try:
            result = _handlers[job.kind](job, _progress_of(job_id))
        except PortraitError as error:
            _finish(job_id, "failed", message=str(error))
        except Exception:
            log.exception("job failed", job=job_id, kind=job.kind)
            _finish(job_id, "failed", message="")
        else:
            _finish(job_id, "done", result=result or {})

    def _run_by_id(self, job_id: int) -> None:
        with self.app.app_context():
            self.run(job_id)

    def _every_minute(self) -> None:
        with self.app.app_context():
            self.sweep()
            for function in _sweeps:
                try:
                    function()
                except Exception:
                    log.exception("sweep failed", sweep=function.__name__)
                    db.session.rollback()

    def sweep(self) -> None:
        """Send again what a killed worker or a lost queue left behind."""
        limit = now() - HEARTBEAT_LOST_AFTER
        with write_transaction() as session:
            lost = select(Job).where(
                Job.status.in_(("queued", "running")), Job.heartbeat_at < limit
            )
            for job in session.scalars(lost):
                if job.attempts >= MAX_ATTEMPTS:
                    job.status, job.finished_at = "failed", now()
                    continue
                job.status, job.heartbeat_at = "queued", now()
                session.info.setdefault("jobs_to_send", []).append(job.id)


def init_app(app: Flask, settings: Settings, secret: str) -> None:
    """Give the app its queue."""
    app.extensions["portrait_jobs"] = JobQueue(app, settings, secret)
    logging.getLogger("huey").setLevel(logging.WARNING)


def queue_of(app: Flask) -> JobQueue:
    """Return the app's queue."""
    queue: JobQueue = app.extensions["portrait_jobs"]
    return queue


def _make_huey(settings: Settings, secret: str) -> Huey:
    serializer = SignedSerializer(secret=secret, salt="portrait-jobs")
    if settings.queue_url.startswith(("redis://", "rediss://", "unix://")):
        return RedisHuey("portrait", url=settings.queue_url, serializer=serializer, results=False)
    return SqliteHuey(
        "portrait",
        filename=str(settings.instance / "queue.sqlite"),
        serializer=serializer,
        results=False,
    )


def _progress_of(job_id: int) -> Progress:
    def progress(share: float, message: str = "") -> None:
        with write_transaction() as session:
            session.execute(
                update(Job)
                .where(Job.id == job_id)
                .values(share=max(0.0, min(1.0, share)), message=message, heartbeat_at=now())
            )

    return progress


def _finish(
    job_id: int, status: str, *, message: str = "", result: dict[str, Any] | None = None
) -> None:
    with write_transaction() as session:
        session.execute(
            update(Job)
            .where(Job.id == job_id)
            .values(
                status=status,
                message=message,
                result=result or {},
                share=1.0 if status == "done" else Job.share,
                finished_at=now(),
                heartbeat_at=now(),
            )
        )


@event.listens_for(Session, "after_commit")
def _send_after_commit(session: Session) -> None:
    job_ids = session.info.pop("jobs_to_send", None)
    if not job_ids:
        return
    from flask import current_app

    queue = queue_of(current_app._get_current_object())  # type: ignore[attr-defined]
    for job_id in job_ids:
        queue.send(job_id)


@event.listens_for(Session, "after_rollback")
def _forget_after_rollback(session: Session) -> None:
    session.info.pop("jobs_to_send", None)


__all__ = [
    "Handler",
    "Job",
    "JobQueue",
    "Progress",
    "enqueue",
    "every_minute",
    "handler",
    "init_app",
    "latest_job",
    "open_job",
    "queue_of",
]
