"""The boards of a stored version, with the numbers that its sheet gave the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.exports.boards import BoardCell, BoardClash, BoardLine, BoardSheet
from survey_app.exports.words import sentence_case
from survey_app.personas.board_pages import Laid, Placed, laid_out
from survey_app.personas.models import PersonaVersion, Statement
from survey_app.studies.models import Study
from survey_app.synthesis.boards import BOARDS


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
    feelings = {feeling.stage: feeling.value for feeling in laid.curve}
    return BoardSheet(
        key=laid.board.key,
        label=laid.board.label[language],
        about=laid.board.about[language],
        rows=laid.board.rows,
        cells=tuple(
            BoardCell(
                cell.key,
                cell.label,
                cell.hint,
                (
                    *_together([_line(placed, look) for placed in cell.lines]),
                    *(BoardLine(sentence_case(note.text), assumed=True) for note in cell.notes),
                ),
                feelings.get(cell.key),
            )
            for cell in laid.cells
        ),
        clashes=tuple(BoardClash(_text(one.wish), _text(one.need), one.n) for one in laid.clashes),
    )


def _together(lines: list[BoardLine]) -> list[BoardLine]:
    """Answers to one question side by side, where the first of them stands."""
    first: dict[str, int] = {}
    for place, line in enumerate(lines):
        if line.question:
            first.setdefault(line.question, place)
    places = {id(line): first.get(line.question, place) for place, line in enumerate(lines)}
    return sorted(lines, key=lambda line: places[id(line)])


def _line(placed: Placed, look: Look) -> BoardLine:
    row = placed.row
    stands = look(row.id) or Stands(_text(row))
    return BoardLine(
        sentence_case(stands.text), row.n, row.asked, stands.evidence, placed.clash,
        question=stands.question,
    )  # fmt: skip


def _text(row: Statement) -> str:
    """A closed question with its answer as one line: no colon after a question mark."""
    return sentence_case(row.text.replace("?: ", "? ").replace("？: ", "？"))
