"""Personas made from a filter: counted before, kept with the filter, asked again later."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey_app.personas import by_hand, filters, material, services
from survey_app.personas.models import PersonaVersion
from tests.builders import Cast
from tests.builders_personas import drafted, store
from tests.pages import Pages


@pytest.fixture
def versions(cast: Cast, session: Session) -> list[PersonaVersion]:
    return drafted(session, cast.study)


def ticked(cast: Cast, session: Session, **codes: str) -> filters.PeopleFilter:
    sent = MultiDict((f"answer:{key}", code) for key, code in codes.items())
    return filters.from_request(sent, material.gather(session, cast.study))


def made(cast: Cast, session: Session, name: str = "") -> PersonaVersion:
    stuff = material.gather(session, cast.study)
    version = by_hand.make(
        session, cast.study, stuff, ticked(cast, session, team="one"), user=cast.researcher,
        name=name, language="en",
    )  # fmt: skip
    session.commit()
    return version


def test_the_page_counts_whom_a_filter_takes_and_makes_a_draft_of_them(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}/personas/by-hand"
    # Twenty of forty planted people work alone.
    assert "Tick whom you mean" in pages.get(base).text
    text = pages.get(f"{base}?answer:team=one").text
    assert "20 people of 40 are meant." in text
    assert "Customers pay late" in text
    assert "20 people of 40" in pages.client.get(f"{base}/count?answer:team=one").text
    answer = pages.post(base, {"answer:team": "one", "name": "Works alone"})
    version = session.scalars(select(PersonaVersion).order_by(PersonaVersion.id.desc())).first()
    assert version is not None
    assert answer.headers["Location"].endswith(f"/personas/{version.persona_id}/v/1")
    assert (version.name, version.segment["n"]) == ("Works alone", 20)
    assert version.segment["filter"] == {"answers": {"team": ["one"]}, "themes": []}
    sheet = pages.get(answer.headers["Location"]).text
    assert "Chosen by hand" in sheet
    assert "How many are you? Just me" in sheet
    assert all(line.evidence for line in version.statements)


def test_an_empty_filter_and_one_that_takes_nobody_are_refused_and_nothing_ticked_is_lost(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}/personas/by-hand"
    before = session.scalars(select(PersonaVersion.id)).all()
    assert "Tick at least one" in pages.post(base, {"name": "Nobody"}, expect=422).text
    themes = [one.id for one in material.gather(session, cast.study).themes]
    nobody = {"answer:team": "one", "theme": themes, "name": "Kept"}  # nobody says all five
    page = pages.post(base, nobody, expect=422).text
    assert "Fewer than two people" in page
    assert 'value="Kept"' in page
    assert page.count(" checked>") == 6
    assert session.scalars(select(PersonaVersion.id)).all() == before


def test_other_roles_and_other_studies_make_none(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    for user in (cast.viewer, cast.interviewer):
        pages.sign_in(user)
        pages.get(f"/s/{cast.study.slug}/personas/by-hand", expect=403)
    pages.sign_in(cast.researcher)
    pages.get(f"/s/{cast.other_study.slug}/personas/by-hand", expect=404)


def test_what_the_study_does_not_know_is_no_filter(cast: Cast, session: Session) -> None:
    drafted(session, cast.study)
    assert not ticked(cast, session, team="made_up", colour="red")


def test_the_next_analysis_leaves_it_alone(
    versions: list[PersonaVersion], cast: Cast, session: Session
) -> None:
    version = made(cast, session)
    stored = store(session, cast.study)
    session.commit()
    assert version.persona_id not in {one.persona_id for one in stored}
    assert session.get(PersonaVersion, version.id) is not None


def test_the_filter_is_asked_again_when_the_answers_have_changed(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version = made(cast, session, "Works alone")
    stuff = material.gather(session, cast.study)
    services.publish(
        session, version, stuff, user=cast.researcher, override_reason="to try it out"
    )  # fmt: skip
    session.commit()
    # Five of those who said that they work alone now say that they are an office: 20 - 5 = 15.
    from survey_app.collect.models import Response

    for response in session.scalars(select(Response).order_by(Response.id)).all()[:5]:
        assert response.answers["team"] == "one"
        response.answers = {**response.answers, "team": "many"}
    session.commit()
    pages.sign_in(cast.researcher)
    url = f"/s/{cast.study.slug}/personas/{version.persona_id}/v/1"
    life = pages.get(f"{url}/life").text
    assert "The filter takes 15 people today; this version rests on 20." in life
    pages.post(f"{url}/by-hand", {})
    session.expire_all()
    draft = version.persona.versions[-1]
    assert (draft.number, draft.status, draft.segment["n"]) == (2, "draft", 15)
    assert len(draft.segment["members"]) == len(draft.segment["fit"]) == 15
    assert version.segment["n"] == 20  # what is published stays
