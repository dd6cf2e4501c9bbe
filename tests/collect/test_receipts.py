"""Receipt codes and the copy by mail."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.collect import services
from survey_app.collect.models import Response
from survey_app.config import Settings
from survey_app.jobs import Job
from survey_app.mail import outbox_messages
from tests.builders import Cast
from tests.builders_collect import begin, finish, hidden_fields, open_link, send
from tests.pages import Pages


@pytest.fixture
def done(pages: Pages, cast: Cast, session: Session) -> str:
    link = open_link(session, cast.study)
    second = send(pages, begin(pages, f"/o/{link.code}"), size="one")
    return finish(pages, send(pages, second, annoys="Очередь & <b>bold</b>"))


def code_on(page: str) -> str:
    found = re.search(r'class="code"[^>]*>([a-z2-7-]+)<', page)
    assert found
    return found.group(1)


def test_the_code_finds_the_response_and_only_its_hash_is_kept(
    pages: Pages, session: Session, done: str
) -> None:
    code = code_on(pages.get(done).text)
    assert len(code.replace("-", "")) == 24
    response = session.scalars(select(Response)).one()
    found = services.find_by_receipt(session, f"  {code.upper().replace('-', ' ')}")
    assert found is response
    assert code.replace("-", "") not in str(vars(response))
    assert services.find_by_receipt(session, code[:-1] + "a" * (code[-1] != "a") + "b") is None
    assert services.find_by_receipt(session, response.public_id) is None
    assert services.find_by_receipt(session, "") is None


def test_a_number_that_was_given_before_there_were_codes_still_counts(
    session: Session, pages: Pages, done: str
) -> None:
    response = session.scalars(select(Response)).one()
    response.receipt_hash = None
    session.flush()
    assert services.find_by_receipt(session, f" {response.public_id} ") is response


def test_a_copy_goes_out_once_and_its_address_stays_nowhere(
    app: Flask, pages: Pages, session: Session, settings: Settings, done: str
) -> None:
    public_id = done.split("/")[2]
    sent = hidden_fields(pages.get(done).text)
    for _ in range(2):  # a double click
        pages.client.post(f"/r/{public_id}/copy", data={**sent, "email": "anna@one.example"})
    assert "on its way" in pages.get(done).text
    jobs.queue_of(app).run_pending()
    [(_, mail)] = list(outbox_messages(settings))
    assert mail["To"] == "anna@one.example"
    text = mail.get_content()
    assert "Очередь & <b>bold</b>" in text
    assert code_on(pages.get(done).text) in text
    session.expire_all()
    assert "anna" not in str(session.scalars(select(Job.params)).all())


@pytest.mark.parametrize("address", ["", "anna", "a@b.c\nBcc: x@y.example", "a@b.example, d@e.f"])
def test_no_copy_goes_to_what_is_no_address(
    pages: Pages, session: Session, done: str, address: str
) -> None:
    sent = hidden_fields(pages.get(done).text)
    pages.client.post(f"/r/{done.split('/')[2]}/copy", data={**sent, "email": address})
    assert session.scalars(select(Job)).all() == []
    assert "Send me a copy" in pages.get(done).text
