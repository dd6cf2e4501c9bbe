"""Ending mail: one press by the person or their mail program, never a fetch."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.config import Settings
from survey_app.customers.models import Suppression
from survey_app.customers.services import is_suppressed, suppress
from survey_app.db import db
from survey_app.outreach import queries, services
from survey_app.outreach.models import Wave
from tests.builders import Cast
from tests.builders_outreach import tokens_in_outbox, wave
from tests.pages import Pages


@pytest.fixture
def made(cast: Cast, session: Session, app: Flask) -> Wave:
    found = wave(session, cast.study)
    services.send_wave(session, cast.study, found)
    session.commit()
    jobs.queue_of(app).run_pending()
    session.expire_all()
    return found


@pytest.fixture
def link(made: Wave, settings: Settings) -> str:
    return f"/u/{tokens_in_outbox(settings)['anna@clinic.example']}"


def everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    session.rollback()
    return {
        table.name: [tuple(row) for row in session.execute(table.select())]
        for table in db.metadata.sorted_tables
    }


def test_fetching_the_link_writes_nothing(session: Session, pages: Pages, link: str) -> None:
    before = everything(session)
    page = pages.get(link).text
    assert "Get no more mail from us?" in page
    assert 'name="robots" content="noindex' in page
    assert pages.client.head(link).status_code == 200
    pages.get(f"{link}?language=ru")
    pages.get("/u/" + "x" * 32, expect=404)
    assert everything(session) == before


def test_a_form_sent_without_its_button_writes_nothing(
    session: Session, pages: Pages, link: str
) -> None:
    before = everything(session)
    pages.post(link, {}, expect=200)
    assert everything(session) == before


def test_the_button_ends_mail(cast: Cast, session: Session, pages: Pages, link: str) -> None:
    page = pages.post(link, {"end": "yes"}, expect=200).text
    assert "You get no more mail from us" in page
    assert is_suppressed(session, cast.workspace, "anna@clinic.example")


def test_a_mistake_is_undone_by_a_press_on_the_next_page(
    cast: Cast, session: Session, pages: Pages, link: str
) -> None:
    assert "Undo it" in pages.post(link, {"end": "yes"}, expect=200).text
    assert is_suppressed(session, cast.workspace, "anna@clinic.example")
    page = pages.post(link, {"again": "yes"}, expect=200).text
    assert "You get mail from us again" in page
    assert not is_suppressed(session, cast.workspace, "anna@clinic.example")


@pytest.mark.parametrize("reason", ["bounced", "complained", "asked"])
def test_nothing_but_the_persons_own_unsubscribing_is_undone(
    cast: Cast, session: Session, pages: Pages, link: str, reason: str
) -> None:
    suppress(session, cast.workspace, "anna@clinic.example", reason)
    pages.post(link, {"again": "yes"}, expect=200)
    pages.post(link, {"again": "no"}, expect=200)
    assert is_suppressed(session, cast.workspace, "anna@clinic.example")


def test_a_mail_program_ends_mail_by_one_click_and_twice_is_once(
    app: Flask, cast: Cast, session: Session, link: str
) -> None:
    # As RFC 8058 has it: no cookie, no token of a form, one fixed field.
    for _ in range(2):
        client = Pages(app).client
        assert client.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    [entry] = session.scalars(select(Suppression)).all()
    assert (entry.email, entry.reason) == ("anna@clinic.example", "unsubscribed")


def test_the_way_out_works_after_all_is_over(
    cast: Cast, session: Session, pages: Pages, made: Wave, link: str
) -> None:
    [(invitation, _)] = queries.invitations(session, made)
    services.revoke(session, invitation)
    services.close_wave(session, made)
    cast.study.status = "closed"
    pages.get(link)
    pages.post(link, {"end": "yes"}, expect=200)
    assert is_suppressed(session, cast.workspace, "anna@clinic.example")


def test_the_page_speaks_the_persons_language(
    session: Session, pages: Pages, made: Wave, link: str
) -> None:
    [(invitation, _)] = queries.invitations(session, made)
    invitation.contact.language = "zh"
    assert '<html lang="zh"' in pages.get(link).text
    assert '<html lang="ru"' in pages.get(f"{link}?language=ru").text
    assert '<html lang="zh"' in pages.get(f"{link}?language=xx").text


def test_a_wrong_link_is_unknown_to_press_as_well(pages: Pages) -> None:
    pages.post("/u/" + "a" * 32, {"end": "yes"}, expect=404)
    pages.get("/u/" + "a" * 500, expect=404)
