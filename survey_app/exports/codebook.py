"""The codebook for other programs: a CSV table, and REFI-QDA .qdc for coding tools.

Source: REFI-QDA Codebook exchange 1.0 (https://www.qdasoftware.org), namespace
`urn:QDA-XML:codebook:1.0`: CodeBook > Codes > Code (guid, name, isCodable, color) >
Description, Code …; Sets > Set > MemberCode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import IO
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from survey_app.sources import csv_writer

NAMESPACE = "urn:QDA-XML:codebook:1.0"
COLOURS = {"pain": "#9D3D28", "goal": "#434E98", "objection": "#7D5300", "praise": "#3F6729"}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Code:
    """A theme as a code: `parent_id` is the theme that it is a part of, or None."""

    id: int
    parent_id: int | None
    kind: str
    name: str
    definition: str
    our_answer: str
    rubric: str
    status: str
    n: int
    asked: int
    n_excerpts: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes of a study, those of one kind together; `key` tells studies apart."""

    key: str
    title: str
    codes: Sequence[Code]


HEAD = ("kind", "theme", "part_of", "definition", "our_answer", "rubric", "status",
        "respondents", "asked", "quotes", "example_1", "example_2", "example_3")  # fmt: skip


def write_csv(book: Codebook, stream: IO[bytes]) -> None:
    """Write one row a theme, UTF-8 with a mark for spreadsheets; nothing runs as a formula."""
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv_writer(text)
    writer.writerow(HEAD)
    names = {code.id: code.name for code in book.codes}
    for code in book.codes:
        row = [code.kind, code.name, names.get(code.parent_id or 0, ""), code.definition,
               code.our_answer, code.rubric, code.status]  # fmt: skip
        examples = [*code.examples, "", "", ""][:3]
        writer.writerow([*row, code.n, code.asked, code.n_excerpts, *examples])
    text.detach()


def write_qdc(book: Codebook, stream: IO[bytes]) -> None:
    """Write a REFI-QDA codebook: a set for each kind, and parts within their themes.

    The format knows no empty codebook: raises ValueError where there is no code.
    """
    if not book.codes:
        raise ValueError("a REFI-QDA codebook has at least one code")
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(_tag("CodeBook"), {"origin": "Portrait"})
    add_codes(book, root, NAMESPACE)
    group = ElementTree.SubElement(root, _tag("Sets"))
    for kind in COLOURS:
        members = [code for code in book.codes if code.kind == kind]
        if not members:
            continue
        one = ElementTree.SubElement(
            group, _tag("Set"), {"guid": guid_of(book, f"set {kind}"), "name": kind}
        )
        for code in members:  # a codebook says 'guid' where a project says 'targetGUID'
            ElementTree.SubElement(one, _tag("MemberCode"), {"guid": guid_of(book, str(code.id))})
    ElementTree.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)


def add_codes(book: Codebook, parent: ElementTree.Element, namespace: str) -> None:
    """Add all codes below an element, parts within what they are a part of."""
    codes = ElementTree.SubElement(parent, f"{{{namespace}}}Codes")
    here = {code.id for code in book.codes}
    elements: dict[int, ElementTree.Element] = {}
    waiting = list(book.codes)
    while waiting:  # a part may stand before what it is a part of
        ready = [c for c in waiting if c.parent_id not in here or c.parent_id in elements]
        for code in ready or waiting[:1]:
            over = elements.get(code.parent_id or 0, codes)
            elements[code.id] = _code(book, code, over, namespace)
        waiting = [code for code in waiting if code.id not in elements]


Writer = Callable[[Codebook, IO[bytes]], None]
CODEBOOK_FORMATS: dict[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "qdc": ("application/xml", write_qdc),
}


def guid_of(book: Codebook, what: str) -> str:
    """Return the same identifier for the same thing whenever the book is written."""
    return str(uuid5(NAMESPACE_URL, f"portrait/{book.key}/{what}"))


def clean(text: str) -> str:
    """Return text without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _code(
    book: Codebook, code: Code, parent: ElementTree.Element, namespace: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(
        parent,
        f"{{{namespace}}}Code",
        {
            "guid": guid_of(book, str(code.id)),
            "name": clean(code.name) or "?",
            "isCodable": "true",
            "color": COLOURS[code.kind],
        },
    )
    if code.definition:
        about = ElementTree.SubElement(made, f"{{{namespace}}}Description")
        about.text = clean(code.definition)
    return made


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
