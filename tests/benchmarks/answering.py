"""All figures about answering, on one kind of database: what each must be, and what it is."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import text

from tests.benchmarks import server
from tests.benchmarks.paint import first_paint_ms
from tests.benchmarks.respondents import Outcome, Visit, crowd
from tests.benchmarks.server import THANKS
from tests.benchmarks.serving import Processes, Server
from tests.benchmarks.survey import (
    ANSWER,
    LINES,
    SOAK_ANSWER,
    TICKED,
    catch_up_all,
    invite,
    rows_by_status,
    soaked_questions,
)

NewDatabase = Callable[[str], str]
Rows = dict[str, str]  # by what is measured

PROBE = "/static/respondent.css"
MOST_A_SECOND = 250
MUSTS = {
    "completed submissions/s, c = 8": "",
    "of the realistic floor (Flask-SQLAlchemy, CSRF)": "≥ 0.5 (0.8)",
    "server CPU a submission, database included": "≤ 5 ms (3)",
    "GET of a survey page, of the floor": "≥ 0.5 (1.0)",
    "p95 of a request, c = 8": "≤ 45 ms (30)",
    "p99 of a request, c = 32": "≤ 300 ms (150)",
    "failed requests": "0",
    "SQL statements, GET / POST": "≤ 4 / 6 (1 / 3)",
    "page with all it loads, compressed; requests": "≤ 30 KB, 4 (15, 3)",
    "first contentful paint, slow 4G, CPU / 4": "≤ 1.0 s (0.6)",
    "two web processes under load, PSS": "≤ 200 MiB (150)",
    "one web process, idle": "< 150 MiB",
    "stored for a response of 2,400 characters": "≤ 3.6 KB (2.9)",
    "the same, with its passages and their search": "",
    "250-question submissions/s, all stored": "≥ 100",
}


def figures(
    seconds: float,
    new_database: NewDatabase,
    database_cpu: Callable[[], float | None],
    say: Callable[[str], None],
) -> Rows:
    """Measure everything; `new_database(name)` gives the address of an empty one, '' for SQLite."""
    rows: Rows = {}
    parts: Sequence[Callable[[], Rows]] = (
        lambda: _rates(seconds, new_database("rates"), database_cpu),
        lambda: _two_processes(seconds, new_database("two")),
        lambda: _soak(seconds, new_database("soak")),
    )
    for part in parts:
        found = part()
        rows |= found
        for name, value in found.items():
            say(f"{name}: {value}")
    return rows


def _rates(seconds: float, url: str, database_cpu: Callable[[], float | None]) -> Rows:
    with tempfile.TemporaryDirectory(prefix="portrait-rates-") as folder:
        found = server.measure(Path(folder), seconds, url, database_cpu)
    ours, floor = found["portrait"], found["realistic"]
    gets, floor_gets = (found["glances"][name] for name in ("portrait", "realistic"))
    page = found["pages"]["questions"]
    statements = found["statements"]
    cpu, floor_cpu = ours["cpu_ms"], floor["cpu_ms"]
    every = [*ours["request_ms"].values()]
    late = [*found["crowd_of_32"]["request_ms"].values()]
    failed = sum(one["errors"] for one in (ours, floor, gets, floor_gets, found["crowd_of_32"]))
    return {
        "completed submissions/s, c = 8": f"{ours['per_second']:.0f} ({floor['per_second']:.0f})",
        "of the realistic floor (Flask-SQLAlchemy, CSRF)": f"{found['ratios']['realistic']:.2f}",
        "server CPU a submission, database included": f"{_or(cpu)} ms ({_or(floor_cpu)})",
        "GET of a survey page, of the floor": f"{found['glance_ratio']:.2f}",
        "p95 of a request, c = 8": f"{max(p95 for _, p95, _ in every):.0f} ms",
        "p99 of a request, c = 32": f"{max(p99 for _, _, p99 in late):.0f} ms",
        "failed requests": str(failed),
        "SQL statements, GET / POST": f"{max(statements['GET landing'], statements['GET thanks'])}"
        f" / {statements['POST answers']}",
        "page with all it loads, compressed; requests": f"{page['compressed'] / 1000:.1f} KB, "
        f"{page['requests']}",
        "one web process, idle": f"{_or(found['idle_mb'], 0)} MiB",
    }


def _two_processes(seconds: float, url: str) -> Rows:
    """Serve one database by two processes of gunicorn; memory, bytes and the first paint."""
    with _installed(url) as (app, folder, environment):
        links = invite(app, int(seconds * MOST_A_SECOND) + 10)
        before = _stored_bytes(app)
        both = Processes(2, folder, environment | {"PORTRAIT_TRUSTED_PROXIES": "1"}, PROBE)
        try:
            paint = first_paint_ms(f"http://127.0.0.1:{both.port}{links.pop()}")
            visit = Visit(iter(links), ANSWER, THANKS)
            outcome = crowd(both.port, visit, size=2 * server.CROWD, seconds=seconds)
            total = both.memory_mb()
        finally:
            both.stop()
        _all_stored(app, [outcome])
        grown = _stored_bytes(app) - before
        n = sum(rows_by_status(app).values())
        catch_up_all(app)
        read = _stored_bytes(app) - before
    return {
        "first contentful paint, slow 4G, CPU / 4": f"{_or(paint and paint / 1000, 2)} s",
        "two web processes under load, PSS": f"{_or(total, 0)} MiB",
        "stored for a response of 2,400 characters": f"{grown / n / 1000:.1f} KB",
        "the same, with its passages and their search": f"{read / n / 1000:.1f} KB",
    }


def _soak(seconds: float, url: str) -> Rows:
    ready = urlencode(
        dict.fromkeys(TICKED, "4") | dict.fromkeys(LINES, SOAK_ANSWER) | {"_go": "on"}
    )
    with _installed(url) as (app, folder, environment):
        links = invite(app, int(seconds * MOST_A_SECOND) + 10, soaked_questions())
        one = Server("portrait", folder, environment, PROBE)
        try:
            visit = Visit(iter(links), SOAK_ANSWER, THANKS, ready)
            crowd(one.port, visit, size=2, seconds=0.5)
            before = one.cpu_seconds()
            outcome = crowd(one.port, visit, size=server.CROWD, seconds=seconds)
            after = one.cpu_seconds()
        finally:
            one.stop()
        _all_stored(app, [outcome])
    cpu = None
    if before is not None and after is not None and outcome.flows:
        cpu = 1000 * (after - before) / len(outcome.flows)
    return {
        "250-question submissions/s, all stored": f"{outcome.rate:.0f} ({_or(cpu, 0)} ms CPU each)"
    }


@contextmanager
def _installed(url: str) -> Iterator[tuple[Flask, Path, dict[str, str]]]:
    with tempfile.TemporaryDirectory(prefix="portrait-benchmark-") as folder:
        environment = {
            "PORTRAIT_INSTANCE": f"{folder}/instance",
            "PORTRAIT_DATABASE_URL": url,
            "PORTRAIT_TRUSTED_PROXIES": "0",
        }
        os.environ.update(environment)
        from survey_app.app import create_app
        from survey_app.cli import migrate_to_head
        from survey_app.db import db

        app = create_app()
        migrate_to_head(app)
        try:
            yield app, Path(folder), environment
        finally:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


def _stored_bytes(app: Flask) -> int:
    """How large the database is, with all that was committed."""
    from survey_app.db import db

    with app.app_context(), contextlib.closing(db.engine.connect()) as connection:
        if connection.dialect.name == "postgresql":
            return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        pages, size, free = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("page_count", "page_size", "freelist_count")
        )
        return (pages - free) * size


def _all_stored(app: Flask, outcomes: Sequence[Outcome]) -> None:
    """Raise when a submission that was thanked for is not in the database."""
    thanked = sum(len(outcome.flows) for outcome in outcomes)
    stored = rows_by_status(app)["completed"]
    if stored < thanked:
        raise RuntimeError(f"{thanked} were thanked and {stored} are stored")


def _or(value: Any, digits: int = 1) -> str:
    return "not known" if value is None else f"{value:.{digits}f}"
