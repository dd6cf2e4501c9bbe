"""Parquet: typed columns for statistics programs and data frames. Needs the extra 'tables'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey_app.exports.responses.layout import Cell

if TYPE_CHECKING:
    from survey_app.exports.responses.formats import Sheet

NAME = "parquet"
EXTENSION = "parquet"
LABEL = {"en": "Parquet", "ru": "Parquet", "zh": "Parquet"}
NEEDS = ("pyarrow",)
MAX_ROWS = None
WORDS = True
GROUP_ROWS = 5_000


def write(sheet: Sheet, rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Write the rows in groups."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            pa.field(column.name, _type(column.kind, pa, sheet.words),
                     metadata={"label": column.label(sheet.language)})
            for column in sheet.columns
        ]
    )  # fmt: skip
    waiting = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(waiting, GROUP_ROWS)):
            arrays = [
                pa.array([_value(cell, field.type, pa) for cell in cells], field.type)
                for field, cells in zip(schema, zip(*group, strict=True), strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _type(kind: str, pa: Any, words: bool) -> Any:
    if kind == "number":
        return pa.float64()
    if kind == "flag" or (kind == "truth" and not words):
        return pa.int8()
    return pa.string()


def _value(cell: Cell, wanted: Any, pa: Any) -> Any:
    if cell is None:
        return None
    if wanted == pa.string():
        return str(cell).encode("utf-8", "replace").decode()
    return cell if isinstance(cell, (int, float)) else None
