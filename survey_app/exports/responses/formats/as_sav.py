"""SPSS .sav: codes as numbers with value labels, questions as variable labels. Extra 'spss'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey_app.exports.responses.layout import Cell, Column

if TYPE_CHECKING:
    from survey_app.exports.responses.formats import Sheet

NAME = "sav"
EXTENSION = "sav"
LABEL = {"en": "SPSS (.sav)", "ru": "SPSS (.sav)", "zh": "SPSS（.sav）"}
NEEDS = ("pyreadstat", "polars")
MAX_ROWS = 50_000
"""The writer behind it takes whole columns, so memory grows with the rows."""
MAX_LABEL_CHARS = 250


def write(sheet: Sheet, rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Write all rows at once."""
    import polars as pl
    import pyreadstat

    names = variable_names(sheet.columns)
    values: list[list[Any]] = [[] for _ in sheet.columns]
    coded = [_numbers(column) for column in sheet.columns]
    for row in rows:
        for place, cell in enumerate(row):
            values[place].append(_value(cell, sheet.columns[place], coded[place]))
    frame = pl.DataFrame(
        [
            pl.Series(name, column_values, dtype=pl.Utf8 if _is_text(column) else pl.Float64)
            for name, column, column_values in zip(names, sheet.columns, values, strict=True)
        ]
    )
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label=sheet.title.encode()[:60].decode("utf-8", "ignore"),
        column_labels=[column.label(sheet.language)[:MAX_LABEL_CHARS] for column in sheet.columns],
        variable_value_labels={
            name: labels
            for name, column, numbers in zip(names, sheet.columns, coded, strict=True)
            if (labels := _labels(column, numbers, sheet.language))
        },
        row_compress=True,
    )


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


def _labels(column: Column, numbers: dict[str, int], language: str) -> dict[float, str]:
    from survey_app.questionnaire import wording

    if column.kind == "truth":
        return {float(code): wording(text, language) for code, text in column.codes.items()}
    if column.kind != "code":
        return {}
    return {
        float(numbers[code]): wording(text, language)[:MAX_LABEL_CHARS]
        for code, text in column.codes.items()
    }


def _value(cell: Cell, column: Column, numbers: dict[str, int]) -> Any:
    if _is_text(column):
        return "" if cell is None else str(cell).encode("utf-8", "replace").decode()
    if column.kind == "code":
        return None if cell is None else float(numbers.get(str(cell), 0)) or None
    return float(cell) if isinstance(cell, (int, float)) else None
