"""Going on later and within another site's page, as people meet it: by keyboard, in any colours."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from tests.browser import Browse, LiveServer
from tests.builders import Cast
from tests.builders_collect import open_link
from tests.web.axe import axe_violations


@pytest.mark.browser
def test_putting_a_survey_aside_by_keyboard_and_going_on_from_the_link(
    cast: Cast, session: Session, live_server: LiveServer, browse: Browse
) -> None:
    link = open_link(session, cast.study, max_responses=9, embed_sites=["https://shop.example"])
    page = browse(phone=True)
    page.goto(live_server.at(f"/o/{link.code}"))
    page.get_by_role("button", name="Start").press("Enter")
    page.get_by_label("just me").press("Space")
    page.get_by_role("button", name="Go on later").press("Enter")
    page.get_by_role("heading", name="Your answers are saved").wait_for()
    back = live_server.local(page.get_by_label("Your link").input_value())
    for colours in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        page.emulate_media(**colours)
        assert axe_violations(page) == []
    page.emulate_media(forced_colors="none", color_scheme="light")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Shall we send it to you?").fill("nobody")
    page.get_by_label("Shall we send it to you?").press("Enter")
    page.get_by_role("alert").wait_for()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Leave nothing on this device").press("Enter")
    page.get_by_role("heading", name="This device is clean").wait_for()
    page.goto(back)
    page.get_by_role("button", name="Go on").press("Enter")
    assert page.get_by_label("just me").is_checked()
    page.goto(live_server.url + f"/e/{link.code}")
    assert axe_violations(page) == []
    live_server.fresh()
    assert session.scalars(select(Response.answers)).one() == {"size": "one"}
