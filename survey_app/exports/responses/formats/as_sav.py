"""SPSS .sav: codes as numbers with value labels, questions as variable labels.

Texts have one width in the whole file, the longest one's, so the rows are laid aside on disk while
they are measured, and then written. Memory holds one row.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey_app.db import now
from survey_app.exports.responses.formats.sav_file import Variable, write_file
from survey_app.exports.responses.layout import Cell, Column
from survey_app.questionnaire import wording

if TYPE_CHECKING:
    from survey_app.exports.responses.formats import Sheet

NAME = "sav"
EXTENSION = "sav"
LABEL = {"en": "SPSS (.sav)", "ru": "SPSS (.sav)", "zh": "SPSS（.sav）"}
NEEDS: tuple[str, ...] = ()
MAX_ROWS = None
WORDS = False


def write(sheet: Sheet, rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Measure the rows on their way to a file aside, then write them."""
    readers = [_reader(column) for column in sheet.columns]
    widths: list[int | None] = [0 if _is_text(column) else None for column in sheet.columns]
    texts = [place for place, width in enumerate(widths) if width is not None]
    n_rows = 0
    with tempfile.TemporaryFile("w+", dir=path.parent, encoding="utf-8") as aside:
        for row in rows:
            values = [read(cell) for read, cell in zip(readers, row, strict=True)]
            for place in texts:
                text = values[place]
                if text and len(text) * 4 > (widths[place] or 0):  # four bytes a letter at most
                    widths[place] = max(widths[place] or 0, len(text.encode()))
            aside.write(json.dumps(values, ensure_ascii=False) + "\n")
            n_rows += 1
        aside.seek(0)
        variables = [
            Variable(name, column.label(sheet.language), width, _labels(column, sheet.language),
                     0 if width is not None or column.codes or column.kind == "flag" else 2)
            for name, column, width in zip(
                variable_names(sheet.columns), sheet.columns, widths, strict=True
            )
        ]  # fmt: skip
        with path.open("wb") as file:
            write_file(file, variables, map(json.loads, aside), n_rows=n_rows,
                       title=sheet.title, made_at=now())  # fmt: skip


def variable_names(columns: Sequence[Column]) -> list[str]:
    """Names as SPSS allows them: a letter first, at most 64 bytes, unique in any case."""
    taken: set[str] = set()
    names = []
    for column in columns:
        base = f"about{column.name}" if column.name.startswith("_") else column.name
        base = base[:60].rstrip("._")
        name, number = base, 2
        while name.lower() in taken:
            name, number = f"{base}_{number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names


def _is_text(column: Column) -> bool:
    return column.kind in ("text", "date", "moment")


def _numbers(column: Column) -> dict[str, int]:
    return {code: number for number, code in enumerate(column.codes, start=1)}


def _labels(column: Column, language: str) -> dict[float, str]:
    if column.kind == "truth":
        return {float(code): wording(text, language) for code, text in column.codes.items()}
    if column.kind != "code":
        return {}
    numbers = _numbers(column)
    return {float(numbers[code]): wording(text, language) for code, text in column.codes.items()}


def _reader(column: Column) -> Callable[[Cell], Any]:
    """What makes the value of a column out of its cell: a text, or a number."""
    if _is_text(column):
        return lambda cell: "" if cell is None else str(cell).encode("utf-8", "replace").decode()
    if column.kind == "code":
        numbers = _numbers(column)
        return lambda cell: None if cell is None else numbers.get(str(cell))
    return lambda cell: cell if isinstance(cell, (int, float)) else None
