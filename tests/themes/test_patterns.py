"""Trend, groups, saturation, pairs and the queue, by hand arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from survey_app.themes.patterns import (
    differences,
    from_wave_to_wave,
    saturation,
    together,
    trend,
)
from survey_app.themes.queries import RankedTheme
from survey_app.themes.review_order import as_tree, by_worth, worth


def theme(
    number: int, n: int = 1, confidence: float = 0.5, status: str = "suggested",
    parent: int | None = None,
) -> RankedTheme:  # fmt: skip
    return RankedTheme(
        number, "pain", f"t{number}", status, confidence, 0, n, n, 10, n, False, parent
    )


def test_a_week_without_a_voice_stands_as_a_gap() -> None:
    days = {"a": date(2026, 3, 2), "b": date(2026, 3, 8), "c": date(2026, 3, 16)}
    found = trend({1: frozenset("ac"), 2: frozenset("z")}, days)
    # 2 March 2026 is a Monday, 8 March its Sunday; the week of the 9th is empty.
    assert found.starts == (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16))
    assert found.asked == (2, 0, 1)
    assert found.n == {1: (1, 0, 1), 2: (0, 0, 0)}


def test_many_weeks_are_shown_by_month() -> None:
    found = trend({1: frozenset("b")}, {"a": date(2026, 1, 5), "b": date(2026, 6, 9)})
    assert (found.step, found.starts) == ("month", (date(2026, 1, 1), date(2026, 6, 1)))
    assert found.n[1] == (0, 1)


def test_nobody_has_no_trend_and_no_differences() -> None:
    assert trend({}, {}).starts == ()
    assert differences({1: frozenset()}, [], {}) == {}
    assert saturation([]) == []
    assert together({}) == []


def test_waves_are_compared_over_those_asked_in_each() -> None:
    wave_of = {"a": 1, "b": 1, "c": 1, "d": 2, "z": 2}
    found = from_wave_to_wave({7: frozenset("abz")}, "abcd", [1, 2], wave_of)
    first, second = found[7]
    # 'z' was not asked. Wilson for 2 of 3, z = 1.96: middle (0.6667 + 0.6402) / 2.2805 = 0.5731,
    # reach 1.96 · sqrt(0.0741 + 0.1067) / 2.2805 = 0.3654: 0.208 to 0.939.
    assert (first.n, first.asked) == (2, 3)
    assert (first.low, first.high) == pytest.approx((0.208, 0.939), abs=0.001)
    assert (second.n, second.asked, second.low) == (0, 1, 0)
    assert from_wave_to_wave({7: frozenset("a")}, "abc", [1, 2], wave_of) == {}  # one wave only


def test_a_group_is_compared_with_all_others_who_were_asked() -> None:
    asked = [f"a{i}" for i in range(10)] + [f"b{i}" for i in range(10)]
    groups = {"a": frozenset(asked[:10]), "b": frozenset(asked[10:]), "few": frozenset(asked[:4])}
    said = {1: frozenset([*asked[:9], "not asked"]), 2: frozenset([asked[0], asked[10]])}
    cells = differences(said, asked, groups)
    first = cells[1][0]
    # 9 of 10 against 0 of 10; Fisher's two-sided p is 2·10/C(20, 9) = 20/167960 = 0.000119.
    assert (first.group, first.n, first.asked, first.rest_n, first.rest_asked) == (
        "a", 9, 10, 0, 10,
    )  # fmt: skip
    assert first.against_rest.p_value == pytest.approx(20 / 167960)
    assert [cell.differs for cell in cells[1]] == [True, True]
    assert [cell.differs for cell in cells[2]] == [False, False]
    assert {cell.group for cell in cells[1]} == {"a", "b"}  # four people are too few to show


def test_saturation_counts_what_each_call_adds() -> None:
    day = date(2026, 3, 2)
    curve = saturation(
        [(1, "A", day, frozenset({1, 2})), (2, "B", day, frozenset({2, 3})),
         (3, "C", day, frozenset({1}))]
    )  # fmt: skip
    assert [(one.new, one.known) for one in curve] == [((1, 2), 2), ((3,), 3), ((), 3)]


def test_pairs_are_counted_by_people() -> None:
    said = {1: frozenset("abc"), 2: frozenset("bcd"), 3: frozenset("a")}
    [pair] = together(said)  # 1 and 3 share one person only
    assert (pair.a, pair.b, pair.both, pair.first, pair.second) == (1, 2, 2, 3, 3)


def test_the_doubtful_suggestion_of_many_comes_first() -> None:
    # 10·(0.1 + 0.9·1) = 10; 10·(0.1 + 0.9·0.2) = 2.8; 4·1 = 4
    themes = [theme(1, 10, 0.9), theme(2, 10, 0.5), theme(3, 4, 0.5), theme(4, 99, 0.5, "accepted")]
    assert worth(themes[0]) == pytest.approx(2.8)
    assert [one.id for one in by_worth(themes)] == [2, 3, 1]


def test_parts_stand_behind_what_they_are_a_part_of() -> None:
    themes = [theme(1), theme(2, parent=3), theme(3), theme(4, parent=2), theme(5, parent=99)]
    assert [(one.id, one.depth) for one in as_tree(themes)] == [
        (1, 0), (3, 0), (2, 1), (4, 2), (5, 0),
    ]  # fmt: skip
