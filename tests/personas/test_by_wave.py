"""How a persona's share moved between waves, and what is not known of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from survey_app.customers.models import Contact
from survey_app.outreach.models import Invitation
from survey_app.personas.by_wave import course, course_of
from tests.builders import Cast
from tests.builders_outreach import wave
from tests.builders_personas import drafted
from tests.pages import Pages


def people(prefix: str, n: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(n)]


def test_shares_are_counted_over_those_of_each_wave_who_were_placed() -> None:
    spring, autumn = people("a", 10), people("b", 20)
    wave_of = dict.fromkeys(spring, 1) | dict.fromkeys(autumn, 2) | {"new": 2}
    found = course({1: "Spring", 2: "Autumn"}, wave_of, {*spring[:2], *autumn[:16]},
                   {*spring, *autumn})  # fmt: skip
    assert [(one.title, one.n, one.placed) for one in found.waves] == [
        ("Spring", 2, 10), ("Autumn", 16, 20),
    ]  # fmt: skip
    # Wilson: 2/10 is .057 to .510, 16/20 is .584 to .919. Newcombe for .8 - .2 = .6:
    # low .6 - sqrt((.8 - .584)^2 + (.510 - .2)^2) = .6 - .378 = .222, which is over zero.
    assert found.waves[0].low == pytest.approx(0.057, abs=0.001)
    assert found.change is not None
    assert found.change.low == pytest.approx(0.222, abs=0.002)
    assert (found.word, found.n_unplaced) == ("grew", 1)


def test_a_small_difference_is_no_change_and_a_small_wave_says_nothing() -> None:
    first, second, third = people("a", 10), people("b", 10), people("c", 4)
    wave_of = dict.fromkeys(first, 1) | dict.fromkeys(second, 2) | dict.fromkeys(third, 3)
    members, everybody = {*first[:4], *second[:5], *third}, {*first, *second, *third}
    found = course({1: "A", 2: "B", 3: "C"}, wave_of, members, everybody)
    assert len(found.waves) == 3
    assert found.change is not None
    assert found.change.value == pytest.approx(0.1)  # B against A: C has fewer than five
    assert found.word == "same"
    alone = course({1: "A"}, dict.fromkeys(first, 1), set(first[:4]), set(first))
    assert (len(alone.waves), alone.change, alone.word) == (1, None, "same")


def test_the_page_shows_the_waves_and_says_when_there_is_only_one(
    cast: Cast, session: Session, pages: Pages
) -> None:
    version = drafted(session, cast.study)[0]
    path = f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}/life"
    pages.sign_in(cast.researcher)
    assert "From wave to wave" not in pages.get(path).text  # nobody came by a wave
    responses = session.scalars(
        select(Response).where(Response.study_id == cast.study.id).order_by(Response.id)
    ).all()
    for title, some in (("Spring", responses[0:40:2]), ("Autumn", responses[1:40:2])):
        made = wave(session, cast.study, (), title=title, publication=some[0].publication)
        for one in some:
            somebody = Contact(study_id=cast.study.id, name=f"Reader {one.id}")
            session.add(somebody)
            session.flush()
            invitation = Invitation(wave_id=made.id, contact_id=somebody.id)
            session.add(invitation)
            session.flush()
            one.invitation_id = invitation.id
        session.commit()
        text = pages.get(path).text
        assert "From wave to wave" in text
        assert ("Only one wave so far" in text) is (title == "Spring")
    found = course_of(session, cast.study, version)
    assert [one.title for one in found.waves] == ["Spring", "Autumn"]
    assert sum(one.placed for one in found.waves) == 40
    assert sum(one.n for one in found.waves) == len(version.segment["members"])
    assert "No clear change" in text
