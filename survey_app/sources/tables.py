"""Tables of answers out of CSV and XLSX files: headings, rows, and errors that name the place.

table = read_table("responses.csv", Path("responses.csv"))
require(table, ["respondent", "pains"])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from survey_app.sources.cells import Cells, read_cells
from survey_app.sources.encodings import plain_text
from survey_app.sources.errors import SourceError


@dataclass(frozen=True, slots=True)
class Table:
    """A table with headings: each row is a dict from heading to text ('' for an empty cell).

    `lines` are the lines (CSV) or rows (XLSX) of the file where the rows begin, counted from 1.
    `encoding` and `delimiter` are '' for XLSX.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    encoding: str
    delimiter: str
    lines: tuple[int, ...]
    name: str


def read_table(name: str, data: bytes | Path, *, strict: bool = False) -> Table:
    """Read a CSV or XLSX table whose first row has the headings.

    Cells are stripped and in NFC. With `strict`, as the commands' contracts want it, only UTF-8
    is accepted and cells are left exactly as they stand, so that offsets into them hold for the
    file. Blank rows and columns without heading and content are left out; cells that a row
    lacks at its end in XLSX are empty. Raises SourceError: SR020 to SR027 and those of any file.
    """
    cells = read_cells(name, data, strict=strict)
    if not cells.rows:
        raise SourceError("SR020", name=name)
    return _table(cells, name, exact=strict)


def require(table: Table, columns: Iterable[str]) -> None:
    """Raise SourceError SR023, which names the columns that there are, if one is missing."""
    for column in columns:
        if column not in table.columns:
            known = ", ".join(table.columns)
            raise SourceError("SR023", {"column": column, "known": known}, table.name)


def _table(cells: Cells, name: str, *, exact: bool) -> Table:
    (_, heading), *body = cells.rows
    headings = [" ".join(plain_text(cell).split()) for cell in heading]
    if not any(headings):
        raise SourceError("SR020", name=name)
    width = len(headings)
    used = _used_columns(headings, body)
    columns = _named(headings, used, name)
    if not body:
        raise SourceError("SR022", name=name)
    rows = []
    whole = len(used) == width
    for line, row in body:
        if len(row) != width:
            extra = any(cell.strip() for cell in row[width:])
            # XLSX stores no empty cells at the end of a row; a CSV row that is short is broken.
            if extra or (len(row) < width and cells.delimiter):
                params: dict[str, object] = {"line": line, "found": len(row), "expected": width}
                raise SourceError("SR024", params, name)
            row = [*row[:width], *[""] * (width - len(row))]
        values = row if whole else [row[i] for i in used]
        rows.append(dict(zip(columns, values if exact else map(_clean, values), strict=True)))
    lines = tuple(line for line, _ in body)
    return Table(tuple(columns), rows, cells.encoding, cells.delimiter, lines, name)


def _clean(cell: str) -> str:
    if cell.isascii() and cell.isprintable():  # most cells, and quickly told
        return cell.strip()
    return plain_text(cell).strip()


def _used_columns(headings: list[str], body: list[tuple[int, list[str]]]) -> list[int]:
    """Return the columns that have a heading or any content."""
    filled = {i for i, heading in enumerate(headings) if heading}
    if len(filled) < len(headings):
        for _, row in body:
            filled.update(i for i, cell in enumerate(row[: len(headings)]) if cell.strip())
    return sorted(filled)


def _named(headings: list[str], used: list[int], name: str) -> list[str]:
    """Return a heading for each used column, '#3' for a third one that has none."""
    first: dict[str, int] = {}
    for i in used:
        heading = headings[i] or f"#{i + 1}"
        if heading in first:
            params: dict[str, object] = {
                "column": heading,
                "first": first[heading] + 1,
                "second": i + 1,
            }
            raise SourceError("SR021", params, name)
        first[heading] = i
    return list(first)
