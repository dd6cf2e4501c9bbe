"""The review in a real Chromium, without the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from survey_app.studies.models import Study
from survey_app.themes import queries
from survey_app.themes.models import Theme
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.builders_voices import EXPORTS, SUPPORT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def heading(page: Page) -> str:
    return page.inner_text("#theme-name")


def press(page: Page, *keys: str) -> None:
    """Press keys of which the last one leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def test_suggestions_are_reviewed_by_keyboard_alone(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, study: Study
) -> None:
    themes = queries.ranked(session, study, kind="pain")
    names, ids = [one.name for one in themes], [one.id for one in themes]
    page = browse()
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{study.slug}/themes/"))
    assert heading(page) == names[0]

    press(page, "r", "Control+a", "s", "l", "o", "w", "Enter")
    assert heading(page) == "slow"
    press(page, "a")
    assert heading(page) == names[1]  # the next suggestion, and its row has the focus
    page.wait_for_function("() => document.activeElement.matches('[data-list] [aria-current]')")
    press(page, "ArrowDown")
    press(page, "k")
    assert heading(page) == names[1]
    press(page, "x")
    assert heading(page) == names[2]
    press(page, "u")
    assert heading(page) == names[1]
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.name") == "into"
    page.keyboard.type("slow")
    press(page, "Tab", "Enter")

    live_server.fresh()
    first, second = (session.get_one(Theme, one) for one in ids[:2])
    assert (first.name, first.status) == ("slow", "accepted")
    assert (second.status, second.parent_id) == ("merged", first.id)
    assert {link.excerpt.quote for link in first.excerpts} == {*EXPORTS, *SUPPORT}


def test_ticked_quotes_become_a_theme_by_keyboard(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, study: Study
) -> None:
    page = browse()
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{study.slug}/themes/"))
    page.locator("[name=excerpt]").nth(1).focus()
    page.keyboard.press("Space")
    page.keyboard.press("s")
    page.keyboard.type("one of them")
    press(page, "Enter")
    live_server.fresh()
    made = [t for t in queries.ranked(session, study, kind="pain") if t.name == "one of them"]
    assert [one.n_excerpts for one in made] == [1]


def test_letters_typed_into_a_field_decide_nothing(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, study: Study
) -> None:
    page = browse()
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{study.slug}/themes/"))
    page.keyboard.press("/")
    page.keyboard.type("axux")
    press(page, "Enter")
    assert "q=axux" in page.url
    live_server.fresh()
    assert queries.n_by_status(session, study).keys() == {"suggested"}


def test_axe_finds_nothing_on_the_review(
    live_server: LiveServer, browse: Browse, cast: Cast, study: Study
) -> None:
    page = browse()
    live_server.sign_in(page, cast.researcher)
    for path in ("", "not-grouped?kind=pain", "search?q=export"):
        page.goto(live_server.at(f"/s/{study.slug}/themes/{path}"))
        assert axe_problems(page) == []


def test_the_review_works_on_a_phone_without_a_script(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, study: Study
) -> None:
    page = browse(phone=True, script=False)
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{study.slug}/themes/"))
    first = queries.ranked(session, study, kind="pain")[0].id
    live_server.fresh()
    page.click("button[value=accept]")
    page.click("a[href*='set-aside'], a[href*='not-grouped']")
    assert page.inner_text("#theme-name") == "Not grouped"
    assert session.get_one(Theme, first).status == "accepted"
