"""The CSV export: a spreadsheet program shows it and runs nothing of it."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest

from survey_app.exports.formats import as_csv
from survey_app.sources import guarded
from tests.builders_exports import a_bundle_saying


@pytest.mark.parametrize(
    "said",
    ["=1+1", "+49 30 123", "-5 %", "@SUM(A1)", "\t=1+1", "  =1+1", "'=1+1", "＝1+1",
     '=HYPERLINK("http://x")'],
)  # fmt: skip
def test_what_begins_like_a_formula_is_text_in_every_column(said: str) -> None:
    stream = BytesIO()
    as_csv.write(a_bundle_saying(said), stream)
    rows = list(csv.reader(StringIO(stream.getvalue().decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row if cell.strip() and said.strip(" \t'") in cell]
    assert cells
    assert all(cell.startswith("'") or guarded(cell) == cell for cell in cells)
    assert f"'{said}" in {cell for row in rows for cell in row}


def test_the_file_begins_with_a_mark_for_excel_and_its_columns() -> None:
    stream = BytesIO()
    as_csv.write(a_bundle_saying("slow"), stream)
    assert stream.getvalue().startswith("\ufeffstudy,persona,type,".encode())
