"""The fields of a persona. A new one is an entry of an `about_…` file, or a file and a line here.

Each field says by `kind` which themes it shows and by `tags` which closed questions belong to
it; a closed question that no field claims describes who people are. Fields without either are
filled by people. `parts` says under which headings they stand for which type of persona.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..respondents import Trait
from ..sheet import Statement
from . import (
    about_buying,
    about_company,
    about_fit,
    about_person,
    about_turning_away,
    buying,
    decision_role,
    demographics,
    goals,
    learning,
    objections,
    pains,
    praise,
    who,
)
from .base import Field, Segment
from .parts import ORDER, PART_LABELS, TYPES

FIELDS: tuple[Field, ...] = (
    goals.FIELD,
    pains.FIELD,
    objections.FIELD,
    praise.FIELD,
    decision_role.FIELD,
    buying.FIELD,
    learning.FIELD,
    who.FIELD,
    demographics.FIELD,
    *about_buying.FIELDS,
    *about_person.FIELDS,
    *about_company.FIELDS,
    *about_fit.FIELDS,
    *about_turning_away.FIELDS,
)


def _by_key(fields: Sequence[Field]) -> Mapping[str, Field]:
    table = {field.key: field for field in fields}
    if len(table) < len(fields):
        keys = [field.key for field in fields]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise ValueError(f"persona field named twice: {', '.join(twice)}; rename one")
    return MappingProxyType(table)


FIELD_BY_KEY = _by_key(FIELDS)


DIRECT = frozenset({"decision_role"})
"""Fields whose closed answers stay where they are, whatever their question's key ends in."""


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a type of persona (buyer, icp, negative), in the order of its sheet."""
    return tuple(sorted((one for one in FIELDS if kind in one.types), key=_place(kind)))


def places_of(kind: str) -> Mapping[str, int]:
    """Where each field stands on the sheet of a type, as a rank; fields of other types as well."""
    ordered = sorted(FIELDS, key=_place(kind))
    return {field.key: rank for rank, field in enumerate(ordered)}


def field_on_sheet(key: str, question_key: str | None, kind: str) -> str:
    """The field under which a line stands: the one that its question asks for, else its own."""
    if question_key and key not in DIRECT:
        for field in FIELDS:
            if kind in field.types and field.is_about(question_key):
                return field.key
    return key


def part_label(key: str, language: str) -> str:
    """The heading of a part of the sheet; of a part that nobody knows, its key."""
    if key in PART_LABELS:
        return PART_LABELS[key][language]
    return FIELD_BY_KEY[key].label[language] if key in FIELD_BY_KEY else key


def _place(kind: str) -> Callable[[Field], int]:
    order = ORDER[kind]
    return lambda field: order.index(field.heading)


def field_of_trait(trait: Trait) -> Field:
    """The field that a closed question belongs to; sensitive ones always go to demographics."""
    for field in FIELDS:
        if trait.sensitive:
            if field.takes_sensitive:
                return field
        elif "buyer" in field.types and field.tags & set(trait.elicits):
            return field
    return who.FIELD


def build_statements(segment: Segment) -> tuple[Statement, ...]:
    """Every statement about a group, field by field in the order of the sheet."""
    statements: list[Statement] = []
    for field in FIELDS:
        own = tuple(trait for trait in segment.traits if field_of_trait(trait) is field)
        statements += field.build(replace(segment, traits=own, questions=segment.traits))
    return tuple(statements)


__all__ = [
    "FIELDS",
    "FIELD_BY_KEY",
    "TYPES",
    "Field",
    "Segment",
    "build_statements",
    "field_of_trait",
    "field_on_sheet",
    "fields_of",
    "part_label",
    "places_of",
]
