"""The PDF export: its text can be searched and copied, word for word."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import pypdf
import pytest

from survey_app.exports import typeset
from survey_app.exports.bundle import Bundle, Sheet, StorySentence
from survey_app.exports.errors import ExportError
from survey_app.exports.formats import as_pdf
from tests.builders_exports import a_bundle, a_bundle_saying, a_line, a_quote, a_sheet


def reader_of(bundle: Bundle) -> pypdf.PdfReader:
    stream = BytesIO()
    as_pdf.write(bundle, stream)
    return pypdf.PdfReader(stream)


def text_of(bundle: Bundle) -> str:
    """The text of all pages, spaces and line ends made one."""
    return " ".join(" ".join(page.extract_text() for page in reader_of(bundle).pages).split())


def test_quotes_are_found_word_for_word() -> None:
    text = text_of(a_bundle())
    assert "I start the export before lunch" in text
    assert "it took forty minutes" in text
    assert "7 of 12 asked" in text
    assert "What we do not know" in text


def test_a_long_quote_over_several_lines_is_found_word_for_word() -> None:
    said = "the first offer of the office was fluffy, affluent and ineffective " * 6
    sheet = a_sheet(quotes=tuple(a_quote(n, said.strip()) for n in range(1, 5)))
    assert said.strip() in text_of(a_bundle(personas=(sheet,)))


def test_text_that_looks_like_typst_stays_text() -> None:
    said = '#let x = 1; *not bold* _x_ $a$ @ref <label> `code` // no "comment" \\u{41} [x]'
    assert said in text_of(a_bundle_saying(said))


def test_russian_and_chinese_are_found_word_for_word() -> None:
    said = "выгрузка идёт сорок минут"
    assert said in text_of(a_bundle_saying(said))
    if typeset.chinese_font() is None:
        pytest.skip("no Chinese font on this machine")
    assert "导出报表太慢" in text_of(a_bundle_saying("导出报表太慢"))


def test_without_a_chinese_font_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typeset, "CJK_FONTS", ())
    with pytest.raises(ExportError, match="Install one"):
        as_pdf.write(a_bundle_saying("导出太慢"), BytesIO())
    as_pdf.write(a_bundle_saying("no such letters"), BytesIO())


def test_the_pdf_is_tagged_and_carries_title_language_and_time() -> None:
    reader = reader_of(a_bundle())
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()  # PDF/UA-1
    assert {"H1", "H2", "H3", "P", "L", "Link", "Figure"} <= {one.kind for one in tags_of(reader)}
    alternatives = {one.alternative for one in tags_of(reader) if one.kind == "Figure"}
    assert "Drawn portrait, not a real person" in alternatives
    assert any("Begins +50" in text for text in alternatives)  # the curve of the board
    assert reader.metadata is not None
    assert reader.metadata.title == "Autumn study"
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261012093000")


class Tag(NamedTuple):
    """An element of a PDF's structure: what it is, and its words for those who cannot see it."""

    kind: str
    alternative: str


def tags_of(reader: pypdf.PdfReader) -> list[Tag]:
    """Every element of the structure tree."""
    found: list[Tag] = []
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict) and ("/S" in one or "/K" in one):
            found.append(Tag(str(one.get("/S", "")).lstrip("/"), str(one.get("/Alt", ""))))
            waiting.append(one.get("/K", []))
    return found


def test_a_letter_without_a_font_costs_the_standard_not_the_sheet() -> None:
    reader = reader_of(a_bundle_saying("a private letter: \U000f0000"))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" not in catalogue["/Metadata"].get_data()


def test_each_persona_begins_a_page_and_so_does_each_board() -> None:
    second = a_sheet(key="persona-2", name="Nobody answers on Fridays")
    bundle = a_bundle(personas=(a_sheet(), second), everyone=(), everyone_quotes=(), themes=())
    pages = [" ".join(page.extract_text().split()) for page in reader_of(bundle).pages]
    assert "What we do not know" in pages[0]
    board = next(n for n, text in enumerate(pages) if text.startswith("Journey Exports take"))
    assert pages[board + 1].startswith("buyer persona Nobody answers on Fridays")
    assert not any("Nobody answers" in text for text in pages[: board + 1])


def a_full_sheet() -> Sheet:
    """As much as the demo's personas have: four fields of three lines, and eight about who."""
    sheet = a_sheet()
    lines = tuple(
        a_line(f"Statement {n} which is somewhat longer", evidence=(), against=() if n else (3,))
        for n in range(12)
    )
    felt = tuple(
        replace(sheet.sections[0], kind=kind, label=kind, lines=lines[n : n + 3])
        for n, kind in zip((0, 3, 6, 9), ("goal", "pain", "objection", "praise"), strict=True)
    )
    who = replace(sheet.sections[1], lines=tuple(a_line(f"Trait {n}") for n in range(8)))
    story = (StorySentence("They told us this and that at length. " * 20, (1,)),)
    return a_sheet(sections=(*felt, who), story=story, portrait="")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_full_persona_stands_on_the_two_sides_of_one_paper(language: str) -> None:
    bundle = a_bundle(
        personas=(replace(a_full_sheet(), boards=()),), appendix=False, themes=(), sources=(),
        language=language,
    )  # fmt: skip
    front, back = (" ".join(page.extract_text().split()) for page in reader_of(bundle).pages)
    for words in ("They told us", "9 из 40" if language == "ru" else "9 of 40", "Never asked"):
        assert words in front
    for kind in ("goal", "pain", "objection", "praise"):
        assert kind in front
    assert "Trait 7" in back
    assert "the export is quick now" in back  # what speaks against it
    assert "Nobody answers" in back  # true of everyone


def test_what_people_read_is_never_set_smaller_than_nine_points() -> None:
    bundle = a_bundle(personas=(a_full_sheet(),), appendix=False)
    sizes: list[float] = []

    def seen(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if "Statement" in text or "They told us" in text:
            sizes.append(size)

    for page in reader_of(bundle).pages[:2]:
        page.extract_text(visitor_text=seen)
    assert len(sizes) > 5
    assert min(sizes) >= 9


def test_fonts_are_embedded() -> None:
    resources = reader_of(a_bundle()).pages[0]["/Resources"]
    names = {str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values()}
    assert names
    assert all("Literata" in name for name in names)


def test_what_speaks_against_a_line_stands_on_the_sheet_itself() -> None:
    pages = [" ".join(page.extract_text().split()) for page in reader_of(a_bundle()).pages]
    assert "What speaks against it" in pages[0]
    assert "the export is quick now" in pages[0]


def test_a_poster_is_one_a3_page_a_persona() -> None:
    second = a_sheet(key="persona-2", name="Nobody answers on Fridays")
    bundle = a_bundle(personas=(a_sheet(), second), paper="a3", appendix=False)
    pages = reader_of(bundle).pages
    # 420 x 297 mm in points of 1/72 inch: 420 / 25.4 * 72 = 1190.6 and 841.9; a board follows each
    assert [(round(p.mediabox.width), round(p.mediabox.height)) for p in pages] == [(1191, 842)] * 4
    text = " ".join(pages[2].extract_text().split())
    assert "Nobody answers on Fridays" in text
    assert "What we do not know" in text
    assert "95 % interval" in text


def test_a_long_persona_goes_on_over_further_pages() -> None:
    section = a_sheet().sections[0]
    many = replace(
        section,
        lines=tuple(replace(section.lines[0], text=f"Statement {n}") for n in range(1, 61)),
    )
    bundle = a_bundle(
        personas=(a_sheet(sections=(many,)),), appendix=False, everyone=(), themes=(), sources=()
    )
    pages = reader_of(bundle).pages
    assert len(pages) > 1
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Statement 1 " in text
    assert "Statement 60" in text
    assert "What we do not know" in text
