"""The kinds that a script makes easier, as they work without one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import catch_up
from tests.builders import Cast
from tests.builders_interviews import a_call
from tests.builders_types import every_type, link_to, publish_types, tiny
from tests.pages import Pages


@pytest.fixture
def start(pages: Pages, cast: Cast, session: Session) -> Any:
    """Publish the tiny questionnaire of a type and press Start; the address of its page."""

    def started(kind: str) -> str:
        link = link_to(session, cast.study, tiny(kind)[0])
        page = pages.get(link).text
        hidden = hidden_in(page)
        answer = pages.client.post(f"{link}/start", data={**hidden, "_page": "", "start": "yes"})
        return str(answer.location)

    return started


def hidden_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def send(pages: Pages, url: str, expect: int = 303, **fields: Any) -> Any:
    hidden = hidden_in(pages.get(url).text)
    answer = pages.client.post(url, data={**hidden, **fields})
    pages._checked(answer, expect, url)
    return answer


def answers(session: Session) -> dict[str, Any]:
    session.expire_all()
    return session.scalars(select(Response)).one().answers


def test_the_next_why_is_asked_by_a_press_and_quotes_the_answer_before(
    pages: Pages, start: Any, session: Session
) -> None:
    url = start("five_whys")
    first = pages.get(url).text
    assert first.count("<textarea") == 5
    assert first.count('class="why" hidden') == 4
    answer = send(pages, url, q_five_whys=["A quieter <phone>"], _more="q_five_whys")
    assert answer.location.endswith("#q-q_five_whys-2")
    page = pages.get(url).text
    assert page.count('class="why" hidden') == 3
    assert "“A quieter &lt;phone&gt;”: why is that?" in page
    send(pages, url, q_five_whys=["A quieter <phone>", "To think"], _more="q_five_whys")
    assert answers(session) == {"q_five_whys": ["A quieter <phone>", "To think"]}
    catch_up()
    texts = session.scalars(select(Passage.text).order_by(Passage.position)).all()
    assert texts == ["A quieter <phone>", "To think"]


def test_a_why_that_is_too_long_is_kept_on_the_page_and_says_so(
    pages: Pages, start: Any, session: Session
) -> None:
    long = "x" * 10_001
    page = send(pages, start("five_whys"), 422, q_five_whys=long, _more="q_five_whys").text
    assert "Shorten line 1 to 10000 characters; it has 10001." in page
    assert long in page
    assert answers(session) == {}


def test_a_button_for_another_question_leads_nowhere_else(pages: Pages, start: Any) -> None:
    url = start("five_whys")
    for name in ("q_other", "../done", "_go"):
        assert send(pages, url, _more=name).location.partition("#")[0].endswith(url)


def test_a_ranking_is_given_by_lists_of_places(pages: Pages, start: Any, session: Session) -> None:
    url = start("ranking")
    places = {"q_ranking.price": "2", "q_ranking.speed": "1", "q_ranking.advice": ""}
    send(pages, url, **places, _go="back")
    assert answers(session) == {"q_ranking": ["speed", "price"]}
    page = pages.get(url).text
    assert page.index("Speed") < page.index("Price") < page.index("Quality")


def test_half_a_table_is_kept_when_the_page_cannot_go_on(
    pages: Pages, start: Any, session: Session
) -> None:
    url = start("matrix")
    page = send(pages, url, 422, **{"q_matrix.rules": "some"}, _go="on").text
    assert "still open" in page
    assert 'href="#q-q_matrix-economy-none"' in page
    assert answers(session) == {"q_matrix": {"rules": "some"}}


def test_the_pad_takes_every_type_that_can_be_ticked(
    pages: Pages, cast: Cast, session: Session
) -> None:
    definition, given = every_type()
    call = a_call(session, cast.study, script=False)
    call.publication_id = publish_types(session, cast.study, definition).id
    session.commit()
    pages.sign_in(cast.interviewer)
    pad = f"/s/{cast.study.slug}/interviews/{call.id}/pad"
    page = pages.get(pad).text
    sent: dict[str, Any] = {
        "q_single": "small",
        "q_multi": ["", "papers"],
        "q_ranking.quality": "1",
        "q_ranking.price": "2",
        "q_matrix.economy": "strong",
        "q_matrix.rules": "none",
        "q_interests": ["", "gym", "travel"],
        "q_number": "",
        "q_number.band": "thirties",
        "q_phone": given["q_phone"],
        "q_url": "example.com/shop",
        "_notes-q_five_whys": "A quieter phone\nTo think",
        "_notes-q_file": "showed a full desk",
    }
    for name in sent:
        assert f'name="{name}"' in page, name
    pages.post(pad, {**hidden_in(page), **sent, "_go": "save"}, page=pad)
    session.expire_all()
    assert call.answers == {
        "q_single": "small",
        "q_multi": ["papers"],
        "q_ranking": ["quality", "price"],
        "q_matrix": {"economy": "strong", "rules": "none"},
        "q_interests": ["gym", "travel"],
        "q_number": "thirties",
        "q_phone": given["q_phone"],
        "q_url": "https://example.com/shop",
    }
    again = pages.get(pad).text
    assert '<option value="2" selected>' in again
