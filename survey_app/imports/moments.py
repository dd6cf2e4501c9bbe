"""Moments as other tools write them: '03/04/2026' is March or April by its column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Literal

Order = Literal["dmy", "mdy"]

_WRITTEN = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})"
    r"(?:,?[ T]+(?:([AP])M )?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?(?: ?([AP])\.? ?M\.?)?)?"
    r"(?: ?(?:GMT|UTC|Z)?(?:([+-])(\d{1,2})(?::?(\d\d))?)?)?",
    re.IGNORECASE,
)
_HALVES = str.maketrans({"\u202f": " ", "\u00a0": " "})
# What LimeSurvey writes for 'submitted' where a survey keeps no time.
_NEVER = datetime(1980, 1, 1, tzinfo=UTC)


class Moments:
    """Reads one column: `see` all its cells first, then `read` them by the order that fits most.

    Day before month or month before it shows by the cells where only one can be; where none
    tells, '3/4/2026' is the fourth of March, as the tools of the United States write it, and
    '3.4.2026' the third of April. Without a zone the time is taken as UTC.
    """

    def __init__(self, cells: Iterable[str] = ()) -> None:
        self._fits = {"dmy": 0, "mdy": 0}
        self._dotted = 0
        for cell in cells:
            self.see(cell)

    def see(self, cell: str) -> None:
        """Take a cell as a hint."""
        found = _WRITTEN.match(cell)
        if found is None or len(found[1]) == 4:
            return
        first, second = int(found[1]), int(found[3])
        self._fits["dmy"] += first <= 31 and second <= 12
        self._fits["mdy"] += first <= 12 and second <= 31
        self._dotted += found[2] == "."

    @property
    def order(self) -> Order:
        """Whether days come before months in this column."""
        if self._fits["dmy"] == self._fits["mdy"]:
            return "dmy" if self._dotted else "mdy"
        return "dmy" if self._fits["dmy"] > self._fits["mdy"] else "mdy"

    def read(self, cell: str) -> datetime | None:
        """Read a moment; None for what is none, in UTC."""
        try:
            found: datetime | None = datetime.fromisoformat(cell)
        except ValueError:
            found = _written(cell, self.order)
        if found is None:
            return None
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        return None if found == _NEVER else found

    def read_day(self, cell: str) -> str:
        """Read a day as YYYY-MM-DD; the cell itself where it is none."""
        found = _written(cell, self.order)
        return cell if found is None else found.date().isoformat()


def _written(cell: str, order: Order) -> datetime | None:
    text = cell.strip().translate(_HALVES).replace("上午", " AM ").replace("下午", " PM ")
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    one, two, three = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        year, month, day = one, two, three
    elif len(found[4]) not in (2, 4):
        return None
    else:
        year = three + 2000 if len(found[4]) == 2 else three
        day, month = (one, two) if order == "dmy" else (two, one)
    hour, minute, second = (int(found[n] or 0) for n in (6, 7, 8))
    half = (found[5] or found[9] or "").upper()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "P") if half else hour
    ahead = timedelta(hours=int(found[11] or 0), minutes=int(found[12] or 0))
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        return moment + ahead if found[10] == "-" else moment - ahead
    except (ValueError, OverflowError):
        return None
