"""Deciding what a list of people changes: whom it adds, whom it completes, whom it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from survey_app.customers.keys import address_key
from survey_app.sources.contacts import ContactRow

FIELDS = ("name", "company", "language", "phone")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a contact before the list is read."""

    id: int
    name: str
    company: str
    language: str | None
    phone: str
    attributes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Addition:
    """A person who is not in the study yet."""

    row: ContactRow


@dataclass(frozen=True, slots=True)
class Completion:
    """A contact of whom the list says something new, by field; attributes are told apart."""

    row: ContactRow
    known: Known
    fields: Mapping[str, str]
    attributes: Mapping[str, str]

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of what changes, fields first, then the list's own columns."""
        return (*self.fields, *self.attributes)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, in the order of the list."""

    additions: tuple[Addition, ...]
    completions: tuple[Completion, ...]
    unchanged: tuple[ContactRow, ...]


def contact_key(email: str | None, phone: str, name: str) -> str:
    """Return by what a person is recognised: the address, else telephone and name together."""
    if email:
        return address_key(email)
    return f"tel:{re.sub(r'[^0-9]', '', phone)}:{' '.join(name.split()).casefold()}"


def plan_import(known: Mapping[str, Known], rows: Iterable[ContactRow]) -> ImportPlan:
    """Compare a list with the contacts that are there, by `contact_key`.

    An empty cell never takes anything away; a filled one wins over what was known before.
    """
    additions, completions, unchanged = [], [], []
    for row in rows:
        found = known.get(contact_key(row.email, row.phone, row.name))
        if found is None:
            additions.append(Addition(row))
            continue
        fields = {
            name: value
            for name in FIELDS
            if (value := getattr(row, name)) and not _same(name, value, getattr(found, name))
        }
        attributes = {
            name: value
            for name, value in row.attributes
            if value and found.attributes.get(name) != value
        }
        if fields or attributes:
            completions.append(Completion(row, found, fields, attributes))
        else:
            unchanged.append(row)
    return ImportPlan(tuple(additions), tuple(completions), tuple(unchanged))


def _same(name: str, new: str, old: str | None) -> bool:
    # Companies are told apart without regard to capitals, as when they are stored.
    return new.casefold() == (old or "").casefold() if name == "company" else new == old
