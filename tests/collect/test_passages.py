"""Passages are made after the answers, keep their rows where a text stays, and miss nobody."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.collect import passages
from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import catch_up, follow_responses
from survey_app.collect.tasks import follow_passages
from survey_app.themes.models import Excerpt
from survey_app.themes.tasks import ANALYSE
from tests.builders import Cast
from tests.builders_questionnaires import publish_tiny
from tests.builders_responses import given


@pytest.fixture
def response(session: Session, cast: Cast) -> Response:
    asked = publish_tiny(session, cast.study)
    made = given(session, cast.study, asked, {"tools": ["Pen", "Map"]})
    session.commit()
    return made


def save(session: Session, response: Response, **answers: Any) -> None:
    """Change the answers as a respondent's page does."""
    response.answers, response.passages_due = answers, True
    session.commit()


def said(session: Session) -> dict[str, int]:
    session.rollback()
    return {one.text: one.id for one in session.scalars(select(Passage))}


def test_a_text_that_stays_keeps_its_row_and_others_follow(
    session: Session, response: Response
) -> None:
    before = said(session)
    save(session, response, tools=["Pen", "Rope"], annoys="The lift")
    assert said(session) == before, "nobody who answers waits for it"
    follow_passages()
    after = said(session)
    assert after["Pen"] == before["Pen"]
    assert after["Rope"] == before["Map"], "the place is the same, so the row is"
    assert set(after) == {"Pen", "Rope", "The lift"}
    save(session, response, annoys="The lift")
    catch_up()
    assert said(session) == {"The lift": after["The lift"]}
    assert not session.scalar(select(func.count()).where(Response.passages_due))


def test_a_search_finds_what_was_said_a_minute_ago(session: Session, response: Response) -> None:
    save(session, response, annoys="The lift")
    follow_passages()
    session.rollback()
    assert not session.scalar(select(func.count()).where(~Passage.indexed))


def test_whoever_is_many_is_done_a_few_at_a_time(
    session: Session, cast: Cast, response: Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "RESPONSES_AT_ONCE", 2)
    for name in "abcde":
        given(session, cast.study, response.publication).answers = {"annoys": name}
    session.query(Response).update({"passages_due": True})
    session.commit()
    assert follow_responses(session, cast.other_study.id) == 0, "another study's are its own"
    assert follow_responses(session, cast.study.id, most=2) == 2
    session.commit()
    catch_up(cast.study.id)
    assert set(said(session)) == {"Pen", "Map", *"abcde"}


def test_one_who_was_erased_meanwhile_leaves_nothing(session: Session, response: Response) -> None:
    save(session, response, annoys="The lift")
    session.delete(response)
    session.commit()
    catch_up()
    assert said(session) == {}


def test_an_analysis_reads_what_was_sent_a_moment_before(
    app: Flask, session: Session, cast: Cast, response: Response
) -> None:
    words = "The export takes too long and breaks every Friday."
    save(session, response, annoys=words)
    jobs.enqueue(session, ANALYSE, study_id=cast.study.id)
    session.commit()
    jobs.queue_of(app).run_pending()
    session.rollback()
    assert words.startswith(session.scalars(select(Excerpt.quote)).first() or "nothing")
