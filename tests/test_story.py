"""The whole road in one story, in a real browser, by the people who walk it."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect import services as collect
from survey_app.collect.models import Passage, Response
from survey_app.config import Settings
from survey_app.db import now
from survey_app.jobs import queue_of
from survey_app.mail import outbox_messages
from survey_app.studies.models import Study
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STUDY = "/s/why-customers-stay/"
SAID_BY_ANNA = "The export to accounting breaks every single month."
SAID_BY_BORIS = "Выгрузка в бухгалтерию снова не работает."

# What two kinds of customers say, in enough ways that no two say it alike.
OFFICE = {
    "what_4": [
        "The export to accounting breaks at the end of the month.",
        "Exporting to our accounting software fails again and again.",
        "The accounting export never works the first time.",
        "We repair the accounting export by hand every month.",
        "Export to accounting: dates come out wrong each time.",
        "The export file is refused by our accounting program.",
    ],
    "p20_11": [
        "Approvals take weeks because the director travels.",
        "Waiting for approvals, always waiting for approvals.",
        "Every purchase approval takes two weeks at least.",
        "Approvals are slow, three signatures for one chair.",
        "The approval process is so slow that offers expire.",
        "Slow approvals stop every project we start.",
    ],
    "what_3": [
        "The calendar shows all crews on one page.",
        "I like the calendar with the crews in colours.",
        "The calendar for the crews is really clear.",
        "Love the crew calendar, one look and I know.",
        "The shared calendar saves me ten phone calls.",
        "Our crews like the calendar, it is so easy to read.",
    ],
}
SOLE = {
    "what_4": [
        "Writing invoices in the evening eats my family time.",
        "My evenings are lost to writing invoices.",
        "I write invoices until midnight, every evening.",
        "Evenings with invoices instead of with my children.",
        "Invoices take the whole evening after work.",
        "The invoices wait for me every single evening.",
    ],
    "p20_11": [
        "Clients pay late and I have to beg for my money.",
        "Late paying clients, I chase every payment.",
        "My clients always pay too late.",
        "Clients who pay late get me into trouble with the rent.",
        "Getting clients to pay on time is hard.",
        "Two clients pay late every month.",
    ],
    "what_3": [
        "The payment reminders go out by themselves.",
        "I like that payment reminders are sent automatically.",
        "Automatic payment reminders, worth every cent.",
        "The reminders for payments sound friendly.",
        "Payment reminders without me, wonderful.",
        "It sends the payment reminders so that I need not.",
    ],
}


def test_from_an_empty_server_to_a_printed_persona(
    app: Flask,
    live_server: LiveServer,
    browse: Browse,
    session: Session,
    settings: Settings,
    tmp_path: Path,
) -> None:
    admin = browse()
    set_up(admin, live_server)
    open_study(admin, live_server)
    bring_in(admin, live_server, settings, "Rita", "researcher")
    bring_in(admin, live_server, settings, "Ivan", "interviewer")

    researcher = browse()
    sign_in(researcher, live_server, "rita@acme.example")
    publish(researcher, live_server, "survey", "Your work and us")
    publish(researcher, live_server, "script", "Calls about your work")
    invite(researcher, live_server, ["Anna <anna@one.example>", "Борис <boris@two.example>"])
    queue_of(app).run_pending()
    links = personal_links(settings, live_server)

    answer_by_phone(browse(phone=True, script=False), links["anna@one.example"])
    answer_in_russian(browse(language="ru"), links["boris@two.example"])
    live_server.fresh()
    assert {one.status for one in session.scalars(select(Response))} == {"completed"}
    others_answer(session)

    interviewer = browse()
    sign_in(interviewer, live_server, "ivan@acme.example")
    log_a_call(interviewer, live_server)

    find_themes(app, researcher, live_server)
    accept_themes(researcher, live_server)
    draft_personas(app, researcher, live_server)
    pdf = publish_persona(researcher, live_server, tmp_path)
    live_server.fresh()
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[n].extract_text() for n in range(2))
    printed = " ".join(text.split())
    said = [" ".join(one.split()) for one in session.scalars(select(Passage.text))]
    quotes = [words for words in re.findall("“([^”]+)”", printed) if words.endswith(".")]
    found = [words for words in quotes if any(words in whole for whole in said)]
    assert len(found) >= 3, printed[:2000]


def set_up(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    assert page.title().startswith("Welcome to Portrait")
    page.fill("#workspace", "Acme")
    page.fill("#name", "Ada")
    page.fill("#email", "ada@acme.example")
    page.fill("#password", PASSWORD)
    assert axe_problems(page) == []
    page.click("text=Set up and sign in")
    page.wait_for_url(server.url + "/")


def open_study(page: Page, server: LiveServer) -> None:
    page.click("text=Open a study")
    page.fill("#title", "Why customers stay")
    page.click("main button[type=submit]")
    page.wait_for_url("**" + STUDY)
    assert "Make the survey" in page.inner_text("main")


def bring_in(admin: Page, server: LiveServer, settings: Settings, name: str, role: str) -> None:
    """The administrator adds a person, who chooses a password by the link in the mail."""
    email = f"{name.lower()}@acme.example"
    admin.goto(server.url + "/people")
    admin.fill("#name", name)
    admin.fill("#email", email)
    admin.click("text=Add and send the mail")
    admin.goto(server.url + STUDY + "people")
    admin.fill("#email", email)
    admin.check(f"input[value={role}]")
    admin.click("main button:has-text('Save')")
    [mail] = [mail for _, mail in outbox_messages(settings) if mail["To"] == email]
    link = re.search(r"http\S+/account/reset/\S+", mail.get_body(("plain",)).get_content())
    assert link
    page = admin.context.browser.new_context().new_page()
    page.goto(server.local(link.group()))
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=password_confirm]", PASSWORD)
    page.click("main button[type=submit]")
    page.context.close()


def sign_in(page: Page, server: LiveServer, email: str) -> None:
    page.goto(server.url + "/account/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(server.url + "/")


def publish(page: Page, server: LiveServer, purpose: str, title: str) -> None:
    page.goto(f"{server.url}{STUDY}questionnaires/new?purpose={purpose}")
    page.fill("#title", title)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for key in ("what_3", "what_4", "p20_11", "demo_2", "demo_3"):
        page.check(f"input[id$='-{key}']")
    page.click("text=Make it")
    assert axe_problems(page) == []
    page.click("main a:has-text('Publish')")
    page.click("main button:has-text('Publish version 1')")
    page.wait_for_selector("text=Version 1 is published")


def invite(page: Page, server: LiveServer, people: list[str]) -> None:
    page.goto(server.url + STUDY + "contacts/add")
    page.fill("textarea", "\n".join(people))
    page.click("text=Show what it changes")
    page.click("main form button.primary")
    page.goto(server.url + STUDY + "waves/new")
    page.click("main form button.primary")
    page.click("button[value=all]")
    page.click("text=Look at the mail")
    assert "Acme" in page.inner_text("main")
    page.click(".send-wave summary, summary:has-text('Send the wave')") if page.query_selector(
        "summary:has-text('Send the wave')"
    ) else page.goto(re.sub(r"/preview.*", "", page.url))
    if not page.is_visible("text=Send now"):
        page.click("summary:has-text('Send the wave')")
    page.click("text=Send now")
    page.wait_for_load_state()


def personal_links(settings: Settings, server: LiveServer) -> dict[str, str]:
    """The link in each invitation, as a customer would press it."""
    found = {}
    for _, mail in outbox_messages(settings):
        link = re.search(r"http\S+/a/[a-z2-7]+", mail.get_body(("plain",)).get_content())
        if link:
            found[re.sub(r".*<|>.*", "", mail["To"])] = server.local(link.group())
    return found


def answer_by_phone(page: Page, link: str) -> None:
    """Anna: a small screen, no JavaScript."""
    page.goto(link)
    page.click("text=Start")
    said = {"what_4": SAID_BY_ANNA, "what_3": "The crew calendar is easy to read."}
    go_through(page, said, "10_49")
    assert page.inner_text("h1") == "Thank you"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def answer_in_russian(page: Page, link: str) -> None:
    """Boris: begins in English, goes on in Russian, and loses nothing."""
    page.goto(link + "?language=ru")
    assert page.get_attribute("html", "lang") == "ru"
    page.click("main form button.primary")
    go_through(page, {"what_4": SAID_BY_BORIS}, "10_49", axe=True)
    assert page.get_attribute("html", "lang") == "ru"


def go_through(page: Page, said: dict[str, str], people: str, *, axe: bool = False) -> None:
    for _ in range(9):
        if "/done" in page.url:
            return
        if axe:
            assert axe_problems(page) == []
        for key, text in said.items():
            if page.query_selector(f"textarea[name={key}]"):
                page.fill(f"textarea[name={key}]", text)
        if page.query_selector(f"input[value=people_{people}]"):
            page.check(f"input[value=people_{people}]")
        page.click(".actions button.primary")
    raise AssertionError(f"still at {page.url}")


def others_answer(session: Session) -> None:
    """Forty-eight more customers of two kinds; what they say is dealt from the lists above."""
    study = session.scalars(select(Study)).one()
    survey = session.scalars(select(Publication).order_by(Publication.id)).first()
    assert survey is not None
    questionnaire = questionnaire_of(session, survey)
    for number in range(48):
        kind = (OFFICE, SOLE)[number % 2]
        place = number // 2
        answers: dict[str, object] = {
            key: f"{lines[place % 6]} {('Really.', 'So it is.', 'Sadly.', 'Well.')[place // 6]}"
            for offset, (key, lines) in enumerate(kind.items())
            if (place + offset) % 4 != 3
        }
        answers["demo_2"] = "regional" if kind is OFFICE else "local"
        answers["demo_3"] = "people_10_49" if kind is OFFICE else "people_1"
        collect.import_response(
            session,
            study_id=study.id,
            publication_id=survey.id,
            contact_id=None,
            invitation_id=None,
            questionnaire=questionnaire,
            answers=answers,
            language="en",
            channel="import",
            started_at=now() - timedelta(hours=3),
            completed_at=now() - timedelta(hours=2, minutes=number),
        )
    session.commit()


def log_a_call(page: Page, server: LiveServer) -> None:
    page.goto(server.url + STUDY + "interviews/new")
    page.fill("#who", "Clara of Three Ltd")
    page.click("main form button.primary")
    page.click("main a:has-text('Clara')")
    page.wait_for_url("**/pad")
    page.fill("#w-what_4", "export to accounting fails every month, repairs it by hand")
    page.press("#w-what_4", "Enter")
    page.wait_for_selector("[data-status]:has-text('Saved')")


def find_themes(app: Flask, page: Page, server: LiveServer) -> None:
    page.goto(server.url + STUDY + "themes/")
    page.click("button:has-text('Find themes')")
    server.wait_until_idle()
    server.fresh()
    queue_of(app).run_pending()
    server.fresh()
    page.goto(server.url + STUDY + "themes/")


def accept_themes(page: Page, server: LiveServer) -> None:
    """Accept every suggestion, by the key that the page names."""
    for kind in ("pain", "goal", "objection", "praise"):
        page.goto(f"{server.url}{STUDY}themes/?kind={kind}")
        for _ in range(30):
            button = page.query_selector("button:has-text('Accept')")
            if button is None or not button.is_visible():
                break
            button.click()
            page.wait_for_load_state()


def draft_personas(app: Flask, page: Page, server: LiveServer) -> None:
    page.goto(server.url + STUDY + "personas/")
    page.click("button:has-text('Draft personas')")
    server.wait_until_idle()
    server.fresh()
    queue_of(app).run_pending()
    server.fresh()
    page.goto(server.url + STUDY + "personas/")


def publish_persona(page: Page, server: LiveServer, folder: Path) -> bytes:
    with (
        page.expect_navigation()
    ):  # axe shall look at the page that comes, not at the one that goes
        page.click("main a[href*='/v/1']")
    assert axe_problems(page) == []
    page.click("button:has-text('Send to review')")
    page.click("button:has-text('Publish')")
    page.wait_for_selector("text=Published")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    with page.expect_download() as download:
        page.click("a[href$='export.pdf']")
    path = folder / "persona.pdf"
    download.value.save_as(path)
    return path.read_bytes()
