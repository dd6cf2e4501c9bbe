"""Exports opened in LibreOffice itself: what it shows is what was said, and nothing has run."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from survey_app.exports.responses.formats import FORMATS, Sheet
from survey_app.exports.responses.layout import Cell, Column
from tests.sources.test_formulas import FORMULAS

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAID = [
    "Ответ, с запятой; и точкой с запятой", "说得很好", "two\nlines", 'a "quote"', "it's slow",
    "+49 30 123456", "-5 %", "00123",
]  # fmt: skip
# LibreOffice itself drops the NUL and the mark from cells; it takes lone line ends for spaces.
# Comma, quotation mark, UTF-8, from the first row: a plain opening. And back, cells as they look.
READING = "CSV:44,34,76,1"
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
RISKY = [text for text in FORMULAS if not {"\0", "\ufeff", "\r", "\n", "\t"} & set(text)]
HEADINGS = ["=1+1", "n", "why"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """Each format as LibreOffice reads it: its cells as they are shown."""
    if OFFICE is None:
        pytest.skip("LibreOffice is missing: exports were not opened in it")
    folder = tmp_path_factory.mktemp("office")
    columns = [
        Column(HEADINGS[0], "text", {"en": "=2+2"}),
        Column("n", "number", {"en": "How many"}),
        Column("why", "text", {"en": "@why"}),
    ]
    rows: list[list[Cell]] = [
        [text, -3.5 if place % 2 else 7, text] for place, text in enumerate([*SAID, *RISKY])
    ]
    found = {}
    for name in ("csv", "xlsx"):
        sheet = Sheet("Answers", columns, "en", False)
        FORMATS[name].write(sheet, rows, folder / f"opened_{name}.{name}")
        found[name] = shown(
            folder, f"opened_{name}.{name}", reading=READING if name == "csv" else ""
        )
    return found


def shown(folder: Path, name: str, *, reading: str) -> list[list[str]]:
    """Open a file in LibreOffice and have it written again as it is shown there."""
    assert OFFICE is not None
    command = [
        OFFICE,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--norestore",
    ]
    command += [f"--infilter={reading}"] if reading else []
    command += ["--convert-to", SHOWN, "--outdir", str(folder / "out"), str(folder / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if "could not be loaded" in done.stderr:
        pytest.skip("LibreOffice has no Calc here: exports were not opened in it")
    [made] = (folder / "out").glob(f"{Path(name).stem}*.csv")
    text = made.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_csv_opens_with_its_letters_and_runs_nothing(
    opened: dict[str, list[list[str]]],
) -> None:
    heading, *rows = opened["csv"]
    assert heading == ["'=1+1", "n", "why"]
    assert [row[2] for row in rows[:5]] == SAID[:5]
    assert {row[1] for row in rows} == {"7", "-3.5"}
    assert [row[2] for row in rows[len(SAID) :]] == [f"'{text}" for text in RISKY]
    assert rows[SAID.index("+49 30 123456")][2] == "'+49 30 123456"


def test_a_workbook_opens_with_words_over_names_and_runs_nothing(
    opened: dict[str, list[list[str]]],
) -> None:
    labels, names, *rows = opened["xlsx"]
    assert labels == ["=2+2", "How many", "@why"]
    assert names == HEADINGS
    assert [row[2] for row in rows] == [*SAID, *RISKY]
    assert {row[1] for row in rows} == {"7", "-3.5"}
