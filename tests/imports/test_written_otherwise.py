"""The same table however it was saved: encodings, marks, line breaks, blank rows, workbooks."""

# ruff: noqa: E501  (tables are read across)
from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from flask import Flask

from survey_app.imports import kept
from survey_app.imports.definition import definition_of
from survey_app.imports.mapping import guess_targets
from survey_app.imports.reading import Prepared, prepare
from survey_app.questionnaire import Questionnaire
from tests.imports.test_other_tools import FORM, MONKEY, TYPEFORM, arrived
from tests.questionnaire.builders import choice, question, questionnaire


def asked(text: str, words: Sequence[str]) -> Questionnaire:
    """A multiple choice with a comma in one of its choices, and a text behind it."""
    choices = [{"code": f"c{n}", "text": {"en": one}} for n, one in enumerate(words)]
    return questionnaire(
        question("tools", "multi", text={"en": text}, choices=[*choices, choice("other", other=True)]),
        question("why", "text", text={"en": "为什么？", "ru": "Почему?"}),
    )  # fmt: skip


RUSSIAN = (
    'Отметка времени,Адрес электронной почты,Чем вы пользуетесь?,Почему?\n'
    '25.03.2026 9:30:12,a@b.example,"Excel, Ручка, бумага","Долго,\nи ""дорого"""\n'
    ",,,\n"
    '26.03.2026 9:30:12,,"Ручка, бумага, Своё, и ещё раз",\n'
)  # fmt: skip
CHINESE = (
    "时间戳记,电子邮件地址,您用什么工具？,为什么？\n"
    '2026/03/25 9:30:12 下午 GMT+8,a@b.example,"Excel, 笔，纸","太慢，\n而且“贵”"\n'
    "\n"
    '2026/03/26 9:30:12 上午 GMT+8,,"笔，纸, 自己写的",\n'
)  # fmt: skip


@pytest.fixture(autouse=True)
def context(app: Flask) -> Flask:
    return app


def read(data: bytes | str, form: Questionnaire, name: str = "answers.csv") -> Prepared:
    one = arrived(data, name)
    targets = guess_targets(one.columns, one.tool, form)
    return prepare(kept.head(one.token, one.name, 100), targets, form, "en", one.tool)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_a_russian_form_is_read_in_each_encoding_and_by_each_mark(encoding: str, mark: str) -> None:
    form = asked("Чем вы пользуетесь?", ["Excel", "Ручка, бумага"])
    data = remarked(RUSSIAN, mark).replace("\n", "\r\n").encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    first, second = read(data, form).rows
    assert first.answers["tools"] == ["c0", "c1"]
    assert first.answers["why"] == 'Долго,\nи "дорого"'
    assert (first.email, first.completed) == (
        "a@b.example", datetime(2026, 3, 25, 9, 30, 12, tzinfo=UTC)
    )  # fmt: skip
    assert second.answers["tools"] == ["c1", "other"]
    assert second.answers["tools__other"] == "Своё, и ещё раз"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_chinese_form_is_read_in_each_encoding(encoding: str) -> None:
    form = asked("您用什么工具？", ["Excel", "笔，纸"])
    first, second = read(CHINESE.encode(encoding), form).rows
    assert first.answers["tools"] == ["c0", "c1"]
    assert first.answers["why"] == "太慢，\n而且“贵”"
    # Half past nine in the evening, eight hours ahead of UTC.
    assert first.completed == datetime(2026, 3, 25, 13, 30, 12, tzinfo=UTC)
    assert second.completed == datetime(2026, 3, 26, 1, 30, 12, tzinfo=UTC)
    assert second.answers == {"tools": ["c1", "other"], "tools__other": "自己写的"}


def test_lines_are_those_of_the_file_behind_line_breaks_and_blank_rows() -> None:
    form = asked("Чем вы пользуетесь?", ["Excel", "Ручка, бумага"])
    # Headings 1, the first row 2 and 3, a row of nothing 4.
    assert [row.line for row in read(RUSSIAN, form).rows] == [2, 5]


@pytest.mark.parametrize("text", [MONKEY, TYPEFORM])
def test_a_workbook_of_a_tool_says_the_same_as_its_csv(text: str) -> None:
    import csv

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in csv.reader(io.StringIO(text)):
        # A workbook holds numbers as numbers; a formula's mark is not part of a text there.
        sheet.append([int(cell) if cell.isdigit() else cell.lstrip("'") or None for cell in cells])
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    by_book = read(stream.getvalue(), FORM, "answers.xlsx")
    by_text = read(text, FORM)
    assert [row.answers for row in by_book.rows] == [row.answers for row in by_text.rows]
    assert [row.completed for row in by_book.rows] == [row.completed for row in by_text.rows]
    assert by_book.troubles == []


def test_an_older_typeform_with_hidden_fields_is_recognised_and_read() -> None:
    text = (
        "#,What about age?,What about agree?,crm_id,Score,Start Date (UTC),Submit Date (UTC),Network ID\n"
        '0d1,42,1,"=77",3,2019-03-05 09:30:12,2019-03-05 09:40:12,n1\n'
    )
    one = arrived(text)
    assert one.tool
    assert one.tool.name == "Typeform"
    targets = guess_targets(one.columns, one.tool, FORM)
    assert (targets["crm_id"], targets["Score"]) == ("", "")
    [row] = read(text, FORM).rows
    assert row.answers == {"age": 42, "agree": True}


def test_limesurvey_with_question_codes_before_the_words() -> None:
    form = questionnaire(
        question("g01q01", "multi", text={"en": "Tools?"}, choices=[choice("sq001"), choice("sq002")]),
        question("g01q02", "yes_no", text={"en": "Fine?"}),
        question("g01q03", "text", text={"en": "Why, in a word?"}),
    )  # fmt: skip
    codes = '"id","submitdate","lastpage","startlanguage","seed","G01Q01[SQ001]","G01Q01[SQ002]","G01Q02","G01Q03"\n"1","2026-03-05 09:30:12","2","en","9","Y","N","N","so"\n'
    words = '"id. Response ID","submitdate. Date submitted","lastpage. Last page","startlanguage. Start language","seed. Seed","attribute_1. Region","interviewtime. Total time","groupTime12. Group time: Work","G01Q02Time. Question time: G01Q02","G01Q01[SQ001]. Tools? [Sq001]","G01Q01[SQ002]. Tools? [Sq002]","G01Q02. Fine?","G01Q03. Why, in a word?"\n"1","2026-03-05 09:30:12","2","en","9","North","12.5","3.1","1.2","Yes","","No","so"\n'
    for text in (codes, words):
        one = arrived(text)
        assert one.tool, one.columns
        assert one.tool.name == "LimeSurvey"
        made, targets = definition_of(
            kept.head(one.token, one.name, 9), one.tool, title="A", language="en"
        )
        assert len(list(made.iter_inputs())) == 3, targets
        [row] = read(text, form).rows
        assert row.answers == {"g01q01": ["sq001"], "g01q02": False, "g01q03": "so"}
        assert row.completed == datetime(2026, 3, 5, 9, 30, 12, tzinfo=UTC)


def remarked(text: str, mark: str) -> str:
    """The same table with another mark between its cells."""
    import csv

    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return stream.getvalue()
