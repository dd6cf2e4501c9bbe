"""'Go on later' at an open link: a way back on any device, which tells nobody who it was."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.collect.models import Response, ReturnLink, WishedMail
from survey_app.config import Settings
from survey_app.db import db
from survey_app.jobs import Job
from survey_app.mail import outbox_messages
from survey_app.outreach.tokens import token_hash
from survey_app.studies import services as studies
from tests.builders import Cast
from tests.builders_collect import begin, finish, hidden_fields, open_link, publish_one_page, send
from tests.pages import Pages

NO_LINK = "This link does not work"


def put_aside(pages: Pages, url: str, **answers: str) -> str:
    """Press 'Go on later' on a page; returns the page that tells the way back."""
    return send(pages, url, _go="later", **answers)


def way_back(page: str) -> str:
    """The path of the return link that a page shows."""
    found = re.search(r"<textarea[^>]*>(http[^<]+/back/[a-z2-7]{32})</textarea>", page)
    assert found
    return urlsplit(found[1]).path


@pytest.mark.parametrize("anonymous", [False, True])
def test_whoever_stops_goes_on_with_another_device(
    app: Flask, cast: Cast, session: Session, anonymous: bool
) -> None:
    link = open_link(session, cast.study, anonymous=anonymous)
    desk, phone = Pages(app), Pages(app)
    second = send(desk, begin(desk, f"/o/{link.code}"), size="one")
    later = put_aside(desk, second, annoys="Half a thought")
    page = desk.get(later).text
    assert 'src="data:image/png;base64,' in page
    back = way_back(page)
    assert "We go on where you stopped" in phone.get(back).text
    assert begin(phone, back) == second
    assert "Half a thought" in phone.get(second).text
    finish(phone, send(phone, second, annoys="Half a thought"))
    response = session.scalars(select(Response)).one()
    assert (response.status, response.answers["annoys"]) == ("completed", "Half a thought")
    assert response.anonymous is anonymous
    assert NO_LINK in Pages(app).get(back, expect=410).text, "spent with the last answer"


def test_going_on_later_needs_no_answer_that_is_required_and_keeps_what_is_there(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study)
    first = begin(pages, f"/o/{link.code}")
    later = put_aside(pages, first)
    back = way_back(pages.get(later).text)
    assert begin(pages, back) == first
    put_aside(pages, first, size="one")
    assert way_back(pages.get(later).text) == back, "one way back, however often it is asked for"
    assert session.scalars(select(Response.answers)).one() == {"size": "one"}


def test_a_single_page_can_be_put_aside_from_where_it_stands(
    app: Flask, pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study, publish_one_page(session, cast.study))
    sent = hidden_fields(pages.get(f"/o/{link.code}").text)
    answer = pages.client.post(
        f"/o/{link.code}/start", data={**sent, "_go": "later", "annoys": "Dust"}
    )
    back = way_back(pages.get(answer.location).text)
    phone = Pages(app)
    assert "Dust" in phone.get(begin(phone, back)).text


def test_only_the_hash_of_a_way_back_is_kept_and_nobody_has_one_unasked(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study)
    second = send(pages, begin(pages, f"/o/{link.code}"), size="one")
    later = f"/r/{second.split('/')[2]}/later"
    assert pages.get(later, expect=303).location == second
    assert session.scalars(select(ReturnLink)).all() == []
    put_aside(pages, second)
    token = way_back(pages.get(later).text).rpartition("/")[2]
    assert session.scalars(select(ReturnLink.token_hash)).all() == [token_hash(token)]
    stranger = Pages(pages.app)
    stranger.get(later, expect=404)
    stranger.get(f"/back/{token[:-1]}{'a' if token[-1] != 'a' else 'b'}", expect=410)


def test_a_way_back_is_closed_with_the_study_and_goes_with_the_answers(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study)
    second = send(pages, begin(pages, f"/o/{link.code}"), size="one")
    back = way_back(pages.get(put_aside(pages, second)).text)
    link.status = "closed"  # whoever has begun may finish
    session.commit()
    pages.get(back)
    studies.close(session, cast.study)
    session.commit()
    pages.get(back, expect=410)
    session.delete(session.scalars(select(Response)).one())
    session.flush()
    assert session.scalars(select(ReturnLink)).all() == []


def test_the_way_back_comes_by_mail_and_the_address_is_forgotten(
    app: Flask, pages: Pages, cast: Cast, session: Session, settings: Settings
) -> None:
    link = open_link(session, cast.study)
    second = send(pages, begin(pages, f"/o/{link.code}"), size="one")
    later = put_aside(pages, second)
    sent = hidden_fields(pages.get(later).text)
    post = pages.client.post
    assert post(f"{later}/mail", data={**sent, "email": "nobody"}).status_code == 422
    assert "on its way" in post(f"{later}/mail", data={**sent, "email": "ann@x.example"}).text
    jobs.queue_of(app).run_pending()
    [(_, message)] = outbox_messages(settings)
    assert message["To"] == "ann@x.example"
    assert way_back(pages.get(later).text) in message.get_content()
    assert session.scalars(select(WishedMail)).all() == []


def test_of_an_anonymous_person_the_address_is_noted_nowhere(
    pages: Pages, cast: Cast, session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail leaves within the request: a row that waits would stand beside the answers."""
    handed_over = []
    monkeypatch.setattr(
        "survey_app.collect.taking_along.deliver", lambda _, message: handed_over.append(message)
    )
    link = open_link(session, cast.study, anonymous=True)
    second = send(pages, begin(pages, f"/o/{link.code}"), size="one")
    later = put_aside(pages, second)
    page = pages.get(later).text
    assert "Send me the link" not in page, "without a mail server the mail would lie in a folder"
    changed = settings.model_copy(update={"smtp_host": "mail.example"})
    monkeypatch.setitem(pages.app.extensions, "portrait_settings", changed)
    page = pages.get(later).text
    assert "Send me the link" in page
    answer = pages.client.post(
        f"{later}/mail", data={**hidden_fields(page), "email": "ann@x.example"}
    )
    assert "on its way" in answer.text
    assert [one["To"] for one in handed_over] == ["ann@x.example"]
    session.rollback()
    for table in db.metadata.sorted_tables:
        for row in session.execute(table.select()):
            assert "ann@x.example" not in str(tuple(row)), table.name
    assert session.scalars(select(Job)).all() == []


def test_at_a_kiosk_and_by_a_personal_link_there_is_no_such_button(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study, kiosk=True)
    first = begin(pages, f"/o/{link.code}")
    assert "Go on later" not in pages.get(first).text
    sent = hidden_fields(pages.get(first).text)
    pages.client.post(f"/r/{first.split('/')[2]}/later", data=sent)
    assert session.scalars(select(ReturnLink)).all() == []
