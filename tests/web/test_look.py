"""The shared pages in a real Chromium: accessible, within the screen, light on the line."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from werkzeug.serving import make_server

from tests.web.axe import axe_violations
from tests.web.guide import SPECIMENS, create_guide_app

pytestmark = pytest.mark.browser
PAGES = ["/", "/error", *(f"/specimens/{name}" for name in SPECIMENS)]
MAX_RESPONDENT_PAGE_BYTES = 15_000
TOUCH = 44


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    guide = create_guide_app()

    def whole(environ: Any, start_response: Any) -> list[bytes]:
        """Answer in one piece: a page that closes meanwhile leaves no file open."""
        with closing(guide.wsgi_app(environ, start_response)) as answer:
            return list(answer)

    server = make_server("127.0.0.1", 0, whole, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(chromium: Any) -> Any:
    """The one Chromium of the session."""
    return chromium


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme="dark")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_light_desk(desk: Any, address: str, path: str) -> None:
    desk.goto(address + path)
    assert axe_violations(desk) == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_dark_telephone(phone: Any, address: str, path: str) -> None:
    phone.goto(address + path)
    assert axe_violations(phone) == []


def test_axe_does_find_what_is_wrong(desk: Any, address: str) -> None:
    desk.goto(address + "/specimens/respondent")
    desk.evaluate("document.querySelector('label[for=a1]').remove()")
    assert [line.split(":")[0] for line in axe_violations(desk)] == ["label-title-only", "label"]


@pytest.mark.parametrize("language", ["en", "ru", "zh", "ar"])
def test_no_page_is_wider_than_a_small_telephone(browser: Any, address: str, language: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    widths = {}
    for path in PAGES:
        page.goto(f"{address}{path}?language={language}")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {path: width for path, width in widths.items() if width > 320} == {}


def test_what_a_respondent_presses_is_big_enough_for_a_thumb(phone: Any, address: str) -> None:
    phone.goto(address + "/specimens/respondent")
    places = phone.locator("main .button, .choice, .languages > *, textarea, .foot a")
    assert places.count() > 15
    for place in places.all():
        assert place.bounding_box()["height"] >= TOUCH, place.inner_text()


def test_a_respondent_page_is_light_with_everything_on_it(phone: Any, address: str) -> None:
    bodies: list[bytes] = []
    phone.on("response", lambda response: bodies.append(response.body()))
    phone.goto(address + "/specimens/respondent", wait_until="networkidle")
    assert len(bodies) <= 3
    assert sum(len(gzip.compress(body)) for body in bodies) < MAX_RESPONDENT_PAGE_BYTES


def test_the_first_key_reaches_the_skip_link_and_enter_the_content(desk: Any, address: str) -> None:
    desk.goto(address + "/specimens/review")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "skip"
    assert desk.locator(".skip").bounding_box()["y"] >= 0
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "content"


def test_the_error_summary_takes_the_focus_without_a_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/")
    assert page.locator(".error-summary:focus").count() == 1
    assert not page.locator("[data-theme-toggle]").is_visible()
    context.close()


def test_a_reader_s_theme_is_kept_over_pages(desk: Any, address: str) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    desk.goto(address + "/specimens/review")
    light = desk.evaluate(paper)
    desk.locator("[data-theme-toggle]").click()
    dark = desk.evaluate(paper)
    assert light != dark
    desk.goto(address + "/specimens/sheet")
    assert desk.evaluate(paper) == dark


def test_the_pages_raise_no_complaint_in_the_console(desk: Any, address: str) -> None:
    said: list[str] = []
    desk.on("console", lambda message: said.append(message.text) if message.type == "error" else 0)
    desk.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        if path != "/error":
            desk.goto(address + path, wait_until="networkidle")
    assert said == []


def test_the_sheet_prints_on_one_page_without_the_menus(desk: Any, address: str) -> None:
    desk.goto(address + "/specimens/sheet")
    desk.emulate_media(media="print")
    assert not desk.locator(".masthead").is_visible()
    pdf = desk.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1
