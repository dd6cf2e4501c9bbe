"""When the mails of a wave may go out: a start, hours of the day, workdays. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

MINUTES_A_DAY = 24 * 60
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours in which a wave may write, by the clocks of its time zone."""

    time_zone: str = "UTC"
    send_from: int | None = None  # minutes after midnight
    send_until: int | None = None  # exclusive
    workdays_only: bool = False


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """Return the names of all time zones, as people know them: Area/City, and UTC."""
    names = available_timezones()
    return (*sorted(one for one in names if "/" in one and not one.startswith("Etc/")), "UTC")


def may_send(hours: Hours, moment: datetime) -> bool:
    """Tell whether a mail may go out at a moment."""
    here = moment.astimezone(ZoneInfo(hours.time_zone))
    if hours.workdays_only and here.weekday() >= SATURDAY:
        return False
    if hours.send_from is None or hours.send_until is None:
        return True
    return hours.send_from <= here.hour * 60 + here.minute < hours.send_until


def next_opening(hours: Hours, moment: datetime) -> datetime:
    """Return the first moment, now or later, at which a mail may go out, in UTC."""
    if may_send(hours, moment):
        return moment
    zone = ZoneInfo(hours.time_zone)
    first = hours.send_from or 0
    today = moment.astimezone(zone).date()
    for days in range(5):  # a Friday evening is followed by Monday
        opening = datetime.combine(today + timedelta(days=days), at(first), zone).astimezone(UTC)
        if opening >= moment and may_send(hours, opening):
            return opening
    return moment + timedelta(days=1)  # no such hour on this day of the year, as clocks change


def next_days_opening(hours: Hours, moment: datetime) -> datetime:
    """Return the first moment of a later day at which a mail may go out, in UTC."""
    zone = ZoneInfo(hours.time_zone)
    tomorrow = moment.astimezone(zone).date() + timedelta(days=1)
    return next_opening(hours, datetime.combine(tomorrow, time.min, zone).astimezone(UTC))


def day_began(time_zone: str, moment: datetime) -> datetime:
    """Return when the day of a moment began in a time zone, in UTC."""
    zone = ZoneInfo(time_zone)
    today = moment.astimezone(zone).date()
    return datetime.combine(today, time.min, zone).astimezone(UTC)


def at(minutes: int) -> time:
    """Turn minutes after midnight into a time of day; the day's end is its last minute."""
    hour, minute = divmod(min(minutes, MINUTES_A_DAY - 1), 60)
    return time(hour, minute)


def minutes_after_midnight(clock: time) -> int:
    """Turn a time of day into minutes; 23:59 stands for the end of the day."""
    minutes = clock.hour * 60 + clock.minute
    return MINUTES_A_DAY if minutes == MINUTES_A_DAY - 1 else minutes
