"""Tables that leave: nothing runs, nothing is lost, and no writer goes past the guard."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import survey_app
from survey_app.sources import csv_writer, guarded, read_table, unguarded

PACKAGE = Path(survey_app.__file__).parent
WRITER = "sources/formulas.py"
# Workbooks are written in typed cells; each of these is opened by a test of its own.
WORKBOOKS = {
    "exports/responses/formats/as_xlsx.py",
    "questionnaire/exchange/xlsform/workbook.py",
}

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\0=1", "\ufeff=1",
    "＝1", "＋1", "－1", "＠A", "'=1", "''=1", "' =1", "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")', "%0A=1"[3:],
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["+49 30 123", "+4930123", "+1-800-555", "+5"])
def test_a_phone_number_keeps_its_plus(text: str) -> None:
    # As a bare cell '+1-800-555' would become the sum -1354, and '+4930123' lose its plus.
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-5.25", "-5,2", "0", "12", "1e5"])
def test_a_plain_number_stays_one(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", ["", "'", "it's slow - very", "10–49", "'twas", "– so", "（=1）"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_numbers_and_nothing_stay_what_they_are_and_headings_are_texts_like_others() -> None:
    stream = io.StringIO(newline="")
    csv_writer(stream).writerows([["=head", "n"], [None, -3], ["-x", 0.25]])
    assert stream.getvalue() == "'=head,n\r\n,-3\r\n'-x,0.25\r\n"


@settings(max_examples=40)
@given(st.text(st.sampled_from("'=+-@\t\n ＝－\ufeff1a,\"")) | st.text())
def test_a_guarded_text_always_reads_back(text: str) -> None:
    told = guarded(text)
    assert unguarded(told) == text
    assert not told.lstrip("\0\ufeff \t\r\n").startswith(("=", "+", "@"))


@settings(max_examples=40)
@given(st.lists(st.text("'=+-@＝ 1aбв,;\"", max_size=6).map(str.strip).filter(bool), min_size=1))
def test_what_was_written_is_read_again(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv_writer(stream).writerows([["=said", "n"], *[[text, 1] for text in texts]])
    table = read_table("x.csv", stream.getvalue().encode())
    assert table.columns == ("=said", "n")
    assert [row["=said"] for row in table.rows] == texts


def test_the_commands_contracts_get_cells_exactly_as_they_stand() -> None:
    data = b"id,text\n1,'=1+1\n"
    assert read_table("x.csv", data).rows[0]["text"] == "=1+1"
    assert read_table("x.csv", data, strict=True).rows[0]["text"] == "'=1+1"


def test_every_table_that_leaves_goes_through_the_guard() -> None:
    by_hand, workbooks = set(), set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            where = path.relative_to(PACKAGE).as_posix()
            if called in ("csv.writer", "csv.DictWriter", "writer", "DictWriter"):
                by_hand.add(where)
            elif called.rpartition(".")[2] in ("Workbook", "to_csv", "to_excel", "write_csv"):
                workbooks.add(where)
    assert by_hand == {WRITER}
    assert workbooks - {"exports/codebook_views.py"} == WORKBOOKS


def test_the_reader_that_checks_us_is_pythons_own() -> None:
    stream = io.StringIO(newline="")
    csv_writer(stream).writerow(['a"b', "c,d", "e\nf"])
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == ['a"b', "c,d", "e\nf"]
