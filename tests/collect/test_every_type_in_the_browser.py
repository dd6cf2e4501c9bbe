"""All question types on one page in a real Chromium: axe in each mode, and answered by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from tests.browser import DESK, PHONE, Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.builders_types import every_type, link_to, with_a_last_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LIGHT: dict[str, Any] = {"color_scheme": "light", "forced_colors": "none"}
DARK: dict[str, Any] = {"color_scheme": "dark", "forced_colors": "none"}
FORCED: dict[str, Any] = {"color_scheme": "dark", "forced_colors": "active"}
MODES = (
    ("ltr", DESK, LIGHT),
    ("ltr", DESK, DARK),
    ("ltr", DESK, FORCED),
    ("ltr", PHONE, LIGHT),
    ("rtl", PHONE, LIGHT),
)


def start(page: Page, live_server: LiveServer, link: str) -> None:
    page.goto(live_server.at(link))
    page.locator("form[action$='/start'] button[type=submit]").first.click()
    page.wait_for_url("**/p/**")


def problems_in_all_modes(page: Page, when: str) -> list[str]:
    """What axe says on the page as it stands, and whether something reaches out of the window."""
    found = []
    for direction, size, colours in MODES:
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        page.set_viewport_size(size)
        page.emulate_media(**colours)
        mode = f"{when}, {direction}, {size['width']} px, {colours}"
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{mode}: {width} px wide")
        found += [f"{mode}: {one}" for one in axe_problems(page)]
    page.evaluate("document.documentElement.dir = 'ltr'")
    return found


def test_axe_finds_nothing_on_any_type_in_any_mode(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    definition, _answers = every_type()
    page = browse(reduced_motion="reduce")
    start(page, live_server, link_to(session, cast.study, with_a_last_page(definition)))
    for branch in page.locator("details.branch").all():
        branch.evaluate("one => one.open = true")
    found = problems_in_all_modes(page, "fresh")
    page.locator("button[name=_go][value=on]").last.click()  # the table is required
    page.wait_for_selector(".error-summary")
    found += problems_in_all_modes(page, "after an empty submit")
    for row in page.locator(".matrix-row").all():
        row.locator("input").first.check()
    page.locator("select").first.select_option("1")
    page.fill("textarea >> nth=1", "A quieter phone")
    page.locator("button[name=_language][value=ru]").click()  # saves, and comes back filled
    page.wait_for_selector("html[lang=ru]")
    found += problems_in_all_modes(page, "after coming back")
    assert found == []


def test_a_page_of_every_type_is_answered_by_keys_alone(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    definition, _answers = every_type()
    page = browse()
    start(page, live_server, link_to(session, cast.study, with_a_last_page(definition)))
    press_through(page)
    page.wait_for_url("**/p/last")
    live_server.fresh()
    answers = session.scalars(select(Response)).one().answers
    assert answers == {
        "q_short": "abc",
        "q_text": "abc",
        "q_single": "alone",
        "q_multi": ["papers"],
        # 'Move up' places a choice behind those placed: price first, then speed.
        "q_ranking": ["price", "speed"],
        "q_matrix": {"economy": "none", "rules": "none"},
        "q_interests": ["diets"],
        "q_number": 33,
        "q_money": 33,
        "q_scale": 1,
        "q_nps": 0,
        "q_yes_no": True,
        "q_date": "2025-11-11",
        "q_list": ["abc", "abc"],
        # Each box of the chain is there as soon as the one before is written in.
        "q_five_whys": ["abc", "abc"],
        "q_email": "anna@example.com",
        "q_phone": "+44 20 7946 0123",
        "q_url": "https://example.com",
        "q_consent": True,
        "q_group_name": "abc",
        "q_group_share": 1,
    }


# What is typed where, by the start of an input's id; a radio button or a box is pressed by Space.
TYPED = {
    "q-q_number": "33",
    "q-q_money": "33",
    "q-q_email": "anna@example.com",
    "q-q_phone": "+44 20 7946 0123",
    "q-q_url": "example.com",
}


def press_through(page: Page) -> None:
    """Go on with Tab and answer whatever has the focus, until the button that sends is pressed."""
    n_filled: dict[str, int] = {}
    raised: set[str] = set()
    for _step in range(160):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const e = document.activeElement; return {tag: e.tagName, type: e.type || '',"
            " id: e.id, name: e.name || '', value: e.value || '', label: e.ariaLabel || '',"
            " shown: e.checkVisibility()} }"
        )
        assert at["shown"], at
        question = at["name"].split(".")[0]
        n_filled[question] = n_filled.get(question, 0) + 1
        if at["name"] == "_go" and at["value"] == "on":
            page.keyboard.press("Enter")
            return
        if at["tag"] == "SUMMARY":
            page.keyboard.press("Enter")
        elif at["tag"] == "BUTTON" and at["label"] in ("Move up: Price", "Move up: Speed"):
            if at["label"] not in raised:
                raised.add(at["label"])
                page.keyboard.press("Enter")
        elif at["type"] in ("radio", "checkbox"):
            wanted = at["type"] == "radio" or at["value"] in ("papers", "diets", "yes")
            if wanted and question != "q_number":
                page.keyboard.press("Space")
        elif at["type"] == "date":
            page.keyboard.type("11112025")  # the same in every order of day and month
        elif at["tag"] in ("INPUT", "TEXTAREA") and at["type"] != "file":
            if question in ("q_list", "q_five_whys") and n_filled[question] > 2:
                continue
            if not at["name"].endswith("__other"):
                page.keyboard.type(TYPED.get(at["id"], "abc"))
    raise AssertionError("the button that sends was never reached")
