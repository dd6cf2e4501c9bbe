"""Answering in a real Chromium: without a network, at a kiosk, by phone, in another language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.builders_collect import open_link, publish_one_page

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def answers(session: Session, live_server: LiveServer) -> dict[str, object]:
    live_server.fresh()
    session.expire_all()
    return session.scalars(select(Response.answers).order_by(Response.id.desc())).first() or {}


def test_what_is_typed_without_a_network_arrives_when_it_is_back(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    link = open_link(session, cast.study)
    page = browse(phone=True)
    page.goto(live_server.at(f"/o/{link.code}"))
    press(page, "Start")
    page.check("text=Just me")
    press(page, "Save and go on")
    with page.expect_response("**/save"):
        page.fill("textarea[name=annoys]", "Before the tunnel")
    page.context.set_offline(True)
    page.fill("textarea[name=annoys]", "In the tunnel")
    expect(page.locator("[data-offline]")).to_be_visible()
    press(page, "Look it over")  # no network: the page stays and keeps it
    assert page.input_value("textarea[name=annoys]") == "In the tunnel"
    assert answers(session, live_server)["annoys"] == "Before the tunnel"
    page.context.set_offline(False)
    page.wait_for_url("**/summary")
    assert page.locator("dd", has_text="In the tunnel").count() == 1
    assert axe_problems(page) == []
    press(page, "Send my answers")
    page.wait_for_url("**/done")
    assert page.inner_text("h1") == "Thank you"
    assert axe_problems(page) == []
    left = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('portrait:'))")
    assert left == []


def test_a_crashed_browser_still_has_what_the_server_had_not(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    link = open_link(session, cast.study, publish_one_page(session, cast.study))
    page = browse()
    page.goto(live_server.at(f"/o/{link.code}"))
    page.context.set_offline(True)
    page.fill("textarea[name=annoys]", "Typed and not sent")
    page.context.set_offline(False)
    page.goto(live_server.at("/o/nowhere"))  # as a crash: the page is gone before it saved
    page.goto(live_server.at(f"/o/{link.code}"))
    if page.get_by_role("button", name="Go on").count():
        press(page, "Go on")
    assert page.input_value("textarea[name=annoys]") == "Typed and not sent"
    expect(page.locator("[data-saved]")).to_contain_text("saved")
    page.check("text=Yes")
    press(page, "Send my answers")
    page.wait_for_url("**/done")
    assert answers(session, live_server) == {"annoys": "Typed and not sent", "again": True}


def test_back_at_a_kiosk_shows_nothing_of_the_person_before(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    link = open_link(session, cast.study, kiosk=True)
    page = browse()
    page.goto(live_server.at(f"/o/{link.code}"))
    press(page, "Start")
    page.check("text=Just me")
    press(page, "Save and go on")
    page.fill("textarea[name=annoys]", "A secret")
    press(page, "Look it over")
    press(page, "Send my answers")
    page.wait_for_url("**/thanks")
    for _ in range(4):
        page.go_back()
        assert "A secret" not in page.content()
        assert page.locator("textarea").count() == 0
    page.goto(live_server.at(f"/o/{link.code}"))
    assert page.get_by_role("button", name="Start").is_visible()
    kept = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    assert [key for key in page.evaluate(kept) if key.startswith("portrait")] == []


def test_who_walks_away_from_a_kiosk_leaves_no_answers_to_read(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    link = open_link(session, cast.study, kiosk=True)
    page = browse()
    page.clock.install()
    page.goto(live_server.at(f"/o/{link.code}"))
    for until in ("the page", "the summary"):
        press(page, "Start")
        page.check("text=Just me")
        press(page, "Save and go on")
        page.fill("textarea[name=annoys]", f"A secret on {until}")
        if until == "the summary":
            press(page, "Look it over")
            page.wait_for_url("**/summary")
        page.clock.fast_forward(119_000)
        assert page.get_by_role("button", name="Start", exact=True).count() == 0
        page.clock.fast_forward(2_000)
        page.wait_for_url(f"**/o/{link.code}")
        assert "A secret" not in page.content()
