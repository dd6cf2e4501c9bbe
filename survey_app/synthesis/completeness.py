"""Which fields of a persona are filled, and by what: four counts, not one vain number.

A card that is full of assumptions is no better than an empty one, so that what was observed,
inferred and assumed is counted apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .fields import Field, field_on_sheet, fields_of, part_label
from .sheet import Statement

SKETCH = 21
"""So many filled fields make a sketch that a writer can work with."""
RANKS = ("observed", "inferred", "assumed", "empty")


@dataclass(frozen=True, slots=True)
class Filled:
    """One field, and the best that fills it: observed, inferred, assumed or empty."""

    field: Field
    by: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """All fields that this type of persona has, in the order of its sheet."""

    fields: tuple[Filled, ...]

    def n(self, by: str) -> int:
        """How many fields are filled so."""
        return sum(one.by == by for one in self.fields)

    @property
    def n_filled(self) -> int:
        """How many fields have any line at all."""
        return len(self.fields) - self.n("empty")

    @property
    def is_sketch(self) -> bool:
        """Whether enough fields are filled to picture somebody."""
        return self.n_filled >= SKETCH

    def empty_by_part(self, language: str) -> list[tuple[str, list[Field]]]:
        """The empty fields under the headings of the sheet."""
        found: dict[str, list[Field]] = {}
        for one in self.fields:
            if one.by == "empty":
                found.setdefault(part_label(one.field.heading, language), []).append(one.field)
        return list(found.items())


def completeness(kind: str, statements: Iterable[Statement]) -> Completeness:
    """Look over a persona of a type (buyer, icp, negative); the best basis of a field counts."""
    best: dict[str, int] = {}
    for one in statements:
        key = field_on_sheet(one.field, one.trait_key, kind)
        best[key] = min(best.get(key, len(RANKS)), RANKS.index(one.basis))
    return Completeness(
        tuple(
            Filled(field, RANKS[best[field.key]] if field.key in best else "empty")
            for field in fields_of(kind)
        )
    )
