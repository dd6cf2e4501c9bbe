"""A board as a page of a document: a row of tinted cells under another, words and no drawing."""

from __future__ import annotations

from typing import Any

from survey_app.exports.formats.paragraphs import Paper
from survey_app.exports.office import ACCENT, INK, KINDS, SIGNS, SOFT, svg_png

WIDE_MM = 252
MAX_LINES_WITH_QUOTES = 7
CURVE_UNITS = 60


def write_board(
    paper: Paper,
    page: dict[str, Any],
    persona: dict[str, Any],
    board: dict[str, Any],
    *,
    new_page: bool,
) -> None:
    """Write one board, on pages that are already wider than high."""
    words = page["words"]
    paper.heading(f"{board['label']}: {persona['name']}", level=2, new_page=new_page)
    paper.line(board["about"], size=9.5, colour=SOFT)
    if board["clashes"]:
        paper.line(words["clashes"], bold=True, colour=KINDS["pain"], after=2, together=True)
        for clash in board["clashes"]:
            paper.aside(clash, KINDS["pain"])
    if board["curve"]:
        paper.line(words["feeling"], size=9, colour=SOFT, after=1, together=True)
        png = svg_png(board["curve"], 100 * len(board["cells"]), CURVE_UNITS)
        paper.picture(png, board["curve_alt"], WIDE_MM)
    # So many lines leave no room for their quotes: these stand on the sheet and in the evidence.
    voices = sum(len(cell["lines"]) for cell in board["cells"]) <= MAX_LINES_WITH_QUOTES
    for row in board["rows"]:
        for place, cell in zip(paper.row(len(row)), row, strict=True):
            with paper.within(place):
                _cell(paper, page, cell, voices=voices)
        paper.line("", size=2, after=0)  # tables that touch become one


def _cell(paper: Paper, page: dict[str, Any], cell: dict[str, Any], *, voices: bool) -> None:
    words, sign = page["words"], SIGNS.get(cell["tone"], "")
    colour = KINDS.get(cell["tone"], ACCENT)
    paper.heading(f"{sign} {cell['label']}".strip(), level=3, colour=colour, together=False)
    if cell["hint"]:
        paper.line(cell["hint"], size=8.5, colour=SOFT, after=4)
    if not cell["lines"]:
        paper.line(words["no_evidence"], size=9.5, colour=SOFT, italic=True)
    for line in cell["lines"]:
        if line["question"] and not line["repeats"]:
            paper.line(line["question"], size=8.5, colour=SOFT, before=3, after=1)
        said = line["voice"] if voices else None
        numbers = ", ".join(one["label"] for one in line["refs"]) if page["appendix"] else ""
        text = f"{line['text']} ({line['facts']})" if line["facts"] else line["text"]
        paper.line(
            text, size=9.5, bold=not line["assumed"], italic=line["assumed"],
            colour=KINDS["pain"] if line["clash"] else INK,
            after=1 if said else 4, numbers=numbers,
        )  # fmt: skip
        if said:
            quoted = f"{words['open']}{said['before']}{said['text']}{said['after']}{words['close']}"
            paper.line(quoted, size=9.5, italic=True, after=5)
