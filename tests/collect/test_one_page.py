"""A survey of one page stands on the landing page: one press sends it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import catch_up
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation
from tests.builders import Cast
from tests.builders_collect import hidden_fields, publish_one_page
from tests.builders_customers import contact
from tests.builders_outreach import wave
from tests.pages import Pages


@pytest.fixture
def link(cast: Cast, session: Session) -> str:
    made = wave(session, cast.study, names=())
    made.publication_id = publish_one_page(session, cast.study).id
    made.status = "sending"
    one = Invitation(wave_id=made.id, contact_id=contact(session, cast.study, "Anna").id)
    session.add(one)
    session.flush()
    return f"/a/{outreach.new_link(session, one)}"


def press(pages: Pages, link: str, sent: dict[str, str], expect: int = 303, **answers: str) -> str:
    answer = pages.client.post(f"{link}/start", data={**sent, "_go": "on", **answers})
    pages._checked(answer, expect, link)
    return answer.location or answer.text


def n_responses(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count(Response.id))) or 0


def test_one_press_opens_saves_and_completes(pages: Pages, session: Session, link: str) -> None:
    page = pages.get(link).text
    assert "What annoys you?" in page
    assert n_responses(session) == 0
    done = press(pages, link, hidden_fields(page), annoys="The lift", again="yes")
    assert "Thank you" in pages.get(done).text
    response = session.scalars(select(Response)).one()
    assert response.status == "completed"
    assert response.answers == {"annoys": "The lift", "again": True}
    catch_up()
    assert session.scalars(select(Passage.text)).one() == "The lift"


def test_a_press_that_is_sent_again_thanks_again_and_changes_nothing(
    app: Flask, pages: Pages, session: Session, link: str
) -> None:
    sent = hidden_fields(pages.get(link).text)
    first = press(pages, link, sent, annoys="Once", again="yes")
    again = press(pages, link, sent, annoys="Twice", again="no")
    assert first == again
    assert session.scalars(select(Response.answers)).one()["annoys"] == "Once"
    pages.get(link, expect=410)  # spent, as for everybody else
    Pages(app).get(link, expect=410)


def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    pages: Pages, session: Session, link: str
) -> None:
    sent = hidden_fields(pages.get(link).text)
    page = press(pages, link, sent, expect=422, annoys="Half")
    assert "Please look at this again" in page
    assert "Half" in page
    assert session.scalars(select(Response.answers)).one() == {"annoys": "Half"}
    assert "We go on where you stopped" in pages.get(link).text


def test_an_empty_page_starts_nothing(pages: Pages, session: Session, link: str) -> None:
    """What a program does that sends every form it meets."""
    sent = hidden_fields(pages.get(link).text)
    page = press(pages, link, sent, expect=422)
    assert "Nothing is answered yet" in page
    assert n_responses(session) == 0


def test_another_language_takes_what_is_written_along(
    pages: Pages, session: Session, link: str
) -> None:
    sent = hidden_fields(pages.get(link).text)
    assert press(pages, link, sent, _language="ru").endswith("?language=ru")
    assert n_responses(session) == 0
    place = press(pages, link, sent, _language="ru", annoys="Лифт")
    page = pages.get(place).text
    assert '<html lang="ru"' in page
    assert "Лифт" in page


def test_the_script_opens_the_response_and_then_saves_to_it(
    pages: Pages, session: Session, link: str
) -> None:
    sent = hidden_fields(pages.get(link).text)
    told = pages.client.post(f"{link}/start", data={**sent, "_go": "save", "annoys": "The l"}).json
    assert told is not None
    assert told["state"] == "saved"
    sent["_revision"] = str(told["revision"])
    told = pages.client.post(told["save"], data={**sent, "annoys": "The lift"}).json
    assert told is not None
    answer = pages.client.post(
        told.get("page", f"/r/{session.scalars(select(Response.public_id)).one()}/p/all"),
        data={**sent, "_go": "on", "annoys": "The lift", "again": "no"},
    )
    assert answer.location.endswith("/done")
    assert n_responses(session) == 1


def test_two_devices_on_the_landing_page_lose_nothing(
    app: Flask, pages: Pages, session: Session, link: str
) -> None:
    phone = Pages(app)
    at_desk, at_phone = (hidden_fields(one.get(link).text) for one in (pages, phone))
    phone.client.post(f"{link}/start", data={**at_phone, "_go": "save", "annoys": "By phone"})
    page = press(pages, link, at_desk, expect=409, annoys="At the desk", again="yes")
    assert "By phone" in page
    assert "At the desk" in page
    assert session.scalars(select(Response.answers)).one() == {"annoys": "By phone"}
