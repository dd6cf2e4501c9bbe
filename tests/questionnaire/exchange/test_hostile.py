"""Files that mean harm, or are simply broken: one clear sentence, little memory, no surprise."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from survey_app.questionnaire.exchange import ExchangeError, bring, take
from survey_app.questionnaire.exchange.bounded import MAX_ROWS, MAX_UNPACKED_BYTES
from survey_app.questionnaire.exchange.errors import KINDS
from survey_app.questionnaire.exchange.losses import LOSSES, PLACES
from tests.questionnaire.builders import question, questionnaire


def workbook(rows: list[list[object]], title: str = "survey") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, part: str, content: bytes) -> bytes:
    """A workbook with one part of its archive replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info, old.read(info.filename))
        new.writestr(part, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


FORM = [["type", "name", "label"], ["text", "q", "Why?"]]


def test_a_zip_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = changed(workbook(FORM), "xl/media/a.bin", b"\0" * (MAX_UNPACKED_BYTES + 1))
    assert len(bomb) < 200_000
    with pytest.raises(ExchangeError, match="QX005"):
        bring(bomb, "form.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused_as_well() -> None:
    bomb = bytearray(changed(workbook(FORM), "x", b"\0" * (MAX_UNPACKED_BYTES + 1)))
    size = (MAX_UNPACKED_BYTES + 1).to_bytes(4, "little")
    lying = bytes(bomb).replace(size, (10).to_bytes(4, "little"))
    with pytest.raises(ExchangeError, match=r"QX00[45]"):
        bring(lying, "form.xlsx")


def test_entities_in_xml_are_refused() -> None:
    sheet = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
        b"</worksheet>"
    )
    with pytest.raises(ExchangeError, match=r"QX00[46]"):
        bring(changed(workbook(FORM), "xl/worksheets/sheet1.xml", sheet), "form.xlsx")


def test_a_giant_sheet_is_refused() -> None:
    rows = "".join(f"| | text | q{n} | x |\n" for n in range(MAX_ROWS + 2))
    with pytest.raises(ExchangeError, match="QX005"):
        bring(f"| survey |\n| | type | name | label |\n{rows}".encode(), "form.md")


def test_a_sheet_that_claims_a_million_columns_is_read_by_what_stands_there() -> None:
    data = workbook(FORM)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    wide = sheet.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    assert wide != sheet
    found = bring(changed(data, "xl/worksheets/sheet1.xml", wide), "form.xlsx")
    assert found.questionnaire.question("q").text == {"en": "Why?"}


def test_formulas_are_read_as_their_last_value() -> None:
    data = workbook([["type", "name", "label"], ["text", "q", '=CMD("x")'], ["text", "r", "Why?"]])
    found = bring(data, "form.xlsx").questionnaire
    assert found.question("q").text == {"en": "q"}  # no value was stored: the name stands there


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "form.xlsx", "QX003"),
        (b"PK\x03\x04 not a zip", "form.xlsx", "QX004"),
        (b"x" * 5_000_001, "form.md", "QX002"),
        (b"GIF89a", "form.gif", "QX001"),
        (b"a = [", "form.toml", "QX004"),
        (b"%PDF-1.7", "form.pdf", "QX009"),
        (b"a = " + b"[" * 50_000, "form.toml", "QX004"),
        (b'title = "x"\n', "form.toml", "QX008"),
        (b'title.en = "x"\ncolour = "red"\n[[sections]]\nkey = "a"\n', "form.toml", "QX008"),
        (b"| survey |\n| | typ | name |\n| | text | a |\n", "form.md", "QX006"),
    ],
)
def test_a_broken_file_is_told_in_a_sentence_with_a_remedy(
    data: bytes, name: str, code: str
) -> None:
    with pytest.raises(ExchangeError) as caught:
        bring(data, name)
    assert caught.value.code == code
    for language in ("en", "ru", "zh"):
        said = caught.value.in_language(language)
        assert "{name}" not in said
        assert len(said) > 15


def test_a_workbook_with_a_missing_part_is_damaged() -> None:
    data = changed(workbook(FORM), "xl/workbook.xml", b"<workbook/>")
    with pytest.raises(ExchangeError, match=r"QX00[46]"):
        bring(data, "form.xlsx")


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(ExchangeError, match="surveyjs"):
        take(questionnaire(question()), "docx")


@pytest.mark.parametrize("table", [LOSSES, PLACES, KINDS])
def test_every_sentence_has_the_same_blanks_in_each_language(table: dict) -> None:  # type: ignore[type-arg]
    import string

    def blanks(said: object) -> set[str | None]:
        text = " ".join(said) if isinstance(said, tuple) else str(said)
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for code, words in table.items():
        assert set(words) == {"en", "ru", "zh"}, code
        assert blanks(words["ru"]) == blanks(words["en"]) == blanks(words["zh"]), code
