"""A table that waits to be stored: plain rows in a file of ours, whatever it came as.

The file as it was sent is read once, when it arrives: its encoding, its delimiter, its workbook,
headings in two rows. What is kept is quick to read again, row by row: the headings, then a row's
line in the file and its cells. Only the server can read it, and it is thrown away in time.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from survey_app import waiting
from survey_app.imports.tools import Tool, recognise, whole_headings
from survey_app.sources import SourceError, Table, open_table

FOLDER = "imports"
MAX_CROOKED_SHARE = 0.1
CHUNK_BYTES = 1 << 20

Row = tuple[int, list[str]]


class Upload(Protocol):
    """What somebody sends: it can be saved under a path."""

    def save(self, dst: Path, /) -> None:
        """Write it."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has come and can be read: its name here, what it is, and how many rows it has."""

    token: str
    name: str
    sha256: str
    tool: Tool | None
    columns: tuple[str, ...]
    n_rows: int


def receive(name: str, upload: Upload) -> Arrived:
    """Take a file in and keep its rows. Raises SourceError; then nothing is kept.

    A row with more cells than there are headings is kept to be told of, unless many are so:
    then the file was cut by the wrong mark, and the first of them is named.
    """
    token = secrets.token_hex(16)
    raw, kept = folder() / f"{token}.raw", path_of(token)
    try:
        upload.save(raw)
        with open(kept, "w", encoding="utf-8", errors="replace", opener=waiting.ours) as file:
            arrived = _written(token, name, raw, file)
    except BaseException:
        throw_away(token)
        raise
    finally:
        raw.unlink(missing_ok=True)
    return arrived


def rows(token: str, *, after: int = 0) -> Iterator[Row]:
    """Give the rows kept under a name, those behind a line of the file."""
    with path_of(token).open(encoding="utf-8") as file:
        next(file)
        for told in file:
            line, *cells = json.loads(told)
            if line > after:
                yield line, cells


def head(token: str, name: str, most: int) -> Table:
    """Return the first rows as a table; crooked ones are left out."""
    columns = columns_of(token)
    lines: list[int] = []
    found: list[dict[str, str]] = []
    for line, cells in rows(token):
        if len(lines) == most:
            break
        if len(cells) == len(columns):
            lines.append(line)
            found.append(dict(zip(columns, cells, strict=True)))
    return Table(columns, found, "utf-8", ",", tuple(lines), name)


def columns_of(token: str) -> tuple[str, ...]:
    """The headings of the rows kept under a name."""
    with path_of(token).open(encoding="utf-8") as file:
        return tuple(json.loads(next(file)))


def is_there(token: str, ending: str = "rows") -> bool:
    """Whether a file still waits: its rows, or the 'cells' that could not be taken."""
    return bool(token) and path_of(token, ending).is_file()


def path_of(token: str, ending: str = "rows") -> Path:
    """Where a file lies: its rows, or the 'cells' that could not be taken."""
    return folder() / f"{token}.{ending}"


def throw_away(token: str) -> None:
    """Forget a file."""
    for path in folder().glob(f"{token}.*") if token else ():
        path.unlink(missing_ok=True)


def folder() -> Path:
    """Where files wait."""
    return waiting.folder(FOLDER)


def _written(token: str, name: str, raw: Path, file: TextIO) -> Arrived:
    stream = open_table(name, raw)
    columns, tool = stream.columns, recognise(stream.columns)
    found = stream.rows()
    line, cells = next(found, (0, []))
    if not line:
        raise SourceError("SR022", name=name)
    whole = whole_headings(columns, cells)
    if whole is not None:
        columns, tool = tuple(whole[0]), whole[1]
    _write(file, columns)
    n_rows = n_crooked = first_crooked = n_found = 0
    if whole is None:
        found = _again(line, cells, found)
    for line, cells in found:
        n_rows += 1
        if len(cells) != len(columns):
            n_crooked += 1
            if n_crooked == 1:
                first_crooked, n_found = line, len(cells)
        _write(file, (line, *cells))
    if n_crooked > MAX_CROOKED_SHARE * n_rows:
        facts: dict[str, object] = {"line": first_crooked, "found": n_found,
                                    "expected": len(columns)}  # fmt: skip
        raise SourceError("SR024", facts, name)
    if not n_rows:
        raise SourceError("SR022", name=name)
    return Arrived(token, name, _sha256(raw), tool, columns, n_rows)


def _write(file: TextIO, row: Sequence[object]) -> None:
    file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _again(line: int, cells: list[str], rest: Iterator[Row]) -> Iterator[Row]:
    yield line, cells
    yield from rest


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            found.update(chunk)
    return found.hexdigest()
