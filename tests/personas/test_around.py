"""What stands around a persona: what changed, stress, boards, golden questions, links, use."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder.models import Questionnaire
from survey_app.personas import around, checks, drifting, home, material, queries, services
from survey_app.personas.models import PersonaVersion
from survey_app.personas.models_around import PersonaShare
from tests.builders import MARKUP, Cast
from tests.builders_personas import drafted, store
from tests.pages import Pages


def url(cast: Cast, version: PersonaVersion, rest: str = "") -> str:
    return f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}{rest}"


def publish(session: Session, cast: Cast, version: PersonaVersion) -> None:
    services.publish(session, version, material.gather(session, cast.study), user=cast.researcher)
    session.commit()


@pytest.fixture
def versions(cast: Cast, session: Session) -> list[PersonaVersion]:
    return drafted(session, cast.study)


@pytest.fixture
def version(versions: list[PersonaVersion]) -> PersonaVersion:
    return versions[0]


def test_an_identical_run_gives_an_empty_diff(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, version)
    again = next(one for one in store(session, cast.study) if one.persona_id == version.persona_id)
    session.commit()
    pages.sign_in(cast.researcher)
    answer = pages.get(url(cast, again, "/changes"))
    assert "Nothing: the same people, the same lines" in answer.text


def test_changes_of_a_draft_are_taken_over_or_undone_line_by_line(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    gone, reworded, *_rest = [one for one in version.statements if one.theme_id]
    gone.our_answer = "We call the next day"
    old, gone_text = reworded.text, gone.text
    publish(session, cast, version)
    draft = services.edit_published(session, version, user=cast.researcher)
    draft.statements.remove(next(one for one in draft.statements if one.text == gone_text))
    next(one for one in draft.statements if one.text == old).text = f"Reworded {MARKUP}"
    draft.name = "Another name"
    session.commit()
    pages.sign_in(cast.researcher)
    target = url(cast, draft, "/changes")
    text = pages.get(target).text
    for words in ("Another name", "Worded otherwise", "Line gone"):
        assert words in text
    keys = re.findall(r'name="accept" value="([^"]+)"', text)
    assert len(keys) == 3
    pages.post(target, {"revision": draft.revision, "accept": ["name"]})
    session.expire_all()
    lines = {one.text: one for one in draft.statements}
    assert draft.name == "Another name"
    assert old in lines
    assert lines[gone_text].our_answer == "We call the next day"
    assert draft.engine["compared"] == {"with": 1, "changes": 3, "undone": 2}
    # Decided on what was there before: a colleague's change in between is a conflict.
    pages.post(target, {"revision": 1, "accept": []}, expect=409)
    pages.post(target, {"revision": draft.revision, "accept": ["made up"]}, expect=422)


def test_the_stress_test_and_the_meter_are_shown(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    assert "Reality meter" in pages.get(url(cast, version, "/stress")).text
    stuff = material.gather(session, cast.study)
    now = checks.meter_of(version, stuff)
    for theme in stuff.themes:
        more = checks.meter_of(version, stuff, theme_id=theme.id)
        assert more.n <= now.n
        answer = pages.client.get(url(cast, version, f"/meter?theme={theme.id}"))
        assert f"{more.n}." in answer.text
    pages.sign_in(cast.viewer)
    pages.get(url(cast, version, "/stress"), expect=404)  # drafts are for researchers


def test_the_honest_page_names_who_is_missing(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.viewer)
    text = pages.get(f"/s/{cast.study.slug}/personas/not-known").text
    assert "Have we heard enough?" in text
    assert "This cannot be said yet." in text  # nobody who answered is a contact
    empty = pages.get(f"/s/{cast.other_study.slug}/personas/not-known", expect=404)
    assert version.name not in empty.text


def test_a_board_is_filled_from_evidence_and_changed_by_hand(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, version)
    pages.sign_in(cast.researcher)
    target = url(cast, version, "/boards/compass")
    text = pages.get(target).text
    assert "no evidence yet" in text  # the solution is the team's to write
    pages.post(target, {"cell": "solution", "text": f"Call them {MARKUP}"})
    key = re.search(r'name="line" value="([^"]+)"', text)
    assert key
    pages.post(target, {"line": key.group(1), "cell": "experience"})
    pages.post(target, {"line": key.group(1), "cell": ""})
    text = pages.get(target).text
    assert "1 line was taken off this board" in text
    assert "Call them" in text
    pages.post(target, {"cell": "nowhere", "text": "x"}, expect=422)
    pages.post(target, {"cell": "solution", "text": " "}, expect=422)
    note = re.search(r'name="note" value="(\d+)"', text)
    assert note
    pages.post(target, {"note": note.group(1)})
    assert "Call them" not in pages.get(target).text
    for board in ("", "/journey", "/gains"):  # the first board needs no name
        pages.get(url(cast, version, f"/boards{board}"))
    pages.get(url(cast, version, "/boards/unheard-of"), expect=404)


def test_golden_questions_say_when_there_are_too_few(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    page = f"/s/{cast.study.slug}/personas/golden"
    # One closed question was asked in this study, and it takes four.
    assert "it takes four" in pages.get(page).text
    pages.post(f"{page}/survey", expect=422)
    assert not session.scalar(
        select(Questionnaire).where(Questionnaire.title == "Golden questions")
    )
    csv = pages.client.get(f"{page}/contacts.csv")
    assert csv.text.lstrip("\ufeff").strip() == "contact,name,email,persona,points,ahead_by,tags"


def test_a_share_link_shows_numbers_without_words_until_it_is_revoked(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    pages.post(url(cast, version, "/shares"), {"label": "Agency"}, expect=422)
    publish(session, cast, version)
    answer = pages.post(url(cast, version, "/shares"), {"label": f"Agency {MARKUP}"}, expect=200)
    token = re.search(r"/p/([a-z2-7]{32})", answer.text)
    assert token
    link = session.scalars(select(PersonaShare)).one()
    assert token.group(1) not in link.token_hash
    assert token.group(1) not in pages.get(url(cast, version, "/life")).text
    quotes = [piece.excerpt.quote for one in version.statements for piece in one.evidence
              if piece.excerpt]  # fmt: skip
    visitor = Pages(pages.app)
    shared = visitor.get(f"/p/{token.group(1)}")
    assert version.statements[0].text in shared.text
    assert not any(quote in shared.text for quote in quotes)
    assert "R-0" not in shared.text
    assert shared.headers["X-Robots-Tag"] == "noindex, nofollow"
    wrong = visitor.get("/p/" + "a" * 32, expect=404).text
    assert "This link shows nothing any more" in wrong
    pages.post(url(cast, version, f"/shares/{link.id}"))
    revoked = visitor.get(f"/p/{token.group(1)}", expect=404).text
    assert "This link shows nothing any more" in revoked


def test_colleagues_comment_and_researchers_settle(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, version)
    line = version.statements[0]
    pages.sign_in(cast.viewer)
    pages.post(url(cast, version, "/comments"), {"text": f"Really? {MARKUP}", "statement": line.id})
    pages.post(url(cast, version, "/comments"), {"text": " "}, expect=422)
    pages.post(url(cast, version, "/comments/1"), expect=403)
    pages.sign_in(cast.researcher)
    assert "Really?" in pages.get(url(cast, version, "/life")).text
    pages.post(url(cast, version, "/comments/1"))
    assert "Open again" in pages.get(url(cast, version, "/life")).text


def test_people_say_what_they_will_change(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, version)
    pages.sign_in(cast.viewer)
    target = url(cast, version, "/pledges")
    wish = {"who": "Sales", "area": "script", "text": f"Ask first {MARKUP}", "due_on": "2026-12-01"}
    pages.post(target, wish)
    pages.post(target, {**wish, "who": ""}, expect=422)
    pages.post(target, {**wish, "due_on": "soon"}, expect=422)
    pages.post(url(cast, version, "/pledges/1"))
    assert "Not done after all" in pages.get(url(cast, version, "/life")).text


def test_personas_have_a_kind_and_belong_together_within_a_study(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    first, second = versions[:2]
    pages.sign_in(cast.researcher)
    pages.post(url(cast, first, "/kind"), {"kind": "icp"})
    pages.post(url(cast, first, "/kind"), {"kind": "king"}, expect=422)
    session.expire_all()
    assert first.persona.type == "icp"
    pages.post(url(cast, second, "/links"), {"other": first.persona_id, "relation": "part_of"})
    text = pages.get(url(cast, first, "/life")).text
    assert "is one of the people in" in text
    pages.post(url(cast, first, "/links"), {"other": first.persona_id, "relation": "part_of"},
               expect=422)  # fmt: skip
    pages.post(url(cast, first, "/links"), {"other": 999, "relation": "part_of"}, expect=404)


def test_a_persona_is_fresh_for_a_year_after_it_was_last_read(
    version: PersonaVersion,
    cast: Cast,
    session: Session,
    pages: Pages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert around.fresh_until(version.persona) is None
    publish(session, cast, version)
    assert version.published_at
    assert around.fresh_until(version.persona) == version.published_at + around.FRESH_FOR
    pages.sign_in(cast.researcher)
    pages.post(url(cast, version, "/confirm"))
    session.expire_all()
    confirmed = version.persona.confirmed_at
    assert confirmed
    assert around.fresh_until(version.persona) == confirmed + around.FRESH_FOR
    version.persona.confirmed_at = confirmed - around.FRESH_FOR
    session.flush()
    # Published a moment ago, so that a year has not gone by since: nothing is asked for yet.
    assert not home._is_old(version.persona)
    later = version.published_at + around.FRESH_FOR + around.FRESH_FOR
    with monkeypatch.context() as patched:
        patched.setattr(home, "now", lambda: later)
        assert home._is_old(version.persona)
    stuff = material.gather(session, cast.study)
    drift = drifting.drift_of(session, cast.study, version, stuff)
    assert (drift.n_new, drift.is_stale) == (0, False)


def test_what_is_around_a_persona_is_not_seen_from_another_study(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.other_researcher)
    wrong = f"/s/{cast.other_study.slug}/personas/{version.persona_id}/v/{version.number}"
    for page in ("/stress", "/boards", "/life", "/changes", "/meter"):
        pages.get(wrong + page, expect=404)
        pages.get(url(cast, version, page), expect=404)
    assert queries.newest_versions(session, cast.other_study) == []


def test_a_key_quote_pressed_again_is_taken_back(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    row = next(one for one in version.statements if one.theme_id)
    excerpt = next(piece.excerpt_id for piece in row.evidence if piece.excerpt_id)
    pages.sign_in(cast.researcher)
    target = url(cast, version, f"/statements/{row.id}")
    pages.post(target, {"revision": 0, "verb": f"key:{excerpt}"})
    session.expire_all()
    assert version.segment["key_quote"] == str(excerpt)
    pages.post(target, {"revision": 1, "verb": f"key:{excerpt}"})
    session.expire_all()
    assert version.segment["key_quote"] is None
