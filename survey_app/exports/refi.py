"""A whole study for other coding tools: REFI-QDA .qdpx, a zip of `project.qde` and plain texts.

One source a talk or survey answer, respondents as cases, closed answers as variables, themes as
codes, quotes as codings. Source: REFI-QDA Project 1.0 (https://www.qdasoftware.org), namespace
`urn:QDA-XML:project:1.0`; positions count code points of the plain text.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import IO
from xml.etree import ElementTree

from survey_app.exports.codebook import Codebook, add_codes, clean, guid_of

NAMESPACE = "urn:QDA-XML:project:1.0"


@dataclass(frozen=True, slots=True)
class Words:
    """A passage: what was asked, who speaks, the words, and (start, end, code ids, coders)."""

    question: str
    speaker: str
    text: str
    codings: Sequence[tuple[int, int, int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Source:
    """A talk or one person's answers; `case` is the respondent's key."""

    key: str
    name: str
    case: str
    at: datetime
    words: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Case:
    """A respondent with the closed answers, as words, by variable."""

    key: str
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Project:
    """All that is handed over; `variables` are keys of closed questions to their wording."""

    title: str
    book: Codebook
    variables: Mapping[str, str]
    cases: Sequence[Case]
    sources: Sequence[Source]
    made_at: datetime


def write_qdpx(project: Project, stream: IO[bytes]) -> None:
    """Write the project; the same project gives the same bytes."""
    ElementTree.register_namespace("", NAMESPACE)
    book = project.book
    users = sorted(
        {name for s in project.sources for w in s.words for c in w.codings for name in c[3]}
    )
    root = ElementTree.Element(
        _tag("Project"),
        {
            "name": clean(project.title) or "Portrait",
            "origin": "Portrait",
            "creationDateTime": _moment(project.made_at),
        },
    )
    machine = {"guid": guid_of(book, "user machine"), "name": "Portrait"}
    people = _add(root, "Users")
    _add(people, "User", machine)
    for name in users:
        _add(people, "User", {"guid": guid_of(book, f"user {name}"), "name": clean(name)})
    add_codes(book, _add(root, "CodeBook"), NAMESPACE)
    if project.variables:
        group = _add(root, "Variables")
        for key, wording in project.variables.items():
            _add(group, "Variable", {"guid": guid_of(book, f"variable {key}"),
                 "name": clean(wording) or key, "typeOfVariable": "Text"})  # fmt: skip
    _write_cases(project, root)
    texts = _write_sources(project, root)
    sets = [kind for kind in ("pain", "goal", "objection", "praise")
            if any(code.kind == kind for code in book.codes)]  # fmt: skip
    group = _add(root, "Sets") if sets else root
    for kind in sets:
        one = _add(group, "Set", {"guid": guid_of(book, f"set {kind}"), "name": kind})
        for code in book.codes:
            if code.kind == kind:
                _add(one, "MemberCode", {"targetGUID": guid_of(book, str(code.id))})
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"project.qde": _bytes(root), **texts}.items():
            info = zipfile.ZipInfo(name, date_time=project.made_at.astimezone(UTC).timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def _write_cases(project: Project, root: ElementTree.Element) -> None:
    book = project.book
    group = _add(root, "Cases") if project.cases else root
    for case in project.cases:
        one = _add(group, "Case", {"guid": guid_of(book, f"case {case.key}"),
                                   "name": clean(case.name)})  # fmt: skip
        for key, value in case.values.items():
            answer = _add(one, "VariableValue")
            _add(answer, "VariableRef", {"targetGUID": guid_of(book, f"variable {key}")})
            _add(answer, "TextValue").text = clean(value)
        for source in project.sources:
            if source.case == case.key:
                _add(one, "SourceRef", {"targetGUID": guid_of(book, f"source {source.key}")})


def _write_sources(project: Project, root: ElementTree.Element) -> dict[str, bytes]:
    """Write the sources with their codings; return the texts by their names in the archive."""
    book = project.book
    texts: dict[str, bytes] = {}
    group = _add(root, "Sources") if project.sources else root
    for source in project.sources:
        guid = guid_of(book, f"source {source.key}")
        one = _add(group, "TextSource", {"guid": guid, "name": clean(source.name),
                   "plainTextPath": f"internal://{guid}.txt",
                   "creationDateTime": _moment(source.at)})  # fmt: skip
        text = ""
        for number, words in enumerate(source.words):
            text += _lead(words)
            for start, end, code_id, coders in words.codings:
                key = f"{source.key} {number} {start} {end} {code_id}"
                place = _add(one, "PlainTextSelection", {
                    "guid": guid_of(book, f"selection {key}"),
                    "name": clean(words.text[start:end])[:80],
                    "startPosition": str(len(text) + start),
                    "endPosition": str(len(text) + end),
                })  # fmt: skip
                for coder in coders or ("",):
                    user = f"user {coder}" if coder else "user machine"
                    coding = _add(place, "Coding", {
                        "guid": guid_of(book, f"coding {key} {coder}"),
                        "creatingUser": guid_of(book, user),
                    })  # fmt: skip
                    _add(coding, "CodeRef", {"targetGUID": guid_of(book, str(code_id))})
            text += words.text + "\n\n"
        texts[f"sources/{guid}.txt"] = text.encode()
    return texts


def _lead(words: Words) -> str:
    """Return what stands before the words: the question, and who speaks."""
    asked = f"Question: {' '.join(words.question.split())}\n\n" if words.question else ""
    said = f"{words.speaker}: " if words.speaker else "Answer: " if words.question else ""
    return asked + said


def _add(
    parent: ElementTree.Element, name: str, attributes: dict[str, str] | None = None
) -> ElementTree.Element:
    return ElementTree.SubElement(parent, _tag(name), attributes or {})


def _bytes(root: ElementTree.Element) -> bytes:
    stream = BytesIO()
    ElementTree.ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    return stream.getvalue()


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
