"""Every format: it writes, takes nothing for an answer, and keeps its word in three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from survey_app.exports.bundle import Bundle
from survey_app.exports.formats import FORMAT_BY_EXTENSION, FORMATS, Format
from tests.builders_exports import a_bundle, a_bundle_saying, a_sheet, an_empty_bundle

each_format = pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.extension)


def written(one: Format, bundle: Bundle) -> bytes:
    stream = BytesIO()
    one.write(bundle, stream)
    return stream.getvalue()


def test_the_formats_stand_in_the_order_in_which_they_are_offered() -> None:
    assert [one.extension for one in FORMATS] == [
        "pdf", "png", "pptx", "docx", "html", "md", "csv", "json",
    ]  # fmt: skip
    assert FORMAT_BY_EXTENSION["pdf"].media_type == "application/pdf"


@each_format
def test_a_format_has_a_name_in_every_language(one: Format) -> None:
    assert set(one.label) == {"en", "ru", "zh"}
    assert all(one.label.values())


@each_format
@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_a_bundle_without_personas_is_written(one: Format, language: str) -> None:
    assert written(one, an_empty_bundle(language))


@each_format
@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_a_full_bundle_is_written_in_every_language(one: Format, language: str) -> None:
    assert written(one, replace(a_bundle(), language=language))


@each_format
def test_the_same_bundle_gives_the_same_bytes(one: Format) -> None:
    assert written(one, a_bundle()) == written(one, a_bundle())


@each_format
@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "😀 naïve — «ёлка»",
        "مرحبا بالعالم",
        "a" * 10_000,
        "line\nbreak\ttab\x07bell",
        "half a pair \ud800 of surrogates",
    ],
    ids=["empty", "word", "emoji", "right-to-left", "10,000 letters", "controls", "surrogate"],
)
@pytest.mark.filterwarnings("ignore")
def test_odd_text_is_written_like_any_other(one: Format, text: str) -> None:
    assert written(one, a_bundle_saying(text))


def test_latin_words_of_a_chinese_document_are_not_broken_anywhere() -> None:
    data = written(FORMAT_BY_EXTENSION["docx"], replace(a_bundle(), language="zh"))
    with ZipFile(BytesIO(data)) as parts:
        xml = parts.read("word/document.xml").decode()
    marked = set(re.findall(r'<w:lang w:val="([^"]+)" w:eastAsia="([^"]+)"', xml))
    assert marked == {("en-GB", "zh-CN")}


@each_format
def test_a_persona_without_statements_or_quotes_is_written(one: Format) -> None:
    sheet = a_sheet(sections=(), quotes=(), key_quote=None, not_known=(), summary="")
    assert written(one, a_bundle(personas=(sheet,), everyone=(), everyone_quotes=(), themes=()))
