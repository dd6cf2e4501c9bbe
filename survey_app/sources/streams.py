"""Large tables row by row: headings first, then as many rows as there are, in little memory.

    stream = open_table("answers.csv", Path("answers.csv"))
    for line, cells in stream.rows(): ...

`read_table` holds a whole table and refuses it for one crooked row; here each row stands alone, and
whoever reads decides what becomes of one that has other cells than there are headings.
"""

from __future__ import annotations

import codecs
import io
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from survey_app.sources.archives import OLE_MAGIC
from survey_app.sources.cells import (
    MAX_CSV_BYTES,
    MAX_XLSX_BYTES,
    TABLE_ENDINGS,
    csv_lines,
    load,
    separated,
    within_limits,
    xlsx_rows,
)
from survey_app.sources.encodings import CONTROLS, MAX_CONTROL_SHARE, decode, plain_text
from survey_app.sources.errors import SourceError
from survey_app.sources.formulas import unguarded

CHUNK_BYTES = 1 << 20
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class TableStream:
    """A table under way: headings, unlike each other, and one pass over its rows.

    A row is its line (CSV) or row (XLSX) in the file, from 1, and its cells, stripped and in NFC:
    one for each heading, more where the row is crooked. Rows that say nothing are left out.
    """

    name: str
    columns: tuple[str, ...]
    body: Iterator[Row]

    def rows(self) -> Iterator[Row]:
        """Give the rows. Raises SourceError SR025 where there are too many, SR006 for damage."""
        width = len(self.columns)
        for line, cells in self.body:
            cells = [_clean(cell) for cell in cells]
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) < width:
                cells += [""] * (width - len(cells))
            yield line, cells


def open_table(name: str, path: Path) -> TableStream:
    """Open a CSV or XLSX table whose first row has the headings; `name` tells which it is.

    A heading that stands twice is numbered, 'Why? (2)'; a column without one is named by its
    place, '#3'. Raises SourceError: SR020 for no headings, SR022 for no rows, and those of any
    file.
    """
    if not name.lower().endswith(TABLE_ENDINGS):
        raise SourceError("SR003", {"known": ", ".join(TABLE_ENDINGS)}, name)
    found = iter(within_limits(_rows(name, path), name))
    _, heading = next(found, (0, []))
    headings = [" ".join(plain_text(cell).split()) for cell in heading]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise SourceError("SR020", name=name)
    first = next(found, None)
    if first is None:
        raise SourceError("SR022", name=name)
    return TableStream(name, _named(headings), itertools.chain([first], found))


def _rows(name: str, path: Path) -> Iterator[Row]:
    xlsx = name.lower().endswith(".xlsx")
    limit = MAX_XLSX_BYTES if xlsx else MAX_CSV_BYTES
    with path.open("rb") as stream:
        begins = stream.read(len(OLE_MAGIC))
    if begins == OLE_MAGIC:
        raise SourceError("SR003", {"known": ", ".join(TABLE_ENDINGS)}, name)
    if xlsx or path.stat().st_size > limit or not _is_utf8(path):
        data = load(name, path)  # with a refusal where it is too large
        return xlsx_rows(data, name) if xlsx else _of_text(decode(data, name)[0], name)
    return _of_file(path, name)


def _of_file(path: Path, name: str) -> Iterator[Row]:
    """The rows of a file in UTF-8, which need not fit into memory."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.read(CHUNK_BYTES)
        delimiter, skipped = separated(head)
        stream.seek(0)
        yield from _plain(csv_lines(stream, delimiter, skipped, name))


def _of_text(text: str, name: str) -> Iterator[Row]:
    delimiter, skipped = separated(text[:CHUNK_BYTES])
    return _plain(csv_lines(io.StringIO(text, newline=""), delimiter, skipped, name))


def _plain(rows: Iterable[Row]) -> Iterator[Row]:
    return ((line, [unguarded(cell) for cell in cells]) for line, cells in rows)


def _is_utf8(path: Path) -> bool:
    """Whether a file is text in UTF-8, told without holding it."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    n_chars = n_controls = 0
    said = False
    with path.open("rb") as stream:
        ended = False
        while not ended:
            chunk = stream.read(CHUNK_BYTES)
            ended = not chunk
            try:
                text = decoder.decode(chunk, final=ended)
            except UnicodeDecodeError:
                return False
            if "\0" in text:
                return False
            n_chars += len(text)
            n_controls += len(CONTROLS.findall(text))
            said = said or bool(text.strip())
    return said and n_controls <= max(1, MAX_CONTROL_SHARE * n_chars)


def _named(headings: list[str]) -> tuple[str, ...]:
    taken: set[str] = set()
    for place, heading in enumerate(headings, start=1):
        name, number = heading or f"#{place}", 2
        while name in taken:
            name, number = f"{heading or f'#{place}'} ({number})", number + 1
        taken.add(name)
        headings[place - 1] = name
    return tuple(headings)


def _clean(cell: str) -> str:
    if cell.isascii() and cell.isprintable():  # most cells, and quickly told
        return cell.strip()
    return plain_text(cell).strip()
