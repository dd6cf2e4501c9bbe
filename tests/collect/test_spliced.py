"""Pages that are drawn once and filled in for each: nobody gets what is another's."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from survey_app.collect import spliced as module
from survey_app.collect.spliced import spliced
from survey_app.db import db
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation
from tests.builders import MARKUP, Cast
from tests.builders_collect import hidden_fields, open_link, publish_one_page
from tests.builders_customers import contact
from tests.builders_outreach import wave
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages


@pytest.fixture(autouse=True)
def nothing_drawn_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_drawn", {})


@pytest.fixture
def links(cast: Cast, session: Session) -> list[str]:
    """Personal links of two people."""
    publication = publish_tiny(session, cast.study)
    made = wave(session, cast.study, names=())
    made.publication_id, made.status = publication.id, "sending"
    invitations = [
        Invitation(wave_id=made.id, contact_id=contact(session, cast.study, name).id)
        for name in ("Anna", "Boris")
    ]
    session.add_all(invitations)
    session.flush()
    return [f"/a/{outreach.new_link(session, one)}" for one in invitations]


def test_a_page_is_drawn_once_and_filled_for_each(app: Flask) -> None:
    drawn = []

    def draw(slots: dict[str, str]) -> str:
        drawn.append(slots)
        return f"<p id={slots['id']}>{slots['name']}, {slots['id']}</p>"

    pages = [
        spliced("key", {"id": number, "name": name}, draw).decode()
        for number, name in (("1", "Anna"), ("2", MARKUP), ("3", ""))
    ]
    assert len(drawn) == 1
    assert pages == [
        "<p id=1>Anna, 1</p>",
        "<p id=2>&lt;b&gt;bold&lt;/b&gt;, 2</p>",
        "<p id=3>, 3</p>",
    ]


def test_another_key_is_another_page_and_old_pages_go(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PAGES", 2)
    for key in "abc":
        assert (
            spliced(key, {"x": "1"}, lambda slots, key=key: key + slots["x"]) == f"{key}1".encode()
        )
    assert list(module._drawn) == ["b", "c"]


def test_two_people_get_their_own_links_tokens_and_numbers(app: Flask, links: list[str]) -> None:
    seen = []
    for link, other in (links, links[::-1]):
        visitor = Pages(app)
        landing = visitor.get(link).text
        assert link in landing
        assert other not in landing
        place = visitor.post(f"{link}/start", {"start": "yes"}, page=link).location
        page = visitor.get(place).text
        token, view = (
            re.search(rf'name="{name}" value="([^"]+)"', page).group(1)  # type: ignore[union-attr]
            for name in ("csrf_token", "_view")
        )
        public_id = place.split("/")[2]
        assert f"/r/{public_id}/leave" in page
        assert 'name="_revision" value="0"' in page
        seen.append((public_id, token, view))
    assert all(mine != theirs for mine, theirs in zip(*seen, strict=True))
    assert seen[0][0] not in page


def test_the_same_page_in_another_language_is_another_page(app: Flask, links: list[str]) -> None:
    visitor = Pages(app)
    english = visitor.get(links[0]).text
    russian = visitor.get(f"{links[0]}?language=ru").text
    assert '<html lang="en"' in english
    assert '<html lang="ru"' in russian


def test_what_is_answered_is_on_the_page_again(app: Flask, links: list[str]) -> None:
    visitor = Pages(app)
    place = visitor.post(f"{links[0]}/start", {"start": "yes"}, page=links[0]).location
    fresh = visitor.get(place).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', fresh))
    visitor.client.post(place, data={**hidden, "_go": "on", "size": "many", "team": "Blue"})
    assert 'value="Blue"' in visitor.get(place).text


def test_one_page_of_questions_takes_one_look_and_three_statements(
    app: Flask, cast: Cast, session: Session
) -> None:
    link = f"/o/{open_link(session, cast.study, publish_one_page(session, cast.study)).code}"
    visitor = Pages(app)
    visitor.get(link)  # the version is parsed once

    def counted(method: str, path: str, **more: dict[str, str]) -> tuple[TestResponse, int]:
        found: list[str] = []

        def count(*arguments: object) -> None:
            if not str(arguments[2]).startswith("BEGIN"):
                found.append(str(arguments[2]))

        engine = db.engine
        event.listen(engine, "before_cursor_execute", count)
        try:
            return visitor.client.open(path, method=method, **more), len(found)
        finally:
            event.remove(engine, "before_cursor_execute", count)

    landing, n_landing = counted("GET", link)
    sent = {**hidden_fields(landing.text), "_go": "on", "again": "yes", "annoys": "By hand."}
    answer, n_sent = counted("POST", f"{link}/start", data=sent)
    thanks, n_thanks = counted("GET", answer.location)
    assert "Thank you" in thanks.text
    assert n_landing == n_thanks == 1
    assert n_sent <= 3  # look-up, response, and the passages of all that was written


def test_saving_and_completing_take_few_statements(app: Flask, links: list[str]) -> None:
    visitor = Pages(app)
    place = visitor.post(f"{links[0]}/start", {"start": "yes"}, page=links[0]).location

    def send(where: str, **answers: str | list[str]) -> tuple[str, int]:
        page = visitor.get(where).text
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        counted: list[str] = []

        def count(*arguments: object) -> None:
            if not str(arguments[2]).startswith("BEGIN"):
                counted.append(str(arguments[2]))

        engine = db.engine
        event.listen(engine, "before_cursor_execute", count)
        try:
            answer = visitor.client.post(where, data={**hidden, "_go": "on", **answers})
        finally:
            event.remove(engine, "before_cursor_execute", count)
        assert answer.status_code == 303
        return answer.location, len(counted)

    second, n_first = send(place, size="one")
    # look-up, response
    assert n_first == 2
    summary, n_last = send(second, annoys="The export", tools=[f"tool {n}" for n in range(4)])
    # look-up, response; the passages of what was written here are made later
    assert n_last == 2
    done, n_done = send(summary)
    assert done.endswith("/done")
    assert n_done == 2  # look-up, completion
