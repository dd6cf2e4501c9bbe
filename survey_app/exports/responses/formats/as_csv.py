"""CSV in UTF-8 with a mark, so that Excel reads the letters; formulas are neutralised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey_app.exports.responses.layout import Cell
from survey_app.sources import csv_writer

if TYPE_CHECKING:
    from survey_app.exports.responses.formats import Sheet

NAME = "csv"
EXTENSION = "csv"
LABEL = {"en": "CSV", "ru": "CSV", "zh": "CSV"}
NEEDS: tuple[str, ...] = ()
MAX_ROWS = None
WORDS = True


def write(sheet: Sheet, rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Write the rows as they come."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write("\ufeff")  # by hand: the codec that writes the mark is a slow one
        writer = csv_writer(file)
        writer.writerow([column.name for column in sheet.columns])
        writer.writerows(rows)
