"""A board as its page shows it: lines placed by their evidence, then by the team's own hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey_app.errors import Unprocessable
from survey_app.personas import material
from survey_app.personas.cards import card_of
from survey_app.personas.models import Persona, PersonaVersion, Statement
from survey_app.personas.models_around import BoardEntry
from survey_app.studies.models import Study
from survey_app.synthesis import line_key
from survey_app.synthesis.boards import Board, Feeling, clashes, feelings, fill

OFF = ""
MAX_NOTE_CHARS = 300


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the sheet in a cell; `clash` says that it stands against another line here."""

    row: Statement
    key: str
    clash: bool = False


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One cell with its lines and the team's notes."""

    key: str
    label: str
    hint: str
    lines: tuple[Placed, ...]
    notes: tuple[BoardEntry, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A wish and a need that the same people have."""

    wish: Statement
    need: Statement
    n: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole board. `off` are lines that somebody took off it."""

    board: Board
    cells: tuple[FilledCell, ...]
    off: tuple[Placed, ...]
    clashes: tuple[Clash, ...]
    curve: tuple[Feeling, ...]

    @property
    def points(self) -> list[tuple[float, float]]:
        """The feeling curve on a plane of 500 by 100: stages evenly, good feelings on top."""
        width = 500 / max(1, len(self.curve))
        return [
            (round((place + 0.5) * width, 1), round(50 - 42 * feeling.value, 1))
            for place, feeling in enumerate(self.curve)
            if feeling.value is not None
        ]


def laid_out(
    session: Session, study: Study, version: PersonaVersion, board: Board, language: str
) -> Laid:
    """Place every line with evidence, then follow what the team has moved and noted."""
    rows = list(version.statements)
    values = card_of(version, {}).statements
    tags = material.question_tags(session, study)
    behind = [frozenset().union(*(tags.get(key, frozenset()) for key in _questions(row)))
              for row in rows]  # fmt: skip
    places = {key: list(cell) for key, cell in fill(board, values, behind).items()}
    entries = _entries(session, version.persona, board)
    moved = {entry.line_key: entry.cell for entry in entries if entry.line_key is not None}
    off: list[int] = []
    for cell in places.values():
        for place in list(cell):
            target = moved.get(line_key(values[place]))
            if target is not None:
                cell.remove(place)
                places[target].append(place) if target in places else off.append(place)
    found = (
        clashes(values, tuple(places["wish"]), tuple(places["need"]))
        if board.key == "compass"
        else ()
    )
    clashing = {place for wish, need, _n in found for place in (wish, need)}

    def placed(place: int) -> Placed:
        return Placed(rows[place], line_key(values[place]), place in clashing)

    return Laid(
        board=board,
        cells=tuple(
            FilledCell(
                cell.key,
                cell.label[language],
                cell.hint.get(language, ""),
                tuple(placed(place) for place in dict.fromkeys(places[cell.key])),
                tuple(one for one in entries if one.line_key is None and one.cell == cell.key),
            )
            for cell in board.cells
        ),
        off=tuple(placed(place) for place in dict.fromkeys(off)),
        clashes=tuple(Clash(rows[wish], rows[need], n) for wish, need, n in found),
        curve=feelings(values, {key: tuple(cell) for key, cell in places.items()})
        if board.key == "journey"
        else (),
    )


def move(
    session: Session, persona: Persona, board: Board, *, key: str, cell: str, user_id: int
) -> None:
    """Put a line into another cell, or take it off the board (an empty cell)."""
    if cell != OFF and cell not in board.cell_keys:
        raise Unprocessable(_l("Choose a cell of this board."))
    session.execute(
        delete(BoardEntry).where(
            BoardEntry.persona_id == persona.id,
            BoardEntry.board == board.key,
            BoardEntry.line_key == key,
        )
    )
    session.add(
        BoardEntry(persona_id=persona.id, board=board.key, cell=cell, line_key=key, user_id=user_id)
    )
    session.flush()


def note(
    session: Session, persona: Persona, board: Board, *, cell: str, text: str, user_id: int
) -> None:
    """Write what the team believes into a cell; the board shows it as an assumption."""
    words = " ".join(text.split())
    if cell not in board.cell_keys:
        raise Unprocessable(_l("Choose a cell of this board."))
    if not words or len(words) > MAX_NOTE_CHARS:
        raise Unprocessable(_l("Write one or two sentences, 300 characters at most."))
    session.add(
        BoardEntry(persona_id=persona.id, board=board.key, cell=cell, text=words, user_id=user_id)
    )
    session.flush()


def unnote(session: Session, persona: Persona, entry_id: int) -> None:
    """Take a note off; one that is gone already stays gone."""
    session.execute(
        delete(BoardEntry).where(
            BoardEntry.persona_id == persona.id,
            BoardEntry.id == entry_id,
            BoardEntry.line_key.is_(None),
        )
    )


def _entries(session: Session, persona: Persona, board: Board) -> list[BoardEntry]:
    return list(
        session.scalars(
            select(BoardEntry)
            .where(BoardEntry.persona_id == persona.id, BoardEntry.board == board.key)
            .order_by(BoardEntry.id)
        )
    )


def _questions(row: Statement) -> set[str]:
    """The questions that the quotes behind a line answer."""
    return {
        piece.excerpt.passage.question_key or ""
        for piece in row.evidence
        if piece.excerpt is not None and piece.stance == "for"
    }


def words_of(board: Board, language: str) -> Mapping[str, str]:
    """The board's name and what it is for, in one language."""
    return {"label": board.label[language], "about": board.about[language]}
