"""Hours of a wave by the clocks of its time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.outreach.schedule import (
    Hours,
    at,
    day_began,
    may_send,
    minutes_after_midnight,
    next_days_opening,
    next_opening,
    time_zones,
)

OFFICE = Hours("Europe/Berlin", 9 * 60, 17 * 60, workdays_only=True)


def utc(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        # 5 January 2026 is a Monday; Berlin is one hour ahead of UTC in winter, two in summer.
        (utc(5, 8), True),  # 09:00 in Berlin
        (utc(5, 7, 59), False),
        (utc(5, 15, 59), True),  # 16:59
        (utc(5, 16), False),  # 17:00 is over
        (utc(3, 12), False),  # Saturday
        (utc(6, 7, month=7), True),  # Monday 6 July, 09:00 in Berlin
        (utc(6, 15, month=7), False),  # 17:00 in Berlin
    ],
)
def test_a_wave_writes_in_its_hours_only(moment: datetime, may: bool) -> None:
    assert may_send(OFFICE, moment) is may


def test_the_next_opening_is_the_morning_of_the_next_workday() -> None:
    assert next_opening(OFFICE, utc(5, 6)) == utc(5, 8)
    assert next_opening(OFFICE, utc(5, 12)) == utc(5, 12), "it is open"
    assert next_opening(OFFICE, utc(5, 16)) == utc(6, 8)
    assert next_opening(OFFICE, utc(9, 20)) == utc(12, 8), "Friday evening to Monday"
    assert next_opening(Hours("UTC", workdays_only=True), utc(3, 12)) == utc(5, 0)
    assert next_opening(Hours(), utc(3, 12)) == utc(3, 12)


def test_a_wave_that_has_sent_its_mails_of_the_day_goes_on_the_next_one() -> None:
    assert next_days_opening(OFFICE, utc(5, 12)) == utc(6, 8), "not today, though it is open"
    assert next_days_opening(OFFICE, utc(9, 12)) == utc(12, 8), "Friday noon to Monday"
    # No hours: at midnight in Shanghai, 16:00 UTC; at 17:00 UTC its next day has begun already.
    assert next_days_opening(Hours("Asia/Shanghai"), utc(5, 15)) == utc(5, 16)
    assert next_days_opening(Hours("Asia/Shanghai"), utc(5, 17)) == utc(6, 16)


def test_a_day_begins_at_midnight_of_the_zone() -> None:
    # 01:30 UTC is 09:30 in Shanghai (+8), whose day began at 16:00 UTC the day before.
    assert day_began("Asia/Shanghai", utc(6, 1, 30)) == utc(5, 16)
    assert day_began("UTC", utc(6, 1, 30)) == utc(6, 0)


def test_the_last_minute_stands_for_the_end_of_the_day() -> None:
    assert minutes_after_midnight(at(1440)) == 1440
    assert minutes_after_midnight(at(570)) == 570


def test_zones_are_named_by_city() -> None:
    assert {"Europe/Berlin", "Asia/Shanghai", "Europe/Moscow", "UTC"} <= set(time_zones())
    assert "Etc/GMT+1" not in time_zones()


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    first=st.integers(0, 1380),
    length=st.integers(30, 600),
    workdays=st.booleans(),
    minutes=st.integers(0, 366 * 24 * 60),
)
def test_the_next_opening_is_open_and_nothing_before_it_is(
    zone: str, first: int, length: int, workdays: bool, minutes: int
) -> None:
    hours = Hours(zone, first, min(first + length, 1440), workdays)
    moment = utc(1, 0) + timedelta(minutes=minutes)
    opening = next_opening(hours, moment)
    assert moment <= opening <= moment + timedelta(days=5)
    if opening > moment:
        assert not may_send(hours, opening - timedelta(minutes=1))
        assert not may_send(hours, moment)
