"""What new data would change on a sheet (rule R15): a line-by-line difference of two versions.

Two lines are the same line if the same theme, the same closed answer or the same words stand in
them. The same sheet twice has no changes, whatever the order of its evidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .sheet import PersonaDraft, Statement

ChangeKind = Literal["added", "removed", "reworded", "counted", "evidence"]


@dataclass(frozen=True, slots=True)
class Change:
    """One line that is not the same in both versions.

    `kinds` says in what: new, gone, worded or counted otherwise, other evidence. `gained` and
    `lost` are the keys of the evidence (`Evidence.key`) that only one of the two has.
    """

    key: str
    kinds: tuple[ChangeKind, ...]
    before: Statement | None
    after: Statement | None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of two versions. `joined` and `left` are ids of members."""

    name: tuple[str, str] | None
    summary: tuple[str, str] | None
    joined: tuple[str, ...]
    left: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same of the same people."""
        return not (self.name or self.summary or self.joined or self.left or self.changes)


def line_key(statement: Statement) -> str:
    """What makes a line the same line in two versions."""
    if statement.theme_id is not None:
        return f"{statement.field}|theme:{statement.theme_id}"
    if statement.trait_key is not None:
        return f"{statement.field}|answer:{statement.trait_key}:{statement.code}"
    return f"{statement.field}|text:{statement.text.casefold()}"


def compare_versions(before: PersonaDraft, after: PersonaDraft) -> Comparison:
    """Every change from one version to another: lines of the new one in order, then those gone."""
    old, new = _by_key(before.statements), _by_key(after.statements)
    changes = [
        change
        for key, statement in new.items()
        if (change := _change(key, old.get(key), statement)) is not None
    ]
    changes += [
        Change(key, ("removed",), statement, None)
        for key, statement in old.items()
        if key not in new
    ]
    members, were = set(after.members), set(before.members)
    return Comparison(
        (before.name, after.name) if before.name != after.name else None,
        (before.summary, after.summary) if before.summary != after.summary else None,
        tuple(sorted(members - were)),
        tuple(sorted(were - members)),
        tuple(changes),
    )


def _by_key(statements: Iterable[Statement]) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for statement in statements:
        found.setdefault(line_key(statement), statement)
    return found


def _change(key: str, before: Statement | None, after: Statement) -> Change | None:
    if before is None:
        return Change(key, ("added",), None, after)
    kinds: list[ChangeKind] = []
    if before.text != after.text:
        kinds.append("reworded")
    if (before.n, before.asked, before.basis) != (after.n, after.asked, after.basis):
        kinds.append("counted")
    had = {(piece.key, piece.stance) for piece in before.evidence}
    has = {(piece.key, piece.stance) for piece in after.evidence}
    if had != has:
        kinds.append("evidence")
    if not kinds:
        return None
    gained, lost = sorted(has - had), sorted(had - has)
    return Change(
        key, tuple(kinds), before, after, tuple(k for k, _ in gained), tuple(k for k, _ in lost)
    )
