"""Lists of people to write to: pasted as text, or in a CSV or XLSX file.

    found = parse_contacts("Anna Lee <anna@x.example>; Boris <boris@x.example>")
    found.contacts, found.errors, found.n_merged

A line that cannot be used is told with its number and does not stop the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from survey_app.sources.cells import csv_cells, read_cells
from survey_app.sources.contact_headings import FIELDS, field_of, language_of, map_headings
from survey_app.sources.contact_lines import cells_as_fields, people_in_line
from survey_app.sources.errors import SourceError, one_line
from survey_app.sources.messages import message

MAX_CONTACTS = 50_000
MAX_FIELD_CHARS = 200
MAX_ATTRIBUTE_CHARS = 1_000
MAX_EMAIL_CHARS = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
MAX_LOCAL_CHARS = 64
KNOWN_LANGUAGES = "en, ru, zh"

_LOCAL = re.compile(r"^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$")
_LABEL = re.compile(r"^[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?$")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person of a list: where they stood in it and what it says of them.

    `email` is None only for a person with a name and a phone number. International addresses
    are kept as written, the domain in small letters. `language` is en, ru, zh or None.
    `attributes` are the list's other columns, by heading, without empty ones.
    """

    line: int
    name: str
    email: str | None
    company: str
    language: str | None
    phone: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """One line of a list that cannot be used: a code of `messages` and the facts."""

    line: int
    code: str
    params: tuple[tuple[str, object], ...] = ()

    def message(self, language: str = "en") -> str:
        """Say in 'en', 'ru' or 'zh' what is wrong with the line and what to do."""
        return message(self.code, {"line": self.line, **dict(self.params)}, language)


@dataclass(frozen=True, slots=True)
class ContactList:
    """What a list holds: people in its order, lines that cannot be used, and repeats merged."""

    contacts: tuple[ContactRow, ...]
    errors: tuple[RowError, ...]
    n_merged: int = 0


def parse_contacts(text: str) -> ContactList:
    """Read a pasted list: 'Anna Lee <anna@x.example>', 'anna@x.example; Anna', or a table.

    One or several people a line; a first line of headings makes it a table. Raises SourceError
    SR040 for a list of nobody and SR041 for one of more than 50,000.
    """
    lines = re.split(r"\r\n|[\r\n]", text.removeprefix("\ufeff"))
    first = next((line for line in lines if line.strip()), "")
    if "@" not in first:
        cells = csv_cells(text)
        if cells.rows and _is_heading(cells.rows[0][1]):
            return _from_rows(cells.rows, None, "")
    found: list[tuple[int, dict[str, str]]] = []
    errors: list[RowError] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        people = people_in_line(line.strip(" \t"))
        found.extend((number, person) for person in people)
        _cap(len(found), "")
        if not people:
            errors.append(RowError(number, "SR050"))
    return _checked(found, errors, "")


def read_contacts(
    name: str, data: bytes | Path, mapping: Mapping[str, str] | None = None
) -> ContactList:
    """Read a CSV or XLSX list of contacts, with headings or without.

    `mapping` (field → heading; fields are name, first_name, last_name, email, company,
    language, phone) takes the place of the guess. Raises SourceError as `read_table` does,
    SR023 for a mapped heading that is not there, SR040 to SR042 for lists of nobody, of too
    many, or without a column of addresses.
    """
    rows = read_cells(name, data).rows
    if not rows:
        raise SourceError("SR040", name=name)
    headed = mapping is not None or _is_heading(rows[0][1])
    if headed or not any("@" in cell for cell in rows[0][1]):
        return _from_rows(rows, mapping, name)
    found: list[tuple[int, dict[str, str]]] = []
    for line, cells in rows:
        people = people_in_line(cells[0]) if len(cells) == 1 else [cells_as_fields(cells)]
        found.extend((line, person) for person in people or [{}])
    return _checked(found, [], name)


def _is_heading(cells: list[str]) -> bool:
    return not any("@" in c for c in cells) and any(
        field_of(c) in ("email", "phone", "name") for c in cells
    )


def _from_rows(
    rows: list[tuple[int, list[str]]], mapping: Mapping[str, str] | None, name: str
) -> ContactList:
    (_, heading), *body = rows
    headings = [" ".join(cell.split()) or f"#{i + 1}" for i, cell in enumerate(heading)]
    known = ", ".join(headings)
    chosen = dict(mapping) if mapping is not None else map_headings(headings)
    for field, column in chosen.items():
        if field not in FIELDS:
            raise ValueError(f"unknown field {field!r}; known: {', '.join(FIELDS)}")
        if column not in headings:
            raise SourceError("SR023", {"column": column, "known": known}, name)
    if not {"email", "phone"}.intersection(chosen):
        raise SourceError("SR042", {"known": known}, name)
    _cap(len(body), name)
    fields = {column: field for field, column in chosen.items()}
    found = []
    for line, cells in body:
        person: dict[str, str] = {}
        for column, cell in zip(headings, cells, strict=False):
            if cell.strip():
                person.setdefault(fields.get(column) or f"@{column}", cell)
        found.append((line, person))
    return _checked(found, [], name)


def _checked(
    found: Iterable[tuple[int, dict[str, str]]], errors: list[RowError], name: str
) -> ContactList:
    """Check every person, merge those with one address, and tell what is wrong."""
    kept: dict[str, ContactRow] = {}
    n_merged = n_found = 0
    for line, person in found:
        n_found += 1
        row = _contact(line, person)
        if isinstance(row, RowError):
            errors.append(row)
            continue
        key = _sameness(row)
        if key in kept:
            kept[key] = _merged(kept[key], row)
            n_merged += 1
        else:
            kept[key] = row
    _cap(n_found, name)
    if not kept and not errors:
        raise SourceError("SR040", name=name)
    return ContactList(
        tuple(kept.values()), tuple(sorted(errors, key=lambda e: (e.line, e.code))), n_merged
    )


def _cap(n: int, name: str) -> None:
    if n > MAX_CONTACTS:
        raise SourceError("SR041", {"limit": MAX_CONTACTS}, name)


def _contact(line: int, person: dict[str, str]) -> ContactRow | RowError:
    for key, value in person.items():
        limit = MAX_ATTRIBUTE_CHARS if key.startswith("@") else MAX_FIELD_CHARS
        if key != "email" and len(value) > limit:
            return RowError(line, "SR053", (("limit", limit),))
        if not key.startswith("@") and _has_controls(value.strip(" \t")):
            return RowError(line, "SR052")
    clean = {key: _clean(value) for key, value in person.items()}
    email: str | None = None
    if clean.get("email"):
        email = checked_email(clean["email"])
        if email is None:
            return RowError(line, "SR051", (("email", one_line(clean["email"], 80)),))
    language = None
    if clean.get("language"):
        language = language_of(clean["language"])
        if language is None:
            facts = (("language", one_line(clean["language"], 40)), ("known", KNOWN_LANGUAGES))
            return RowError(line, "SR054", facts)
    name = _whole_name(clean)
    if email is None and not (name and clean.get("phone")):
        return RowError(line, "SR050")
    attributes = tuple((k[1:], v) for k, v in clean.items() if k.startswith("@") and v)
    return ContactRow(
        line=line,
        name=name,
        email=email,
        company=clean.get("company", ""),
        language=language,
        phone=clean.get("phone", ""),
        attributes=attributes,
    )


def checked_email(text: str) -> str | None:
    """Return an address fit to be written to, its domain in small letters; None if it is not one.

    Letters of every script are kept, before the @ and in the domain ('почта@пример.рф').
    """
    email = unicodedata.normalize("NFC", text.strip().removeprefix("mailto:"))
    local, at, domain = email.rpartition("@")
    if not at or len(email) > MAX_EMAIL_CHARS or len(local) > MAX_LOCAL_CHARS:
        return None
    labels = domain.lower().split(".")
    sound = len(labels) >= 2 and all(_LABEL.match(label) for label in labels)
    if not sound or labels[-1].isdigit() or not _LOCAL.match(local):
        return None
    try:
        domain.lower().encode("idna")
    except UnicodeError:
        return None
    return f"{local}@{domain.lower()}"


def _sameness(row: ContactRow) -> str:
    if row.email is None:
        return "tel:" + re.sub(r"\D", "", row.phone) + row.name.casefold()
    local, _, domain = row.email.rpartition("@")
    return f"{local.casefold()}@{domain.encode('idna').decode('ascii')}"


def _merged(first: ContactRow, second: ContactRow) -> ContactRow:
    """Keep what stood first in the list and fill its gaps from the repeat."""
    attributes = {**dict(second.attributes), **dict(first.attributes)}
    return replace(
        first,
        name=first.name or second.name,
        company=first.company or second.company,
        language=first.language or second.language,
        phone=first.phone or second.phone,
        attributes=tuple(attributes.items()),
    )


def _whole_name(clean: dict[str, str]) -> str:
    if clean.get("name"):
        return clean["name"]
    first, last = clean.get("first_name", ""), clean.get("last_name", "")
    if first and last and all("\u4e00" <= c <= "\u9fff" for c in first + last):
        return last + first  # Chinese names begin with the family's and have no space
    return " ".join(part for part in (first, last) if part)


def _has_controls(value: str) -> bool:
    """Tell whether a value has what could start a new mail header or hide in a line.

    Line and paragraph separators, control characters, and marks that turn the writing direction.
    """
    return not value.isprintable() and any(  # the first is quick, and nearly always enough
        unicodedata.category(c) in ("Cc", "Zl", "Zp") or c in "\u202a\u202b\u202c\u202d\u202e"
        for c in value
        if c != "\t"
    )


def _clean(value: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", value).split())
    return words if words.isprintable() else "".join(c for c in words if not _has_controls(c))
