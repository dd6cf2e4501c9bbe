"""One file a format: each writes a table of typed columns to a path, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Protocol

from survey_app.exports.responses.formats import as_csv, as_jsonl, as_parquet, as_sav, as_xlsx
from survey_app.exports.responses.layout import Cell, Column
from survey_app.questionnaire import Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table to write: its columns, the language of its labels, and whether codes are words."""

    title: str
    columns: Sequence[Column]
    language: str
    words: bool


class TableFormat(Protocol):
    """What each format's file offers."""

    NAME: str
    EXTENSION: str
    LABEL: Text
    NEEDS: tuple[str, ...]
    MAX_ROWS: int | None
    WORDS: bool
    """Whether choices may stand as words; where not, the file has words for its codes anyway."""

    def write(self, sheet: Sheet, rows: Iterable[Sequence[Cell]], path: Path) -> None:
        """Write all rows; memory does not grow with their number where the format allows it."""


def _table(*modules: ModuleType) -> dict[str, TableFormat]:
    found: dict[str, TableFormat] = {}
    for module in modules:
        one: TableFormat = module
        found[one.NAME] = one
    return found


FORMATS = _table(as_csv, as_xlsx, as_jsonl, as_sav, as_parquet)


def available(one: TableFormat) -> bool:
    """Whether this installation has what the format needs."""
    return all(find_spec(name) for name in one.NEEDS)
