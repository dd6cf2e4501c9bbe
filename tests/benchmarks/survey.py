"""What the server benchmark answers: one page of twenty open questions, sent by a wave."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from survey_app.accounts import services as accounts
from survey_app.accounts.models import Workspace
from survey_app.builder import services as builder
from survey_app.customers import queries as customers_queries
from survey_app.customers import services as customers
from survey_app.db import db, write_transaction
from survey_app.outreach import queries as outreach_queries
from survey_app.outreach import services as outreach
from survey_app.outreach import wording
from survey_app.questionnaire import Questionnaire
from survey_app.sources.contacts import ContactRow
from survey_app.studies import services as studies
from tests.benchmarks.respondents import Visit, fill_in

N_QUESTIONS = 20
ANSWER = (
    "Every Friday I copy the same figures by hand from two systems into a third, and on Monday "
    "somebody asks where they are."
).ljust(120, ".")
QUESTIONS = [
    (f"question_{number}", f"What did you do about matter {number} the last time it came up?")
    for number in range(1, N_QUESTIONS + 1)
]


def twenty_questions() -> Questionnaire:
    """Return the questionnaire: one section, long text, all of it needed."""
    return Questionnaire.from_dict(
        {
            "title": _worded("Twenty questions"),
            "languages": ["en", "ru", "zh"],
            "sections": [
                {
                    "key": "all",
                    "title": _worded("In your own words"),
                    "questions": [
                        {"key": key, "type": "text", "text": _worded(text), "required": True}
                        for key, text in QUESTIONS
                    ],
                }
            ],
        }
    )


TICKED = [f"tick_{number}" for number in range(1, 226)]
LINES = [f"line_{number}" for number in range(1, 26)]
SOAK_ANSWER = "By hand, every Friday."


def soaked_questions() -> Questionnaire:
    """Return 250 questions on one page: 225 to tick on a scale, 25 to answer in a line."""
    scale = {"low": 1, "high": 5, "low_text": _worded("never"), "high_text": _worded("always")}
    ticks = [
        {"key": key, "type": "scale", "text": _worded(f"How often: {key}?"), "scale": scale}
        for key in TICKED
    ]
    lines = [
        {"key": key, "type": "short", "text": _worded(f"How do you do {key}?")} for key in LINES
    ]
    return Questionnaire.from_dict(
        {
            "title": _worded("Two hundred and fifty questions"),
            "languages": ["en", "ru", "zh"],
            "sections": [
                {
                    "key": "all",
                    "title": _worded("All of them"),
                    "questions": [{**one, "required": True} for one in (*ticks, *lines)],
                }
            ],
        }
    )


def invite(app: Flask, n_people: int, asked: Questionnaire | None = None) -> list[str]:
    """Set the installation up, send a wave to so many people and return their links' paths."""
    with app.app_context(), write_transaction() as session:
        researcher = accounts.set_up(
            session,
            workspace_name="Benchmark",
            name="Researcher",
            email="researcher@portrait.example",
            password="a sentence to sign in with",
            language="en",
        )
        study = studies.open_study(
            session,
            session.get_one(Workspace, researcher.workspace_id),
            title="Benchmark",
            organisation="Northwind",
            researcher=researcher,
        )
        questionnaire = builder.create_from(
            session, study, purpose="survey", title="Twenty", definition=asked or twenty_questions()
        )
        publication = builder.publish(session, questionnaire, user=researcher)
        customers.import_contacts(
            session,
            study,
            [
                ContactRow(
                    line=number,
                    email=f"person{number}@customer.example",
                    name=f"Person {number}",
                    company="",
                    language="en",
                    phone="",
                )
                for number in range(1, n_people + 1)
            ],
        )
        wave = outreach.create_wave(
            session,
            study,
            publication=publication,
            title="Benchmark",
            sender_name="Researcher",
            subject=dict(wording.SUBJECT),
            body=dict(wording.BODY),
        )
        people = customers_queries.matching_ids(session, study)
        outreach.choose(session, study, wave, people)
        outreach.send_wave(session, study, wave)
        invitations = outreach_queries.invitations(session, wave, limit=n_people)
        return [f"/a/{outreach.new_link(session, invitation)}" for invitation, _ in invitations]


def look_closely(
    app: Flask, links: Sequence[str]
) -> tuple[dict[str, list[str]], dict[str, dict[str, int]]]:
    """Answer in this process; return the SQL of each request and the weight of each page.

    BEGIN and COMMIT are no statements here.
    """
    seen: dict[str, list[str]] = {}
    client = app.test_client()

    def ask(name: str, method: str, path: str, **options: Any) -> Any:
        with app.app_context(), _counted() as statements:
            answer = client.open(path, method=method, **options)
        seen[name] = statements
        assert answer.status_code in (200, 303), f"{name}: {answer.status_code}"
        return answer

    def send(name: str, path: str, page: str) -> str:
        action, data = fill_in(page, Visit(iter(()), ANSWER, ""))
        kind = "application/x-www-form-urlencoded"
        where: str = ask(name, "POST", action or path, data=data, content_type=kind).location
        return where

    for link in links:  # the first respondent fills the caches, the last one counts
        landing = ask("GET landing", "GET", link).text  # one page of questions stands on it
        thanks_at = send("POST answers", link, landing)
        thanks = ask("GET thanks", "GET", thanks_at).text
        assert "Thank you" in thanks
    weights = {"questions": landing, "thanks": thanks}
    return seen, {name: weight(client, page) for name, page in weights.items()}


def weight(client: FlaskClient, page: str) -> dict[str, int]:
    """Add up a page and all it loads, as gzip would send it."""
    wanted = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="(/static/[^"]+)"', page)
    parts = [
        page.encode(),
        *(client.get(path, buffered=True).data for path in dict.fromkeys(wanted)),
    ]
    return {"requests": len(parts), "compressed": sum(len(gzip.compress(p, 6)) for p in parts)}


def rows_by_status(app: Flask) -> Counter[str]:
    """Count the responses that are in the database, by status."""
    from sqlalchemy import func, select

    from survey_app.collect.models import Response

    with app.app_context():
        rows = db.session.execute(select(Response.status, func.count()).group_by(Response.status))
        return Counter({status: n for status, n in rows})  # noqa: C416  (rows, not pairs)


def catch_up_all(app: Flask) -> None:
    """Make the passages of all that was answered, and index them, as the worker does."""
    from survey_app.collect.tasks import follow_passages

    with app.app_context():
        follow_passages()


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _worded(text: str) -> dict[str, str]:
    return {"en": text, "ru": f"{text} (по-русски)", "zh": f"{text}（中文）"}
