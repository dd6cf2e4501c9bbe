"""Copies and return links by mail: once, tried again where that helps, told where it fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey_app.collect.models import Response, WishedMail
from survey_app.collect.wished import BACK_OFF, LOST_AFTER, send_wished
from survey_app.config import Settings
from survey_app.db import now
from tests.builders import Cast
from tests.builders_collect import begin, finish, hidden_fields, open_link, send
from tests.outreach.conftest import Postbox
from tests.pages import Pages

ADDRESS = "anna@one.example"


@pytest.fixture
def done(pages: Pages, cast: Cast, session: Session) -> str:
    """The thank-you page of somebody who has asked for a copy."""
    link = open_link(session, cast.study)
    second = send(pages, begin(pages, f"/o/{link.code}"), size="one")
    thanks = finish(pages, send(pages, second, annoys="The queue"))
    ask(pages, thanks)
    return thanks


def ask(pages: Pages, thanks: str, address: str = ADDRESS) -> None:
    sent = hidden_fields(pages.get(thanks).text)
    pages.client.post(thanks.replace("/done", "/copy"), data={**sent, "email": address})


def waiting(session: Session) -> list[tuple[str, str, int]]:
    session.rollback()
    return [(one.address, one.status, one.attempts) for one in session.scalars(select(WishedMail))]


def later(session: Session, by: timedelta) -> None:
    """Let time pass for what waits."""
    session.rollback()
    for one in session.scalars(select(WishedMail)):
        one.not_before -= by
        if one.tried_at is not None:
            one.tried_at -= by
    session.commit()


def test_a_server_that_asks_to_wait_is_asked_again_and_then_the_address_is_gone(
    session: Session,
    pages: Pages,
    done: str,
    smtp: Settings,
    postbox: Postbox,
) -> None:
    postbox.verdict = lambda address, n: "451 4.7.1 greylisted" if n == 1 else None
    assert send_wished(smtp) == 1
    assert waiting(session) == [(ADDRESS, "queued", 1)]
    assert send_wished(smtp) == 0, "not before its time"
    assert "on its way" in pages.get(done).text
    later(session, BACK_OFF[0])
    assert send_wished(smtp) == 1
    assert postbox.addresses() == [ADDRESS]
    assert waiting(session) == []


def test_an_address_that_is_refused_may_be_written_anew(
    session: Session,
    pages: Pages,
    done: str,
    smtp: Settings,
    postbox: Postbox,
) -> None:
    postbox.verdict = lambda address, n: "550 5.1.1 no such user" if address == ADDRESS else None
    send_wished(smtp)
    assert waiting(session) == []
    assert "could not be delivered" in pages.get(done).text
    ask(pages, done, "anna@two.example")
    assert "on its way" in pages.get(done).text
    send_wished(smtp)
    assert postbox.addresses() == ["anna@two.example"]
    assert session.scalars(select(Response.copy_trouble)).one() == ""


def test_after_a_day_of_waiting_the_person_may_ask_again(
    session: Session,
    pages: Pages,
    done: str,
    smtp: Settings,
    postbox: Postbox,
) -> None:
    postbox.verdict = lambda address, n: "451 4.3.0 later"
    for _ in range(len(BACK_OFF) + 1):
        assert send_wished(smtp) == 1
        later(session, timedelta(days=1))
    assert waiting(session) == []
    assert "could not be delivered" in pages.get(done).text


def test_where_nobody_knows_whether_it_went_out_it_is_not_sent_twice(
    session: Session,
    pages: Pages,
    done: str,
    smtp: Settings,
    postbox: Postbox,
) -> None:
    postbox.after_taking = lambda: "drop"
    send_wished(smtp)
    assert postbox.addresses() == [ADDRESS]
    assert waiting(session) == []
    assert "cannot tell whether it arrived" in pages.get(done).text
    ask(pages, done)
    assert waiting(session) == []


def test_a_copy_whose_worker_died_is_not_sent_twice(
    session: Session,
    pages: Pages,
    done: str,
    smtp: Settings,
    postbox: Postbox,
) -> None:
    session.rollback()
    session.execute(update(WishedMail).values(status="sending", tried_at=now()))
    session.commit()
    assert send_wished(smtp) == 0
    assert waiting(session) == [(ADDRESS, "sending", 0)], "it may still be at work"
    later(session, LOST_AFTER + timedelta(seconds=1))
    assert send_wished(smtp) == 0
    assert (waiting(session), postbox.taken) == ([], [])
    assert "cannot tell whether it arrived" in pages.get(done).text


def test_what_waits_goes_with_the_answers(
    session: Session,
    pages: Pages,
    done: str,
    smtp: Settings,
    postbox: Postbox,
) -> None:
    session.delete(session.scalars(select(Response)).one())
    session.commit()
    assert send_wished(smtp) == 0
    assert waiting(session) == []
