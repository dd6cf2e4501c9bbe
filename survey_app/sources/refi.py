"""What other coding tools hand over: REFI-QDA codebooks (.qdc) and projects (.qdpx).

    project = read_refi("study.qdpx", data)
    for code in project.codes: print(code.name, code.description)

Source: REFI-QDA Codebook 1.0 and Project 1.0 (https://www.qdasoftware.org), namespaces
`urn:QDA-XML:codebook:1.0` and `urn:QDA-XML:project:1.0`. Positions are counted in code points.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from survey_app.sources.archives import MEGABYTE, check_size, open_archive
from survey_app.sources.errors import SourceError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_FILE_BYTES = 50 * MEGABYTE
MAX_UNPACKED_BYTES = 200 * MEGABYTE
MAX_CODES = 2_000
MAX_DEPTH = 50
ENDINGS = (".qdc", ".qdpx")
_OTHER_SOURCES = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")


@dataclass(frozen=True, slots=True)
class RefiCode:
    """A code with what belongs to it; `sets` are the names of the groups that it is in."""

    guid: str
    name: str
    description: str
    parent: str | None
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefiSelection:
    """A coded stretch of a text, half-open in code points, and the codes that it was given."""

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefiText:
    """A text of a project with all that is coded in it."""

    name: str
    text: str
    selections: tuple[RefiSelection, ...]


@dataclass(frozen=True, slots=True)
class RefiProject:
    """What a file holds: codes (those of a codebook in reading order), texts, and the rest.

    `n_unread` counts pictures, recordings and documents without plain text: they stay behind.
    """

    origin: str
    codes: tuple[RefiCode, ...]
    texts: tuple[RefiText, ...]
    n_unread: int


def read_refi(name: str, data: bytes) -> RefiProject:
    """Read a .qdc or .qdpx file from its name and bytes, at most 50 MB and 2,000 codes.

    Raises SourceError, and nothing else, for what cannot be read: SR003 for another kind of
    file, SR006 for a damaged one, SR060 where there is no code in it.
    """
    check_size(data, MAX_FILE_BYTES, name)
    lowered = name.lower()
    if not lowered.endswith(ENDINGS):
        raise SourceError("SR003", {"known": ", ".join(ENDINGS)}, name)
    archive = None
    if lowered.endswith(".qdpx"):
        archive = open_archive(data, "REFI-QDA", MAX_UNPACKED_BYTES, name)
        inside = [part for part in archive.namelist() if part.lower().endswith(".qde")]
        if not inside:
            raise SourceError("SR006", {"format": "REFI-QDA"}, name)
        data = archive.read(inside[0])
    root = _parsed(data, name)
    codes = tuple(_codes(root))
    if not codes:
        raise SourceError("SR060", name=name)
    if len(codes) > MAX_CODES:
        raise SourceError("SR061", {"limit": MAX_CODES}, name)
    texts, n_unread = _texts(root, archive)
    return RefiProject(root.get("origin", ""), codes, texts, n_unread)


def _parsed(data: bytes, name: str) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise SourceError("SR006", {"format": "REFI-QDA"}, name) from error
    if _local(root) not in ("CodeBook", "Project"):
        raise SourceError("SR006", {"format": "REFI-QDA"}, name)
    return root


def _codes(root: Element) -> Iterator[RefiCode]:
    """Go through the codes, each after what it is a part of; nothing is deeper than MAX_DEPTH."""
    sets: dict[str, list[str]] = {}
    for group in (one for one in root.iter() if _local(one) == "Set"):
        for member in group:
            if _local(member) == "MemberCode":
                # A codebook says 'guid', a project 'targetGUID'; some tools mix them up.
                guid = _plain(member.get("guid") or member.get("targetGUID") or "")
                sets.setdefault(guid, []).append(group.get("name", ""))
    tops = [child for one in root.iter() if _local(one) == "Codes" for child in one]
    waiting: list[tuple[Element, str | None, int]] = [
        (one, None, 0) for one in reversed(tops) if _local(one) == "Code"
    ]
    while waiting:
        element, parent, depth = waiting.pop()
        guid = _plain(element.get("guid", ""))
        text = next((one.text or "" for one in element if _local(one) == "Description"), "")
        yield RefiCode(
            guid,
            " ".join(element.get("name", "").split()),
            text.strip(),
            parent,
            tuple(sets.get(guid, ())),
        )
        if depth < MAX_DEPTH:
            parts = [one for one in element if _local(one) == "Code"]
            waiting += [(one, guid, depth + 1) for one in reversed(parts)]


def _texts(root: Element, archive: zipfile.ZipFile | None) -> tuple[tuple[RefiText, ...], int]:
    found, n_unread = [], 0
    for element in (one for one in root.iter() if _local(one) == "Sources"):
        for source in element:
            text = _text_of(source, archive) if _local(source) == "TextSource" else None
            if text is None:
                n_unread += _local(source) in ("TextSource", *_OTHER_SOURCES)
                continue
            found.append(
                RefiText(source.get("name", ""), text, tuple(_selections(source, len(text))))
            )
    return tuple(found), n_unread


def _text_of(source: Element, archive: zipfile.ZipFile | None) -> str | None:
    """Return the plain text on which positions count, or None where there is none."""
    for one in source:
        if _local(one) == "PlainTextContent":
            return one.text or ""
    path = source.get("plainTextPath", "")
    if archive is None or not path.startswith("internal://"):
        return None
    wanted = path.removeprefix("internal://").casefold()
    for part in archive.namelist():
        # Tools write the folder as 'sources' or 'Sources'.
        if part.casefold() in (wanted, f"sources/{wanted}"):
            return archive.read(part).decode("utf-8-sig", errors="replace")
    return None


def _selections(source: Element, length: int) -> Iterator[RefiSelection]:
    for one in source:
        if _local(one) != "PlainTextSelection":
            continue
        codes = [
            _plain(ref.get("targetGUID", ""))
            for coding in one
            if _local(coding) == "Coding"
            for ref in coding
            if _local(ref) == "CodeRef"
        ]
        numbers = [one.get("startPosition", ""), one.get("endPosition", "")]
        if codes and all(re.fullmatch(r"\d{1,12}", number) for number in numbers):
            start, end = int(numbers[0]), min(int(numbers[1]), length)
            if start < end:
                yield RefiSelection(start, end, tuple(codes))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _plain(guid: str) -> str:
    return guid.strip("{} ").lower()
