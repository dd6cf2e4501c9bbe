"""JSON, one response a line; what is not answered is left out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey_app.exports.responses.layout import Cell

if TYPE_CHECKING:
    from survey_app.exports.responses.formats import Sheet

NAME = "json"
EXTENSION = "jsonl"
LABEL = {"en": "JSON (one response a line)", "ru": "JSON (ответ в строке)",
         "zh": "JSON（每行一份）"}  # fmt: skip
NEEDS: tuple[str, ...] = ()
MAX_ROWS = None
WORDS = True


def write(sheet: Sheet, rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Write the rows as they come."""
    names = [column.name for column in sheet.columns]
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for row in rows:
            filled = {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
            file.write(json.dumps(filled, ensure_ascii=False) + "\n")
