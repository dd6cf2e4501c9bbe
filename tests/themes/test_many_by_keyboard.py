"""Two hundred suggestions by keyboard alone, and two reviewers at the same themes, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.studies import services as studies
from survey_app.studies.models import Study
from survey_app.themes import queries
from survey_app.themes.models import KINDS, Decision, Excerpt, Theme, ThemeComment, ThemeExcerpt
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.builders_voices import answer, publish_tiny

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
N_SUGGESTIONS = 200


@pytest.fixture
def suggestions(session: Session, cast: Cast) -> Study:
    """The cast's study with two hundred suggestions of one quote each, fifty a kind."""
    study = cast.study
    response = answer(session, publish_tiny(session, study), "The export takes forever.")
    passage = session.scalars(
        select(Passage).where(Passage.response_id == response.id, Passage.text != "")
    ).first()
    assert passage is not None
    excerpt = Excerpt(
        study_id=study.id, passage_id=passage.id, start=0, end=len(passage.text),
        quote=passage.text, passage_sha256=passage.sha256, labels=["pain"],
    )  # fmt: skip
    themes = [
        Theme(study_id=study.id, kind=KINDS[n % 4], name=f"suggestion {n:03}", excerpts=[])
        for n in range(N_SUGGESTIONS)
    ]
    session.add_all([excerpt, *themes])
    session.flush()
    session.execute(
        insert(ThemeExcerpt), [{"theme_id": one.id, "excerpt_id": excerpt.id} for one in themes]
    )
    session.commit()
    return study


def press(page: Page, *keys: str) -> None:
    """Press keys of which the last one leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press(keys[-1])


def heading(page: Page) -> str:
    return page.inner_text("#theme-name")


def test_two_hundred_suggestions_are_reviewed_by_keyboard_alone(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, suggestions: Study
) -> None:
    page = browse()
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{suggestions.slug}/themes/"))
    # One of every sort first: describe, remark on a quote, mark it, put the theme under another.
    page.keyboard.press("d")
    page.keyboard.type("What takes too long.")
    press(page, "Tab", "Tab", "Tab", "Enter")
    page.keyboard.press("l")
    page.keyboard.press("c")
    page.keyboard.type("Ask them again.")
    press(page, "Tab", "Enter")
    page.keyboard.press("l")
    press(page, "b")
    page.keyboard.press("p")
    page.keyboard.type("suggestion 004")
    press(page, "Tab", "Enter")
    assert heading(page) == "suggestion 000"
    press(page, "n")
    assert "by=worth" in page.url
    for number in range(N_SUGGESTIONS):
        press(page, "x" if number % 4 == 3 else "a")
    assert page.locator(".theme-row.suggested").count() == 0

    live_server.fresh()
    assert queries.n_by_status(session, suggestions) == {"accepted": 150, "rejected": 50}
    first, second = session.scalars(
        select(Theme).where(Theme.kind == "pain").order_by(Theme.id).limit(2)
    )
    assert (first.definition, first.parent_id) == ("What takes too long.", second.id)
    assert [one.text for one in session.scalars(select(ThemeComment))] == ["Ask them again."]
    assert session.scalars(select(Excerpt.key_quote)).all() == [True]
    # 200 decisions, and the four before them.
    assert session.scalar(select(func.count(Decision.id))) == N_SUGGESTIONS + 4


def test_two_reviewers_at_once_lose_no_decision(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, suggestions: Study
) -> None:
    studies.add_member(session, suggestions, user=cast.other_researcher, role="researcher")
    session.commit()
    rita, olga = browse(), browse()
    live_server.sign_in(rita, cast.researcher)
    live_server.sign_in(olga, cast.other_researcher)
    for page in (rita, olga):
        page.goto(live_server.at(f"/s/{suggestions.slug}/themes/"))
    rita.keyboard.press("r")
    rita.keyboard.press("Control+a")
    rita.keyboard.type("what Rita wrote")
    press(olga, "x")  # the same theme, while Rita is typing
    press(rita, "Enter")
    assert "Rejected “suggestion 000”" in rita.inner_text(".error-summary")
    assert "You wanted to rename it" in rita.inner_text(".error-summary")
    with rita.expect_navigation():
        rita.click("text=Do it all the same")
    assert heading(rita) == "what Rita wrote"
    press(olga, "a")
    with olga.expect_navigation():
        olga.goto(live_server.url + f"/s/{suggestions.slug}/themes/board?kind=pain")
    assert axe_problems(olga) == []
    olga.keyboard.press("ArrowDown")
    press(olga, "x")
    live_server.fresh()
    rows = session.execute(select(Decision.verb, Decision.user_id).order_by(Decision.id))
    assert rows.all() == [
        ("reject", cast.other_researcher.id),
        ("rename", cast.researcher.id),
        ("accept", cast.other_researcher.id),
        ("reject", cast.other_researcher.id),
    ]
    for path in ("patterns?kind=pain", "battlecard?kind=pain", "rubrics", "codebook", "history"):
        olga.goto(live_server.url + f"/s/{suggestions.slug}/themes/{path}")
        assert axe_problems(olga) == [], path
