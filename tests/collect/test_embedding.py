"""A survey within another site's page: for the sites that are named, without a cookie."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.framing import fitting
from survey_app.collect.models import OpenLink, Response
from survey_app.collect.sites import site_origin
from tests.browser import Browse, LiveServer
from tests.builders import Cast
from tests.builders_collect import begin, hidden_fields, open_link, send
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages

SHOP = "https://shop.example"
NOBODY = "frame-ancestors 'none'"


@pytest.fixture
def link(cast: Cast, session: Session) -> OpenLink:
    made = open_link(session, cast.study, embed_sites=[SHOP, "https://fair.example:8443"])
    session.commit()
    return made


def policy(pages: Pages, path: str) -> str:
    answer = pages.client.get(path)
    return str(answer.headers["Content-Security-Policy"])


def test_a_survey_is_answered_in_a_frame_without_a_single_cookie(
    pages: Pages, session: Session, link: OpenLink
) -> None:
    visited = [f"/e/{link.code}"]
    first = begin(pages, visited[0])
    visited += [first]
    second = send(pages, first, size="one")
    summary = send(pages, second, annoys="The queue")
    visited += [second, summary, pages.client.post(summary).location]
    assert "Thank you" in pages.get(visited[-1]).text
    for path in visited:
        answer = pages.client.get(path)
        assert "Set-Cookie" not in answer.headers
        allowed = "frame-ancestors https://shop.example https://fair.example:8443"
        assert allowed in answer.headers["Content-Security-Policy"]
    assert pages.client._cookies == {}
    response = session.scalars(select(Response)).one()
    assert (response.status, response.open_link_id) == ("completed", link.id)


def test_nothing_else_of_the_site_can_be_shown_in_a_frame(
    cast: Cast, pages: Pages, session: Session, link: OpenLink
) -> None:
    bare = open_link(session, cast.study)
    session.commit()
    first = begin(pages, f"/o/{link.code}")
    for path in ("/", "/account/sign-in", "/my-data/", f"/o/{link.code}", first, f"/e/{bare.code}"):
        assert NOBODY in policy(pages, path), path
    pages.sign_in(cast.researcher)
    assert NOBODY in policy(pages, f"/s/{cast.study.slug}/links/{link.id}")


def test_taking_a_site_off_the_list_ends_it_there(
    pages: Pages, session: Session, link: OpenLink
) -> None:
    first = begin(pages, f"/e/{link.code}")
    link.embed_sites = []
    session.commit()
    assert NOBODY in policy(pages, first)
    assert NOBODY in policy(pages, f"/e/{link.code}")


def test_a_key_in_the_address_opens_its_own_response_and_no_other(
    app: Flask, session: Session, link: OpenLink
) -> None:
    mine, theirs = (begin(Pages(app), f"/e/{link.code}") for _ in range(2))
    (my_id, my_key), (their_id, _) = (
        re.findall(r"/r/([0-9a-f]+)\.([0-9a-f]+)/", one)[0] for one in (mine, theirs)
    )
    stranger = Pages(app)
    stranger.get(mine)
    for path in (f"{their_id}.{my_key}", f"{my_id}.{my_key[:-1]}", f"{my_id}.", my_id):
        stranger.get(f"/r/{path}/p/about", expect=404)
    page = stranger.get(mine).text
    assert their_id not in page, "nobody's address is kept for the next person's page"


def test_other_sites_forms_are_refused_in_a_frame_too(pages: Pages, link: OpenLink) -> None:
    sent = {**hidden_fields(pages.get(f"/e/{link.code}").text), "start": "yes"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = pages.client.post(f"/e/{link.code}/start", data=sent, headers=headers)
        assert answer.status_code == 400


def test_going_on_later_leads_out_of_the_frame(app: Flask, link: OpenLink) -> None:
    pages = Pages(app)
    second = send(pages, begin(pages, f"/e/{link.code}"), size="one")
    page = pages.get(send(pages, second, _go="later", annoys="Dust")).text
    back = re.search(r"/back/[a-z2-7]{32}", page)
    assert back
    phone = Pages(app)
    assert "Dust" in phone.get(begin(phone, back[0])).text


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://Shop.example/sale?x=1", "https://shop.example"),
        ("shop.example", "https://shop.example"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://пример.example", "https://xn--e1afmkfd.example"),
        ("https://*.shop.example", None),
        ("https://shop.example; script-src *", None),
        ("javascript:alert(1)", None),
        ("https://user@shop.example", None),
        ("'self'", None),
        ("", None),
    ],
)
def test_a_site_is_named_as_browsers_compare_it(written: str, origin: str | None) -> None:
    assert site_origin(written) == origin


def test_a_researcher_names_sites_and_gets_the_frame_to_paste(
    cast: Cast, pages: Pages, session: Session
) -> None:
    publication = publish_tiny(session, cast.study)
    session.commit()
    pages.sign_in(cast.researcher)
    new = f"/s/{cast.study.slug}/links/new"
    sent = {"publication_id": str(publication.id), "title": "Shop"}
    sent |= {"quota_question": "", "embed_sites": "not a site"}
    assert "Write the address of a site" in pages.post(new, sent, page=new, expect=422).text
    sent["embed_sites"] = "shop.example/sale\nhttps://shop.example\n"
    assert pages.post(new, {**sent, "kiosk": "y"}, page=new, expect=422)
    place = pages.post(new, sent, page=new).location
    made = session.scalars(select(OpenLink)).one()
    assert made.embed_sites == [SHOP]
    page = pages.get(place).text
    assert f"&lt;iframe src=&#34;http://portrait.example/e/{made.code}&#34;" in page
    assert f"getElementById(&#34;portrait-{made.code}&#34;)" in page
    assert "event.origin !== &#34;http://portrait.example&#34;" in page
    edit = pages.get(f"{place}/edit").text
    assert SHOP in edit


class _Shop(BaseHTTPRequestHandler):
    """Another site's page, with whatever frame it was given."""

    page = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!doctype html><title>Shop</title>{self.page}".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop() -> Iterator[str]:
    """A site of another name than the survey's, which is another site to a browser."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_a_browser_that_blocks_foreign_cookies_answers_in_the_page_of_a_named_site(
    cast: Cast, session: Session, live_server: LiveServer, browse: Browse, shop: str
) -> None:
    link = open_link(session, cast.study, embed_sites=[shop])
    other = open_link(session, cast.study, embed_sites=[SHOP])
    assert "127.0.0.1" in live_server.url, "the shop is 'localhost': another site"
    page = browse()
    address = live_server.at(f"/e/{link.code}")
    _Shop.page = f'<iframe src="{address}" width="800" height="700"></iframe>'
    page.goto(shop)
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Start").click()
    frame.get_by_label("just me").check()
    frame.get_by_role("button", name="Save and go on").click()
    frame.get_by_role("textbox").first.fill("In the shop")
    frame.get_by_role("button", name="Look it over").click()
    frame.get_by_role("button", name="Send my answers").click()
    frame.get_by_role("heading", name="Thank you").wait_for()
    live_server.fresh()
    response = session.scalars(select(Response)).one()
    assert (response.status, response.answers["annoys"]) == ("completed", "In the shop")
    assert page.context.cookies() == []
    _Shop.page = f'<iframe src="{live_server.url}/e/{other.code}"></iframe>'
    refused = page.context.new_page()  # whose console says so, as it should
    refused.goto(shop)
    refused.wait_for_load_state("networkidle")
    assert [frame.url for frame in refused.frames[1:]] == ["chrome-error://chromewebdata/"]


@pytest.mark.browser
def test_the_frame_fits_its_survey_where_the_page_wants_that(
    cast: Cast, session: Session, live_server: LiveServer, browse: Browse, shop: str
) -> None:
    link = open_link(session, cast.study, embed_sites=[shop, SHOP])
    page = browse()
    address = live_server.at(f"/e/{link.code}")
    frame = f'<iframe src="{address}" id="portrait-{link.code}" width="800" height="760"></iframe>'
    _Shop.page = frame + fitting(live_server.url, link.code)
    page.goto(shop)
    within = page.frame_locator("iframe")
    within.get_by_role("button", name="Start").wait_for()
    outer = page.locator("iframe")
    page.wait_for_function("document.querySelector('iframe').style.height !== ''")
    landing = outer.bounding_box()
    within.get_by_role("button", name="Start").click()
    within.get_by_label("just me").wait_for()
    page.wait_for_function(
        f"document.querySelector('iframe').getBoundingClientRect().height !== {landing['height']}"
    )
    assert within.locator("html").evaluate("el => el.scrollHeight - el.clientHeight") == 0
    # What another window says, or this one about another frame, is not listened to.
    before = outer.bounding_box()
    page.evaluate("postMessage({portrait: {height: 5000}}, '*')")
    page.wait_for_timeout(100)
    assert outer.bounding_box() == before


def test_the_height_is_told_to_the_named_sites_only(
    cast: Cast, pages: Pages, session: Session, link: OpenLink
) -> None:
    page = pages.get(f"/e/{link.code}").text
    assert 'data-sites="https://shop.example https://fair.example:8443"' in page
    assert "framed.js" not in pages.get(f"/o/{link.code}").text
