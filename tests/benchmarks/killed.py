"""Kill -9 of the server in the middle of many submissions: is every acknowledged answer there?

    python tests/benchmarks/killed.py [--submissions 1000] [--crowd 32] [--postgres]

Starts Portrait on waitress with a fresh SQLite file (or a PostgreSQL server of its own), lets a
crowd answer twenty questions each, kills the process without warning half-way, and lets another
process, this one, serve the same database until the rest have finished. A submission is
acknowledged when its respondent was led to the thank-you page.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

if __name__ == "__main__":  # as a file, Python would look for our packages beside it only
    sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from tests.benchmarks.postgres import cluster
from tests.benchmarks.serving import Server, in_this_process
from tests.benchmarks.survey import ANSWER, QUESTIONS, catch_up_all, invite

PROBE = "/static/respondent.css"


@dataclass
class Tally:
    """What the crowd was told: by public id, what each wrote."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def main() -> int:
    """Run once and print what came of it; 1 when an acknowledged answer is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--crowd", type=int, default=32)
    parser.add_argument("--postgres", action="store_true", help="in place of SQLite")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="portrait-killed-") as folder,
        cluster() if chosen.postgres else nullcontext() as server,
    ):
        if chosen.postgres and server is None:
            parser.error("PostgreSQL is not installed: apt-get install postgresql")
        url = server.database("killed") if server is not None else ""
        told, lost, twice = run(Path(folder), chosen.submissions, chosen.crowd, url)
    print(f"{len(told.acknowledged)} acknowledged, {len(told.broken)} cut off by the kill")
    print(f"{len(lost)} lost, {len(twice)} stored twice or half")
    return 1 if lost or twice else 0


def run(
    folder: Path, n: int, crowd: int, database_url: str = ""
) -> tuple[Tally, list[str], list[str]]:
    """Return what was told, which acknowledged answers are missing, and what is inconsistent."""
    environment = {
        "PORTRAIT_INSTANCE": str(folder / "instance"),
        "PORTRAIT_DATABASE_URL": database_url,
        "PORTRAIT_TRUSTED_PROXIES": "0",
    }
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        from survey_app.app import create_app
        from survey_app.cli import migrate_to_head
        from survey_app.config import Settings

        app = create_app(Settings(testing=True))
        migrate_to_head(app)
        with ThreadPoolExecutor(1) as pool:  # it starts while its database is filled
            starting = pool.submit(Server, "portrait", folder, environment, PROBE)
            links = invite(app, n)
            server = starting.result()
        with app.app_context():
            from survey_app.db import db

            db.engine.dispose()
        told = Tally()
        try:
            _crowd(server.port, links, told, crowd, kill=server.process.kill, after=n // 2)
        finally:
            server.process.kill()
            server.process.wait()
            _close(server)
        with in_this_process(app) as port:
            _crowd(port, [link for link in links if link in told.broken], told, crowd)
        lost, odd = _compare(app, told)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    return told, lost, odd


def _crowd(
    port: int,
    links: list[str],
    told: Tally,
    size: int,
    kill: Callable[[], None] | None = None,
    after: int = 0,
) -> None:
    """Let some answer at a time; `kill` is called when so many were thanked."""
    waiting, lock = list(enumerate(links)), threading.Lock()

    def seat() -> None:
        while True:
            with lock:
                if not waiting:
                    return
                number, link = waiting.pop()
            try:
                public_id = _answer(port, link, f"{number} {ANSWER}")
            except (OSError, http.client.HTTPException):
                with lock:
                    told.broken.append(link)
            else:
                with lock:
                    told.acknowledged[public_id] = f"{number} {ANSWER}"

    threads = [threading.Thread(target=seat) for _ in range(size)]
    for thread in threads:
        thread.start()
    while kill is not None and any(thread.is_alive() for thread in threads):
        if len(told.acknowledged) >= after:
            kill()
            break
        time.sleep(0.002)
    for thread in threads:
        thread.join()


def _answer(port: int, link: str, text: str) -> str:
    """Answer the survey as a browser does; returns the response's public id once thanked."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    address = {"X-Forwarded-For": f"10.{hash(link) % 200}.{hash(text) % 200}.{len(link) % 200}"}
    try:
        connection.request("GET", link, headers=address)
        page = connection.getresponse()
        source = page.read().decode()
        if page.status == 410:  # completed before the kill, but the thanks did not arrive
            return f"spent:{link}"
        cookie = (page.headers.get("Set-Cookie") or "").partition(";")[0]
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', source))
        data = urlencode({**hidden, "_go": "on", **{key: text for key, _ in QUESTIONS}})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, **address}
        connection.request("POST", f"{link}/start", body=data, headers=kind)
        answer = connection.getresponse()
        answer.read()
        place = answer.headers.get("Location") or ""
        if answer.status != 303 or not place.endswith("/done"):
            raise http.client.HTTPException(f"{answer.status} {place}")
        return place.split("/")[2]
    finally:
        connection.close()


def _compare(app: object, told: Tally) -> tuple[list[str], list[str]]:
    from flask import Flask
    from sqlalchemy import func, select

    from survey_app.collect.models import Passage, Response
    from survey_app.db import db

    assert isinstance(app, Flask)
    catch_up_all(app)
    with app.app_context():
        rows = {
            row.public_id: (row.status, row.answers, row.passages)
            for row in db.session.execute(
                select(
                    Response.public_id,
                    Response.status,
                    Response.answers,
                    func.count(Passage.id).label("passages"),
                )
                .outerjoin(Passage, Passage.response_id == Response.id)
                .group_by(Response.id)
            )
        }
        db.session.remove()
        db.engine.dispose()
    keys = {key for key, _ in QUESTIONS}
    lost = [
        public_id
        for public_id, text in told.acknowledged.items()
        if not public_id.startswith("spent:")
        and (public_id not in rows or set(rows[public_id][1].values()) != {text})
    ]
    half = [
        public_id
        for public_id, (status, answers, passages) in rows.items()
        if status != "completed" or set(answers) != keys or passages != len(keys)
    ]
    return lost, half


def _close(server: Server) -> None:
    if server.process.stdout:
        server.process.stdout.close()


if __name__ == "__main__":
    sys.exit(main())
