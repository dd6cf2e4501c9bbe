"""Coding in a real Chromium without the mouse: select, choose, accept, reject, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.coding.models import Coding
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.coding.conftest import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def told(page: Page, words: str) -> None:
    page.wait_for_function(
        "words => document.querySelector('[data-told]').textContent.includes(words)", arg=words
    )
    page.wait_for_function("() => document.activeElement.matches('[data-passage]')")


def marked(page: Page) -> str:
    found: str = page.evaluate("getSelection().toString()")
    return found


def test_a_talk_is_coded_by_keyboard_alone(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, desk: Desk
) -> None:
    suggested = Excerpt(
        study_id=desk.study.id, passage_id=desk.second.id, start=0, end=25,
        quote=desk.second.text[:25], passage_sha256=desk.second.sha256, labels=["pain"],
    )  # fmt: skip
    session.add(suggested)
    session.flush()
    session.add(ThemeExcerpt(theme_id=desk.silent.id, excerpt_id=suggested.id))
    page = browse()
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{desk.study.slug}/coding/interview/{desk.talk.id}"))
    assert axe_problems(page) == []
    page.keyboard.press("j")  # from the interviewer's question to the answer
    for _step in range(2):
        page.keyboard.press("ArrowRight")
    assert marked(page) == "Then it fails before lunch."
    page.keyboard.press("ArrowLeft")
    assert marked(page) == "The export takes forty minutes 😀."
    page.keyboard.press("Shift+ArrowLeft")
    assert marked(page) == "The export takes forty minutes"
    page.keyboard.press("Shift+ArrowLeft")
    assert marked(page) == "The export takes forty"
    page.keyboard.press("Shift+ArrowRight")
    assert marked(page) == "The export takes forty minutes"
    page.keyboard.press("c")
    page.keyboard.type("exp")
    page.keyboard.press("Enter")
    told(page, "Put quotes into “exports take long”")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(".")  # the same theme again, on the words behind a sign of two units
    told(page, "exports take long")
    page.wait_for_function("() => document.querySelectorAll('.code-mark').length === 3")
    page.keyboard.press("u")
    told(page, "Undone")
    page.keyboard.press("c")  # nothing marked: the whole paragraph
    page.keyboard.type("a theme of my own")
    page.keyboard.press("Enter")
    told(page, "a theme of my own")
    for _step in range(2):  # over the two marks of this paragraph
        page.keyboard.press("n")
    page.keyboard.press("n")
    assert marked(page) == "Nobody answers the phone."
    page.keyboard.press("a")
    told(page, "no answer")
    page.keyboard.press("n")
    page.keyboard.press("x")
    told(page, "Took quotes out of “no answer”")

    live_server.fresh()
    rows = session.execute(
        select(Theme.name, Excerpt.quote, Coding.user_id)
        .join(Coding, Coding.theme_id == Theme.id)
        .join(Excerpt, Excerpt.id == Coding.excerpt_id)
        .order_by(Excerpt.end)
    ).all()
    assert rows == [
        ("exports take long", "The export takes forty minutes", cast.researcher.id),
        ("a theme of my own", desk.first.text, cast.researcher.id),
    ]
    for excerpt in session.scalars(select(Excerpt)):
        assert excerpt.passage.text[excerpt.start : excerpt.end] == excerpt.quote
    for path in ("", "agreement", "bring-in"):
        page.goto(live_server.at(f"/s/{desk.study.slug}/coding/{path}"))
        assert axe_problems(page) == [], path


def test_a_talk_is_coded_on_a_phone_without_a_script(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, desk: Desk
) -> None:
    page = browse(phone=True, script=False)
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{desk.study.slug}/coding/interview/{desk.talk.id}"))
    page.locator(f"#p{desk.second.id} [data-code]").click()
    page.fill("#words", "我们等了三天。")
    page.check(f"[name=theme][value='{desk.silent.id}']")
    page.click("text=Put into the theme")
    assert page.inner_text(f"#p{desk.second.id} mark") == "我们等了三天。"
