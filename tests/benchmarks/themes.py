"""How long the themes page takes with 500 themes and 100,000 excerpts.

    python -m tests.benchmarks.themes [--excerpts 100000] [--themes 500] [--rounds 7]

Prints the median server time, SQL statements and bytes of each page of the review on SQLite; the
list, the board, one theme, the queue, the search, what is printed and the other pages of the daily
work must answer within 300 ms; patterns may take longer. Then the same for coding one passage
of a talk of 127,000 characters, which may take 10 ms. Time is the process's CPU time, database
included, since it holds on a busy machine too.
"""

from __future__ import annotations

import argparse
import platform
import re
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.app import create_app
from survey_app.cli import migrate_to_head
from survey_app.collect.models import Passage, Response
from survey_app.config import Settings
from survey_app.db import db
from survey_app.interviews.imports import import_transcript
from survey_app.interviews.queries import notes
from survey_app.sources import read_transcript
from survey_app.studies.models import Study
from survey_app.themes.models import KINDS, AnalysisRun, Excerpt, Theme, ThemeExcerpt
from survey_app.themes.tallies import refresh
from tests.builders import build_cast
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages

LIMIT_MS = 300
CODING_LIMIT_MS = 10
TALK_CHARS = 127_000
BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def fill(session: Session, study: Study, n_excerpts: int, n_themes: int) -> None:
    """Store responses of four excerpts each, four fifths of them in themes of growing size."""
    n_people = n_excerpts // 4
    publication_id = publish_tiny(session, study).id
    session.execute(
        insert(Response),
        [
            {
                "id": n + 1,
                "study_id": study.id,
                "publication_id": publication_id,
                "public_id": f"person {n}",
                "channel": "open_link",
                "language": "en",
                "status": "completed",
                "answers": {},
                "completed_at": BEGUN + timedelta(minutes=n),
            }
            for n in range(n_people)
        ],
    )
    words = "Every export number {} takes far too long and then it fails before lunch."
    session.execute(
        insert(Passage),
        [
            {
                "id": n + 1,
                "study_id": study.id,
                "response_id": n // 4 + 1,
                "question_key": f"q{n % 4}",
                "language": "en",
                "text": words.format(n),
                "sha256": f"{n:064x}",
                "tags": [],
                "indexed": True,
            }
            for n in range(n_excerpts)
        ],
    )
    session.execute(
        insert(Excerpt),
        [
            {
                "id": n + 1,
                "study_id": study.id,
                "passage_id": n + 1,
                "start": 0,
                "end": len(words.format(n)),
                "quote": words.format(n),
                "passage_sha256": f"{n:064x}",
                "labels": [KINDS[n % 4]],
                "scores": {KINDS[n % 4]: 0.9},
                "cues": [{"name": "pain.time", "start": 0, "end": 5, "weight": 1.0}],
            }
            for n in range(n_excerpts)
        ],
    )
    keys = [f"r{n + 1}" for n in range(n_people)]
    run = AnalysisRun(
        study_id=study.id,
        engine={},
        n_passages=n_excerpts,
        n_respondents=n_people,
        asked=dict.fromkeys(KINDS, keys),
        started_at=BEGUN,
    )
    session.add(run)
    themes = [
        Theme(
            study_id=study.id,
            kind=KINDS[n % 4],
            name=f"exports take too long, in the way number {n}",
            confidence=(n % 10) / 10,
            excerpts=[],
        )
        for n in range(n_themes)
    ]
    session.add_all(themes)
    session.flush()
    per_kind = n_themes // 4
    session.execute(
        insert(ThemeExcerpt),
        [
            {
                # The square makes early themes small and late ones large.
                "theme_id": themes[4 * int(per_kind * (n / n_excerpts) ** 0.5) + n % 4].id,
                "excerpt_id": n + 1,
            }
            for n in range(n_excerpts)
            if n // 4 % 5
        ],
    )
    refresh(session, themes, run)
    session.commit()


def measure(app: Flask, client: Any, path: str, rounds: int) -> tuple[float, int, int]:
    """Return the median CPU milliseconds, the number of statements and the bytes of a page."""
    n_statements = 0

    def count(*_: Any) -> None:
        nonlocal n_statements
        n_statements += 1

    with app.app_context():
        engine = db.engine
    client.get(path)
    times, size = [], 0
    event.listen(engine, "before_cursor_execute", count)
    for _round in range(rounds):
        begun = time.process_time()
        answer = client.get(path)
        times.append(1000 * (time.process_time() - begun))
        assert answer.status_code in (200, 303), (path, answer.status_code)
        size = len(answer.data)
    event.remove(engine, "before_cursor_execute", count)
    return statistics.median(times), n_statements // rounds, size


def main() -> int:
    """Fill a database, ask for every page, print a table; 1 if a page is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--excerpts", type=int, default=100_000)
    parser.add_argument("--themes", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), testing=True))
        migrate_to_head(app)
        with app.app_context():
            session = db.session()
            cast = build_cast(session)
            study = cast.study
            fill(session, study, chosen.excerpts, chosen.themes)
            slug, user_id = study.slug, cast.researcher.id
            one = session.scalars(select(Theme.id).order_by(Theme.id.desc())).first()
            session.commit()
            user = session.get_one(User, user_id)
            visitor = Pages(app)
            visitor.sign_in(user)
            session.rollback()
            cookie = visitor.client.get_cookie("portrait")
        client = app.test_client()
        assert cookie is not None
        client.set_cookie("portrait", cookie.value)
        print(f"{platform.node()} {platform.processor()}, {chosen.excerpts} excerpts, "
              f"{chosen.themes} themes")  # fmt: skip
        print(f"{'page':<28}{'CPU ms':>8}{'SQL':>6}{'KB':>7}")
        late = False
        for path, bound in (("", True), ("?kind=goal", True), (str(one), True), ("board", True),
                            ("next", True), ("not-grouped?kind=pain", True),
                            ("set-aside?kind=pain", True), ("search?q=9999", True),
                            ("history", True), ("rubrics", True), ("battlecard", True),
                            ("codebook", True), ("patterns", False),
                            ("patterns?by=size", False)):  # fmt: skip
            ms, n, size = measure(app, client, f"/s/{slug}/themes/{path}", chosen.rounds)
            verdict = "" if not bound else "ok" if ms <= LIMIT_MS else "TOO SLOW"
            late = late or verdict == "TOO SLOW"
            print(f"{path or 'list':<28}{ms:>8.0f}{n:>6}{size / 1024:>7.0f} {verdict}")
        late = coding(app, client, slug) or late
    return int(late)


def coding(app: Flask, client: Any, slug: str, rounds: int = 40) -> bool:
    """Code turns of a long talk as the page's script does; True if one takes too long."""
    turns = [f"Anna: Turn {n}. " + "The export takes far too long. " * 8 for n in range(500)]
    text = "\n\n".join(turns)[:TALK_CHARS]
    with app.app_context():
        session = db.session()
        study = session.scalars(select(Study).where(Study.slug == slug)).one()
        talk = import_transcript(session, study, read_transcript("talk.txt", text.encode()))
        passages = [(one.id, len(one.text)) for one in notes(session, talk)]
        theme = session.scalars(select(Theme.id).where(Theme.study_id == study.id)).first()
        talk_id = talk.id
        session.commit()
    page = client.get(f"/s/{slug}/coding/interview/{talk_id}")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token is not None
    times = []
    for number, length in passages[:rounds]:
        begun = time.process_time()
        answer = client.post(
            f"/s/{slug}/coding/passage/{number}",
            data={"csrf_token": token[1], "theme": theme, "start": 0, "end": length},
            headers={"X-Requested-With": "fetch"},
        )
        times.append(1000 * (time.process_time() - begun))
        assert answer.status_code == 200, answer.text
    ms = statistics.median(times)
    verdict = "ok" if ms <= CODING_LIMIT_MS else "TOO SLOW"
    print(f"{'code one passage':<28}{ms:>8.1f}  of {len(text)} characters in {len(passages)} turns "
          f"{verdict}")  # fmt: skip
    return ms > CODING_LIMIT_MS


if __name__ == "__main__":
    raise SystemExit(main())
