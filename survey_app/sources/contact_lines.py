"""One pasted line of a list of contacts, taken apart: names, addresses and what stands beside."""

from __future__ import annotations

import re

from survey_app.sources.contact_headings import language_of

_ANGLED = re.compile(r"(?P<before>[^<>]{0,400})<\s*(?P<email>[^<>]*@[^<>]*)>")
_PHONE = re.compile(r"^\+?[\d\s().-]{7,20}$")
_BULLET = re.compile(r"^\s*(?:[-*•–—]|\d{1,5}[.)])\s+")


def people_in_line(line: str) -> list[dict[str, str]]:
    """Return the people of one line as fields (name, email, company, language, phone).

    'Anna <a@x.example>, Boris <b@x.example>' has two, 'a@x.example; Anna; Acme' one, and a
    line without an address none, unless it has a name and a phone number.
    """
    line = _BULLET.sub("", line)
    if "<" in line and "@" in line:
        return _angled(line)
    cells = _cells(line)
    with_at = [cell for cell in cells if "@" in cell]
    if len(with_at) > 1:
        # One of several in a line: the name stands in the same cell, 'Anna a@x.example'.
        return [_named(cell) for cell in with_at]
    person = cells_as_fields(cells)
    complete = "email" in person or ("name" in person and "phone" in person)
    return [person] if complete else []


def cells_as_fields(cells: list[str]) -> dict[str, str]:
    """Tell by their form what cells without headings are: address, phone, language, name."""
    person: dict[str, str] = {}
    for cell in cells:
        value = cell.strip(" \t")
        if not value:
            continue
        if "@" in value and "email" not in person:
            person.update({k: v for k, v in _named(value).items() if k not in person})
        elif _PHONE.match(value) and "phone" not in person:
            person["phone"] = value
        elif _is_language(value, person) and "language" not in person:
            person["language"] = value
        elif "name" not in person:
            person["name"] = _unquoted(value)
        elif "company" not in person:
            person["company"] = value
    return person


def _is_language(value: str, person: dict[str, str]) -> bool:
    """Tell whether a cell is a language; before the name is known, only a bare code is."""
    return language_of(value) is not None and ("name" in person or value in ("en", "ru", "zh"))


def _angled(line: str) -> list[dict[str, str]]:
    people = []
    end = 0
    for match in _ANGLED.finditer(line):
        person = {"email": match["email"].strip(" \t")}
        name = _unquoted(match["before"].strip(" \t,;"))
        if name:
            person["name"] = name
        people.append(person)
        end = match.end()
    rest = [cell for cell in _cells(line[end:]) if cell.strip()]
    if len(people) == 1 and rest:
        beside = cells_as_fields(["-", *rest])  # the name's place is taken
        beside.pop("name", None)
        people[0] = {**beside, **people[0]}
    return people


def _cells(line: str) -> list[str]:
    for delimiter in ("\t", ";", ",", "|", "，", "；"):
        if delimiter in line:
            return line.split(delimiter)
    return [line]


def _named(cell: str) -> dict[str, str]:
    """Part 'Anna Lee anna@x.example' into name and address."""
    words = cell.strip(" \t").split(" ")
    emails = [word for word in words if "@" in word]
    if len(words) == 1 or len(emails) != 1:
        return {"email": cell.strip(" \t")}
    name = _unquoted(" ".join(word for word in words if word != emails[0]).strip(" \t-–—:,"))
    email = emails[0].strip("()[],:")
    return {"name": name, "email": email} if name else {"email": email}


def _unquoted(name: str) -> str:
    name = name.strip(" \t")
    for quotes in ('""', "''", "“”", "«»", "„“"):
        if len(name) > 1 and name[0] == quotes[0] and name[-1] == quotes[1]:
            name = name[1:-1].strip(" \t")
    # 'Lee, Anna', as mail programs write it
    inverted = re.fullmatch(r"([^\s,]+),\s+([^,]+)", name)
    return f"{inverted[2]} {inverted[1]}" if inverted else name
