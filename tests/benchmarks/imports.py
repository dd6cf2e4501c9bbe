"""How many responses a second come in from a CSV: read, checked cell by cell, stored with passages.

    python tests/benchmarks/imports.py [ROWS …]

Taking the file in (as the upload does), storing it by the job, and taking it back, on SQLite with
twenty questions each. Must: 3,000 responses a CPU second for the first two together (design goal:
8,000); memory does not grow with the rows.
"""

from __future__ import annotations

import argparse
import csv
import io
import platform
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from exports import answers, fill, forget_peak, peak_mb  # noqa: E402


class Upload(io.BytesIO):
    """A file as the web framework hands it over."""

    def save(self, dst: Path, /) -> None:
        """Write it to a path."""
        dst.write_bytes(self.getvalue())


def file_of(n_rows: int) -> bytes:
    """A CSV with a column for each question, several choices in one cell."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([f"q{n}" for n in range(20)])
    for number in range(n_rows):
        told = answers(number)
        cells = (told[f"q{n}"] for n in range(20))
        writer.writerow([";".join(cell) if isinstance(cell, list) else cell for cell in cells])
    return stream.getvalue().encode()


def measure(n_rows: int) -> dict[str, float]:
    """Bring so many responses in and tell the seconds of each step."""
    from survey_app.app import create_app
    from survey_app.builder import queries as builder
    from survey_app.cli import migrate_to_head
    from survey_app.config import Settings
    from survey_app.db import db, expect_writes
    from survey_app.imports import kept, services
    from survey_app.jobs import queue_of

    data = file_of(n_rows)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), testing=True))
        migrate_to_head(app)
        with app.test_request_context():
            expect_writes(True)
            session = db.session()
            study, survey = fill(session, 0)
            questionnaire = builder.questionnaire(session, study, survey)  # type: ignore[arg-type]
            assert questionnaire is not None
            publication = questionnaire.publications[0]
            session.commit()
            forget_peak()
            before, began, cpu = peak_mb(), time.perf_counter(), time.process_time()
            arrived = kept.receive("a.csv", Upload(data))
            taken, cpu_taken = time.perf_counter(), time.process_time()
            made = services.keep(
                session, study, arrived,  # type: ignore[arg-type]
                publication=publication, language="en", user=None,
            )  # fmt: skip
            services.begin(session, study, made, user=None)  # type: ignore[arg-type]
            session.commit()
            queue_of(app).run_pending()
            ended, cpu_ended = time.perf_counter(), time.process_time()
            session.refresh(made)
            assert (made.status, made.n_added, made.n_problems) == ("stored", n_rows, 0)
            more = max(0.0, peak_mb() - before)
            services.undo(session, made, user=None)
            session.commit()
            queue_of(app).run_pending()
            session.refresh(made)
            assert (made.status, made.n_added) == ("undone", 0)
            undone = time.process_time() - cpu_ended
            db.session.remove()
            db.engine.dispose()
    return {"take": taken - began, "store": ended - taken, "cpu_take": cpu_taken - cpu,
            "cpu_store": cpu_ended - cpu_taken, "cpu_undo": undone, "more_mb": more}  # fmt: skip


def main() -> None:
    """Print a table, one line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[20_000])
    args = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}")
    print(f"{'rows':>8} {'take s':>7} {'store s':>8} {'take cpu':>9} {'store cpu':>10} "
          f"{'undo cpu':>9} {'rows/cpu s':>11} {'MB more':>8}")  # fmt: skip
    measure(20)  # modules and statements are made once in a process
    for n_rows in args.rows:
        found = measure(n_rows)
        rate = n_rows / (found["cpu_take"] + found["cpu_store"])
        print(f"{n_rows:>8} {found['take']:>7.1f} {found['store']:>8.1f} "
              f"{found['cpu_take']:>9.1f} {found['cpu_store']:>10.1f} {found['cpu_undo']:>9.1f} "
              f"{rate:>11.0f} {found['more_mb']:>8.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
