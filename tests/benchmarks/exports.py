"""How long taking answers out lasts, and how much memory it needs: 100,000 and 250,000 responses.

    python tests/benchmarks/exports.py [ROWS …] [--format csv]

Each size is written by a fresh process on a fresh SQLite file; memory is what the process has more
at its peak than before it began to write. Must: 100,000 rows as CSV in 15 s, linear to 250,000,
less than 64 MB more (design goal: 8 s).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import platform
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

TALK = "the export takes too long and nobody answers when we call about it in the morning"
WORDS = TALK.split()
BATCH_ROWS = 5_000


def fill(session: object, n_rows: int) -> tuple[object, int]:
    """A survey of twenty questions with so many completed responses, 600 characters each."""
    from sqlalchemy import insert, select
    from sqlalchemy.orm import Session

    from survey_app.accounts import services as accounts
    from survey_app.accounts.models import Workspace
    from survey_app.builder import services as builder
    from survey_app.collect.models import Response
    from survey_app.questionnaire import Questionnaire
    from survey_app.studies import services as studies

    assert isinstance(session, Session)
    user = accounts.set_up(session, workspace_name="Bench", name="Ada", email="a@b.example",
                           password=secrets.token_hex(12), language="en")  # fmt: skip
    workspace = session.scalars(select(Workspace)).one()
    study = studies.open_study(
        session, workspace, title="Bench", organisation="Bench", researcher=user
    )
    said = {"en": "What then?"}
    choices = [{"code": f"c{n}", "text": said} for n in range(5)]
    questions = [
        {"key": f"q{n}", "type": kind, "text": said}
        | ({"choices": choices} if kind in ("single", "multi") else {})
        for n, kind in enumerate(["text", "single", "multi", "number"] * 5)
    ]
    definition = Questionnaire.from_dict(
        {"title": said, "languages": ["en"],
         "sections": [{"key": "s", "title": said, "questions": questions}]}
    )  # fmt: skip
    made = builder.create_from(
        session, study, purpose="survey", title="Bench", definition=definition
    )
    publication = builder.publish(session, made, user=None)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for start in range(0, n_rows, BATCH_ROWS):
        session.execute(
            insert(Response),
            [
                {
                    "study_id": study.id, "publication_id": publication.id,
                    "public_id": secrets.token_hex(10), "status": "completed", "language": "en",
                    "channel": "email", "answers": answers(n), "started_at": at,
                    "updated_at": at, "completed_at": at + timedelta(seconds=n),
                    "page_seconds": {},
                }
                for n in range(start, min(start + BATCH_ROWS, n_rows))
            ],
        )  # fmt: skip
    session.commit()
    return study, made.id


def answers(number: int) -> dict[str, object]:
    """One response's answers: five texts, five choices, five rows of ticks, five numbers."""
    text = " ".join(WORDS[(number + n) % len(WORDS)] for n in range(22))
    found: dict[str, object] = {}
    for n in range(0, 20, 4):
        found |= {f"q{n}": text, f"q{n + 1}": f"c{number % 5}",
                  f"q{n + 2}": ["c0", f"c{1 + number % 4}"], f"q{n + 3}": number}  # fmt: skip
    return found


def measure(n_rows: int, format_name: str) -> dict[str, float]:
    """Fill a fresh database, write the archive, tell seconds and memory."""
    from survey_app.app import create_app
    from survey_app.cli import migrate_to_head
    from survey_app.config import Settings
    from survey_app.db import db, expect_writes
    from survey_app.exports.responses import services

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), testing=True))
        migrate_to_head(app)
        with app.test_request_context():
            expect_writes(True)
            study, survey = fill(db.session(), n_rows)
            expect_writes(False)
            db.session.expunge_all()
            order = services.Order(survey, format_name, "en")
            study = db.session.merge(study)
            path = Path(folder) / "x.zip"
            forget_peak()
            before, began, cpu = peak_mb(), time.perf_counter(), time.process_time()
            packed = services.write(db.session(), study, order, path)  # type: ignore[arg-type]
            seconds, busy = time.perf_counter() - began, time.process_time() - cpu
            more = max(0.0, peak_mb() - before)
            db.session.remove()
            db.engine.dispose()
        assert packed.n_rows == n_rows
        return {"rows": n_rows, "seconds": seconds, "cpu": busy, "more_mb": more,
                "archive_mb": packed.n_bytes / 1e6}  # fmt: skip


def forget_peak() -> None:
    """Begin to measure the peak anew, where the system can: filling may have had more."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_mb() -> float:
    """The most memory that this process has had so far."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a table, one line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[100_000, 250_000])
    parser.add_argument("--format", default="csv")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.rows[0], args.format)))
        return
    print(f"{platform.platform()}, Python {platform.python_version()}, {args.format}")
    print(
        f"{'rows':>9} {'seconds':>8} {'cpu s':>7} {'rows/s':>8} {'MB more':>8} {'archive MB':>11}"
    )
    for n_rows in args.rows:
        answer = subprocess.run(
            [sys.executable, __file__, str(n_rows), "--format", args.format, "--one"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        found = json.loads(answer.stdout.splitlines()[-1])
        rate = found["rows"] / found["seconds"]
        print(f"{found['rows']:>9} {found['seconds']:>8.1f} {found['cpu']:>7.1f} {rate:>8.0f} "
              f"{found['more_mb']:>8.1f} {found['archive_mb']:>11.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
