"""What every board is: cells, and which lines of a sheet stand in which of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..respondents import Trait
from ..sheet import Statement

Label = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its label, and what belongs into it: fields of a sheet, tags of questions.

    `tags` are looked at first, of the question that a line's evidence answers; `fields` take
    what no tag claims. A cell with neither is filled by the team.
    """

    key: str
    label: Label
    hint: Label = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Board:
    """A board: its cells in reading order.

    `columns` are those of the web page; `rows` says how many cells stand side by side in each row
    of a printed one, which is wider than high.
    """

    key: str
    label: Label
    about: Label
    cells: tuple[Cell, ...]
    columns: int = 2
    rows: tuple[int, ...] = ()

    @property
    def cell_keys(self) -> tuple[str, ...]:
        """The keys of the cells, in order."""
        return tuple(cell.key for cell in self.cells)


def fill(
    board: Board,
    statements: Sequence[Statement],
    tags: Sequence[frozenset[str]] = (),
    traits: Iterable[Trait] = (),
) -> dict[str, tuple[int, ...]]:
    """Which statements stand in which cell, as positions; a cell without any stays empty.

    `tags[i]` are those of the questions behind statement i; without them those of its closed
    question count. Only lines with evidence are placed: a board shows what is known.
    """
    by_key = {trait.key: frozenset(trait.elicits) for trait in traits}
    cells: dict[str, list[int]] = {cell.key: [] for cell in board.cells}
    for place, statement in enumerate(statements):
        if statement.basis == "assumed" or not statement.supporting:
            continue
        own = tags[place] if tags else frozenset()
        own |= by_key.get(statement.trait_key or "", frozenset())
        cell = _cell_of(board, statement, own)
        if cell is not None:
            cells[cell.key].append(place)
    return {key: tuple(places) for key, places in cells.items()}


def _cell_of(board: Board, statement: Statement, tags: frozenset[str]) -> Cell | None:
    for cell in board.cells:
        if cell.tags & tags and (not cell.fields or statement.field in cell.fields):
            return cell
    return next((cell for cell in board.cells if statement.field in cell.fields), None)
