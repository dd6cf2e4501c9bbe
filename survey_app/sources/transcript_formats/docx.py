"""Word documents: headings, lists, paragraphs and tables, in reading order.

The document's XML is read directly, with a parser that refuses entities, from an archive that
was unpacked within limits: a transcript needs no styles, pictures or macros.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from survey_app.sources.archives import MEGABYTE, open_archive, read_part
from survey_app.sources.encodings import plain_text
from survey_app.sources.errors import SourceError
from survey_app.sources.note_lines import read_marked
from survey_app.sources.turns import Draft, Line, squeezed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "docx"
ENDINGS = (".docx",)
MAX_UNPACKED_BYTES = 50 * MEGABYTE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Struck-out text, field codes, and the second copy that Word keeps for old readers.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", _FALLBACK})
_HEADING_STYLE = re.compile(r"^(?:heading|title|заголовок|название|标题)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^(?:list|список|列表)", re.IGNORECASE)


def read(data: bytes, name: str) -> Draft:
    """Read a Word document; SR006 for a damaged one, SR007 for one that unpacks to too much."""
    with open_archive(data, NAME, MAX_UNPACKED_BYTES, name) as archive:
        body = _xml(archive, "word/document.xml", name).find(f"{_W}body")
        styles = _style_names(archive, name)
    if body is None:
        raise SourceError("SR006", {"format": NAME}, name)
    try:
        return read_marked(list(_lines(body, styles)))
    except RecursionError as error:
        raise SourceError("SR006", {"format": NAME}, name) from error


def _xml(archive: zipfile.ZipFile, part: str, name: str) -> Element:
    try:
        root: Element = fromstring(read_part(archive, part, NAME, name), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise SourceError("SR006", {"format": NAME}, name) from error
    return root


def _style_names(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return the styles' names by their ids, which differ by the language of the program."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    names = {}
    for style in _xml(archive, "word/styles.xml", name).iter(f"{_W}style"):
        label = style.find(f"{_W}name")
        if label is not None:
            names[style.get(f"{_W}styleId", "")] = label.get(f"{_W}val", "")
    return names


def _lines(parent: Element, styles: dict[str, str]) -> Iterator[Line]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                yield from _row(row)
        elif child.tag not in _SKIPPED:
            yield from _lines(child, styles)


def _paragraph(paragraph: Element, styles: dict[str, str]) -> Iterator[Line]:
    text = plain_text("".join(_pieces(paragraph)))
    style_id = paragraph.find(f"{_W}pPr/{_W}pStyle")
    style = "" if style_id is None else style_id.get(f"{_W}val", "")
    style = styles.get(style, style)
    if _HEADING_STYLE.match(style) and text.strip():
        yield Line(squeezed(text), "heading")
    elif text.strip() and (
        _LIST_STYLE.match(style) or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    ):
        yield Line(squeezed(text), "bullet")
    elif _all_bold(paragraph) and text.rstrip().endswith(("?", "？")):
        yield Line(squeezed(text), "heading")  # a script's question, set in bold
    else:
        for line in text.split("\n"):
            yield Line(line)
    yield Line("")  # a paragraph ends here: the next one is a thought of its own


def _row(row: Element) -> Iterator[Line]:
    cells = []
    for cell in row.iter(f"{_W}tc"):
        parts = [squeezed("".join(_pieces(p))) for p in cell.iter(f"{_W}p")]
        cells.append(plain_text(" ".join(part for part in parts if part)))
    filled = [cell for cell in cells if cell]
    if len(filled) == 2 and filled[0].endswith(("?", "？")):
        yield Line(filled[0], "heading")
        yield Line(filled[1])
    elif len(filled) == 2 and len(filled[0]) <= 40:
        yield Line(f"{filled[0].rstrip(':：')}: {filled[1]}")
    elif filled:
        yield Line(" ".join(filled))
    yield Line("")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag not in _SKIPPED:
            yield from _pieces(child)


def _all_bold(paragraph: Element) -> bool:
    runs = [r for r in paragraph.iter(f"{_W}r") if r.find(f"{_W}t") is not None]
    marks = [r.find(f"{_W}rPr/{_W}b") for r in runs]
    return bool(runs) and all(
        b is not None and b.get(f"{_W}val", "1") not in ("0", "false") for b in marks
    )
