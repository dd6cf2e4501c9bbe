"""The fields of a persona, in the order of its sheet. A new field is one file and one line here.

Each field says by `kind` which themes it shows and by `tags` which closed questions belong to
it; a closed question that no field claims describes who people are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..respondents import Trait
from ..sheet import Statement
from . import (
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
)


def _by_key(fields: Sequence[Field]) -> Mapping[str, Field]:
    table = {field.key: field for field in fields}
    if len(table) < len(fields):
        keys = [field.key for field in fields]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise ValueError(f"persona field named twice: {', '.join(twice)}; rename one")
    return MappingProxyType(table)


FIELD_BY_KEY = _by_key(FIELDS)


def field_of_trait(trait: Trait) -> Field:
    """The field that a closed question belongs to; sensitive ones always go to demographics."""
    for field in FIELDS:
        if trait.sensitive:
            if field.takes_sensitive:
                return field
        elif field.tags & set(trait.elicits):
            return field
    return who.FIELD


def build_statements(segment: Segment) -> tuple[Statement, ...]:
    """Every statement about a group, field by field in the order of the sheet."""
    statements: list[Statement] = []
    for field in FIELDS:
        own = tuple(trait for trait in segment.traits if field_of_trait(trait) is field)
        statements += field.build(replace(segment, traits=own))
    return tuple(statements)


__all__ = [
    "FIELDS",
    "FIELD_BY_KEY",
    "Field",
    "Segment",
    "build_statements",
    "field_of_trait",
]
