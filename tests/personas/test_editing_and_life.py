"""A draft is edited by people who see each other's work; what is published stays as it is."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from survey_app.errors import Conflict
from survey_app.jobs import queue_of
from survey_app.personas import editing, home, material, queries, services
from survey_app.personas.models import Evidence, PersonaVersion, Statement
from tests.builders import MARKUP, Cast
from tests.builders_personas import drafted, plant, store
from tests.pages import Pages


def url(cast: Cast, version: PersonaVersion, rest: str = "") -> str:
    return f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}{rest}"


def publish(session: Session, cast: Cast, version: PersonaVersion) -> None:
    services.publish(session, version, material.gather(session, cast.study), user=cast.researcher)
    session.commit()


def lines(version: PersonaVersion) -> list[tuple[object, ...]]:
    return [
        (one.field, one.text, one.basis, one.n, one.asked, one.low, one.high, one.differs,
         one.versus, [(piece.excerpt_id, piece.respondent, piece.stance, piece.choice_code)
                      for piece in one.evidence])
        for one in version.statements
    ]  # fmt: skip


@pytest.fixture
def version(cast: Cast, session: Session) -> PersonaVersion:
    return drafted(session, cast.study)[0]


def test_a_researcher_renames_a_draft(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    pages.post(
        url(cast, version, "/name"),
        {"revision": 0, "name": f"Wants {MARKUP} to see", "summary": "Short."},
    )
    session.refresh(version)
    assert (version.name, version.summary, version.revision) == (
        f"Wants {MARKUP} to see", "Short.", 1
    )  # fmt: skip
    pages.get(url(cast, version))
    answer = pages.post(
        url(cast, version, "/name"), {"revision": 1, "name": " ", "summary": "kept"}, expect=422
    )
    assert "Write a name: the challenge, not the job." in answer.text
    assert "kept" in answer.text


def test_the_second_of_two_editors_loses_nothing_and_overwrites_nothing(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    line = version.statements[0]
    pages.sign_in(cast.researcher)
    target = url(cast, version, f"/statements/{line.id}")
    first = {"revision": 0, "verb": "save", "text": "What Rita wrote", "our_answer": "Ours"}
    pages.post(target, first)
    late = {"revision": 0, "verb": "save", "text": "What Ivan wrote", "our_answer": ""}
    answer = pages.post(target, late, expect=409)
    assert "Somebody else has edited this persona meanwhile." in answer.text
    assert "What Ivan wrote" in answer.text
    assert "It says now: “What Rita wrote”. Saving replaces it." in answer.text
    assert "It says now: “Ours”." in answer.text
    session.refresh(line)
    assert (line.text, line.our_answer) == ("What Rita wrote", "Ours")
    pages.post(url(cast, version, "/publish"), {"revision": 0}, expect=409)


def test_quotes_are_dropped_and_others_of_the_theme_added(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    line = next(one for one in version.statements if one.theme_id)
    assert line.theme_id is not None
    cited = {piece.excerpt_id for piece in line.evidence}
    stuff = material.gather(session, cast.study)
    fresh = next(
        quote
        for quote in editing.quotes_of(version, stuff, line.theme_id)
        if int(quote.id) not in cited
    )
    stranger = next(
        quote
        for theme in stuff.themes
        for quote in theme.quotes
        if quote.respondent_id not in version.segment["members"]
    )
    pages.sign_in(cast.researcher)
    assert fresh.text in pages.get(url(cast, version, "/edit")).text
    dropped, dropped_excerpt = line.evidence[0].id, line.evidence[0].excerpt_id
    pages.post(
        url(cast, version, f"/statements/{line.id}"),
        {"revision": 0, "verb": "save", "text": line.text, "our_answer": "",
         "drop": dropped, "add": [fresh.id, stranger.id]},
    )  # fmt: skip
    session.expire_all()
    now = {piece.excerpt_id for piece in line.evidence}
    assert now == (cited - {dropped_excerpt}) | {int(fresh.id)}


def test_a_statement_is_added_from_a_theme_with_its_own_count(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    theme = next(
        one for one in queries.accepted_themes(session, cast.study) if one.kind == "objection"
    )
    pages.sign_in(cast.researcher)
    pages.post(url(cast, version, "/themes"), {"revision": 0, "theme": str(theme.id)})
    session.expire_all()
    added = version.statements[-1]
    members = set(version.segment["members"])
    said = set(
        session.scalars(
            text(
                "SELECT DISTINCT 'r' || passage.response_id FROM theme_excerpt"
                " JOIN excerpt ON excerpt.id = theme_excerpt.excerpt_id"
                " JOIN passage ON passage.id = excerpt.passage_id"
                " WHERE theme_excerpt.theme_id = :id"
            ),
            {"id": theme.id},
        )
    )
    assert (added.field, added.text, added.basis) == ("objections", theme.name, "observed")
    assert (added.n, added.asked) == (len(said & members), len(members))
    assert "Ready to be published" in pages.get(url(cast, version)).text
    pages.post(url(cast, version, "/themes"), {"revision": 1, "theme": "999999"}, expect=422)


def test_an_assumption_says_so_and_carries_no_number(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    pages.post(
        url(cast, version, "/assumptions"),
        {"revision": 0, "field": "pains", "text": f"They dread {MARKUP} audits"},
    )
    session.expire_all()
    added = next(one for one in version.statements if one.basis == "assumed")
    assert (added.n, added.asked, added.evidence) == (None, None, [])
    page = pages.get(url(cast, version, f"/evidence/{added.id}")).text
    assert "There is no evidence yet." in page
    assert "asked</span>" not in page
    pages.post(
        url(cast, version, "/assumptions"),
        {"revision": 1, "field": "no-such-part", "text": "x"},
        expect=422,
    )


def test_statements_move_within_their_part_and_go(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    session.add_all(
        Statement(version_id=version.id, field="pains", position=50 + n, text=f"Guess {n}",
                  basis="assumed")
        for n in range(2)
    )  # fmt: skip
    session.commit()
    session.expire_all()
    pages.sign_in(cast.researcher)

    def pains() -> list[str]:
        session.expire_all()
        return [one.text for one in version.statements if one.field == "pains"]

    one, two = (row for row in version.statements if row.text.startswith("Guess"))
    was = pains()
    assert was[-2:] == ["Guess 0", "Guess 1"]
    pages.post(url(cast, version, f"/statements/{two.id}"), {"revision": 0, "verb": "up"})
    assert pains() == [*was[:-2], "Guess 1", "Guess 0"]
    pages.post(url(cast, version, f"/statements/{one.id}"), {"revision": 1, "verb": "down"})
    assert pains() == [*was[:-2], "Guess 1", "Guess 0"]  # it was the last already
    pages.post(url(cast, version, f"/statements/{one.id}"), {"revision": 2, "verb": "remove"})
    assert pains() == [*was[:-2], "Guess 1"]


def test_the_key_quote_is_chosen_among_the_sheets_own(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    line = next(one for one in version.statements if one.theme_id)
    wanted = line.evidence[-1].excerpt
    assert wanted is not None
    pages.sign_in(cast.researcher)
    target = url(cast, version, f"/statements/{line.id}")
    pages.post(target, {"revision": 0, "verb": f"key:{wanted.id}"})
    page = pages.get(url(cast, version)).text
    head = page.partition('class="sheet-quote"')[2].partition("</figure>")[0]
    assert wanted.quote in head
    pages.post(target, {"revision": 1, "verb": "key:999999"}, expect=422)


def test_a_draft_goes_to_review_and_back_and_out(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    pages.post(url(cast, version, "/submit"), {"revision": 0})
    session.refresh(version)
    assert (version.status, version.revision) == ("in_review", 1)
    pages.post(url(cast, version, "/submit"), {"revision": 1}, expect=409)
    pages.post(url(cast, version, "/send-back"), {"revision": 1})
    session.refresh(version)
    assert (version.status, version.revision) == ("draft", 2)
    pages.post(url(cast, version, "/publish"), {"revision": 2})
    pages.post(url(cast, version, "/publish"), {"revision": 2}, expect=409)


def test_the_service_refuses_to_change_what_is_published(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, version)
    with pytest.raises(Conflict):
        editing.rename(session, version, name="Another", summary="", seen=version.revision)
    with pytest.raises(Conflict):
        editing.assume(session, version, field="pains", text="More", seen=version.revision)
    session.rollback()
    pages.sign_in(cast.researcher)
    assert pages.get(url(cast, version, "/edit"), expect=303).location == url(cast, version)
    name = version.name
    pages.post(url(cast, version, "/name"), {"revision": 0, "name": "Another", "summary": ""})
    session.refresh(version)
    assert version.name == name


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE persona_version SET name = 'x' WHERE status = 'published'",
        "UPDATE persona_version SET segment = '{}' WHERE status = 'published'",
        "UPDATE persona_version SET override_reason = 'x' WHERE status = 'published'",
        "UPDATE persona_version SET status = 'draft' WHERE status = 'published'",
        "DELETE FROM persona_version WHERE status = 'published'",
        "DELETE FROM persona WHERE id IN"
        " (SELECT persona_id FROM persona_version WHERE status = 'published')",
        "UPDATE statement SET our_answer = 'x'",
        "UPDATE statement SET n = 1",
        "UPDATE statement SET versus = 0.9",
        "DELETE FROM statement",
        "INSERT INTO statement (version_id, field, position, text, basis, our_answer)"
        " SELECT id, 'pains', 9, 'x', 'assumed', '' FROM persona_version"
        " WHERE status = 'published'",
        "UPDATE evidence SET respondent = 'r1'",
        "UPDATE evidence SET stance = 'against'",
        "UPDATE evidence SET excerpt_id = excerpt_id + 1 WHERE excerpt_id IS NOT NULL",
        "DELETE FROM evidence",
        "INSERT INTO evidence (statement_id, respondent, stance, position)"
        " SELECT min(id), 'r1', 'for', 99 FROM statement",
    ],
)
def test_the_database_refuses_to_change_what_is_published(
    version: PersonaVersion, cast: Cast, session: Session, change: str
) -> None:
    publish(session, cast, version)
    before = lines(version)
    with pytest.raises(DatabaseError, match="published persona version cannot change"):
        session.execute(text(change))
    session.rollback()
    session.expire_all()
    assert lines(version) == before


def test_a_superseded_version_does_not_come_back(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, version)
    pages.sign_in(cast.researcher)
    answer = pages.post(url(cast, version, "/redraft"))
    copy = session.scalars(
        select(PersonaVersion).where(PersonaVersion.persona_id == version.persona_id,
                                     PersonaVersion.number == 2)
    ).one()  # fmt: skip
    assert answer.location == url(cast, copy, "/edit")
    assert lines(copy) == lines(version)
    pages.post(url(cast, version, "/redraft"), expect=409)
    pages.post(url(cast, copy, "/publish"), {"revision": copy.revision})
    session.expire_all()
    assert (version.status, copy.status) == ("superseded", "published")
    pages.sign_in(cast.viewer)
    assert "a newer one is published" in pages.get(url(cast, version)).text
    assert "version 1" in pages.get(url(cast, copy)).text
    with pytest.raises(DatabaseError, match="published persona version cannot change"):
        session.execute(
            text("UPDATE persona_version SET status = 'published' WHERE id = :id"),
            {"id": version.id},
        )
    session.rollback()


def test_drafting_the_same_answers_again_gives_the_same_statements(
    cast: Cast, session: Session
) -> None:
    first = drafted(session, cast.study)
    before = [(one.persona_id, one.number, one.name, lines(one)) for one in first]
    again = store(session, cast.study)
    session.commit()
    assert [(one.persona_id, one.number, one.name, lines(one)) for one in again] == before
    assert session.query(PersonaVersion).count() == len(before)


def test_a_published_persona_keeps_its_identity_when_drafted_again(
    version: PersonaVersion, cast: Cast, session: Session
) -> None:
    publish(session, cast, version)
    again = store(session, cast.study)
    session.commit()
    continued = next(one for one in again if one.persona_id == version.persona_id)
    assert (continued.number, continued.status) == (2, "draft")
    assert (version.number, version.status) == (1, "published")
    assert lines(continued) == lines(version)
    assert len(queries.personas(session, cast.study)) == 2


def test_a_draft_that_somebody_edited_is_not_replaced(
    version: PersonaVersion, cast: Cast, session: Session
) -> None:
    editing.rename(session, version, name="Mine", summary="", seen=0)
    session.commit()
    store(session, cast.study)
    session.commit()
    persona = queries.persona(session, cast.study, version.persona_id)
    assert persona is not None
    assert [one.number for one in persona.versions] == [1, 2]
    assert persona.versions[0].name == "Mine"


def test_drafting_is_a_job_with_its_progress_shown(
    app: Flask, cast: Cast, session: Session, pages: Pages
) -> None:
    plant(session, cast.study)
    shelf = f"/s/{cast.study.slug}/personas/"
    pages.sign_in(cast.researcher)
    assert "How personas are drafted" in pages.get(shelf).text
    pages.post(f"{shelf}draft")
    pages.post(f"{shelf}draft")  # a second press starts no second job
    assert 'hx-trigger="every 2s"' in pages.get(shelf).text
    waiting = pages.get(f"{shelf}progress")
    assert "Waiting for its turn" in waiting.text
    assert "HX-Refresh" not in waiting.headers
    assert queue_of(app).run_pending() == 1
    assert pages.get(f"{shelf}progress").headers["HX-Refresh"] == "true"
    text_now = pages.get(shelf).text
    for name in ("See the numbers at a glance", "Stop chasing payments"):
        assert name in text_now
    assert session.scalar(select(Evidence.id).limit(1)) is not None


def test_the_home_page_leads_from_themes_to_published_personas(
    app: Flask, cast: Cast, session: Session, pages: Pages
) -> None:
    plant(session, cast.study)

    def steps(role: str) -> list[tuple[int, str]]:
        with app.test_request_context():
            found = home.contribute(session, cast.study, role).next_steps
        return [(step.order, str(step.title)) for step in found]

    assert steps("researcher") == [(50, "Draft personas")]
    versions = store(session, cast.study)
    session.commit()
    assert steps("researcher") == [(51, f"Review and publish '{versions[0].name}'")]
    assert steps("viewer") == []
    pages.sign_in(cast.researcher)
    assert "2 drafts" in pages.get(f"/s/{cast.study.slug}/").text
    for version in versions:
        publish(session, cast, version)
    assert steps("researcher") == []
    assert steps("viewer") == [(5, "Read the personas")]
    pages.sign_in(cast.viewer)
    page = pages.get(f"/s/{cast.study.slug}/").text
    assert "Read the personas" in page
    assert "2 published" in page


def test_four_accepted_themes_are_too_few_to_be_led_to_personas(
    app: Flask, cast: Cast, session: Session
) -> None:
    planted = plant(session, cast.study)
    planted.themes["price"].status = "suggested"
    session.commit()
    with app.test_request_context():
        assert home.contribute(session, cast.study, "researcher").next_steps == ()
