"""Letters, minutes and tokens: what needs no database."""

from __future__ import annotations

import re

import pytest

from survey_app.config import LANGUAGES
from survey_app.outreach import wording
from survey_app.outreach.letters import (
    fill,
    placeholders_in,
    unknown_placeholders,
    write_letter,
)
from survey_app.outreach.minutes import minutes_of
from survey_app.outreach.tokens import new_token, token_hash

VALUES = {
    "name": "Anna",
    "organisation": "Northwind",
    "sender": "Rita",
    "minutes": "9",
    "link": "http://p.example/a/abc",
    "call": "http://p.example/a/abc#talk",
}


def letter(body: str = "Hello {name},\n\n{link}\nBye", **values: str):  # type: ignore[no-untyped-def]
    return write_letter(
        language="en",
        subject="For {name}",
        body=body,
        footer="The end",
        values={**VALUES, **values},
        unsubscribe="http://p.example/u/abc",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_text_says_all_that_it_must(language: str) -> None:
    body = fill(wording.BODY[language], VALUES)
    for value in VALUES.values():
        assert value in body
    assert "{" not in body + fill(wording.SUBJECT[language], VALUES)
    assert not unknown_placeholders(wording.BODY[language] + wording.SUBJECT[language])
    assert "Northwind" in fill(wording.FOOTER[language], VALUES)
    assert wording.TEST_NOTE[language]
    assert wording.TEST_MARK[language]


@pytest.mark.parametrize(
    ("language", "greeting"), [("en", "Hello,"), ("ru", "Здравствуйте!"), ("zh", "您好！")]
)
def test_without_a_name_the_greeting_is_still_a_sentence(language: str, greeting: str) -> None:
    assert fill(wording.BODY[language], {**VALUES, "name": ""}).splitlines()[0] == greeting


def test_unknown_placeholders_are_named_once_and_in_order() -> None:
    assert unknown_placeholders("{nme} {link} { x } {nme} {} {a\nb}") == ["nme", " x ", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_reminder_can_be_filled_and_leads_to_the_survey_and_to_a_call(
    language: str,
) -> None:
    body = fill(wording.REMINDER_BODY[language], VALUES)
    assert VALUES["link"] in body
    assert VALUES["call"] in body
    assert "{" not in body + fill(wording.REMINDER_SUBJECT[language], VALUES)


def test_a_placeholder_may_say_what_to_write_where_nothing_is_known() -> None:
    text = "How is it at {company|your clinic}?"
    assert fill(text, {"company": ""}) == "How is it at your clinic?"
    assert fill(text, {"company": "Northwind"}) == "How is it at Northwind?"
    assert unknown_placeholders("{firm|your clinic}") == ["firm"]
    assert placeholders_in("{company|x} {name}", without_fallback=True) == {"name"}


def test_a_link_that_another_one_begins_with_is_its_own_anchor() -> None:
    html = letter(body="{link} or {call}").html
    assert '<a href="http://p.example/a/abc">http://p.example/a/abc</a> or ' in html
    assert '<a href="http://p.example/a/abc#talk">http://p.example/a/abc#talk</a>' in html


def test_a_name_that_looks_like_a_placeholder_stays_a_name() -> None:
    assert "Hello {link}," in letter(name="{link}").text


def test_plain_text_ends_with_the_way_out() -> None:
    assert letter().text == (
        "Hello Anna,\n\nhttp://p.example/a/abc\nBye\n\n--\nThe end\nhttp://p.example/u/abc\n"
    )


def test_html_is_escaped_and_links_only_what_is_a_link() -> None:
    html = letter(name="<script>", link="http://p.example/a/abc?x=1&y=2").html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert html.count("<a href=") == 2
    assert '<a href="http://p.example/a/abc?x=1&amp;y=2">' in html


def test_a_subject_is_one_line() -> None:
    assert letter(name="Anna\r\nBcc: x@y.example").subject == "For Anna Bcc: x@y.example"


def test_minutes_are_summed_and_rounded_up() -> None:
    def section(*types: str, **more: str) -> dict[str, object]:
        return {"sections": [{"questions": [{"type": one, **more} for one in types]}]}

    assert minutes_of(section(*["text"] * 20)) == 15  # 20 x 45 s = 900 s
    assert minutes_of(section(*["single"] * 13)) == 3  # 13 x 10 s = 130 s
    assert minutes_of(section(*["text"] * 20, show_if="x")) == 8  # half of 900 s
    assert minutes_of({}) == 2
    group = {"sections": [{"questions": [{"type": "group", "parts": [{"type": "text"}] * 4}]}]}
    assert minutes_of(group) == 3  # 4 x 45 s = 180 s


def test_tokens_are_160_bits_in_32_small_letters_and_never_repeat() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[a-z2-7]{32}", one) for one in tokens)  # 32 x 5 bits = 160


def test_a_token_is_stored_as_its_sha256_and_read_in_any_capitals() -> None:
    # SHA-256 of 'abc' from FIPS 180-4's examples.
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert token_hash("abc") == token_hash(" ABC\n") == known
