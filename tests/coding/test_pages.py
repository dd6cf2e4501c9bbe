"""The pages of coding: reading, marking by plain forms, agreement, and who may see them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.coding import services
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt
from tests.builders import MARKUP, Cast
from tests.builders_voices import answer, publish_tiny
from tests.coding.conftest import Desk
from tests.pages import Pages


def at(desk: Desk, path: str = "") -> str:
    return f"/s/{desk.study.slug}/coding/{path}"


def test_a_talk_is_coded_by_plain_forms(
    pages: Pages, cast: Cast, session: Session, desk: Desk
) -> None:
    pages.sign_in(cast.researcher)
    assert desk.talk.title in pages.get(at(desk)).text
    here = at(desk, f"passage/{desk.first.id}")
    page = pages.get(at(desk, f"interview/{desk.talk.id}?passage={desk.first.id}")).text
    assert "Put into the theme" in page
    pages.post(here, {"words": "not in the text", "theme": str(desk.slow.id)}, expect=422)
    pages.post(here, {"words": "forty minutes"}, expect=422)
    told = pages.post(here, {"words": "forty minutes", "theme": str(desk.slow.id)})
    assert told.location == at(desk, f"interview/{desk.talk.id}#p{desk.first.id}")
    [excerpt] = session.scalars(select(Excerpt)).all()
    assert excerpt.quote == "forty minutes"
    pages.post(here, {"start": "0", "end": "10", "name": f"brand new {MARKUP}", "kind": "goal"})
    made = session.scalars(select(Theme).where(Theme.kind == "goal")).one()
    assert (made.status, made.named_by_person) == ("accepted", True)
    page = pages.get(at(desk, f"interview/{desk.talk.id}")).text
    assert '<mark class="settled"' in page
    pages.post(here, {"do": f"remove {desk.slow.id} {excerpt.id}"})
    pages.post(here, {"do": f"remove {desk.slow.id} {excerpt.id}"}, expect=409)
    pages.post(f"{here}/undo", {})
    session.expire_all()
    assert session.get(ThemeExcerpt, (desk.slow.id, excerpt.id)) is not None


def test_a_script_gets_the_passage_alone(
    pages: Pages, cast: Cast, session: Session, desk: Desk
) -> None:
    pages.sign_in(cast.researcher)
    answered = pages.client.post(
        at(desk, f"passage/{desk.second.id}"),
        data={"start": "0", "end": "6", "name": "someone", "kind": "pain",
              "csrf_token": pages.token()},
        headers={"X-Requested-With": "fetch"},
    )  # fmt: skip
    assert answered.status_code == 200
    assert f'id="p{desk.second.id}"' in answered.text
    assert f'id="p{desk.first.id}"' not in answered.text
    assert 'id="code-list"' in answered.text  # a theme is new


def test_who_codes_alone_sees_only_the_own_marks(
    pages: Pages, cast: Cast, session: Session, desk: Desk
) -> None:
    services.code(session, desk.first, start=0, end=10, theme=desk.slow, user=cast.other_researcher)
    session.commit()
    pages.sign_in(cast.researcher)
    here = at(desk, f"interview/{desk.talk.id}")
    assert "<mark" in pages.get(here).text
    assert "<mark" not in pages.get(f"{here}?own=1").text
    assert "coded by two people yet" in pages.get(at(desk, "agreement")).text
    services.code(session, desk.first, start=0, end=10, theme=desk.silent, user=cast.researcher)
    session.commit()
    page = pages.get(at(desk, "agreement")).text
    assert "Krippendorff" in page
    assert desk.first.text[:10] in page


def test_a_survey_answer_can_be_coded_too(
    pages: Pages, cast: Cast, session: Session, desk: Desk
) -> None:
    response = answer(session, publish_tiny(session, desk.study), f"Slow exports {MARKUP}")
    session.commit()
    pages.sign_in(cast.researcher)
    assert "Slow exports" in pages.get(at(desk, f"response/{response.id}")).text


@pytest.mark.parametrize("path", ["", "agreement", "interview/1", "bring-in"])
def test_viewers_and_other_studies_see_no_coding(
    pages: Pages, cast: Cast, desk: Desk, path: str
) -> None:
    for user in (cast.viewer, cast.interviewer):
        pages.sign_in(user)
        assert pages.client.get(at(desk, path)).status_code in (403, 404)
    pages.sign_in(cast.researcher)
    assert pages.client.get(at(desk, "interview/99999999999")).status_code == 404
    assert pages.client.get(at(desk, "talk/1")).status_code == 404
