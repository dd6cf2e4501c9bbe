"""How many responses a second come in from a CSV: read, checked cell by cell, stored with passages.

    python tests/benchmarks/imports.py [ROWS …]

Must: 3,000 responses a second (design goal: 8,000), on SQLite, twenty questions each.
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

from exports import answers, fill  # noqa: E402


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
    from survey_app.imports import services

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
            made = services.keep(
                session, study, name="a.csv", data=data,  # type: ignore[arg-type]
                publication=questionnaire.publications[0], language="en", user=None,
            )  # fmt: skip
            session.commit()
            began, cpu = time.perf_counter(), time.process_time()
            prepared = services.look(session, made, services.table_of(made))
            read = time.perf_counter()
            services.store(session, study, made, prepared)  # type: ignore[arg-type]
            session.commit()
            ended = time.perf_counter()
            busy = time.process_time() - cpu
            assert (made.n_added, len(prepared.troubles)) == (n_rows, 0)
            db.session.remove()
            db.engine.dispose()
    return {"read": read - began, "store": ended - read, "cpu": busy}


def main() -> None:
    """Print a table, one line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[20_000])
    args = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}")
    print(f"{'rows':>8} {'read s':>8} {'store s':>8} {'cpu s':>7} {'rows/s':>8} {'rows/cpu s':>11}")
    measure(20)  # modules and statements are made once in a process
    for n_rows in args.rows:
        found = measure(n_rows)
        rate = n_rows / (found["read"] + found["store"])
        print(f"{n_rows:>8} {found['read']:>8.1f} {found['store']:>8.1f} {found['cpu']:>7.1f} "
              f"{rate:>8.0f} {n_rows / found['cpu']:>11.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
