"""XLSX: labels in the first row, names in the second; texts are texts, never formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey_app.exports.responses.layout import Cell
from survey_app.sources.formulas import is_risky

if TYPE_CHECKING:
    from survey_app.exports.responses.formats import Sheet

NAME = "xlsx"
EXTENSION = "xlsx"
LABEL = {"en": "Excel (XLSX)", "ru": "Excel (XLSX)", "zh": "Excel（XLSX）"}
NEEDS: tuple[str, ...] = ()
MAX_ROWS = 1_048_574
WORDS = True
MAX_CELL_CHARS = 32_767


def write(sheet: Sheet, rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Write the rows as they come; each is on disk before the next."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "nan_inf_to_errors": True}  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as book:
        table = book.add_worksheet("answers")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        soft = book.add_format({"font_color": "#5d574c"})
        # Typed as a text it runs nothing; marked as one, editing the cell runs nothing either.
        quoted = book.add_format({"quote_prefix": True})
        table.freeze_panes(2, 1)
        table.set_column(0, len(sheet.columns), 18)
        for place, column in enumerate(sheet.columns):
            table.write_string(0, place, column.label(sheet.language)[:MAX_CELL_CHARS], bold)
        for place, column in enumerate(sheet.columns):
            table.write_string(1, place, column.name, soft)
        for number, row in enumerate(rows, start=2):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    style = quoted if is_risky(cell) else None
                    table.write_string(number, place, cell[:MAX_CELL_CHARS], style)
                elif cell is not None:
                    table.write_number(number, place, cell)
