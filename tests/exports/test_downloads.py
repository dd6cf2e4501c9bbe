"""Downloads: the sheet leaves the house as it is read, to those who may read it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy.orm import Session

from survey_app.exports import queries
from survey_app.exports.formats import FORMATS
from survey_app.personas import material, services
from survey_app.personas.models import PersonaVersion
from survey_app.personas.models_around import PersonaLink
from tests.builders import Cast
from tests.builders_personas import AFTER, drafted
from tests.pages import Pages


def url(cast: Cast, version: PersonaVersion, rest: str = "") -> str:
    return f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}{rest}"


@pytest.fixture
def versions(cast: Cast, session: Session) -> list[PersonaVersion]:
    return drafted(session, cast.study)


def publish(session: Session, cast: Cast, *versions: PersonaVersion) -> None:
    for version in versions:
        stuff = material.gather(session, cast.study)
        services.publish(session, version, stuff, user=cast.researcher)
    session.commit()


@pytest.mark.parametrize("extension", [one.extension for one in FORMATS])
def test_a_published_persona_is_downloaded_in_every_format(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages, extension: str
) -> None:
    publish(session, cast, *versions)
    pages.sign_in(cast.viewer)
    for path in (
        url(cast, versions[0], f"/export.{extension}"),
        f"/s/{cast.study.slug}/personas/export.{extension}",
    ):
        answer = pages.client.get(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment; filename")
        # Several pictures travel in a zip.
        ending = "zip" if extension == "png" and "/v/" not in path else extension
        assert f".{ending}" in answer.headers["Content-Disposition"]
        assert len(answer.data) > 1_000
        if extension == "md":  # for the others tests/exports/test_formats.py holds it
            assert answer.data == pages.client.get(path).data


def test_the_json_of_a_persona_carries_quotes_counts_and_links(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version = versions[0]
    publish(session, cast, version)
    pages.sign_in(cast.viewer)
    text = pages.client.get(url(cast, version, "/export.json")).text
    json.loads(text)
    statement = next(one for one in version.statements if one.theme_id)
    quote = statement.evidence[0].excerpt
    assert quote is not None
    assert quote.quote in text
    assert statement.text in text
    assert f"/evidence/{statement.id}#q{quote.id}" in text
    assert AFTER.strip(". ") not in text  # the next sentence stays at home
    assert "Rita" in text


def test_the_json_tells_the_story_by_quotes_that_go_along_and_links_no_draft(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version, draft = versions[:2]
    version.segment = {**version.segment, "given_name": "Marta"}
    session.add(
        PersonaLink(persona_id=version.persona_id, other_id=draft.persona_id, relation="unlike")
    )
    publish(session, cast, version)
    pages.sign_in(cast.viewer)
    persona = pages.client.get(url(cast, version, "/export.json")).get_json()["personas"][0]
    assert persona["given_name"] == "Marta"
    opening, *told = persona["story"]
    assert opening["text"].startswith("Marta stands for")
    evidence = {one["number"]: one["quote"] for one in persona["evidence"]}
    assert told
    assert all(one["evidence"] and set(one["evidence"]) <= set(evidence) for one in told)
    quoted = [one for one in told if "somebody’s own words" in one["text"]]
    assert all(evidence[one["evidence"][0]] in one["text"] for one in quoted)
    assert persona["relations"] == []
    publish(session, cast, draft)
    again = pages.client.get(url(cast, version, "/export.json")).get_json()["personas"][0]
    assert again["relations"] == [{"relation": "Not to be confused with", "personas": [draft.name]}]


def test_drafts_are_downloaded_by_researchers_only(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    path = url(cast, versions[0], "/export.md")
    pages.sign_in(cast.researcher)
    assert pages.client.get(path).status_code == 200
    for user in (cast.viewer, cast.interviewer):
        pages.sign_in(user)
        pages.get(path, expect=404)
    publish(session, cast, versions[0])
    assert pages.client.get(path).status_code == 200


def test_the_set_holds_what_is_published_and_nothing_else(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    path = f"/s/{cast.study.slug}/personas/export.md"
    pages.sign_in(cast.researcher)
    assert "No persona is published yet." in pages.get(path, expect=404).text
    publish(session, cast, versions[0])
    text = pages.client.get(path).text
    assert versions[0].name in text
    assert versions[1].name not in text


def test_another_studys_personas_are_not_downloaded(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, versions[0])
    pages.sign_in(cast.other_researcher)
    pages.get(url(cast, versions[0], "/export.md"), expect=404)
    other = f"/s/{cast.other_study.slug}/personas/{versions[0].persona_id}/v/1/export.md"
    pages.get(other, expect=404)


def test_a_broken_quote_never_leaves_the_house(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    version = versions[0]
    publish(session, cast, version)
    statement = next(one for one in version.statements if one.theme_id)
    excerpt = statement.evidence[0].excerpt
    assert excerpt is not None
    quote, passage = excerpt.quote, excerpt.passage
    passage.text = passage.text[: excerpt.start] + "#" + passage.text[excerpt.start + 1 :]
    session.commit()
    pages.sign_in(cast.viewer)
    text = pages.client.get(url(cast, version, "/export.md")).text
    assert quote not in text
    assert "reads differently at its source now" in text


@pytest.mark.parametrize(("language", "word"), [("ru", "Боли"), ("zh", "痛点"), ("xx", "Pains")])
def test_a_download_speaks_the_language_that_was_asked_for(
    versions: list[PersonaVersion],
    cast: Cast,
    session: Session,
    pages: Pages,
    language: str,
    word: str,
) -> None:
    pages.sign_in(cast.researcher)
    text = pages.client.get(url(cast, versions[0], f"/export.md?language={language}")).text
    assert word in text


def test_an_unknown_format_is_not_found(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    pages.get(url(cast, versions[0], "/export.exe"), expect=404)


def test_every_format_is_offered_beside_the_sheet(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    page = pages.get(url(cast, versions[0])).text
    for one in FORMATS:
        assert url(cast, versions[0], f"/export.{one.extension}") in page


def test_a_quote_is_set_within_its_own_sentence_only() -> None:
    assert queries._from_sentence_start("One. Two and ") == "Two and "
    assert queries._from_sentence_start("One! ") == ""
    assert queries._from_sentence_start("no end before ") == "no end before "
    assert queries._from_sentence_start("") == ""
    assert queries._to_sentence_end(" goes on. Next one.") == " goes on."
    assert queries._to_sentence_end("很慢。下一句") == "很慢。"
    assert queries._to_sentence_end(" without an end") == " without an end"


def test_format_paper_evidence_and_language_are_chosen_on_one_page(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    sheet = pages.get(url(cast, versions[0])).text
    assert url(cast, versions[0], "/take-out") in sheet
    page = pages.get(url(cast, versions[0], "/take-out")).text
    assert versions[0].name in page
    for one in FORMATS:
        assert f'value="{one.extension}"' in page
        assert one.purpose["en"] in page
    path = url(cast, versions[0], "/export?format=md&paper=a3&appendix=no&language=ru")
    answer = pages.client.get(path)
    assert answer.mimetype == "text/markdown"
    assert "Боли" in answer.text
    assert "[^" not in answer.text  # no footnotes without the appendix


def test_the_set_has_a_choice_page_once_something_is_published(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    path = f"/s/{cast.study.slug}/personas/take-out"
    pages.sign_in(cast.viewer)
    pages.get(path, expect=404)
    pages.get(url(cast, versions[0], "/take-out"), expect=404)  # a draft is not theirs
    publish(session, cast, *versions)
    assert f"{len(versions)} personas" in pages.get(path).text
    pages.sign_in(cast.other_researcher)
    pages.get(path, expect=404)
    pages.get(url(cast, versions[0], "/take-out"), expect=404)


def test_an_unknown_paper_says_which_there_are(
    versions: list[PersonaVersion], cast: Cast, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    path = url(cast, versions[0], "/export?format=pdf&paper=a9")
    assert "Choose A4 or A3." in pages.get(path, expect=422).text
    pages.get(url(cast, versions[0], "/export?format=exe"), expect=404)
    pages.get(url(cast, versions[0], "/export"), expect=404)


def test_the_story_is_told_in_their_own_words_where_that_is_chosen(
    versions: list[PersonaVersion], cast: Cast, session: Session, pages: Pages
) -> None:
    publish(session, cast, versions[0])
    pages.sign_in(cast.viewer)
    told = {
        person: json.loads(
            pages.client.get(url(cast, versions[0], f"/export.json?story={person}")).text
        )["personas"][0]["story"]
        for person in ("first", "third")
    }
    assert told["first"][0]["text"].startswith("One voice, put together from the words of")
    assert " of the 40 people who answered are like this." in told["third"][0]["text"]
    # The same lines are cited, each by the words that it tells.
    assert any("What gets in my way" in one["text"] and one["evidence"] for one in told["first"])
    assert any("What gets in their way" in one["text"] for one in told["third"])
