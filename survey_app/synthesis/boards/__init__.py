"""The boards, in the order in which they are offered. A new board is one file and one line here."""

from collections.abc import Sequence
from types import MappingProxyType

from . import compass, empathy, gains, journey
from .base import Board, Cell, fill
from .compass import clashes
from .journey import Feeling, feelings

BOARDS: tuple[Board, ...] = (empathy.BOARD, compass.BOARD, journey.BOARD, gains.BOARD)


def _by_key(boards: Sequence[Board]) -> MappingProxyType[str, Board]:
    table = {board.key: board for board in boards}
    if len(table) < len(boards):
        raise ValueError("two boards have the same key; rename one")
    return MappingProxyType(table)


BOARD_BY_KEY = _by_key(BOARDS)

__all__ = ["BOARDS", "BOARD_BY_KEY", "Board", "Cell", "Feeling", "clashes", "feelings", "fill"]
