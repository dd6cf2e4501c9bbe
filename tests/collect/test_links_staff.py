"""Researchers put up open links, share them, pause and close them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import OpenLink
from tests.builders import Cast
from tests.builders_collect import open_link
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages


@pytest.fixture
def home(cast: Cast, pages: Pages) -> str:
    pages.sign_in(cast.researcher)
    return f"/s/{cast.study.slug}/links/"


def test_without_a_published_survey_the_page_says_what_comes_first(pages: Pages, home: str) -> None:
    assert "No survey is published yet" in pages.get(home).text
    assert pages.get(f"{home}new", expect=303).location == home


def test_a_link_is_put_up_shared_paused_and_closed(
    cast: Cast, pages: Pages, session: Session, home: str
) -> None:
    publication = publish_tiny(session, cast.study)
    session.commit()
    assert "No open link yet" in pages.get(home).text
    new = f"{home}new"
    sent = {
        "publication_id": str(publication.id),
        "title": "Poster",
        "quota_question": "size",
        "quotas": "just me: 50\nMore：7",
        "max_responses": "100",
        "closes_on": "2030-05-01",
        "kiosk": "y",
    }
    place = pages.post(new, sent, page=new).location
    link = session.scalars(select(OpenLink)).one()
    assert link.quotas == {"one": 50, "many": 7}
    assert str(link.closes_at) == "2030-05-02 00:00:00+00:00"  # the whole last day counts
    page = pages.get(place).text
    assert f"http://portrait.example/o/{link.code}" in page
    assert "1 May 2030" in page or "May 1, 2030" in page
    assert pages.client.get(f"{place}/qr.svg").data.startswith(b"<svg")
    assert pages.client.get(f"{place}/qr.png?download=1").data.startswith(b"\x89PNG")
    pages.get(f"{place}/qr.exe", expect=404)
    pages.post(f"{place}/status", {"status": "paused"}, page=place)
    pages.get(f"/o/{link.code}", expect=410)
    pages.post(f"{place}/status", {"status": "open"}, page=place)
    pages.get(f"/o/{link.code}")
    pages.post(f"{place}/status", {"status": "gone"}, page=place, expect=400)
    assert "Poster" in pages.get(home).text


def test_changing_a_link_keeps_its_survey_and_its_promise(
    cast: Cast, pages: Pages, session: Session, home: str
) -> None:
    link = open_link(session, cast.study, anonymous=True)
    session.commit()
    place = f"{home}{link.id}/edit"
    assert "anonymous and stays so" in pages.get(place).text
    sent = {"publication_id": str(link.publication_id), "title": "Shop", "quota_question": ""}
    pages.post(place, sent, page=place)
    session.expire_all()
    assert (link.title, link.anonymous) == ("Shop", True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Fill this in"),
        ({"max_responses": "0"}, "Write a whole number from 1."),
        ({"quota_question": "size", "quotas": "nobody: 3"}, "Mend the line"),
        ({"quota_question": "size", "quotas": "just me"}, "Mend the line"),
        ({"quota_question": "size", "quotas": ""}, "Write at least one line"),
    ],
)
def test_what_cannot_be_used_is_said_and_stays_on_the_page(
    cast: Cast, pages: Pages, session: Session, home: str, change: dict[str, str], said: str
) -> None:
    publication = publish_tiny(session, cast.study)
    session.commit()
    sent = {"publication_id": str(publication.id), "title": "Poster", "quota_question": ""}
    new = f"{home}new"
    assert said in pages.post(new, {**sent, **change}, page=new, expect=422).text
    assert session.scalars(select(OpenLink)).all() == []


def test_links_of_another_study_are_not_here(
    cast: Cast, pages: Pages, session: Session, home: str
) -> None:
    other = open_link(session, cast.other_study)
    session.commit()
    assert other.title not in pages.get(home).text
    for path in ("", "/edit", "/qr.svg"):
        pages.get(f"{home}{other.id}{path}", expect=404)
    pages.post(f"{home}{other.id}/status", {"status": "closed"}, expect=404)
    session.expire_all()
    assert other.status == "open"


@pytest.mark.parametrize("who", ["interviewer", "viewer"])
def test_only_researchers_put_up_links(
    cast: Cast, pages: Pages, session: Session, who: str
) -> None:
    pages.sign_in(getattr(cast, who))
    pages.get(f"/s/{cast.study.slug}/links/", expect=403)
