"""Boards as they leave the house: cells with counted lines, clashes, and the feeling curve.

A board holds nothing that is not on the sheet, but for the team's notes, which say 'assumed'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from survey_app.synthesis.boards import Board, Feeling

Cell = TypeVar("Cell")

STAGE_WIDTH, CURVE_HEIGHT = 100, 60
"""Of the drawn curve, in its own units: a stage is as wide as the column beneath it."""
REACH = 0.42  # how far the best and the worst feeling stand from the middle, of the height


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line in a cell: `n` of `asked` said it, `evidence` holds numbers of the sheet's quotes.

    `question` is that of a line which is nothing but an answer; '' for all others. `clash` says
    that it stands against another line here, `assumed` that the team wrote it.
    """

    text: str
    n: int | None = None
    asked: int | None = None
    evidence: tuple[int, ...] = ()
    clash: bool = False
    assumed: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One cell. `feeling` is -1 (only trouble) to 1 (only praise), None where too few spoke."""

    key: str
    label: str
    hint: str = ""
    lines: tuple[BoardLine, ...] = ()
    feeling: float | None = None


@dataclass(frozen=True, slots=True)
class BoardClash:
    """A wish and a need that `n` people have both."""

    wish: str
    need: str
    n: int


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """One board. `rows` says how many cells stand side by side in each row."""

    key: str
    label: str
    about: str
    cells: tuple[BoardCell, ...]
    rows: tuple[int, ...]
    clashes: tuple[BoardClash, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.lines for cell in self.cells)

    @property
    def has_curve(self) -> bool:
        """Whether enough was said at two stages or more to draw how it feels."""
        return sum(cell.feeling is not None for cell in self.cells) > 1


def board_sheet(
    board: Board,
    language: str,
    lines: Mapping[str, Sequence[BoardLine]],
    *,
    clashes: Iterable[BoardClash] = (),
    curve: Iterable[Feeling] = (),
) -> BoardSheet:
    """A board worded in `language`, with the lines of each cell by the cell's key."""
    feelings = {feeling.stage: feeling.value for feeling in curve}
    return BoardSheet(
        key=board.key,
        label=board.label[language],
        about=board.about[language],
        rows=board.rows,
        cells=tuple(
            BoardCell(
                cell.key,
                cell.label[language],
                cell.hint.get(language, ""),
                tuple(_together(lines.get(cell.key, ()))),
                feelings.get(cell.key),
            )
            for cell in board.cells
        ),
        clashes=tuple(clashes),
    )


def _together(lines: Sequence[BoardLine]) -> list[BoardLine]:
    """Answers to one question side by side, where the first of them stands."""
    first: dict[str, int] = {}
    for place, line in enumerate(lines):
        if line.question:
            first.setdefault(line.question, place)
    places = {id(line): first.get(line.question, place) for place, line in enumerate(lines)}
    return sorted(lines, key=lambda line: places[id(line)])


def in_rows(rows: Sequence[int], cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells, in their order, as rows of so many; what is left over makes a last row."""
    found: list[list[Cell]] = []
    start = 0
    for n in rows:
        found.append(list(cells[start : start + n]))
        start += n
    found.append(list(cells[start:]))
    return [row for row in found if row]


def curve_svg(board: BoardSheet, *, line: str, axis: str) -> str:
    """The feeling curve as a drawing, a stage a column; colours as '#rrggbb'."""
    middle, width = CURVE_HEIGHT / 2, STAGE_WIDTH * len(board.cells)
    points = [
        (STAGE_WIDTH * (place + 0.5), middle - REACH * CURVE_HEIGHT * cell.feeling)
        for place, cell in enumerate(board.cells)
        if cell.feeling is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{line}"/>'
        f'<path d="M{x:.1f} {middle:.1f}V{y:.1f}" stroke="{line}" stroke-width="0.8"/>'
        for x, y in points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {CURVE_HEIGHT}">'
        f'<path d="M0 {middle:.1f}H{width}" stroke="{axis}" stroke-width="1.2"/>'
        f'<polyline points="{path}" fill="none" stroke="{line}" stroke-width="2.4" '
        f'stroke-linejoin="round" stroke-linecap="round"/>{dots}</svg>'
    )
