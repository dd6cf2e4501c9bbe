"""Moments as other tools write them, day or month first by what the whole column shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from survey_app.imports.moments import Moments


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


def test_the_column_tells_whether_days_come_first() -> None:
    # Alone the first could be March or April; the second can only be the 13th of March.
    cells = ["04/03/2026 10:00", "13/03/2026 10:00", "soon", ""]
    moments = Moments(cells)
    assert [moments.read(cell) for cell in cells] == [
        at(2026, 3, 4, 10), at(2026, 3, 13, 10), None, None
    ]  # fmt: skip
    assert Moments(["04/03/2026", "04/13/2026"]).read("04/03/2026") == at(2026, 4, 3)


def test_where_nothing_tells_slashes_are_american_and_dots_are_not() -> None:
    assert Moments(["3/4/2026"]).read("3/4/2026") == at(2026, 3, 4)
    assert Moments(["3.4.2026"]).read("3.4.2026") == at(2026, 4, 3)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026/03/05 9:30:12 AM GMT+3", at(2026, 3, 5, 6, 30, 12)),
        ("2026/03/05 9:30:12 PM GMT-3:30", at(2026, 3, 6, 1, 0, 12)),
        ("2026/03/05 9:30:12 下午 GMT+8", at(2026, 3, 5, 13, 30, 12)),
        ("2026/03/05 上午9:30:12", at(2026, 3, 5, 9, 30, 12)),
        ("05.03.2026 9:30:12", at(2026, 3, 5, 9, 30, 12)),
        ("2026-03-05 09:30:12", at(2026, 3, 5, 9, 30, 12)),
        ("2026-03-05T10:00:00+03:00", at(2026, 3, 5, 7)),
        ("03/05/2026 12:01:00 AM", at(2026, 3, 5, 0, 1)),
        ("03/05/2026 12:01:00\u202fPM", at(2026, 3, 5, 12, 1)),
        ("3/5/26 14:05", at(2026, 3, 5, 14, 5)),
        ("1980-01-01 00:00:00", None),  # LimeSurvey's 'time is not kept'
        ("02/30/2026", None),
        ("13:30", None),
        ("4", None),
        ("2026/03/05 15:30 PM", None),
    ],
)
def test_a_moment_is_read_in_utc(cell: str, moment: datetime | None) -> None:
    assert Moments([cell]).read(cell) == moment


def test_a_day_is_read_and_what_is_none_is_left_for_a_complaint() -> None:
    moments = Moments(["31/01/2026"])
    assert moments.read_day("02/01/2026") == "2026-01-02"
    assert moments.read_day("soon") == "soon"
