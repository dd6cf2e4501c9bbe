"""The call pad in a real browser: by keyboard only, and through a lost network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from survey_app.interviews import queries, services
from survey_app.interviews.models import Interview
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.builders_interviews import a_call, a_contact

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$")


@pytest.fixture
def call(cast: Cast, session: Session) -> Interview:
    return a_call(
        session, cast.study, title="Anna", contact=a_contact(session, cast.study),
        interviewer=cast.interviewer,
    )  # fmt: skip


def open_pad(page: Page, live_server: LiveServer, cast: Cast, call: Interview) -> None:
    path = f"/s/{cast.study.slug}/interviews/{call.id}/pad"
    live_server.sign_in(page, cast.interviewer)
    page.goto(live_server.at(path))


def status(page: Page, pattern: str | re.Pattern[str]) -> None:
    from playwright.sync_api import expect

    expect(page.locator("[data-status]")).to_have_text(pattern, timeout=10_000)


def noted(session: Session, live_server: LiveServer, call: Interview) -> list[tuple[object, ...]]:
    live_server.fresh()
    return [(note.question_key, note.text, note.tags) for note in queries.notes(session, call)]


def test_a_call_is_logged_by_keyboard_only(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    page = browse()
    open_pad(page, live_server, cast, call)
    keys = page.keyboard
    # The first question has the focus. A closed one is ticked by Tab and Space.
    keys.press("Shift+Tab")  # from the note box back to the last choice
    focus = "document.activeElement.name"
    assert page.evaluate(focus) == "size__other"
    keys.press("Shift+Tab")
    keys.press("Space")
    keys.press("Alt+ArrowDown")  # 'team', in or out by its rule
    page.locator("#n-annoys [data-new]").focus()
    keys.type("p exports take an hour")
    keys.press("Enter")
    keys.type("“I start it before lunch.”")
    keys.press("Alt+KeyQ")
    keys.press("Enter")
    keys.type("the old tool did that faster")
    keys.press("Escape")  # to the line, where one key is a tag
    keys.press("o")
    keys.press("ArrowUp")
    keys.press("p")
    keys.press("Escape")
    keys.press("Alt+ArrowDown")  # which tools
    keys.press("Alt+KeyK")  # skipped
    keys.press("Alt+ArrowDown")
    keys.type("tired, would take part again")
    keys.press("Enter")
    status(page, SAVED)
    keys.press("Alt+ArrowUp")
    keys.press("Alt+ArrowUp")
    assert page.inner_text(".pad-question[aria-current]").startswith("Which tools do you use?")
    keys.press("Alt+KeyT")  # the clock runs
    assert page.inner_text("[data-timer-button]") == "Pause"
    keys.press("Alt+ArrowDown")
    keys.press("Alt+ArrowDown")
    assert noted(session, live_server, call) == [
        ("annoys", "exports take an hour", ["pain"]),
        ("annoys", "“I start it before lunch.”", ["pain", "quote"]),
        ("annoys", "the old tool did that faster", ["objection"]),
        (None, "tired, would take part again", []),
    ]
    session.refresh(call)
    assert set(call.answers) == {"size"}
    assert queries.states(session, call) == {
        "size": "asked", "annoys": "asked", "tools": "skipped",
    }  # fmt: skip
    assert axe_problems(page) == []
    # An edited line is the same line; an emptied one goes.
    keys.press("Escape")
    keys.press("Enter")
    keys.press("End")
    keys.type(", in May")
    keys.press("Tab")
    status(page, SAVED)
    assert noted(session, live_server, call)[3][1] == "tired, would take part again, in May"
    page.reload()
    assert page.locator("#n-annoys [data-line]").count() == 3
    page.select_option("#outcome", "full")
    page.locator("button[value=held]").focus()
    keys.press("Enter")
    page.wait_for_url("**/interviews/*")
    assert page.locator("h1").inner_text() == "Anna"
    live_server.fresh()
    session.refresh(call)
    assert (call.status, call.outcome) == ("held", "full")


def test_nothing_is_lost_without_network(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    page = browse()
    open_pad(page, live_server, cast, call)
    page.locator("#n-annoys [data-new]").focus()
    page.keyboard.type("before")
    page.keyboard.press("Enter")
    status(page, SAVED)
    page.context.set_offline(True)
    for line in ("g one", "two", "p three"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    status(page, "kept on this device, 3 waiting")
    page.check("#q-kept-4")
    page.fill("#debrief", "A warm talk")
    page.click("button[value=held]")
    status(page, re.compile("can be closed when the connection is back"))
    assert noted(session, live_server, call) == [("annoys", "before", [])]
    # The network is back, the window was closed meanwhile: another one finds what was kept.
    url = page.url
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(url)
    status(page, SAVED)
    assert noted(session, live_server, call) == [
        ("annoys", "before", []),
        ("annoys", "one", ["goal"]),
        ("annoys", "two", []),
        ("annoys", "three", ["pain"]),
    ]
    session.refresh(call)
    assert (call.answers, call.debrief) == ({"kept": 4}, "A warm talk")
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('pad'))")
    assert kept == []


def test_a_line_whose_answer_was_lost_is_not_stored_twice(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    page = browse()
    open_pad(page, live_server, cast, call)
    lost = []

    def lose_first_answer(route: object) -> None:
        if not lost:
            lost.append(route.fetch().status)  # type: ignore[attr-defined]  # stored, unheard of
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route("**/lines", lose_first_answer)
    page.locator("#n-annoys [data-new]").focus()
    page.keyboard.type("slow")
    page.keyboard.press("Enter")
    status(page, SAVED)
    assert lost == [200]
    assert noted(session, live_server, call) == [("annoys", "slow", [])]


def test_what_is_typed_is_saved_before_the_line_is_finished(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    page = browse()
    open_pad(page, live_server, cast, call)
    page.locator("#n-annoys [data-new]").focus()
    page.keyboard.type("p exports take")
    status(page, SAVED)
    assert noted(session, live_server, call) == [("annoys", "exports take", ["pain"])]
    page.keyboard.type(" an hour")
    page.keyboard.press("Enter")
    page.locator("#n-annoys .note-line").wait_for()
    status(page, SAVED)
    assert noted(session, live_server, call) == [("annoys", "exports take an hour", ["pain"])]


def test_a_window_that_knows_less_closes_the_call_without_undoing_the_others_ticks(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    old, new = browse(), browse()
    open_pad(old, live_server, cast, call)
    open_pad(new, live_server, cast, call)
    new.check("#q-kept-4")
    new.fill("#debrief", "A warm talk")
    new.keyboard.press("Tab")
    status(new, SAVED)
    old.click("button[value=held]")
    old.wait_for_url("**/interviews/*")
    live_server.fresh()
    session.refresh(call)
    assert (call.status, call.answers, call.debrief) == ("held", {"kept": 4}, "A warm talk")


def test_two_windows_lose_nothing_of_each_other(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    services.add_note(session, call, question_key="annoys", text="slow")
    first, second = browse(), browse()
    open_pad(first, live_server, cast, call)
    open_pad(second, live_server, cast, call)
    for page, words in ((first, "slow on Mondays"), (second, "slow in May")):
        page.locator("#n-annoys .note-text").first.fill(words)
        page.locator("#n-annoys [data-new]").focus()
        page.keyboard.type(f"new: {words}")
        page.keyboard.press("Enter")
        status(page, SAVED)
    texts = {text for _key, text, _tags in noted(session, live_server, call)}
    assert texts == {
        "slow on Mondays", "slow in May", "new: slow on Mondays", "new: slow in May",
    }  # fmt: skip


def test_signed_out_meanwhile_the_lines_stay_on_the_device(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    page = browse()
    open_pad(page, live_server, cast, call)
    page.context.clear_cookies()
    page.locator("#n-annoys [data-new]").focus()
    page.keyboard.type("slow")
    page.keyboard.press("Enter")
    status(page, "kept on this device, 1 waiting")
    open_pad(page, live_server, cast, call)
    status(page, SAVED)
    assert noted(session, live_server, call) == [("annoys", "slow", [])]


def test_the_pad_works_on_a_telephone_without_scripts(
    live_server: LiveServer, browse: Browse, cast: Cast, session: Session, call: Interview
) -> None:
    page = browse(phone=True, script=False)
    open_pad(page, live_server, cast, call)
    page.fill("#w-annoys", "p: slow\n+ kind people")
    page.check("#q-kept-5")
    page.click("footer button[value=save]")
    page.locator(".flash").wait_for()
    assert noted(session, live_server, call) == [
        ("annoys", "slow", ["pain"]),
        ("annoys", "kind people", ["praise"]),
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
