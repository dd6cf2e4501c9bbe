"""Tables that leave: a spreadsheet program shows them and runs nothing of them.

A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does a text
that begins with apostrophes and then like a formula: taking one apostrophe away therefore always
gives the text back (OWASP, CSV Injection). What begins with '+' is such a text too: a spreadsheet
would turn the phone number '+49 30 123' into a sum or a bare number. A plain negative number,
'-5' or '-5,2', stays as it is: shown and run it is the same, and statistics wants it as a number.

Every CSV file that the package writes is written by `csv_writer`, headings included. XLSX cells
are typed: a text is a text there and needs no apostrophe; `is_risky` tells which of them are to be
marked as texts for good, so that editing the cell does not run it either.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

# Signs that begin a formula, the wide ones in some Asian editions; and what programs skip before
# them, NUL and the byte-order mark included.
_RISKY = re.compile(r"[\s\0\ufeff]*'*[\s\0\ufeff]*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'[\s\0\ufeff]*'*[\s\0\ufeff]*[=+\-@\t\r\n＝＋－＠]")
_NEGATIVE = re.compile(r"-[0-9]+([.,][0-9]+)?")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula, or has to be kept from doing so."""
    if not text or text[0].isalnum():  # nearly every text: no need to look closer
        return False
    return bool(_RISKY.match(text)) and not _NEGATIVE.fullmatch(text)


def guarded(text: str) -> str:
    """Make a text safe to open in a spreadsheet program."""
    return f"'{text}" if is_risky(text) else text


def unguarded(text: str) -> str:
    """Give back the text that was made safe; any other text stays as it is."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


class _Stream(Protocol):
    def write(self, text: str, /) -> Any:
        """Take some text."""


class CsvWriter:
    """Writes rows as CSV (RFC 4180): numbers as they are, None as nothing, texts guarded."""

    def __init__(self, stream: _Stream, line_end: str) -> None:
        self._write = csv.writer(stream, lineterminator=line_end).writerow

    def writerow(self, cells: Sequence[object]) -> None:
        """Write one row, headings just as others."""
        # Nearly every text begins with a letter or a digit: told here, it costs no call.
        self._write(
            [
                cell if not isinstance(cell, str) or cell[:1].isalnum() else guarded(cell)
                for cell in cells
            ]
        )

    def writerows(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows as they come."""
        for row in rows:
            self.writerow(row)


def csv_writer(stream: _Stream, *, line_end: str = "\r\n") -> CsvWriter:
    """Return a writer of CSV for a text stream (opened with ``newline=""``)."""
    return CsvWriter(stream, line_end)


__all__ = ["CsvWriter", "csv_writer", "guarded", "is_risky", "unguarded"]
