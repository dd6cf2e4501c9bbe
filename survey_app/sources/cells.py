"""The bare cells of a CSV or XLSX file, before anything is known of headings."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from survey_app.sources.archives import MEGABYTE, OLE_MAGIC, check_size, open_archive
from survey_app.sources.encodings import decode, decode_utf8
from survey_app.sources.errors import SourceError
from survey_app.sources.formulas import unguarded

MAX_CSV_BYTES = 100 * MEGABYTE
MAX_XLSX_BYTES = 20 * MEGABYTE
MAX_XLSX_UNPACKED_BYTES = 200 * MEGABYTE
MAX_ROWS = 500_000
MAX_COLUMNS = 2_000
MAX_CELLS = 20_000_000
MAX_CELL_CHARS = 1_000_000

TABLE_ENDINGS = (".csv", ".tsv", ".xlsx")
DELIMITERS = (",", ";", "\t")
SNIFFED_ROWS = 50

# The csv module's limit is one for the process, 131,072 unless told; long interviews pasted
# into one cell are longer, and a lower limit elsewhere would be an error there, not here.
csv.field_size_limit(MAX_CELL_CHARS)


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of text with the number of the line (CSV) or row (XLSX) where each begins, from 1.

    Blank rows are left out. `delimiter` and `encoding` are '' for XLSX.
    """

    rows: list[tuple[int, list[str]]]
    encoding: str
    delimiter: str


def load(name: str, data: bytes | Path) -> bytes:
    """Return a file's bytes within the size limit of its kind; SR008 when it cannot be read."""
    limit = MAX_XLSX_BYTES if name.lower().endswith(".xlsx") else MAX_CSV_BYTES
    if isinstance(data, Path):
        try:
            with data.open("rb") as stream:
                data = stream.read(limit + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "unreadable path"
            raise SourceError("SR008", {"reason": reason}, name) from error
    check_size(data, limit, name)
    return data


def read_cells(name: str, data: bytes | Path, *, strict: bool = False) -> Cells:
    """Read all cells of a table; `strict` accepts UTF-8 only. Raises SourceError."""
    data = load(name, data)
    if not name.lower().endswith(TABLE_ENDINGS) or data.startswith(OLE_MAGIC):
        raise SourceError("SR003", {"known": ", ".join(TABLE_ENDINGS)}, name)
    if name.lower().endswith(".xlsx"):
        return Cells(list(within_limits(xlsx_rows(data, name), name)), "", "")
    text, encoding = (decode_utf8(data, name), "utf-8") if strict else decode(data, name)
    return csv_cells(text, encoding, name, exact=strict)


def csv_cells(text: str, encoding: str = "utf-8", name: str = "", *, exact: bool = False) -> Cells:
    """Read the cells of delimited text; the delimiter is the one of , ; tab that fits best.

    What was guarded from spreadsheet programs on its way out is itself again, unless `exact`.
    """
    text = text.removeprefix("\ufeff")
    delimiter, n_skipped = separated(text)
    rows = csv_lines(io.StringIO(text, newline=""), delimiter, n_skipped, name)
    if not exact:
        rows = ((line, [unguarded(cell) for cell in row]) for line, row in rows)
    return Cells(list(within_limits(rows, name)), encoding, delimiter)


def separated(text: str) -> tuple[str, int]:
    """Tell what separates the cells of a text, and how many lines stand before the headings."""
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:  # a hint that Excel understands
        return text[4], 1
    return sniff_delimiter(text), 0


def sniff_delimiter(text: str) -> str:
    """Tell what separates the cells: the mark that cuts most rows into as many as the first.

    Text of a single column has none and is read with a comma.
    """
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = []
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for row in reader:
                if row:
                    widths.append(len(row))
                if len(widths) > SNIFFED_ROWS:
                    break
        except csv.Error:
            continue
        if widths and widths[0] > 1:
            alike = sum(width == widths[0] for width in widths) / len(widths)
            score = alike * 1_000_000 + min(widths[0], MAX_COLUMNS)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def csv_lines(
    lines: Iterable[str], delimiter: str, n_skipped: int, name: str
) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line where it begins, from 1. Raises SourceError SR026."""
    left = iter(lines)
    for _ in range(n_skipped):
        next(left, None)
    reader = csv.reader(left, delimiter=delimiter)
    line = first_line = 1 + n_skipped
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SourceError("SR026", {"line": line, "limit": MAX_CELL_CHARS}, name) from error
        yield line, row
        line = reader.line_num + first_line


def within_limits(
    rows: Iterator[tuple[int, list[str]]], name: str
) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not blank. Raises SourceError SR025 where there are too many."""
    n_cells = 0
    for n_rows, (line, row) in enumerate(rows, start=1):
        n_cells += len(row)
        if n_rows > MAX_ROWS or len(row) > MAX_COLUMNS or n_cells > MAX_CELLS:
            limits: dict[str, object] = {"limit_rows": MAX_ROWS, "limit_columns": MAX_COLUMNS}
            raise SourceError("SR025", limits, name)
        if any(cell.strip() for cell in row):
            yield line, row


def xlsx_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Read the first sheet that has anything in it; formulas give the values last computed."""
    from openpyxl import load_workbook  # heavy, and a CSV does not need it

    open_archive(data, "xlsx", MAX_XLSX_UNPACKED_BYTES, name).close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations it skips
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # files lie about them
                found = False
                rows = sheet.iter_rows(max_row=MAX_ROWS + 1, values_only=True)
                for line, row in enumerate(rows, start=1):
                    cells = [_cell_text(value) for value in row]
                    found = found or any(cells)
                    yield line, cells
                if found:
                    break
        except SourceError:
            raise
        except Exception as error:
            # openpyxl has no error of its own: damage shows as KeyError, ValueError and others.
            raise SourceError("SR006", {"format": "xlsx"}, name) from error


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        at_midnight = value.time() == time(0)
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
