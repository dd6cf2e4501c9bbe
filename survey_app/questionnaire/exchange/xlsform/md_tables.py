r"""Sheets of cells as Markdown tables, as the makers of XLSForm write them in their tests.

A sheet's name stands in the first column, its rows have an empty one there. A bar inside a cell is
written ``\|``, a line break ``<br>``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from survey_app.questionnaire.exchange.bounded import MAX_COLUMNS, MAX_ROWS, too_much

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")


def read_tables(text: str, name: str) -> dict[str, list[list[str]]]:
    """Read sheets out of Markdown; lines that are no table are left aside."""
    sheets: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for number, line in enumerate(text.splitlines()):
        if number > MAX_ROWS:
            raise too_much(name)
        stripped = line.strip()
        if not stripped.startswith("|"):
            continue
        ended = stripped[:-1] if re.search(r"(?<!\\)\|$", stripped[1:]) else stripped
        cells = [_plain(cell) for cell in _BAR.split(ended[1:])]
        if len(cells) > MAX_COLUMNS:
            raise too_much(name)
        if cells and cells[0] and not any(cells[1:]):
            rows = sheets.setdefault(cells[0], [])
        elif any(cells) and not all(_RULE.fullmatch(cell) for cell in cells if cell):
            rows.append(cells[1:])
    return sheets


def write_tables(sheets: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Write sheets as Markdown."""
    lines = []
    for name, rows in sheets.items():
        lines.append(f"| {name} |")
        lines += ["| | " + " | ".join(_escaped(cell) for cell in row) + " |" for row in rows]
        lines.append("")
    return "\n".join(lines)


def _plain(cell: str) -> str:
    return re.sub(r"<br\s*/?>", "\n", cell.strip().replace(r"\|", "|"))


def _escaped(cell: str) -> str:
    broken = re.sub(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "<br>", cell)
    return broken.replace("|", r"\|")
