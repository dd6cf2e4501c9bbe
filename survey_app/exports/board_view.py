"""Boards put into words line by line, the same for every format that is set on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_app.exports.boards import BoardCell, BoardLine, BoardSheet, curve_svg, in_rows
from survey_app.exports.bundle import Sheet
from survey_app.exports.nearest import nearest_quote
from survey_app.exports.references import references
from survey_app.exports.words import number, word

MAX_CLASHES = 5
CURVE, AXIS = "#0d5c63", "#b9ae99"

Quotes = Mapping[int, dict[str, Any]]
TONES = {"pains": "pain", "gains": "goal", "problem": "pain", "wish": "goal", "need": "objection"}
"""The colour of a cell that holds one kind of lines."""


def boards_of(sheet: Sheet, quotes: Quotes, prefix: str, language: str) -> list[dict[str, Any]]:
    """Every board of a sheet as strings, lists and dictionaries; nothing is left to count."""
    return [_board(board, quotes, prefix, language) for board in sheet.boards]


def _board(board: BoardSheet, quotes: Quotes, prefix: str, language: str) -> dict[str, Any]:
    cells = [_cell(cell, quotes, prefix, language) for cell in board.cells]
    return {
        "key": board.key,
        "label": board.label,
        "about": board.about,
        "cells": cells,
        "rows": in_rows(board.rows, cells),
        "clashes": [
            word("clash_pair", language, wish=one.wish, need=one.need, n=number(one.n, language))
            for one in board.clashes[:MAX_CLASHES]
        ],
        "curve": curve_svg(board, line=CURVE, axis=AXIS) if board.has_curve else "",
        "curve_alt": curve_text(board, language) if board.has_curve else "",
    }


def _cell(cell: BoardCell, quotes: Quotes, prefix: str, language: str) -> dict[str, Any]:
    return {
        "key": cell.key,
        "label": cell.label,
        "hint": cell.hint,
        "tone": TONES.get(cell.key, ""),
        "lines": [
            # A question stands once above its answers.
            {**_line(line, quotes, prefix, language), "repeats": line.question == above}
            for line, above in zip(
                cell.lines, ["", *(one.question for one in cell.lines)], strict=False
            )
        ],
    }


def _line(line: BoardLine, quotes: Quotes, prefix: str, language: str) -> dict[str, Any]:
    facts = []
    numbers = [n for n in line.evidence if n in quotes]
    if line.assumed:
        facts.append(word("basis_assumed", language))
    elif line.n is not None and line.asked:
        n, asked = number(line.n, language), number(line.asked, language)
        facts.append(word("of_short", language, n=n, asked=asked))
    if line.clash:
        facts.append(word("clash", language))
    return {
        "text": line.text,
        "question": line.question,
        "facts": " · ".join(facts),
        "voice": nearest_quote(line.text, [quotes[n] for n in numbers]),
        "refs": references(numbers, prefix),
        "numbers": numbers,
        "clash": line.clash,
        "assumed": line.assumed,
    }


def curve_text(board: BoardSheet, language: str) -> str:
    """The curve in words, for those who do not see it: 'Chooses −20, Works with it +55'."""
    stages = [
        f"{cell.label} {round(100 * cell.feeling):+d}".replace("-", "\u2212")
        for cell in board.cells
        if cell.feeling is not None
    ]
    return f"{word('feeling', language)}: {word('and', language).join(stages)}"
