"""Whatever the format: the quote, its count, the doubts, the counter-evidence, what is open."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import BytesIO, StringIO

import pypdf
import pytest
from docx import Document
from pptx import Presentation

from survey_app.exports.boards import BoardCell, BoardLine
from survey_app.exports.formats import FORMAT_BY_EXTENSION
from survey_app.exports.formats.as_json import as_data
from tests.builders_exports import a_board, a_bundle, a_line, a_quote, a_sheet

EXTENSIONS = ("pdf", "pptx", "docx", "html", "md", "csv", "json")


def text_of(data: bytes, extension: str) -> str:
    """All text of a file, read by its own library, spaces and line ends made one."""
    if extension == "pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    elif extension == "pptx":
        slides = Presentation(BytesIO(data)).slides
        text = " ".join(
            shape.text_frame.text for one in slides for shape in one.shapes if shape.has_text_frame
        )
    elif extension == "docx":
        text = " ".join(part.text or "" for part in Document(BytesIO(data)).element.iter())
    else:
        text = data.decode("utf-8-sig")
        if extension == "md":
            text = text.replace("\\", "").replace("**", "")
    return " ".join(text.split())


def written(extension: str, **values: object) -> str:
    stream = BytesIO()
    sheet = a_sheet(override_reason="R6: the sales team decided")
    bundle = replace(a_bundle(personas=(sheet,)), **values)  # type: ignore[arg-type]
    FORMAT_BY_EXTENSION[extension].write(bundle, stream)
    return text_of(stream.getvalue(), extension)


@pytest.mark.parametrize("appendix", [True, False], ids=["with appendix", "without"])
@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_sheet_keeps_what_makes_it_trustworthy(extension: str, appendix: bool) -> None:
    text = written(extension, appendix=appendix)
    assert "I start the export before lunch" in text  # the key quote
    assert "the export is quick now" in text  # what speaks against it stays in any case
    assert "Never asked: objections." in text
    assert "R6: the sales team decided" in text
    assert "the research team" in text
    assert "assumed" in text
    if extension in ("csv", "json"):
        return
    assert "7 of 12 asked" in text
    assert "32–81" in text.replace("probably ", "")
    assert "12 of 40 people" in text
    assert "10 % fit no persona" in text
    assert "The card as a whole fits 9 of 40 real people." in text
    assert "version 2, published, October 11, 2026" in text
    assert "What speaks against it" in text
    assert "95 % interval" in text


@pytest.mark.parametrize("appendix", [True, False], ids=["with appendix", "without"])
@pytest.mark.parametrize("extension", EXTENSIONS)
def test_name_figures_story_and_relations_go_along(extension: str, appendix: bool) -> None:
    text = written(extension, appendix=appendix)
    assert "Marta stands for 12 of the 40 people who answered." in text
    assert "What gets in their way: long exports." in text
    assert "Works in this company" in text
    if extension == "json":
        return
    assert "We call them Marta." in text
    assert "Works in this company: Small workshops, Export houses" in text
    assert "half of them: 35 to 52; all: 20 to 63; 9 of 12 asked" in text
    assert "Belongs together" in text
    assert "Story" in text
    if extension != "csv":
        assert "Figures" in text


def test_the_json_of_a_story_cites_only_the_evidence_that_goes_along() -> None:
    for appendix, cited in ((True, [1, 2]), (False, [1])):  # 1 is the key quote, which stays
        persona = as_data(a_bundle(appendix=appendix))["personas"][0]
        assert [one["evidence"] for one in persona["story"]] == [[], cited]
    assert persona["given_name"] == "Marta"
    assert persona["relations"] == [
        {"relation": "Works in this company", "personas": ["Small workshops", "Export houses"]}
    ]
    assert persona["figures"][0] == {
        "key": "age", "label": "Age", "value": "41", "chosen_by_team": False, "median": "41",
        "middle_half": ["35", "52"], "all": ["20", "63"], "n": 9, "asked": 12,
    }  # fmt: skip


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_sheet_without_them_has_no_empty_headings(extension: str) -> None:
    bare = a_sheet(given_name="", figures=(), story=(), relations=(), summary="", boards=())
    text = written(extension, personas=(bare,))
    for words in ("We call them", "Figures", "Belongs together", "Story"):
        assert words not in text


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_posters_and_sheets_say_them_too(paper: str) -> None:
    text = written("pdf", paper=paper)
    for words in ("We call them Marta.", "half of them: 35 to 52", "What gets in their way"):
        assert words in text


@pytest.mark.parametrize("appendix", [True, False], ids=["with appendix", "without"])
@pytest.mark.parametrize("extension", EXTENSIONS)
def test_boards_go_along_with_counts_clashes_and_empty_cells(
    extension: str, appendix: bool
) -> None:
    text = written(extension, appendix=appendix)
    for words in ("Journey", "Works with it", "We could call them", "All at once"):
        assert words in text
    if extension == "csv":  # a row a line: there is none for a cell that nobody spoke of
        assert "board:journey,Journey: Begins,Exports take too long,,7,12" in text
        assert "Begins +50, Works with it \u221225" in text
        return
    assert "Stays" in text
    if extension == "json":
        assert '"feeling": -0.25' in text
        assert '"clash": true' in text
        return
    assert "clash" in text
    assert "7 of 12" in text
    assert "assumed" in text
    assert "no evidence yet" in text
    assert "Which industry?" in text
    # (0.5, -0.25) as whole numbers of a hundred, the stage nobody spoke of left out
    if extension in ("html", "md"):
        assert "Begins +50, Works with it \u221225" in text


@pytest.mark.parametrize("extension", ["pptx", "docx"])
def test_a_drawn_curve_says_in_words_what_it_shows(extension: str) -> None:
    stream = BytesIO()
    FORMAT_BY_EXTENSION[extension].write(a_bundle(), stream)
    if extension == "pptx":
        slides = Presentation(BytesIO(stream.getvalue())).slides
        xml = "".join(shape._element.xml for one in slides for shape in one.shapes)
    else:
        xml = Document(BytesIO(stream.getvalue())).element.xml
    assert "Begins +50, Works with it" in xml


def test_a_full_board_goes_on_on_a_second_slide_and_loses_no_line() -> None:
    lines = tuple(BoardLine(f"Line number {n} of a very full cell", 5, 9) for n in range(60))
    board = a_board(cells=(BoardCell("use", "Works with it", "", lines),), rows=(1,), clashes=())
    stream = BytesIO()
    sheet = a_sheet(boards=(board,))
    FORMAT_BY_EXTENSION["pptx"].write(a_bundle(personas=(sheet,)), stream)
    text = text_of(stream.getvalue(), "pptx")
    assert all(f"Line number {n} of" in text for n in range(60))
    slides = Presentation(BytesIO(stream.getvalue())).slides
    named = [one for one in slides if one.shapes.title.text_frame.text.startswith("Journey")]
    assert len(named) > 1


def test_the_poster_says_what_is_true_of_everyone() -> None:
    text = written("pdf", paper="a3", appendix=False)
    assert "True of everyone" in text
    assert "Nobody answers" in text


def test_the_figures_of_json_and_csv_are_figures() -> None:
    text = written("json")
    assert '"n": 7, "asked": 12, "low": 0.32, "high": 0.81' in text
    assert '"unclassified_share": 0.1' in text
    stream = BytesIO()
    FORMAT_BY_EXTENSION["csv"].write(a_bundle(), stream)
    rows = list(csv.DictReader(StringIO(stream.getvalue().decode("utf-8-sig"))))
    pain = next(row for row in rows if row["field"] == "pains")
    assert (pain["n"], pain["asked"], pain["low"], pain["high"]) == ("7", "12", "0.32", "0.81")
    assert (pain["share"], pain["fit_no_persona_share"]) == ("0.3", "0.1")
    assert pain["card_fits"] == "9"
    assert "the export is quick now" in pain["speaks_against"]
    assumed = next(row for row in rows if row["field"] == "goals")
    assert (assumed["basis"], assumed["n"]) == ("assumed", "")


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_without_the_appendix_the_evidence_stays_at_home(extension: str) -> None:
    ticked = "R-1, R-2, R-5"  # the source of a quote which is neither the key nor against
    assert ticked in written(extension)
    assert ticked not in written(extension, appendix=False)


@pytest.mark.parametrize("extension", ["pptx", "docx"])
def test_office_files_name_their_portrait_title_and_day(extension: str) -> None:
    stream = BytesIO()
    FORMAT_BY_EXTENSION[extension].write(a_bundle(), stream)
    stream.seek(0)
    opened = Presentation(stream) if extension == "pptx" else Document(stream)
    assert opened.core_properties.title == "Autumn study"
    assert opened.core_properties.author == "Northlight Optics"
    assert opened.core_properties.modified.isoformat()[:19] == "2026-10-12T09:30:00"
    if extension == "pptx":
        xml = "".join(shape._element.xml for one in opened.slides for shape in one.shapes)
    else:
        xml = opened.element.xml
    assert 'descr="Drawn portrait, not a real person"' in xml


def test_slides_are_found_by_their_titles_and_go_on_where_one_is_full() -> None:
    section = a_sheet().sections[0]
    many = replace(section, lines=tuple(section.lines[0] for _ in range(40)))
    stream = BytesIO()
    FORMAT_BY_EXTENSION["pptx"].write(a_bundle(personas=(a_sheet(sections=(many,)),)), stream)
    stream.seek(0)
    slides = Presentation(stream).slides
    titles = [one.shapes.title.text_frame.text for one in slides]
    assert all(titles)
    assert any(title.startswith("Exports take too long ·\u00a02/") for title in titles)
    bottom = Presentation(BytesIO(stream.getvalue())).slide_height
    assert all(shape.top + shape.height <= bottom for one in slides for shape in one.shapes)


@pytest.mark.parametrize("extension", ["html", "docx", "pptx"])
def test_a_persona_without_a_face_is_shown_without_one(extension: str) -> None:
    faces = []
    for seed in ("a seed", ""):
        stream = BytesIO()
        FORMAT_BY_EXTENSION[extension].write(a_bundle(personas=(a_sheet(portrait=seed),)), stream)
        content = stream.getvalue()
        if extension == "html":
            faces.append("Drawn portrait, not a real person" in content.decode())
        elif extension == "docx":
            xml = Document(BytesIO(content)).element.xml
            faces.append("Drawn portrait, not a real person" in xml)
        else:
            slides = Presentation(BytesIO(content)).slides
            faces.append(
                any(
                    "Drawn portrait" in shape._element.xml for one in slides for shape in one.shapes
                )
            )
    assert faces == [True, False]


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_words_that_two_people_said_stand_once_with_both_numbers(extension: str) -> None:
    said = [replace(a_quote(n, "it is quick now"), against=True) for n in (5, 6)]
    sheet = a_sheet(
        sections=(replace(a_sheet().sections[0], lines=(a_line(against=(5, 6)),)),),
        quotes=(*a_sheet().quotes, *said), boards=(), story=(),
    )  # fmt: skip
    stream = BytesIO()
    FORMAT_BY_EXTENSION[extension].write(a_bundle(personas=(sheet,)), stream)
    if extension == "docx":
        text = " ".join(one.text for one in Document(BytesIO(stream.getvalue())).paragraphs)
    else:
        text = text_of(stream.getvalue(), extension)
    sheet_itself = text[: text.index("rests on 12 people")]
    assert sheet_itself.count("it is quick now") == 1
    assert re.search(r"it is quick now”\s*5,\s?6", sheet_itself)
