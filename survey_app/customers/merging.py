"""Deciding what a list of people changes: whom it adds, whom it completes, whom it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from survey_app.customers.extras import OWNER, TAGS, split_tags
from survey_app.customers.keys import address_key, name_key, phone_key
from survey_app.sources.contacts import ContactRow

FIELDS = ("name", "company", "language", "phone")
RULES = ("overwrite", "fill", "keep")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a contact before the list is read."""

    id: int
    name: str
    company: str
    language: str | None
    phone: str
    attributes: Mapping[str, object]
    email: str | None = None
    by_phone: bool = False
    tags: frozenset[str] = frozenset()
    has_owner: bool = False


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


def phone_only(phone: str) -> str | None:
    """Return the second key of a person, by which a list without addresses finds them."""
    digits = phone_key(phone)
    return f"phone:{digits}" if digits else None


def plan_import(
    known: Mapping[str, Known], rows: Iterable[ContactRow], rule: str = "overwrite"
) -> ImportPlan:
    """Compare a list with the contacts that are there, by `contact_key`, then by phone.

    An empty cell never takes anything away. By the rule 'overwrite' a filled cell wins over what
    was known before, by 'fill' it only fills gaps, and by 'keep' known people stay as they are.
    """
    if rule not in RULES:
        raise ValueError(f"unknown rule {rule!r}; known: {RULES}")
    additions, completions, unchanged = [], [], []
    for row in rows:
        found = _found(known, row)
        if found is None:
            additions.append(Addition(row))
            continue
        fields, attributes = ({}, {}) if rule == "keep" else _news(found, row, rule)
        if fields or attributes:
            completions.append(Completion(row, found, fields, attributes))
        else:
            unchanged.append(row)
    return ImportPlan(tuple(additions), tuple(completions), tuple(unchanged))


def _found(known: Mapping[str, Known], row: ContactRow) -> Known | None:
    found = known.get(contact_key(row.email, row.phone, row.name))
    if found is not None:
        return found
    found = known.get(phone_only(row.phone) or "")
    if found is None:
        return None
    # A number may serve an office: another address or another name is another person.
    other_address = row.email and found.email
    other_name = row.name and found.name and name_key(row.name) != name_key(found.name)
    return None if other_address or other_name else found


def _news(found: Known, row: ContactRow, rule: str) -> tuple[dict[str, str], dict[str, str]]:
    fields = {
        name: value
        for name in FIELDS
        if (value := getattr(row, name)) and not _same(name, value, getattr(found, name))
    }
    if row.email and found.email is None and found.by_phone:
        fields["email"] = row.email
    attributes = {
        name: value for name, value in row.attributes if value and not _is_known(found, name, value)
    }
    if rule == "fill":
        fields = {name: value for name, value in fields.items() if not getattr(found, name)}
        attributes = {n: v for n, v in attributes.items() if not found.attributes.get(n)}
    return fields, attributes


def _is_known(found: Known, name: str, value: str) -> bool:
    if name == TAGS:
        return found.tags.issuperset(split_tags(value))
    if name == OWNER:
        return found.has_owner  # a colleague's contact stays theirs
    return found.attributes.get(name) == value


def _same(name: str, new: str, old: str | None) -> bool:
    # Companies are told apart without regard to capitals, as when they are stored.
    return new.casefold() == (old or "").casefold() if name == "company" else new == old
