"""The builder in a real Chromium: a questionnaire made by keyboard only, and one put in order by
dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from survey_app.builder import queries, services
from survey_app.builder.models import Questionnaire
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.builders_questionnaires import publish_tiny

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def focus_on(page: Page, selector: str, presses: int = 400) -> None:
    """Press Tab until the focus stands on the element, as someone without a mouse would."""
    for _ in range(presses):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def exchanged(page: Page, key: str) -> None:
    """Press a key after which a part of the page is exchanged."""
    before = page.get_attribute("[data-editor]", "data-revision")
    page.keyboard.press(key)
    page.wait_for_function(
        "before => document.querySelector('[data-editor]').dataset.revision !== before", arg=before
    )


def keys_of(session: Session, live_server: LiveServer, made: Questionnaire) -> list[str]:
    live_server.fresh()
    session.refresh(made)
    keys = [question.key for question in services.draft_of(made).iter_questions()]
    live_server.fresh()
    return keys


def test_a_questionnaire_is_made_by_keyboard_alone(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    page = browse()
    live_server.sign_in(page, cast.researcher)
    home = f"/s/{cast.study.slug}/questionnaires/"
    page.goto(live_server.at(home + "new"))
    focus_on(page, "#title")
    page.keyboard.type("Twenty minutes")
    focus_on(page, "[name=languages][value=zh]")
    page.keyboard.press("Space")
    focus_on(page, "#q")
    page.keyboard.type("what_4")
    focus_on(page, "#pick-what-what_4")
    page.keyboard.press("Space")
    assert "1 ticked" in page.inner_text("[data-shelf-minutes]")
    press(page, "Enter")
    assert page.inner_text("h1") == "Twenty minutes"
    live_server.fresh()
    [made] = queries.questionnaires(session, cast.study)

    # Two more from another bank; the words are found while they are typed.
    press(page, "a")
    focus_on(page, "#q")
    page.keyboard.type("demo_")
    focus_on(page, "#pick-demographics-demo_2")
    page.keyboard.press("Space")
    focus_on(page, "#pick-demographics-demo_3")
    page.keyboard.press("Space")
    press(page, "Enter")
    assert keys_of(session, live_server, made) == ["what_4", "demo_2", "demo_3"]
    assert axe_problems(page) == []

    # Lifted with Space, moved with the arrows, set down; taken back with one key, and again.
    focus_on(page, "#handle-demo_3")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    exchanged(page, "Space")
    assert keys_of(session, live_server, made) == ["what_4", "demo_3", "demo_2"]
    page.wait_for_function("() => document.activeElement.id === 'handle-demo_3'")
    exchanged(page, "u")
    assert keys_of(session, live_server, made) == ["what_4", "demo_2", "demo_3"]
    exchanged(page, "r")
    assert keys_of(session, live_server, made) == ["what_4", "demo_3", "demo_2"]

    # A rule from the menus, read back as text.
    focus_on(page, "#edit-demo_2")
    press(page, "Enter")
    focus_on(page, "[name=rule_key]")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("was")
    assert page.input_value("#show_if") == 'what_4 != ""'
    assert axe_problems(page) == []
    focus_on(page, "[data-question-form] .actions button[value=save]")
    press(page, "Enter")
    assert "Shown when “" in page.inner_text("#demo_2")

    # A section of its own, in English only: publishing names what is missing and leads there.
    focus_on(page, "section[aria-labelledby=more] details:last-of-type summary")
    page.keyboard.press("Enter")
    focus_on(page, "#new-section-en")
    page.keyboard.type("The end")
    press(page, "Enter")
    focus_on(page, "#handle-demo_2")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    exchanged(page, "Space")
    page.keyboard.press("Escape")
    press(page, "p")
    assert page.is_disabled("main form button.primary")
    assert axe_problems(page) == []
    focus_on(page, "a[href*='translate']")
    press(page, "Enter")
    focus_on(page, "[data-next-missing]")
    page.keyboard.press("Enter")
    page.keyboard.type("Напоследок")
    focus_on(page, "main form button.primary")
    press(page, "Enter")
    assert "Nothing is missing" in page.inner_text("main")
    page.go_back()
    page.goto(live_server.at(f"{home}{made.id}/"))
    press(page, "p")
    focus_on(page, "main form button.primary")
    press(page, "Enter")
    live_server.fresh()
    session.refresh(made)
    assert [one.number for one in made.publications] == [1]
    draft = services.draft_of(made)
    assert draft.section("section_1").title == {"en": "The end", "ru": "Напоследок"}
    assert [q.key for q in draft.section("section_1").questions] == ["demo_2"]


def test_a_draft_is_put_in_order_by_dragging_and_the_preview_follows(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    made = publish_tiny(session, cast.study).questionnaire
    page = browse()
    live_server.sign_in(page, cast.researcher)
    home = f"/s/{cast.study.slug}/questionnaires/{made.id}/"
    page.goto(live_server.at(home))
    before = page.get_attribute("[data-editor]", "data-revision")
    page.evaluate("document.getElementById('size').scrollIntoView()")
    handle = page.locator("#handle-annoys").bounding_box()
    target = page.locator("#team").bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + 30, steps=4)
    page.mouse.move(target["x"] + 40, target["y"] + 4, steps=2)
    page.mouse.up()
    page.wait_for_function(
        "before => document.querySelector('[data-editor]').dataset.revision !== before", arg=before
    )
    assert keys_of(session, live_server, made) == ["size", "annoys", "team", "tools", "kept"]
    frame = page.frame_locator("#preview")
    frame.locator("text=What annoys you?").wait_for()  # it is on the first page now

    page.goto(live_server.at(home + "question/annoys"))
    page.fill("#text-en", "What annoys you always and/or often?")
    frame.locator("text=What annoys you always and/or often?").wait_for()
    page.click("[data-question-form] .actions button[value=save]")
    page.wait_for_url("**/questionnaires/*/**")
    assert "hints on the wording" in page.inner_text("#annoys")

    phone = browse(phone=True)
    live_server.sign_in(phone, cast.researcher)
    for path in ("", "question/size", "banks", "translate", "publish", "settings"):
        phone.goto(live_server.at(home + path))
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert phone.evaluate(overflow) <= 0, path
        assert axe_problems(phone) == [], path


def test_a_trial_is_answered_like_a_customer_and_counts_nowhere(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    made = publish_tiny(session, cast.study).questionnaire
    page = browse(script=False)
    live_server.sign_in(page, cast.researcher)
    page.goto(live_server.at(f"/s/{cast.study.slug}/questionnaires/{made.id}/"))
    page.click("text=Try it out")
    with page.expect_popup() as opened:
        page.click("text=Start a trial")
    customer = opened.value
    customer.check("input[value=one]")
    customer.click("button[value=on]:not([aria-hidden])")
    customer.fill("textarea", "That I must try everything out")
    customer.click("button[value=on]:not([aria-hidden])")
    customer.wait_for_load_state()
    page.goto(live_server.at(f"/s/{cast.study.slug}/responses/"))
    assert "That I must" not in page.inner_text("main")
    page.goto(live_server.at(f"/s/{cast.study.slug}/questionnaires/{made.id}/trial/"))
    page.click("text=Look at the answers")
    assert "That I must try everything out" in page.inner_text("main")
    page.go_back()
    page.click("text=Delete all trials")
    page.click("details[open] button")
    assert "1 trial is deleted" in page.inner_text("main")
