"""Two devices with two tabs each, in any order: no answer gives way to one who has not seen it."""

from __future__ import annotations

import html
import re
import secrets
from dataclasses import dataclass, field

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import catch_up
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation, Wave
from tests.builders import Cast
from tests.builders_collect import begin, hidden_fields
from tests.builders_customers import contact
from tests.builders_outreach import wave
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages

FIELDS = ("annoys", "tools")

# (which tab, what it does, in which field): each write is a text of its own.
steps = st.lists(
    st.tuples(
        st.integers(0, 3), st.sampled_from(["load", "save", "send"]), st.sampled_from(FIELDS)
    ),
    min_size=2,
    max_size=14,
)


@dataclass
class Tab:
    """One open page: its hidden fields, what stands in it, and every text its person has seen."""

    pages: Pages
    hidden: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def draw(self, page: str) -> None:
        self.hidden = hidden_fields(page)
        box = re.search(r'name="annoys"[^>]*>([^<]*)</textarea>', page)
        row = re.search(r'name="tools"[^>]*value="([^"]*)"', page)
        found = (box, row)
        self.typed = {
            name: html.unescape(one.group(1)).strip() if one else ""
            for name, one in zip(FIELDS, found, strict=True)
        }
        self.seen |= set(re.findall(r"text-\d+", page))


@given(order=steps)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_order_of_two_devices_and_two_tabs_loses_an_answer(
    app: Flask, cast: Cast, session: Session, sent: Wave, order: list[tuple[int, str, str]]
) -> None:
    link = _link(session, cast, sent)
    devices = [Pages(app), Pages(app)]
    first = begin(devices[0], link)
    begin(devices[1], link)
    page_url = first.replace("/p/work", "/p/words")
    tabs = [Tab(devices[number // 2]) for number in range(4)]
    for tab in tabs:
        tab.draw(tab.pages.client.get(page_url).text)

    for number, (which, act, name) in enumerate(order):
        tab = tabs[which]
        if act == "load":
            tab.draw(tab.pages.client.get(page_url).text)
            continue
        before = _stored(session, first)
        fresh = f"text-{number}"
        tab.typed[name] = fresh
        tab.seen.add(fresh)
        data = {**tab.hidden, **tab.typed, "_go": "back"}
        address = f"{page_url}/save" if act == "save" else page_url
        answer = tab.pages.client.post(address, data=data)
        after = _stored(session, first)
        if answer.status_code == 409:
            assert after == before, "a clash changes nothing"
            if act == "send":
                assert all(text in answer.text for text in before.values()), "both are shown"
                tab.draw(answer.text)
            continue
        assert answer.status_code in (200, 303)
        assert after[name] == fresh, "what is acknowledged is stored"
        gone = {text for key, text in before.items() if after.get(key) != text}
        assert gone <= tab.seen, "nobody replaces what they have not seen"
        if answer.json:
            tab.hidden["_revision"] = str(answer.json["revision"])
        else:
            tab.draw(tab.pages.client.get(page_url).text)
    assert _passages(session, first) == set(_stored(session, first).values())


@pytest.fixture
def sent(cast: Cast, session: Session) -> Wave:
    made = wave(session, cast.study, names=())
    made.publication_id, made.status = publish_tiny(session, cast.study).id, "sending"
    return made


def _link(session: Session, cast: Cast, sent: Wave) -> str:
    person = contact(session, cast.study, f"Anna {secrets.token_hex(4)}")
    one = Invitation(wave_id=sent.id, contact_id=person.id)
    session.add(one)
    session.flush()
    return f"/a/{outreach.new_link(session, one)}"


def _response(session: Session, url: str) -> Response:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Response).where(Response.public_id == url.split("/")[2])).one()


def _stored(session: Session, url: str) -> dict[str, str]:
    answers = _response(session, url).answers
    flat = {key: value[0] if isinstance(value, list) else value for key, value in answers.items()}
    return {key: text for key, text in flat.items() if key in FIELDS}


def _passages(session: Session, url: str) -> set[str]:
    catch_up()
    own = _response(session, url).id
    return set(session.scalars(select(Passage.text).where(Passage.response_id == own)))
