"""The archive that leaves: the table, the codebook, and a manifest that lets one check both."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from survey_app import __version__
from survey_app.exports.responses import codebook
from survey_app.exports.responses.formats import Sheet, TableFormat
from survey_app.exports.responses.layout import Cell, in_words
from survey_app.sources import csv_writer

CHUNK_BYTES = 1 << 20
TOLD_EVERY_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written: rows, and the archive's checksum."""

    n_rows: int
    sha256: str
    n_bytes: int


def pack(
    path: Path,
    sheet: Sheet,
    numbered: Iterable[tuple[int, list[Cell]]],
    one: TableFormat,
    *,
    about: dict[str, Any],
    made_at: datetime,
    told: Callable[[int], None] = lambda n: None,
) -> Packed:
    """Write the archive to a path; ``numbered`` gives each row with its version's number.

    ``told`` hears how many rows are done. The archive appears whole or not at all.
    """
    by_version: Counter[int] = Counter()
    by_state: Counter[Cell] = Counter()
    state_at = [column.name for column in sheet.columns].index("_status")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
        table = Path(folder) / f"answers.{one.EXTENSION}"
        counted = _counted(numbered, by_version, by_state, state_at, told)
        one.write(sheet, _worded(sheet, one, counted), table)
        book = Path(folder) / "codebook.csv"
        book.write_bytes(_codebook(sheet))
        manifest = about | {
            "made_at": made_at.isoformat(timespec="seconds"),
            "portrait": __version__,
            "rows": by_version.total(),
            "rows_by_version": {str(number): n for number, n in sorted(by_version.items())},
            "rows_by_state": {str(state): n for state, n in sorted(by_state.items(), key=str)},
            "columns": len(sheet.columns),
            "files": [_fact(file) for file in (table, book)],
        }
        whole = Path(folder) / "whole.zip"
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for file in (table, book):
                archive.write(file, file.name)
            archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        packed = Packed(by_version.total(), _sha256(whole), whole.stat().st_size)
        whole.chmod(0o600)
        whole.replace(path)
    return packed


def _counted(
    numbered: Iterable[tuple[int, list[Cell]]],
    by_version: Counter[int],
    by_state: Counter[Cell],
    state_at: int,
    told: Callable[[int], None],
) -> Iterator[list[Cell]]:
    for n, (number, row) in enumerate(numbered, start=1):
        by_version[number] += 1
        by_state[row[state_at]] += 1
        if n % TOLD_EVERY_ROWS == 0:
            told(n)
        yield row


def _worded(sheet: Sheet, one: TableFormat, rows: Iterable[list[Cell]]) -> Iterable[Sequence[Cell]]:
    if not sheet.words or not one.WORDS:
        return rows
    return (in_words(sheet.columns, row, sheet.language) for row in rows)


def _codebook(sheet: Sheet) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv_writer(stream)
    writer.writerows(codebook.rows(sheet.columns))
    return stream.getvalue().encode("utf-8-sig", "replace")


def _fact(file: Path) -> dict[str, Any]:
    return {"name": file.name, "bytes": file.stat().st_size, "sha256": _sha256(file)}


def _sha256(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            found.update(chunk)
    return found.hexdigest()
