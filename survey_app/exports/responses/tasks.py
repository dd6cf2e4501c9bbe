"""Large exports as jobs, and the sweep that throws old files away."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale, gettext

from survey_app.db import db
from survey_app.exports.responses import services
from survey_app.jobs import Job, Progress, every_minute, handler
from survey_app.studies.models import Study


@handler(services.KIND)
def export(job: Job, progress: Progress) -> dict[str, Any]:
    """Write the archive; begun again from the start when a worker was killed."""
    session = db.session()
    study = session.get_one(Study, job.study_id)
    order = services.order_of(job.params)
    expected = services.size(session, study, order)
    token, path = services.fresh_path()
    with force_locale(order.language):
        doing = gettext("Writing the answers")

        def told(n_rows: int) -> None:
            # In a session of its own: the rows are still being read in this one.
            progress_apart(job.id, min(0.99, n_rows / max(1, expected)), doing)

        progress(0.01, doing)
        packed = services.write(session, study, order, path, told)
    session.rollback()
    return {
        "file": token,
        "rows": packed.n_rows,
        "bytes": packed.n_bytes,
        "sha256": packed.sha256,
    }


@every_minute
def throw_away() -> None:
    """Delete files that nobody fetched."""
    services.throw_away_old()


def progress_apart(job_id: int, share: float, message: str) -> None:
    """Note how far a job is without touching the transaction that reads."""
    from sqlalchemy import update
    from sqlalchemy.orm import Session

    from survey_app.db import expect_writes, now

    expect_writes(True)
    try:
        with Session(db.engine) as session:
            session.execute(
                update(Job)
                .where(Job.id == job_id)
                .values(share=share, message=message, heartbeat_at=now())
            )
            session.commit()
    finally:
        expect_writes(False)
