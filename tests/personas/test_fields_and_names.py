"""Fields by hand, their sources, what the card stands on; names, faces, order, relations."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from survey_app.customers.models import Contact
from survey_app.errors import Unprocessable
from survey_app.personas import editing, material, naming, queries, ranking, services
from survey_app.personas.models import PersonaVersion
from survey_app.personas.relations import relations_of
from survey_app.personas.stating import is_web_address
from survey_app.synthesis.name_advice import NAMES
from tests.builders import MARKUP, Cast
from tests.builders_personas import drafted, store
from tests.pages import Pages


def url(cast: Cast, version: PersonaVersion, rest: str = "") -> str:
    return f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}{rest}"


@pytest.fixture
def versions(cast: Cast, session: Session) -> list[PersonaVersion]:
    return drafted(session, cast.study)


@pytest.fixture
def version(versions: list[PersonaVersion]) -> PersonaVersion:
    return versions[0]


def publish(session: Session, cast: Cast, version: PersonaVersion) -> None:
    services.publish(session, version, material.gather(session, cast.study), user=cast.researcher)
    session.commit()


def test_a_field_by_hand_names_its_page_or_says_that_it_is_assumed(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    target = url(cast, version, "/assumptions")
    page = "https://www.statistics.example/firms?a=1&b=2"
    pages.post(target, {"revision": 0, "field": "dreams", "text": f"A {MARKUP} house"})
    pages.post(target, {"revision": 1, "field": "budget", "text": "About 5,000", "link": page})
    for wrong in ("javascript:alert(1)", "statistics.example", "https://"):
        answer = pages.post(
            target, {"revision": 2, "field": "budget", "text": "kept", "link": wrong}, expect=422
        )
        assert "Write the whole address, beginning with https://" in answer.text
        assert "kept" in answer.text
    session.expire_all()
    by_field = {row.field: row for row in version.statements}
    assert (by_field["dreams"].basis, by_field["dreams"].link) == ("assumed", "")
    assert (by_field["budget"].basis, by_field["budget"].link) == ("inferred", page)
    text = pages.get(url(cast, version)).text
    assert ">statistics.example</a>" in text
    assert "How they see life" in text
    # A line that names its page needs no quotes, and neither does it carry a number (R1, R14).
    publish(session, cast, version)


def test_taking_the_page_away_makes_it_an_assumption_again(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    row = editing.assume(
        session, version, field="budget", text="5,000", link="https://a.example", seen=0
    )
    session.commit()
    pages.sign_in(cast.researcher)
    pages.post(
        url(cast, version, f"/statements/{row.id}"),
        {"revision": 1, "verb": "save", "text": "5,000", "our_answer": "", "link": ""},
    )
    session.expire_all()
    assert (row.basis, row.link) == ("assumed", "")
    with pytest.raises(Unprocessable):
        editing.assume(session, version, field="budget", text="x", link="ftp://a.example", seen=2)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://a.example/b", True),
        ("http://a.example", True),
        (" https://a.example ", True),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://a b.example", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_the_address_of_a_page_is_put_behind_a_link(address: str, *, is_one: bool) -> None:
    assert is_web_address(address) is is_one


def test_the_edit_page_offers_the_fields_of_the_type_and_says_what_is_empty(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    buyer = pages.get(url(cast, version, "/edit?field=dreams")).text
    assert "What the card stands on" in buyer
    assert '<option selected value="dreams">' in buyer
    assert 'value="least_spend"' not in buyer
    pages.post(url(cast, version, "/kind"), {"kind": "icp"})
    company = pages.get(url(cast, version, "/edit")).text
    for field in ("least_spend", "sees_need", "cycle", "decider_small", "not_legal", "tie"):
        assert f'value="{field}"' in company
    assert "Below this nobody is served well." in company
    pages.post(url(cast, version, "/kind"), {"kind": "negative"})
    negative = pages.get(url(cast, version, "/edit")).text
    for field in ("turned_away", "misfit", "red_flags", "serving_cost", "redirect"):
        assert f'value="{field}"' in negative
    assert "Negative persona" in pages.get(url(cast, version)).text


def test_name_and_face_are_off_until_the_team_turns_them_on(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    assert "portrait.svg" not in pages.get(url(cast, version)).text
    assert "portrait.svg" not in pages.get(f"/s/{cast.study.slug}/personas/").text
    page = pages.get(url(cast, version, "/call")).text
    assert "Nobody in this study or your team is called:" in page
    pages.post(
        url(cast, version, "/call"),
        {"revision": 0, "name": f"Waits {MARKUP} weeks", "given_name": " Alma ", "face": "y"},
    )
    session.expire_all()
    assert version.name == f"Waits {MARKUP} weeks"
    shown = pages.get(url(cast, version)).text
    assert "We call them Alma." in shown
    assert "portrait.svg" in shown
    assert "portrait.svg" in pages.get(f"/s/{cast.study.slug}/personas/").text


def test_a_given_name_is_nobodys(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    session.add(Contact(study_id=cast.study.id, name="Nora Quist", email="nora@example.com"))
    session.add(Contact(study_id=cast.other_study.id, name="Willa Far", email="w@example.com"))
    session.commit()
    pages.sign_in(cast.researcher)
    typed = {"revision": 0, "name": "Waits", "given_name": "nora"}
    answer = pages.post(url(cast, version, "/call"), typed, expect=422)
    assert "Somebody in this study or in your team is called so." in answer.text
    proposed = {
        name for pair in naming.proposals(session, cast.study, version, "en") for name in pair
    }
    assert "Nora" not in proposed
    assert proposed <= {name for pair in NAMES["en"] for name in pair}
    # A contact of another study is nobody here.
    naming.call(session, cast.study, version, name="Waits", given_name="Willa", face=False, seen=0)


def test_a_job_title_as_a_name_is_advised_against(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    editing.rename(session, version, name="Office manager", summary="", seen=0)
    session.commit()
    pages.sign_in(cast.researcher)
    assert "A job title describes a desk" in pages.get(url(cast, version, "/call")).text
    publish(session, cast, version)
    pages.get(url(cast, version, "/call"), expect=404)  # published: as it is


def test_the_team_puts_the_personas_in_order_and_drafting_again_keeps_it(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    first, second = (one.persona_id for one in versions[:2])

    def order() -> list[int]:
        session.expire_all()
        return [one.id for one in queries.personas(session, cast.study)]

    assert order() == [first, second]
    pages.sign_in(cast.researcher)
    target = f"/s/{cast.study.slug}/personas/order"
    pages.post(target, {"move": f"up:{second}"})
    assert order() == [second, first]
    pages.post(target, {"move": f"up:{second}"})  # it is first already
    assert order() == [second, first]
    pages.post(target, {"persona": [first, second]})
    assert order() == [first, second]
    pages.post(target, {"move": f"down:{first}"})
    store(session, cast.study)
    session.commit()
    assert order() == [second, first]
    for wrong in ({"persona": [first, first]}, {"persona": [99999]}, {"move": "up:99999"}):
        pages.post(target, wrong, expect=422)
    assert order() == [second, first]
    pages.sign_in(cast.viewer)
    pages.post(target, {"move": f"up:{first}"}, expect=403)


def test_an_order_names_each_persona_once(
    versions: list[PersonaVersion], cast: Cast, session: Session
) -> None:
    ranking.put_in_order(session, cast.study, [versions[1].persona_id])  # the rest follows
    assert [one.id for one in queries.personas(session, cast.study)] == [
        versions[1].persona_id, versions[0].persona_id
    ]  # fmt: skip
    with pytest.raises(Unprocessable):
        ranking.put_in_order(session, cast.other_study, [versions[0].persona_id])


@pytest.mark.parametrize(
    ("relation", "there", "here"),
    [
        ("part_of", "Works in this company", "People in this company"),
        ("works_with", "Decides together with", "Decides together with"),
        ("negative_of", "Its opposite, whom we want", "Its opposite, whom we turn away"),
        ("variant_of", "A variant of", "Variants"),
    ],
)
def test_a_relation_is_told_from_both_sides(
    relation: str,
    there: str,
    here: str,
    versions: list[PersonaVersion],
    cast: Cast,
    session: Session,
    pages: Pages,
) -> None:
    one, other = versions[:2]
    pages.sign_in(cast.researcher)
    pages.post(url(cast, one, "/links"), {"other": other.persona_id, "relation": relation})
    for seen_from, words, name in ((one, there, other.name), (other, here, one.name)):
        text = pages.get(url(cast, seen_from)).text
        assert words in text
        assert name in text
        assert words in pages.get(url(cast, seen_from, "/life")).text
    # Who reads only what is published learns nothing of a draft.
    assert not relations_of(session, cast.study, one, drafts=False)
