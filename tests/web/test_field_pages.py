"""The pages of collecting, as axe sees them by day and by night.

One story fills a study; each page is looked at whole in light, and for its colours in the dark.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from survey_app.customers.models import Contact
from survey_app.outreach import services as outreach
from tests.browser import Browse, LiveServer
from tests.builders import Cast
from tests.builders_answers import answered, survey
from tests.builders_collect import open_link
from tests.builders_customers import contact
from tests.builders_outreach import wave
from tests.web.axe import AXE, RULES

STAFF = (
    "contacts/", "contacts/add", "contacts/attributes",
    "contacts/{anna}", "contacts/{anna}/dossier/",
    "waves/", "waves/new", "waves/{draft}", "waves/{draft}/contacts", "waves/{draft}/preview",
    "waves/{draft}/arrival", "waves/{draft}/when", "waves/{sent}",
    "responses/", "responses/all", "responses/{response}", "responses/by-question",
    "responses/compare", "responses/take", "responses/bring/", "links/", "links/new",
    "links/{link}", "privacy/", "privacy/contact/{anna}",
)  # fmt: skip
PUBLIC = ("/o/{code}", "/o/{code}/about", "/e/{code}", "/my-data/", "/o/nowhere")


@pytest.fixture
def filled(session: Session, cast: Cast) -> dict[str, Any]:
    """A study in the middle of its work: a draft, a wave under way, answers, an open link."""
    anna = contact(session, cast.study)
    made = survey(session, cast.study)
    response = answered(session, made.publications[1], {"age": 40, "field": "it", "why": "Slow"})
    response.contact_id = anna.id
    draft = wave(session, cast.study, ("Boris",), publication=made.publications[1])
    sent = wave(session, cast.study, ("Dora",), publication=made.publications[1])
    outreach.send_wave(session, cast.study, sent)
    link = open_link(session, cast.study, embed_sites=["https://shop.example"])
    session.commit()
    return {"anna": anna.id, "draft": draft.id, "sent": sent.id,
            "response": response.id, "link": link.id, "code": link.code}  # fmt: skip


def problems(page: Any) -> list[str]:
    """What axe finds on the page by day, and what is wrong with its colours by night."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for scheme, only in (
        ("light", {"type": "tag", "values": RULES}),
        ("dark", {"type": "rule", "values": ["color-contrast"]}),
    ):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        result = page.evaluate(
            "(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only
        )
        found += [
            f"{scheme}: {one['id']} at {node['target']}: {node['failureSummary']}"
            for one in result["violations"]
            for node in one["nodes"]
        ]
    return found


@pytest.mark.browser
def test_axe_finds_nothing_where_people_are_asked_and_answers_kept(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, filled: dict[str, Any]
) -> None:
    page = browse()
    live_server.sign_in(page, cast.researcher)
    wrong = {}
    places = [f"/s/{cast.study.slug}/{path}" for path in STAFF]
    for place in (*places, *PUBLIC):
        path = place.format(**filled)
        page.goto(live_server.url + path)
        assert page.locator("h1").count() == 1, path
        if found := problems(page):
            wrong[path] = found
    page.goto(live_server.at(places[1]))
    page.get_by_label("Paste a list").fill("name,email,tier\nFay,fay@x.example,gold\nNo,nobody,tin")
    page.get_by_role("button", name="Show what it changes").click()
    page.get_by_role("heading", name="What the list changes").wait_for()
    if found := problems(page):
        wrong["the preview of a list"] = found
    assert wrong == {}
    assert session.get(Contact, filled["anna"])
