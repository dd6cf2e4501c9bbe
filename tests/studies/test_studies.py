"""Studies: opening, roles, isolation."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from survey_app.errors import Conflict
from survey_app.studies import queries, services
from tests.builders import Cast
from tests.pages import Pages


def test_whoever_opens_a_study_is_its_researcher(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.viewer)
    data = {"title": "Autumn calls", "organisation": "Acme", "language": "en"}
    assert pages.post("/studies/new", data).location == "/s/autumn-calls/"
    pages.get("/s/autumn-calls/settings")


def test_a_title_without_latin_letters_still_gets_an_address(cast: Cast, session: Session) -> None:
    study = services.open_study(session, cast.workspace, title="为什么留下", organisation="A")
    assert study.slug.startswith("study-")


def test_two_studies_of_one_title_have_two_addresses(cast: Cast, session: Session) -> None:
    made = [
        services.open_study(session, cast.workspace, title="Same", organisation="A").slug
        for _ in range(3)
    ]
    assert len(set(made)) == 3


@pytest.mark.parametrize("path", ["", "settings", "people"])
def test_a_stranger_finds_nothing_and_a_visitor_signs_in(
    cast: Cast, pages: Pages, path: str
) -> None:
    address = f"/s/{cast.study.slug}/{path}"
    assert "/account/sign-in" in pages.get(address, expect=302).location
    pages.sign_in(cast.other_researcher)
    pages.get(address, expect=404)
    pages.get("/s/no-such-study/" + path, expect=404)


def test_the_home_is_for_all_roles_and_settings_for_researchers(cast: Cast, pages: Pages) -> None:
    home = f"/s/{cast.study.slug}/"
    for user, settings_status in (
        (cast.researcher, 200),
        (cast.interviewer, 403),
        (cast.viewer, 403),
        (cast.admin, 200),
    ):
        pages.sign_in(user)
        pages.get(home)
        pages.get(home + "settings", expect=settings_status)


def test_a_study_keeps_a_researcher(cast: Cast, session: Session, pages: Pages) -> None:
    [mine] = [m for m in queries.members(session, cast.study) if m.user_id == cast.researcher.id]
    with pytest.raises(Conflict):
        services.remove_member(session, cast.study, mine)
    with pytest.raises(Conflict):
        services.add_member(session, cast.study, user=cast.researcher, role="viewer")
    session.rollback()
    pages.sign_in(cast.researcher)
    pages.post(f"/s/{cast.study.slug}/people/{mine.id}/remove")
    assert "needs a researcher" in pages.get(f"/s/{cast.study.slug}/people").text


def test_a_member_of_another_study_cannot_be_removed_through_mine(
    cast: Cast, session: Session, pages: Pages
) -> None:
    [theirs] = queries.members(session, cast.other_study)
    pages.sign_in(cast.researcher)
    pages.post(f"/s/{cast.study.slug}/people/{theirs.id}/remove", expect=404)


def test_the_interface_speaks_the_chosen_language(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.viewer)
    answer = pages.post("/language", {"language": "ru", "next": f"/s/{cast.study.slug}/"})
    assert answer.location == f"/s/{cast.study.slug}/"
    assert '<html lang="ru"' in pages.get(f"/s/{cast.study.slug}/").text
    assert pages.post("/language", {"language": "ru", "next": "//evil.example"}).location == "/"
