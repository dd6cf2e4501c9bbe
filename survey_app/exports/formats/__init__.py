"""The formats of an export, one file each. A new format is one file and one line here.

Each module has EXTENSION, MEDIA_TYPE, LABEL and PURPOSE (by language) and `write(bundle, stream)`,
which writes bytes. PAPERS says that it knows A4 from A3, ONE_EACH that a file holds one persona, so
that a set is several files. What people said is data in all of them, never markup or a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.formats import (
    as_csv,
    as_docx,
    as_html,
    as_json,
    as_md,
    as_pdf,
    as_png,
    as_pptx,
)


@dataclass(frozen=True, slots=True)
class Format:
    """One way out: the file's ending (no dot), its media type, its name and use by language."""

    extension: str
    media_type: str
    label: Mapping[str, str]
    purpose: Mapping[str, str]
    write: Callable[[Bundle, BinaryIO], None]
    papers: bool = False
    one_each: bool = False


FORMATS: tuple[Format, ...] = tuple(
    Format(
        module.EXTENSION,
        module.MEDIA_TYPE,
        module.LABEL,
        module.PURPOSE,
        module.write,
        papers=getattr(module, "PAPERS", False),
        one_each=getattr(module, "ONE_EACH", False),
    )
    for module in (as_pdf, as_png, as_pptx, as_docx, as_html, as_md, as_csv, as_json)
)


def _by_extension(formats: tuple[Format, ...]) -> Mapping[str, Format]:
    table = {one.extension: one for one in formats}
    if len(table) < len(formats):
        raise ValueError("two export formats share an extension; rename one")
    return MappingProxyType(table)


FORMAT_BY_EXTENSION = _by_extension(FORMATS)

__all__ = ["FORMATS", "FORMAT_BY_EXTENSION", "Format"]
