"""What researchers see of answers, and that nobody else does."""

from __future__ import annotations

import copy
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.collect import queries
from survey_app.collect.models import Response
from survey_app.db import now
from survey_app.questionnaire import Questionnaire
from tests.builders import Cast
from tests.builders_questionnaires import TINY, publish_tiny, worded
from tests.builders_responses import given
from tests.pages import Pages


@pytest.fixture
def responses(cast: Cast, session: Session) -> list[Response]:
    mine = given(
        session,
        cast.study,
        publish_tiny(session, cast.study),
        {"size": "one", "annoys": "The <b>bold</b> export breaks"},
        at=now() - timedelta(hours=2),
    )
    theirs = given(
        session,
        cast.other_study,
        publish_tiny(session, cast.other_study),
        {"size": "one", "annoys": "Secret of the others"},
    )
    return [mine, theirs]


def test_counts_and_list_show_this_study_only(
    cast: Cast, session: Session, pages: Pages, responses: list[Response]
) -> None:
    assert queries.counts(session, cast.study).completed == 1
    pages.sign_in(cast.researcher)
    pages.get(f"/s/{cast.study.slug}/responses/")
    page = pages.get(f"/s/{cast.study.slug}/responses/all").text
    assert responses[0].label in page
    assert responses[1].label not in page
    page = pages.get(f"/s/{cast.study.slug}/responses/all?status=started&before=x").text
    assert "No response fits" in page


def test_one_response_on_one_page_with_what_was_left_out(
    cast: Cast, pages: Pages, responses: list[Response]
) -> None:
    pages.sign_in(cast.researcher)
    page = pages.get(f"/s/{cast.study.slug}/responses/{responses[0].id}").text
    assert "&lt;b&gt;bold&lt;/b&gt; export breaks" in page
    assert "no answer" in page


def test_a_response_of_another_study_is_not_found_and_roles_hold(
    cast: Cast, pages: Pages, responses: list[Response]
) -> None:
    pages.sign_in(cast.researcher)
    pages.get(f"/s/{cast.study.slug}/responses/{responses[1].id}", expect=404)
    for user in (cast.interviewer, cast.viewer):
        pages.sign_in(user)
        for path in ("", "all", "compare"):
            pages.get(f"/s/{cast.study.slug}/responses/{path}", expect=403)
        pages.get(f"/s/{cast.study.slug}/responses/{responses[0].id}", expect=403)


def test_the_home_says_how_many_have_answered(
    cast: Cast, pages: Pages, responses: list[Response]
) -> None:
    pages.sign_in(cast.researcher)
    page = pages.get(f"/s/{cast.study.slug}/").text
    assert "1 person has answered." in page
    assert "1 new answer came in" in page


def test_a_response_is_shown_as_it_was_asked_with_its_own_answers_quoted(
    cast: Cast, session: Session, pages: Pages
) -> None:
    definition = copy.deepcopy(TINY)
    definition["sections"][1]["questions"][0]["text"] = worded("What annoys {{team|your team}}?")
    made = builder.create_from(
        session, cast.study, purpose="survey", title="Day",
        definition=Questionnaire.from_dict(definition),
    )  # fmt: skip
    published = builder.publish(session, made, user=None)
    answers = {"size": "many", "team": "Blue <crew>", "annoys": "Slow exports"}
    named = given(session, cast.study, published, answers)
    alone = given(session, cast.study, published, {"size": "one", "annoys": "Forms"})
    session.commit()
    pages.sign_in(cast.researcher)
    at = f"/s/{cast.study.slug}/responses"
    assert "What annoys Blue &lt;crew&gt;?" in pages.get(f"{at}/{named.id}").text
    assert "What annoys your team?" in pages.get(f"{at}/{alone.id}").text
    for path in ("by-question", "compare?question=size&by=size", "all", ""):
        assert "{{" not in pages.get(f"{at}/{path}").text
