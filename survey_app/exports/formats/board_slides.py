"""Boards as slides: a tinted box a cell, the largest print that fits, and a second slide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from survey_app.exports.formats.slides import MARGIN, WIDTH, Deck, Paragraph
from survey_app.exports.office import ACCENT, INK, KINDS, SIGNS, SOFT, SUNK, svg_png

SIZES = (15, 14, 13, 12, 11, 10, 9)
ROOMY_PT = 11
"""From this print on a cell has room for what belongs into it."""
LEAD_TOP, BOTTOM = 1.25, 6.95
GAP, INSET = 0.12, 0.14
CURVE = 1.0  # inches high, with its words above

Cell = dict[str, Any]


def add_boards(deck: Deck, page: dict[str, Any], persona: dict[str, Any]) -> None:
    """A slide for each board of a persona, and more where one does not hold it."""
    for board in persona["boards"]:
        rows = [[dict(cell) for cell in row] for row in board["rows"]]
        first = True
        while first or any(cell["lines"] for row in rows for cell in row):
            rows = _slide(deck, page, persona, board, rows, first=first)
            first = False


def _slide(
    deck: Deck,
    page: dict[str, Any],
    persona: dict[str, Any],
    board: dict[str, Any],
    rows: list[list[Cell]],
    *,
    first: bool,
) -> list[list[Cell]]:
    """Set what fits on one slide; returns the same rows with what is left."""
    slide = deck.slide(f"{board['label']} · {persona['name']}", size=26)
    lead = [Paragraph(board["about"], 12, SOFT)]
    if board["clashes"]:
        lead.append(Paragraph(page["words"]["clashes"], 12, KINDS["pain"], bold=True, before=5))
        lead += [Paragraph(one, 11, before=1) for one in board["clashes"]]
    width = WIDTH - 2 * MARGIN
    top = LEAD_TOP + sum(one.height(width) for one in lead) + 0.12
    deck.text(slide, lead, left=MARGIN, top=LEAD_TOP, width=width, height=top - LEAD_TOP)
    if board["curve"]:
        words = Paragraph(page["words"]["feeling"], 10, SOFT)
        deck.text(slide, [words], left=MARGIN, top=top, width=width, height=0.2)
        deck.picture(
            slide, svg_png(board["curve"], 100 * len(board["cells"]), 60), left=MARGIN,
            top=top + 0.2, width=width, height=CURVE, alt=board["curve_alt"],
        )  # fmt: skip
        top += CURVE + 0.3
    room = BOTTOM - top - GAP * (len(rows) - 1)
    # With what people said while that stays easy to read, else the lines alone.
    for size, voices in [*((one, True) for one in SIZES[:-1]), *((one, False) for one in SIZES)]:
        if sum(_heights(rows, page, size, width, voices)) <= room:
            break
    needed = _heights(rows, page, size, width, voices)
    scale = room / sum(needed)
    left: list[list[Cell]] = []
    for row, height in zip(rows, needed, strict=True):
        high = height * scale
        wide = (width - GAP * (len(row) - 1)) / len(row)
        left.append([])
        for place, cell in enumerate(row):
            shown, rest = _parted(cell, page, size, wide, high, voices)
            deck.panel(
                slide, _paragraphs(
                    shown, page, size, empty=first and not cell["lines"], voices=voices
                ),
                left=MARGIN + place * (wide + GAP), top=top, width=wide, height=high,
                inset=INSET, colour=SUNK,
            )  # fmt: skip
            left[-1].append({**cell, "lines": rest})
        top += high + GAP
    return left


def _heights(
    rows: Sequence[Sequence[Cell]], page: dict[str, Any], size: float, width: float, voices: bool
) -> list[float]:
    """How many inches each row takes: as many as its fullest cell."""
    heights = []
    for row in rows:
        wide = (width - GAP * (len(row) - 1)) / len(row) - 2 * INSET
        cells = (_paragraphs(cell, page, size, empty=True, voices=voices) for cell in row)
        heights.append(max(sum(one.height(wide) for one in cell) for cell in cells) + 2 * INSET)
    return heights


def _parted(
    cell: Cell, page: dict[str, Any], size: float, width: float, height: float, voices: bool
) -> tuple[Cell, list[Any]]:
    """The cell with the lines that fit into it, one at least, and the lines that do not."""
    lines = cell["lines"]
    for n in range(len(lines), 0, -1):
        shown = {**cell, "lines": lines[:n]}
        taken = _paragraphs(shown, page, size, empty=True, voices=voices)
        if n == 1 or sum(one.height(width - 2 * INSET) for one in taken) <= height - INSET:
            return shown, lines[n:]
    return cell, []


def _paragraphs(
    cell: Cell, page: dict[str, Any], size: float, *, empty: bool, voices: bool
) -> list[Paragraph]:
    words = page["words"]
    sign = SIGNS.get(cell["tone"], "")
    label = f"{sign} {cell['label']}".strip()
    found = [Paragraph(label, size + 1, KINDS.get(cell["tone"], ACCENT), bold=True)]
    if cell["hint"] and size >= ROOMY_PT:
        found.append(Paragraph(cell["hint"], max(9, size - 3), SOFT, before=1))
    if not cell["lines"] and empty:
        found.append(Paragraph(words["no_evidence"], max(9, size - 2), SOFT, italic=True, before=3))
    for line in cell["lines"]:
        if line["question"] and not line["repeats"]:
            found.append(Paragraph(line["question"], max(9, size - 3), SOFT, before=5))
        text = f"{line['text']} ({line['facts']})" if line["facts"] else line["text"]
        colour = KINDS["pain"] if line["clash"] else INK
        found.append(
            Paragraph(
                text, size - 1, colour, bold=not line["assumed"], italic=line["assumed"], before=4
            )
        )
        if line["voice"] and voices:
            said = line["voice"]
            quoted = f"{words['open']}{said['before']}{said['text']}{said['after']}{words['close']}"
            found.append(Paragraph(quoted, max(9, size - 2), italic=True, before=1))
    return found
