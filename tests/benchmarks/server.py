"""How many completed submissions a second, beside the least that a Flask page can do.

    python tests/benchmarks/server.py [--seconds 20] [--database-url URL] [--save FILE]

Starts Portrait and two floors (floor.py), each on waitress in a process of its own, the database on
a fresh SQLite file with `synchronous = FULL` everywhere. The realistic floor has Portrait's own
stack (Flask-SQLAlchemy, sessions, CSRF) and is what Portrait is measured by; the bare one says what
that stack costs. Eight respondents at a time answer 20 required questions with 120 characters each,
in turns of a few seconds, so that a busy machine is busy for all. A Portrait submission is three
requests (the personal link, which opens on the questions when they are one page; send; thank you),
one of a floor is two: the table says both the submissions and the requests. Respondents have
addresses of their own, since Portrait limits how often one address may open links. `--database-url`
names an EMPTY database for Portrait and the realistic floor, such as postgresql+psycopg://…; the
processor time of the database's server is then not in the table (`python -m tests.benchmarks` has
it, with a server of its own).

The rates depend on the machine; the ratio and the processor time of a submission carry over.
Differences under a quarter mean nothing on a shared machine. `--save` appends the figures to a file
as one JSON line.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a file, Python would look for our packages beside it only
    sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from tests.benchmarks.respondents import Outcome, Visit, crowd
from tests.benchmarks.serving import Server
from tests.benchmarks.survey import ANSWER, invite, look_closely, rows_by_status

CROWD = 8
SIDES = {"portrait": "Portrait", "realistic": "realistic floor", "bare": "bare floor"}
TURNS = 4  # of each side
MOST_PER_SECOND = 250  # links are made beforehand, for a server as fast as this
Turns = list[tuple[Outcome, float | None]]  # with the processor seconds of the server
THANKS = "<h1>Thank you</h1>"


def main() -> int:
    """Measure, print the table and return 1 when a submission failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20, help="of load on each side (20)")
    parser.add_argument("--database-url", default="", help="an empty database for Portrait")
    parser.add_argument("--save", type=Path, help="append the figures to this file as JSON")
    chosen = parser.parse_args()
    if chosen.seconds <= 0:
        parser.error("--seconds must be more than 0")
    with tempfile.TemporaryDirectory(prefix="portrait-benchmark-") as folder:
        figures = measure(Path(folder), chosen.seconds, chosen.database_url)
    print(table(figures))
    if chosen.save:
        with chosen.save.open("a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")
    return 1 if any(figures[name]["errors"] for name in SIDES) else 0


def measure(
    folder: Path,
    seconds: float,
    database_url: str,
    database_cpu: Callable[[], float | None] = lambda: 0.0,
) -> dict[str, Any]:
    """Set both sides up, let the crowd answer in turns, and return all figures.

    `database_cpu` tells the processor seconds of a database that has processes of its own.
    """
    environment = {
        "PORTRAIT_INSTANCE": str(folder / "instance"),
        "PORTRAIT_DATABASE_URL": database_url,
        "PORTRAIT_TRUSTED_PROXIES": "0",  # waitress itself puts the forwarded address in place
    }
    os.environ.update(environment)
    from survey_app.app import create_app
    from survey_app.cli import migrate_to_head

    app = create_app()
    migrate_to_head(app)
    links = invite(app, int(seconds * MOST_PER_SECOND) + 10)
    counted, weights = look_closely(app, [links.pop(), links.pop()])
    shown = [links.pop() for _ in range(50)]  # are looked at and never answered
    with app.app_context():
        from survey_app.db import db

        db.engine.dispose()

    portrait = Server("portrait", folder, environment, "/static/respondent.css")
    floors = {
        "realistic": Server("realistic", folder, {"FLOOR_DATABASE_URL": database_url}, "/"),
        "bare": Server("bare", folder, {}, "/"),
    }
    try:
        idle_mb = portrait.memory_mb()
        sides = {
            "portrait": (portrait, Visit(iter(links), ANSWER, THANKS)),
            **{
                name: (floor, Visit(itertools.repeat("/"), ANSWER, THANKS))
                for name, floor in floors.items()
            },
        }
        for server, visit in sides.values():
            crowd(server.port, visit, size=2, seconds=0.5)  # fills caches, is not counted
        turns: dict[str, Turns] = {name: [] for name in SIDES}
        for _ in range(TURNS):
            for name, (server, visit) in sides.items():
                before, stored = server.cpu_seconds(), database_cpu()
                outcome = crowd(server.port, visit, size=CROWD, seconds=seconds / TURNS)
                spent = _sum(server.cpu_seconds(), database_cpu(), _minus(before), _minus(stored))
                turns[name].append((outcome, spent))
        looks = {
            "portrait": (portrait, Visit(itertools.cycle(shown), "", "<form")),
            "realistic": (floors["realistic"], Visit(itertools.repeat("/"), "", "<form")),
        }
        glances: dict[str, Turns] = {name: [] for name in looks}
        for _ in range(TURNS // 2):
            for name, (server, visit) in looks.items():
                outcome = crowd(server.port, visit, size=CROWD, seconds=seconds / TURNS)
                glances[name].append((outcome, None))
        many = crowd(portrait.port, sides["portrait"][1], size=4 * CROWD, seconds=seconds / TURNS)
        loaded_mb = portrait.memory_mb()
    finally:
        left = portrait.stop()
        for floor in floors.values():
            floor.stop()
    return {
        "machine": machine(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": database_url.partition(":")[0] or "sqlite",
        "crowd": CROWD,
        "seconds": seconds,
        **{name: summary(turns[name]) for name in SIDES},
        "glances": {name: summary(turns) for name, turns in glances.items()},
        "glance_ratio": _ratio(glances["portrait"], glances["realistic"]),
        "crowd_of_32": summary([(many, None)]),
        "ratios": {name: _ratio(turns["portrait"], turns[name]) for name in floors},
        "statements": {name: len(found) for name, found in counted.items()},
        "pages": weights,
        "startup_seconds": portrait.startup_seconds,
        "loaded_libraries": left.get("loaded", []),
        "idle_mb": idle_mb,
        "after_load_mb": loaded_mb,
        "stored": dict(rows_by_status(app)),
    }


def _minus(value: float | None) -> float | None:
    return None if value is None else -value


def _sum(*values: float | None) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _ratio(ours: Turns, theirs: Turns) -> float:
    """Return the median, over the turns, of our rate divided by theirs in the same turn."""
    return statistics.median(
        one.rate / other.rate
        for (one, _), (other, _) in zip(ours, theirs, strict=True)
        if other.rate
    )


def summary(turns: Turns) -> dict[str, Any]:
    """Bring the turns of one side together; times in milliseconds."""
    flows = [taken for outcome, _ in turns for taken in outcome.flows]
    spent = [cpu for _, cpu in turns if cpu is not None]
    requests: dict[str, list[float]] = {}
    for outcome, _ in turns:
        for name, taken in outcome.requests.items():
            requests.setdefault(name, []).extend(taken)
    return {
        "completed": len(flows),
        "requests_each": sum(map(len, requests.values())) / len(flows) if flows else None,
        "per_second": statistics.median(outcome.rate for outcome, _ in turns),
        "requests_per_second": sum(map(len, requests.values()))
        / sum(outcome.seconds for outcome, _ in turns),
        "cpu_ms": 1000 * sum(spent) / len(flows) if spent and flows else None,
        "flow_ms": percentiles(flows),
        "request_ms": {name: percentiles(taken) for name, taken in requests.items()},
        "errors": sum(len(outcome.errors) for outcome, _ in turns),
        "first_errors": [error for outcome, _ in turns for error in outcome.errors][:3],
    }


def percentiles(seconds: Iterable[float]) -> tuple[float, float, float]:
    """Return the 50th, 95th and 99th percentile in milliseconds (nearest rank)."""
    ordered = sorted(seconds) or [float("nan")]
    p50, p95, p99 = (
        1000 * ordered[min(len(ordered) - 1, int(len(ordered) * p))] for p in (0.5, 0.95, 0.99)
    )
    return p50, p95, p99


def machine() -> str:
    """Name the machine: cores, load, Python, operating system."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}{load}), Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}"
    )


def table(figures: dict[str, Any]) -> str:
    """Write the figures for a person."""
    sides = {label: figures[name] for name, label in SIDES.items()}

    def row(label: str, *cells: object) -> str:
        return f"{label:38}" + "".join(f"{cell!s:>22}" for cell in cells)

    def three(values: Iterable[float]) -> str:
        return " / ".join(f"{value:.0f}" for value in values)

    def number(value: float | None, unit: str = "") -> str:
        return "not known" if value is None else f"{value:.1f}{unit}"

    lines = [
        f"{figures['machine']}; database {figures['database']}; "
        f"c = {figures['crowd']}, {figures['seconds']:g} s each side, in turns",
        "",
        row("", *sides),
        row("completed submissions", *(side["completed"] for side in sides.values())),
        row("completed submissions/s", *(number(s["per_second"]) for s in sides.values())),
        row("Portrait's, of it (must 0.5, goal 0.8)",
            "", *(f"{figures['ratios'][name]:.2f}" for name in figures["ratios"])),
        row("requests of a submission", *(number(s["requests_each"]) for s in sides.values())),
        row("server CPU ms each (must 5, goal 3)", *(number(s["cpu_ms"]) for s in sides.values())),
        row("server CPU ms a request", *(number(_per_request(s)) for s in sides.values())),
        row("requests/s", *(number(s["requests_per_second"]) for s in sides.values())),
        row("a submission p50/p95/p99 ms", *(three(s["flow_ms"]) for s in sides.values())),
        row("errors", *(side["errors"] for side in sides.values())),
        "",
        "Portrait, each request: SQL statements (must 4 a GET, 6 a POST); p50/p95/p99 ms",
    ]  # fmt: skip
    names = ("GET landing", "POST answers", "GET thanks")
    paths = ("GET /a/…", "POST /a/…/start", "GET /r/…/done")
    times = figures["portrait"]["request_ms"]
    lines += [
        row(f"  {name}", figures["statements"][name], three(times[path]) if path in times else "-")
        for name, path in zip(names, paths, strict=True)
    ]
    lines += ["", "Pages, cold, with all they load, as gzip sends them (must 30 kB, 4 requests)"]
    lines += [
        row(f"  {name}", f"{page['compressed'] / 1000:.1f} kB", f"{page['requests']} requests")
        for name, page in figures["pages"].items()
    ]
    lines += [
        "",
        row("web process starts in", number(figures["startup_seconds"], " s")),
        row("learning libraries it has loaded", ", ".join(figures["loaded_libraries"]) or "none"),
        row("memory (PSS) idle, after the load", number(figures["idle_mb"], " MiB"),
            number(figures["after_load_mb"], " MiB")),
    ]  # fmt: skip
    for name, side in sides.items():
        lines += [f"{name}: {error}" for error in side["first_errors"]]
    return "\n".join(lines)


def _per_request(side: dict[str, Any]) -> float | None:
    if side["cpu_ms"] is None or not side["requests_each"]:
        return None
    each: float = side["cpu_ms"] / side["requests_each"]
    return each


if __name__ == "__main__":
    sys.exit(main())
