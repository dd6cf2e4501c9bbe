"""Two people changed one draft at once: what both meant, put together, and where they differ.

A three-way merge over the plain form: what only one side changed is taken, what both changed alike
stands, and what both changed differently is named with both values, so that neither is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ABSENT: Any = object()
_NAMES = ("key", "code")  # what names the entries of a list: sections, questions, choices


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that both changed: the way to it, and what each wants there (None: removed)."""

    path: tuple[str, ...]
    mine: Any
    theirs: Any


def merge(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Difference]]:
    """Put two changes of one document together. Where both differ, theirs stands in the result.

    Lists whose entries have keys or codes are merged entry by entry; any other list is one value.
    """
    found: list[Difference] = []
    return _tables(base, mine, theirs, (), found), found


def _tables(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    path: tuple[str, ...],
    found: list[Difference],
) -> dict[str, Any]:
    merged = {}
    for name in dict.fromkeys([*theirs, *mine]):
        value = _values(
            base.get(name, _ABSENT),
            mine.get(name, _ABSENT),
            theirs.get(name, _ABSENT),
            (*path, name),
            found,
        )
        if value is not _ABSENT:
            merged[name] = value
    return merged


def _values(base: Any, mine: Any, theirs: Any, path: tuple[str, ...], found: list[Any]) -> Any:
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _tables(base if isinstance(base, Mapping) else {}, mine, theirs, path, found)
    named = [_by_name(side) for side in (base, mine, theirs)]
    if named[0] is not None and named[1] is not None and named[2] is not None:
        return _lists(named[0], named[1], named[2], path, found)
    found.append(
        Difference(path, None if mine is _ABSENT else mine, None if theirs is _ABSENT else theirs)
    )
    return theirs


def _lists(
    base: dict[str, Any],
    mine: dict[str, Any],
    theirs: dict[str, Any],
    path: tuple[str, ...],
    found: list[Difference],
) -> list[Any]:
    kept = {}
    for name in dict.fromkeys([*theirs, *mine]):
        sides = (base.get(name, _ABSENT), mine.get(name, _ABSENT), theirs.get(name, _ABSENT))
        value = _values(*sides, (*path, name), found)
        if value is not _ABSENT:
            kept[name] = value
    return [kept[name] for name in _order(list(base), list(mine), list(theirs)) if name in kept]


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Take the order of the side that moved something; what the other added goes where it did."""
    moved = [name for name in mine if name in base] != [name for name in base if name in mine]
    first, second = (mine, theirs) if moved else (theirs, mine)
    order = list(first)
    for at, name in enumerate(second):
        if name not in order:
            before = next((n for n in reversed(second[:at]) if n in order), None)
            order.insert(0 if before is None else order.index(before) + 1, name)
    return order


def _by_name(value: Any) -> dict[str, Any] | None:
    """A list as a table of its named entries; None when it is no list or an entry has no name."""
    if value is _ABSENT:
        return {}
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    table: dict[str, Any] = {}
    for entry in value:
        name = next((entry[n] for n in _NAMES if isinstance(entry, Mapping) and n in entry), None)
        if not isinstance(name, str) or name in table:
            return None
        table[name] = entry
    return table
