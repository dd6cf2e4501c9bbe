"""What readers see: the shelf, a sheet, and the words behind each of its lines."""

from __future__ import annotations

import re

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.personas import checks, material, services
from survey_app.personas.models import PersonaVersion
from survey_app.themes.models import Excerpt
from tests.builders import Cast
from tests.builders_personas import BEFORE, drafted, plant
from tests.pages import Pages


def url(cast: Cast, version: PersonaVersion, rest: str = "") -> str:
    return f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}{rest}"


def publish(session: Session, cast: Cast, version: PersonaVersion) -> None:
    services.publish(session, version, material.gather(session, cast.study), user=cast.researcher)
    session.commit()


@pytest.fixture
def versions(cast: Cast, session: Session) -> list[PersonaVersion]:
    return drafted(session, cast.study)


def test_the_two_planted_audiences_come_out_as_two_personas(
    versions: list[PersonaVersion],
) -> None:
    found = {
        frozenset(one.text for one in version.statements if one.theme_id) for version in versions
    }
    assert found == {
        frozenset({"See the numbers at a glance", "Exports take too long"}),
        frozenset({"Stop chasing payments", "Customers pay late"}),
    }


def test_every_line_of_a_sheet_leads_to_its_excerpts_in_their_context(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    for version in versions:
        sheet = html.document_fromstring(pages.get(url(cast, version)).text)
        links = sheet.xpath("//article//ul//a[@class='evidence-ref']/@href")
        n_lines = len(version.statements) + len(version.segment["everyone"])
        assert len(set(links) - {link for link in links if "#" in link}) == n_lines
        for statement in version.statements:
            page = pages.get(url(cast, version, f"/evidence/{statement.id}"))
            for piece in statement.evidence:
                if piece.excerpt is not None:
                    quote = piece.excerpt.quote
                    assert f"<mark>{quote}</mark>" in page.text
                    assert f'<span class="around">{BEFORE}</span>' in page.text
            if statement.theme_id:
                assert re.search(r"R-\d{3}, e-mail, ", page.text)
            else:
                assert f"{statement.n} of {statement.asked} asked ticked" in page.text


def test_what_is_true_of_everyone_leads_to_its_excerpts_too(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    version = versions[0]
    (shared,) = version.segment["everyone"]
    assert shared["text"] == "It costs too much"
    pages.sign_in(cast.researcher)
    number = len(version.statements) + 1
    page = pages.get(url(cast, version, f"/evidence/everyone/{number}"))
    assert "the price is the sticking point</mark>" in page.text
    pages.get(url(cast, version, f"/evidence/everyone/{number + 1}"), expect=404)


def test_a_sheet_says_on_how_many_it_rests_and_what_nobody_was_asked(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    text = pages.get(url(cast, versions[0])).text
    n = versions[0].segment["n"]
    assert f"{n} of 40 people" in text
    assert "fit no persona" in text
    assert "Never asked: what they value in us." in text
    assert "seed 0" in text
    assert ">observed<" in text.replace("\n", "").replace(" ", "")
    assert "sets them apart" in text


def test_viewers_and_interviewers_see_published_versions_only(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    draft, other = versions
    name = draft.name
    for user in (cast.viewer, cast.interviewer):
        pages.sign_in(user)
        assert name not in pages.get(f"/s/{cast.study.slug}/personas/").text
        pages.get(url(cast, draft), expect=404)
        pages.get(url(cast, draft, f"/evidence/{draft.statements[0].id}"), expect=404)
        pages.get(url(cast, draft, "/edit"), expect=403)
        pages.post(url(cast, draft, "/publish"), expect=403)
        pages.post(f"/s/{cast.study.slug}/personas/draft", expect=403)
    publish(session, cast, draft)
    for user in (cast.viewer, cast.interviewer):
        pages.sign_in(user)
        shelf = pages.get(f"/s/{cast.study.slug}/personas/").text
        assert name in shelf
        assert other.name not in shelf
        text = pages.get(url(cast, draft)).text
        assert "Edit" not in text
        pages.get(url(cast, draft, f"/evidence/{draft.statements[0].id}"))


def test_whole_answers_of_a_person_are_for_those_who_listen(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, versions[0])
    response = session.scalars(select(Response).order_by(Response.id)).first()
    assert response is not None
    said = session.scalars(select(Passage).where(Passage.response_id == response.id)).all()
    path = f"/s/{cast.study.slug}/personas/voices/r{response.id}"
    pages.sign_in(cast.interviewer)
    text = pages.get(path).text
    assert all(one.text in text for one in said)
    pages.sign_in(cast.viewer)
    pages.get(path, expect=403)
    statement = next(one for one in versions[0].statements if one.theme_id)
    evidence = pages.get(url(cast, versions[0], f"/evidence/{statement.id}")).text
    assert "/voices/" not in evidence


@pytest.mark.parametrize("key", ["r999999", "x1", "r", "r²", "c1", "r" + "9" * 30])
def test_a_voice_that_the_study_does_not_know_is_not_found(
    versions: list[PersonaVersion], cast: Cast, pages: Pages, key: str
) -> None:
    pages.sign_in(cast.researcher)
    pages.get(f"/s/{cast.study.slug}/personas/voices/{key}", expect=404)


def test_another_studys_personas_voices_and_statements_stay_unseen(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version = versions[0]
    statement, name = version.statements[0], version.name
    response = session.scalars(select(Response)).first()
    assert response is not None
    other = f"/s/{cast.other_study.slug}/personas"
    pages.sign_in(cast.other_researcher)
    assert name not in pages.get(f"{other}/").text
    for path in (
        f"{other}/{version.persona_id}/v/1",
        f"{other}/{version.persona_id}/portrait.svg",
        f"{other}/{version.persona_id}/v/1/edit",
        f"{other}/{version.persona_id}/v/1/evidence/{statement.id}",
        f"{other}/voices/r{response.id}",
        f"/s/{cast.study.slug}/personas/",
    ):
        pages.get(path, expect=404)
    for verb in ("name", "publish", "submit", "count", "redraft", f"statements/{statement.id}"):
        pages.post(f"{other}/{version.persona_id}/v/1/{verb}", expect=404)


def test_a_statement_is_reached_through_its_own_version_only(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    one, two = versions
    foreign = two.statements[0].id
    pages.sign_in(cast.researcher)
    pages.get(url(cast, one, f"/evidence/{foreign}"), expect=404)
    pages.post(url(cast, one, f"/statements/{foreign}"), {"verb": "remove"}, expect=404)


def test_a_flipped_character_shows_as_broken_evidence(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    statement = next(one for one in versions[0].statements if one.theme_id)
    excerpt = statement.evidence[0].excerpt
    assert excerpt is not None
    quote, text = excerpt.quote, excerpt.passage.text
    excerpt.passage.text = text[: excerpt.start] + "#" + text[excerpt.start + 1 :]
    session.commit()
    pages.sign_in(cast.researcher)
    evidence = pages.get(url(cast, versions[0], f"/evidence/{statement.id}")).text
    assert f"<s>{quote}</s>" in evidence
    assert "Broken evidence: the source reads differently now." in evidence
    assert "1 quote reads differently at its source now" in pages.get(url(cast, versions[0])).text


def test_withdrawn_words_are_counted_and_shown_nowhere(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version = versions[0]
    publish(session, cast, version)
    statement = next(one for one in version.statements if one.theme_id)
    quotes = [one.excerpt.quote for one in statement.evidence if one.excerpt is not None]
    gone = statement.evidence[0].excerpt
    assert gone is not None
    excerpt_id = gone.id
    session.delete(session.get_one(Passage, gone.passage_id))
    session.commit()
    assert session.scalar(select(Excerpt.id).where(Excerpt.id == excerpt_id)) is None
    pages.sign_in(cast.viewer)
    evidence = pages.get(url(cast, version, f"/evidence/{statement.id}")).text
    assert "1 quote was withdrawn by the person who said it." in evidence
    assert quotes[0] not in evidence
    assert quotes[1] in evidence
    assert quotes[0] not in pages.get(url(cast, version)).text


def test_the_shelf_says_what_to_do_while_there_is_nothing(
    cast: Cast, session: Session, pages: Pages
) -> None:
    path = f"/s/{cast.study.slug}/personas/"
    pages.sign_in(cast.viewer)
    assert "No persona is published yet" in pages.get(path).text
    pages.sign_in(cast.researcher)
    text = pages.get(path).text
    assert "Accept some themes first" in text
    assert "/personas/draft" not in text
    pages.post(f"/s/{cast.study.slug}/personas/draft", expect=422)
    plant(session, cast.study)
    assert "5 accepted themes wait to be put to use." in pages.get(path).text


def test_people_who_fit_no_persona_are_listed_with_their_voices(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    for version in versions:  # as if the segmentation had left two people out
        version.segment = {
            **version.segment, "unclassified": ["r3", "r5"], "unclassified_share": 0.05
        }  # fmt: skip
    session.commit()
    pages.sign_in(cast.researcher)
    text = pages.get(f"/s/{cast.study.slug}/personas/").text
    assert "2 people of 40 fit no persona (5%)." in text
    assert f'<a href="/s/{cast.study.slug}/personas/voices/r3">R-003</a>' in text


def test_the_portrait_is_a_drawing_that_stays_the_same(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    path = f"/s/{cast.study.slug}/personas/{versions[0].persona_id}/portrait.svg"
    first = pages.get(path)
    assert first.mimetype == "image/svg+xml"
    assert first.data == pages.get(path).data
    other = f"/s/{cast.study.slug}/personas/{versions[1].persona_id}/portrait.svg"
    assert first.data != pages.get(other).data


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_a_sheet_reads_in_every_language(
    versions: list[PersonaVersion], cast: Cast, pages: Pages, language: str
) -> None:
    pages.sign_in(cast.researcher)
    pages.post("/language", {"language": language, "next": "/"})
    text = pages.get(url(cast, versions[0])).text
    assert {"ru": "Боли", "zh": "痛点"}[language] in text
    assert {"ru": "Ни разу не спросили", "zh": "从未问过"}[language] in text


def test_a_summary_that_nobody_rewrote_is_in_the_readers_language(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version = versions[0]
    assert version.summary.startswith(f"{version.segment['n']} of 40 respondents")
    pages.sign_in(cast.researcher)
    pages.post("/language", {"language": "zh", "next": "/"})
    for path in (url(cast, version), f"/s/{cast.study.slug}/personas/"):
        assert f"40 位受访者中的 {version.segment['n']} 位" in pages.get(path).text
    version.summary = "Ours, word for word."
    session.commit()
    assert "Ours, word for word." in pages.get(url(cast, version)).text


def test_a_published_version_keeps_how_many_its_card_fits(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version = versions[0]
    pages.sign_in(cast.researcher)
    assert "The card as a whole fits" not in pages.get(url(cast, version)).text
    publish(session, cast, version)
    # Nobody misses more than two of the lines that bind: the same count as the meter's.
    found = checks.meter_of(version, material.gather(session, cast.study))
    assert version.segment["fits"] == [found.n, 40]
    sheet = " ".join(pages.get(url(cast, version)).text.split())
    assert f"The card as a whole fits {found.n} of 40 real people." in sheet
