"""Sheets of cells in an XLSX file. Formulas are read as their last value and written as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from survey_app.questionnaire.exchange.bounded import (
    MAX_COLUMNS,
    MAX_ROWS,
    check_archive,
    check_size,
    damaged,
    too_much,
)

_FORMAT = "XLSX"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MAX_CELL_CHARS = 32_767


def read_workbook(data: bytes, name: str) -> dict[str, list[list[str]]]:
    """Read the sheets of a workbook as texts. Raises ExchangeError for hostile and broken files."""
    check_size(data, name)
    check_archive(data, name, _FORMAT)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: _cells(sheet, name) for sheet in book.worksheets}
        book.close()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as caught:
        # openpyxl lets through whatever a crooked part makes its readers stumble over.
        raise damaged(name, _FORMAT, type(caught).__name__) from caught
    return sheets


def write_workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Write sheets of texts; a text that begins with '=' stays a text."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "C2"
        for row, cells in enumerate(rows, start=1):
            for column, text in enumerate(cells, start=1):
                if not text:
                    continue
                cell = sheet.cell(row, column)
                cell.value = _NOT_IN_XML.sub("", text)[:MAX_CELL_CHARS]
                cell.data_type = "s"
                cell.alignment = Alignment(vertical="top", wrap_text=row > 1 and len(text) < 400)
                if row == 1:
                    cell.font = Font(bold=True)
        for column, heading in enumerate(rows[0] if rows else (), start=1):
            letter = openpyxl.utils.get_column_letter(column)
            wide = "::" in heading or heading in ("form_title", "relevant")
            sheet.column_dimensions[letter].width = 44 if wide else 18
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cells(sheet: Any, name: str) -> list[list[str]]:
    # A sheet may claim a million columns in an attribute; only what stands there is read.
    if sheet.max_column and sheet.max_column > MAX_COLUMNS:
        sheet.reset_dimensions()
    rows: list[list[str]] = []
    for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):
        if len(rows) >= MAX_ROWS:
            raise too_much(name)
        rows.append(_trimmed(_text(value) for value in row))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _trimmed(texts: Iterable[str]) -> list[str]:
    found = list(texts)
    while found and not found[-1]:
        found.pop()
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
