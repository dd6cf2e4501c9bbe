"""Whatever the bytes: an answer or a SourceError, never another exception."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.sources import (
    SourceError,
    guess_layout,
    parse_contacts,
    read_contacts,
    read_table,
    read_transcript,
)

from .builders import sheet, word

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("ab:;,\"'\n\r\t #-*?<>@.0123456789[]()йя问。")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)
BYTES = st.one_of(
    st.binary(max_size=400),
    st.builds(
        lambda text, encoding: text.encode(encoding, "ignore"),
        TEXTS,
        st.sampled_from(["utf-8", "utf-16", "cp1251", "gb18030", "latin-1", "utf-16-be"]),
    ),
)
WORD = word(lambda document: document.add_paragraph("Exports are slow"))
SHEET = sheet(["id", "text"], [1, "slow"])


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx", "a.vtt", "a.srt", "a.bin", ""])
@QUICK
@given(data=BYTES)
def test_a_transcript_is_read_or_refused(name, data):
    with suppress(SourceError):
        transcript = read_transcript(name, data)
        assert transcript.turns
        for turn in transcript.turns:
            assert turn.text == turn.text.strip()
            assert turn.text == unicodedata.normalize("NFC", turn.text)


@QUICK
@given(cues=st.lists(TEXTS, max_size=8))
def test_captions_of_any_text_are_read_or_refused(cues):
    body = "\n\n".join(f"00:0{i}.000 --> 00:0{i}.900\n{cue}" for i, cue in enumerate(cues))
    with suppress(SourceError):
        read_transcript("a.vtt", f"WEBVTT\n\n{body}".encode())


@pytest.mark.parametrize("strict", [False, True])
@QUICK
@given(data=BYTES)
def test_a_table_is_read_or_refused_and_its_columns_are_guessed(strict, data):
    with suppress(SourceError):
        table = read_table("a.csv", data, strict=strict)
        assert all(tuple(row) == table.columns for row in table.rows)
        assert len(table.lines) == len(table.rows) > 0
        guess_layout(table)


@QUICK
@given(data=BYTES)
def test_contacts_are_read_or_refused(data):
    with suppress(SourceError):
        for contact in read_contacts("a.csv", data).contacts:
            assert not set(f"{contact.name}{contact.email}{contact.company}") & set("\r\n\0")


@QUICK
@given(text=TEXTS)
def test_pasted_contacts_are_read_or_refused(text):
    with suppress(SourceError):
        found = parse_contacts(text)
        assert all(error.message("zh") for error in found.errors)


@pytest.mark.parametrize(("name", "good"), [("a.docx", WORD), ("a.xlsx", SHEET)])
@settings(max_examples=80, deadline=None)
@given(place=st.floats(0, 0.999), noise=st.binary(min_size=1, max_size=6))
def test_damaged_office_files_are_read_or_refused(name, good, place, noise):
    at = int(place * len(good))
    damaged = good[:at] + noise + good[at + len(noise) :]
    with suppress(SourceError):
        read_table(name, damaged) if name == "a.xlsx" else read_transcript(name, damaged)
