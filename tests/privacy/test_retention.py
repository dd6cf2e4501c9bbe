"""Periods: what has run out goes by night, what is left stays, and the page says it before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.cli import main
from survey_app.collect.models import Response
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.interviews.models import Interview
from survey_app.jobs import Job
from survey_app.privacy import retention, tasks
from survey_app.privacy.models import Erasure
from survey_app.privacy.retention import Due, months_before
from tests.builders import Cast
from tests.builders_privacy import person, tables_with
from tests.builders_questionnaires import publish_tiny
from tests.builders_voices import answer
from tests.pages import Pages

OLD, NEW = "an old sentence nobody needs any more", "a new sentence that everybody needs"


@pytest.mark.parametrize(
    ("at", "months", "expected"),
    [
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 1, 15), 24, (2024, 1, 15)),
    ],
)
def test_months_are_counted_back_by_the_calendar(
    at: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*at, tzinfo=UTC), months) == datetime(*expected, tzinfo=UTC)


@pytest.fixture
def aged(cast: Cast, session: Session) -> dict[str, int]:
    """An old and a new response, an old call, and contacts with and without a sign of life."""
    publication = publish_tiny(session, cast.study)
    old, new = answer(session, publication, OLD), answer(session, publication, NEW)
    silent, lively = person(session, cast.study), person(session, cast.study, "Yuri Quell")
    long_ago = now() - timedelta(days=800)
    old.completed_at = old.updated_at = old.started_at = long_ago
    new.completed_at = new.updated_at = now()
    new.contact_id = lively.id
    for one in (silent, lively):
        one.created_at = long_ago
    for call in session.scalars(select(Interview)):
        call.created_at = call.started_at = call.ended_at = long_ago
    session.commit()
    return {"old": old.id, "new": new.id, "silent": silent.id, "lively": lively.id}


def test_the_page_tells_what_would_go_and_the_night_does_it(
    app: Flask, cast: Cast, session: Session, aged: dict[str, int], pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}/privacy/"
    assert "Nothing." in pages.get(base).text
    pages.post(f"{base}periods", {"answers": "x"}, expect=422)
    pages.post(f"{base}periods", {"answers": "12", "talks": "", "contacts": "12"})
    page = pages.get(base).text
    assert "1 response with everything quoted from it" in page
    session.expire_all()
    assert retention.due(session, cast.study, now()) == Due(answers=1, talks=0, contacts=1)
    jobs.enqueue(session, tasks.NIGHTLY)
    session.commit()
    jobs.queue_of(app).run_pending()
    session.expire_all()
    assert [one.id for one in session.scalars(select(Response))] == [aged["new"]]
    assert [one.id for one in session.scalars(select(Contact))] == [aged["lively"]]
    assert not tables_with(session, OLD)
    assert tables_with(session, NEW)
    assert {one.reason for one in session.scalars(select(Erasure))} == {"retention"}
    assert retention.due(session, cast.study, now()).n == 0
    session.rollback()
    assert "its time was over" in pages.get(base).text


def test_call_notes_go_and_a_study_without_periods_keeps_all(
    app: Flask, cast: Cast, session: Session, aged: dict[str, int]
) -> None:
    cast.study.retention = {"talks": 24}
    session.commit()
    jobs.enqueue(session, tasks.NIGHTLY)
    session.commit()
    jobs.queue_of(app).run_pending()
    session.expire_all()
    assert session.scalars(select(Interview)).all() == []
    assert len(session.scalars(select(Response)).all()) == 2
    assert len(session.scalars(select(Contact)).all()) == 2
    assert retention.due(session, cast.other_study, now()) == Due(0, 0, 0)


def test_the_night_begins_once_a_day(app: Flask, cast: Cast, session: Session) -> None:
    for _ in range(3):
        tasks.start_the_night()
    n_nights = len(session.scalars(select(Job).where(Job.kind == tasks.NIGHTLY)).all())
    assert n_nights == (1 if now().hour >= tasks.NIGHT_HOUR else 0)


def test_the_command_looks_before_it_erases(
    app: Flask, cast: Cast, session: Session, aged: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey_app.cli_privacy._app", lambda: app)
    run = CliRunner().invoke
    assert run(main, ["erase"]).exit_code == 2
    assert run(main, ["erase", "--email", "no@x.example"]).exit_code == 2
    look = run(main, ["erase", "--email", "ZINAIDA@quill.example"])
    assert (look.exit_code, "Nothing is erased yet" in look.output) == (0, True)
    assert "1 contacts, 0 responses, 1 calls" in look.output
    done = run(main, ["erase", "--email", "zinaida@quill.example", "--yes"])
    assert done.exit_code == 0, done.output
    assert session.get(Contact, aged["silent"]) is None
    public_id = session.get_one(Response, aged["new"]).public_id
    session.rollback()
    assert run(main, ["erase", "--code", public_id, "--yes"]).exit_code == 0
    assert not tables_with(session, NEW)
