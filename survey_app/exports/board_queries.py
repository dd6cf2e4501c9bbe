"""The boards of a stored version, with the numbers that its sheet gave the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.exports.boards import BoardClash, BoardLine, BoardSheet, board_sheet
from survey_app.personas.board_pages import Laid, Placed, laid_out
from survey_app.personas.models import PersonaVersion
from survey_app.studies.models import Study
from survey_app.synthesis.boards import BOARDS
from survey_app.synthesis.shown import answer_line, sentence_case


@dataclass(frozen=True, slots=True)
class Stands:
    """How a statement stands on the sheet: its wording, its question, the numbers of its quotes."""

    text: str
    question: str = ""
    evidence: tuple[int, ...] = ()


Look = Callable[[int], Stands | None]
"""Gives how a statement stands on the sheet, by its id."""


def boards_of(
    session: Session, study: Study, version: PersonaVersion, language: str, look: Look
) -> tuple[BoardSheet, ...]:
    """Return every board on which something stands, worded in `language` (en, ru, zh)."""
    laid = (laid_out(session, study, version, board, language) for board in BOARDS)
    shown = (_board(one, language, look) for one in laid)
    return tuple(board for board in shown if not board.is_empty)


def _board(laid: Laid, language: str, look: Look) -> BoardSheet:
    return board_sheet(
        laid.board,
        language,
        {
            cell.key: [
                *(_line(placed, look) for placed in cell.lines),
                *(BoardLine(sentence_case(note.text), assumed=True) for note in cell.notes),
            ]
            for cell in laid.cells
        },
        clashes=[
            BoardClash(answer_line(one.wish.text), answer_line(one.need.text), one.n)
            for one in laid.clashes
        ],
        curve=laid.curve,
    )


def _line(placed: Placed, look: Look) -> BoardLine:
    row = placed.row
    stands = look(row.id) or Stands(answer_line(row.text))
    return BoardLine(
        sentence_case(stands.text), row.n, row.asked, stands.evidence, placed.clash,
        question=stands.question,
    )  # fmt: skip
