"""A mail scanner opens everything it finds in a mail: that starts, answers and ends nothing."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

import pytest
from flask import Flask
from lxml import html
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.config import Settings
from survey_app.db import db
from survey_app.mail import outbox_messages
from survey_app.outreach import services
from tests.browser import Browse, LiveServer
from tests.builders import Cast
from tests.builders_collect import begin, open_link, publish_one_page, send
from tests.builders_outreach import reminder, wave
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages, Visitor

BASE = "http://portrait.example"
DEPTH = 3


def everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    session.rollback()
    return {
        table.name: [tuple(row) for row in session.execute(table.select())]
        for table in db.metadata.sorted_tables
    }


def addresses_in(message: object) -> set[str]:
    """Every address in a mail: in its headers, its text and its HTML."""
    found = set(re.findall(r"https?://[^\s<>\"]+", str(message["List-Unsubscribe"])))  # type: ignore[index]
    for part in message.walk():  # type: ignore[attr-defined]
        if part.get_content_maintype() == "text":
            found |= set(re.findall(r"https?://[^\s<>\"]+", part.get_content()))
    return found


class Scanner:
    """Follows links, and sends every form that needs no press; keeps cookies, as a browser does."""

    def __init__(self, app: Flask, *, sends_all: bool = False) -> None:
        """`sends_all`: it sends every form, with what stands in it, and presses no button."""
        self.client = Visitor(app, app.response_class, use_cookies=True)
        self.sends_all = sends_all
        self.sent: list[str] = []
        self.seen: set[str] = set()
        self.buttonless: list[str] = []

    def open(self, address: str, depth: int = 0) -> None:
        address = urldefrag(address).url
        place = urlsplit(address)
        if address in self.seen or depth > DEPTH or place.netloc not in ("", "portrait.example"):
            return
        self.seen.add(address)
        path = f"{place.path}?{place.query}" if place.query else place.path
        self.client.head(path).close()
        self.client.options(path).close()
        answer = self.client.get(path)
        if answer.location:
            self.open(urljoin(address, answer.location), depth + 1)
        if answer.mimetype != "text/html":
            answer.close()  # a file of ours
            return
        page = html.document_fromstring(answer.text)
        for target in page.xpath("//a/@href | //link/@href | //img/@src | //script/@src"):
            self.open(urljoin(address, target), depth + 1)
        for form in page.xpath("//form"):
            self.send(form, address, depth)

    def send(self, form: html.FormElement, address: str, depth: int) -> None:
        target = urljoin(address, form.get("action") or address)
        data = dict(form.form_values())
        if (form.get("method") or "get").lower() == "get":
            self.open(f"{target.partition('?')[0]}?{urlencode(data)}", depth + 1)
        elif self.sends_all:
            self.sent.append(urlsplit(target).path)
            self.client.post(urlsplit(target).path, data=data)
        elif not form.xpath(".//button[not(@type='button')] | .//input[@type='submit']"):
            self.buttonless.append(target)
            self.client.post(urlsplit(target).path, data=data)


@pytest.fixture
def links(cast: Cast, session: Session, app: Flask, settings: Settings) -> set[str]:
    """What stands in an invitation and in a test mail."""
    made = wave(session, cast.study, ("Anna",), publication=publish_tiny(session, cast.study))
    reminder(session, made)
    services.send_wave(session, cast.study, made)
    services.send_test(session, cast.study, made, user=cast.researcher, language="en", nth=1)
    session.commit()
    jobs.queue_of(app).run_pending()
    found = {one for _, message in outbox_messages(settings) for one in addresses_in(message)}
    kinds = {urlsplit(one).path.split("/")[1] for one in found}
    assert kinds == {"a", "u"}
    return found


def test_a_scanner_that_opens_everything_changes_nothing(
    session: Session, app: Flask, links: set[str]
) -> None:
    before = everything(session)
    scanner = Scanner(app)
    for link in sorted(links):
        scanner.open(link)
    assert any("language=ru" in one for one in scanner.seen), "it did follow links and GET forms"
    assert len(scanner.seen) > 10
    assert scanner.buttonless == []
    assert everything(session) == before


@pytest.fixture
def public_links(cast: Cast, session: Session, app: Flask, links: set[str]) -> set[str]:
    """One of every kind of address that strangers may meet, of one page and of many."""
    short = open_link(session, cast.study, publish_one_page(session, cast.study))
    framed = open_link(session, cast.study, embed_sites=["https://shop.example"])
    visitor = Pages(app)
    second = send(visitor, begin(visitor, f"/o/{framed.code}"), size="one")
    later = visitor.get(send(visitor, second, _go="later", annoys="Half a thought")).text
    back = re.search(r"/back/[a-z2-7]{32}", later)
    assert back
    session.commit()
    paths = (f"/o/{short.code}", f"/o/{framed.code}", f"/e/{framed.code}", back[0])
    return links | {f"{BASE}{path}" for path in paths}


def test_a_scanner_that_sends_every_form_without_a_press_changes_nothing(
    session: Session, app: Flask, public_links: set[str]
) -> None:
    before = everything(session)
    scanner = Scanner(app, sends_all=True)
    for link in sorted(public_links):
        scanner.open(link)
    kinds = {path.split("/")[1] for path in scanner.sent}
    assert kinds >= {"a", "u", "o", "e", "back"}, "it did send a form of every kind of page"
    assert len(scanner.sent) > 5
    assert everything(session) == before


@pytest.mark.browser
def test_a_scanner_that_runs_scripts_changes_nothing(
    session: Session, live_server: LiveServer, browse: Browse, links: set[str]
) -> None:
    before = everything(session)
    page = browse()
    for link in sorted(links):
        page.goto(live_server.local(link))
        page.wait_for_load_state("networkidle")
        page.mouse.move(200, 200)
        page.mouse.wheel(0, 2000)
    live_server.fresh()
    assert everything(session) == before
