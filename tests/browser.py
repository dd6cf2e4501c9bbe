"""A real Chromium in front of the app: fixtures for tests that are marked `browser`.

    @pytest.mark.browser
    def test_a_story(live_server: LiveServer, browse: Browse, session: Session, cast: Cast) -> None:
        page = browse()                    # or browse(phone=True, script=False, language="ru")
        live_server.sign_in(page, cast.researcher)
        page.goto(live_server.url + "/s/…")

The server runs in this process, in its own threads, on the database of the test. So:
- commit before the browser is to see something (`live_server.at(path)` and `sign_in` commit);
- call `live_server.fresh()` before reading what the browser has changed: an open transaction
  still sees the past, and one that has written keeps the server waiting for the lock;
- links in mails begin with the settings' base_url: `live_server.local(link)` mends them.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from survey_app.accounts.models import User
from survey_app.config import Settings
from survey_app.db import db
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "web" / "vendor" / "axe.min.js"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 780}
PATIENCE_MS = 10_000

Browse = Callable[..., "Page"]


@dataclass
class LiveServer:
    """Where the app listens, and what it could not cope with."""

    url: str
    base_url: str
    busy: int = 0
    failures: list[str] = field(default_factory=list)

    def at(self, path: str) -> str:
        """The whole address of a path; what the test has prepared is committed first."""
        db.session.commit()
        return self.url + path

    def local(self, link: str) -> str:
        """A link out of a mail, leading to this server."""
        return link.replace(self.base_url, self.url, 1)

    def fresh(self) -> None:
        """Forget what this test's session has read, so that it sees the present."""
        db.session.rollback()

    def sign_in(self, page: Page, user: User) -> None:
        """Sign in through the real page."""
        email = user.email
        page.goto(self.at("/account/sign-in"))
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/account/sign-in" not in url)

    def wait_until_idle(self, seconds: float = 5.0) -> None:
        """Wait for requests under way: the next test replaces the database."""
        end = time.monotonic() + seconds
        while self.busy and time.monotonic() < end:
            time.sleep(0.02)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
        """Say nothing about requests."""


@pytest.fixture(scope="session")
def served(migrated_app: Flask, settings: Settings) -> Iterator[LiveServer]:
    """The app in a thread, for the whole session; tests use `live_server`."""
    lock = threading.Lock()

    def counted(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with lock:
            live.busy += 1
        try:
            answer = migrated_app.wsgi_app(environ, start_response)
            try:
                return list(answer)
            finally:
                getattr(answer, "close", lambda: None)()
        except Exception as error:
            live.failures.append(f"{environ['PATH_INFO']}: {error!r}")
            raise
        finally:
            with lock:
                live.busy -= 1

    server = make_server("127.0.0.1", 0, counted, threaded=True, request_handler=_Quiet)
    live = LiveServer(f"http://127.0.0.1:{server.server_port}", settings.base_url)
    thread = threading.Thread(target=server.serve_forever, name="live server")
    thread.start()
    yield live
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def live_server(app: Flask, served: LiveServer) -> Iterator[LiveServer]:
    """The app as a browser meets it, on this test's empty database."""
    served.failures.clear()
    yield served
    served.wait_until_idle()
    assert not served.failures, served.failures


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        reason = "NO CHROMIUM: install one (apt-get install chromium) to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer) -> Iterator[Browse]:
    """Open a window of its own, as another person would; errors of its scripts fail the test."""
    contexts: list[Any] = []
    problems: list[str] = []

    def note(message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            problems.append(message.text)

    def open_window(
        *, phone: bool = False, script: bool = True, language: str = "en", **more: Any
    ) -> Page:
        context = chromium.new_context(
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            java_script_enabled=script,
            locale={"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}[language],
            accept_downloads=True,
            **more,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", note)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not problems, problems


def axe_problems(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: rule and first place of each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['help']}" for one in found]
