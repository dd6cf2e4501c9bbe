"""The boards of a draft: filled by its evidence alone, for nobody has moved or noted anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_app.exports.boards import BoardClash, BoardLine, BoardSheet, board_sheet
from survey_app.exports.bundle import Line
from survey_app.synthesis import Statement, Trait
from survey_app.synthesis.boards import BOARDS, Board, clashes, feelings, fill
from survey_app.synthesis.shown import answer_line, sentence_case


def boards_from_draft(
    statements: Sequence[Statement],
    lines: Mapping[int, Line],
    traits: Sequence[Trait],
    language: str,
) -> tuple[BoardSheet, ...]:
    """The boards of which two cells or more are filled; `lines` are the sheet's, by statement."""
    found = (_board(board, statements, lines, traits, language) for board in BOARDS)
    return tuple(one for one in found if sum(bool(cell.lines) for cell in one.cells) > 1)


def _board(
    board: Board,
    statements: Sequence[Statement],
    lines: Mapping[int, Line],
    traits: Sequence[Trait],
    language: str,
) -> BoardSheet:
    places = fill(board, statements, traits=traits)
    found = (
        clashes(tuple(statements), places["wish"], places["need"]) if board.key == "compass" else ()
    )
    clashing = {place for wish, need, _n in found for place in (wish, need)}

    def line(place: int) -> BoardLine:
        one = lines[place]
        return BoardLine(
            sentence_case(one.short), one.n, one.asked, one.evidence, place in clashing,
            question=one.question,
        )  # fmt: skip

    return board_sheet(
        board,
        language,
        {cell: [line(place) for place in its] for cell, its in places.items()},
        clashes=[
            BoardClash(answer_line(statements[a].text), answer_line(statements[b].text), n)
            for a, b, n in found
        ],
        curve=feelings(statements, places) if board.key == "journey" else (),
    )
