"""Verbs about what a wave will do by itself: begin at a time, keep hours, remind people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.db import now
from survey_app.errors import Conflict
from survey_app.outreach.models import Mail, Reminder, Wave
from survey_app.outreach.schedule import Hours
from survey_app.outreach.services import must_be_draft

MAX_REMINDERS = 5


def set_timing(
    session: Session,
    wave: Wave,
    *,
    starts_at: datetime | None,
    hours: Hours,
    daily_cap: int | None,
    link_days: int | None,
) -> None:
    """Say when a draft begins, in which hours it writes and how much a day.

    With another time zone its last day ends by the clocks there.
    """
    must_be_draft(wave)
    if wave.closes_at is not None:
        last = wave.closes_at.astimezone(ZoneInfo(wave.time_zone)).date()
        wave.closes_at = datetime.combine(last, time.max, ZoneInfo(hours.time_zone))
    wave.starts_at, wave.time_zone = starts_at, hours.time_zone
    wave.send_from, wave.send_until = hours.send_from, hours.send_until
    wave.workdays_only, wave.daily_cap, wave.link_days = hours.workdays_only, daily_cap, link_days
    session.flush()


def add_reminder(
    session: Session,
    wave: Wave,
    *,
    days: int,
    unless_begun: bool,
    subject: Mapping[str, str],
    body: Mapping[str, str],
) -> Reminder:
    """Add a reminder after the last one. Raises Conflict when the wave is over or has enough."""
    _must_be_going(wave)
    if len(wave.reminders) >= MAX_REMINDERS:
        raise Conflict(_l("More reminders than these only annoy. Change one of them instead."))
    reminder = Reminder(number=len(wave.reminders) + 1)
    _fill(wave, reminder, days, unless_begun, subject, body)
    wave.reminders.append(reminder)
    session.flush()
    return reminder


def change_reminder(
    session: Session,
    wave: Wave,
    reminder: Reminder,
    *,
    days: int,
    unless_begun: bool,
    subject: Mapping[str, str],
    body: Mapping[str, str],
) -> None:
    """Change a reminder. Raises Conflict once one of its mails has been queued."""
    _must_be_going(wave)
    _must_be_ahead(session, wave, reminder)
    _fill(wave, reminder, days, unless_begun, subject, body)
    session.flush()


def remove_reminder(session: Session, wave: Wave, reminder: Reminder) -> None:
    """Take out the last reminder. Raises Conflict for another one, or once it has begun."""
    _must_be_going(wave)
    _must_be_ahead(session, wave, reminder)
    if reminder.number != len(wave.reminders):
        raise Conflict(_l("Remove the last reminder first."))
    wave.reminders.remove(reminder)
    session.flush()


def has_begun(session: Session, wave: Wave, reminder: Reminder) -> bool:
    """Whether a mail of the reminder has been queued."""
    statement = select(Mail.id).where(
        Mail.wave_id == wave.id, Mail.kind == "reminder", Mail.nth == reminder.number
    )
    return session.scalar(statement.limit(1)) is not None


def _must_be_going(wave: Wave) -> None:
    over = wave.closes_at is not None and wave.closes_at <= now()
    if wave.status == "closed" or wave.cancelled_at is not None or over:
        raise Conflict(_l("This wave is over, so nobody is reminded any more."))


def _must_be_ahead(session: Session, wave: Wave, reminder: Reminder) -> None:
    if has_begun(session, wave, reminder):
        raise Conflict(_l("This reminder has begun to go out and can no longer be changed."))


def _fill(
    wave: Wave,
    reminder: Reminder,
    days: int,
    unless_begun: bool,
    subject: Mapping[str, str],
    body: Mapping[str, str],
) -> None:
    if set(subject) != set(wave.body) or set(body) != set(wave.body):
        raise ValueError("a reminder speaks each language of its wave")
    reminder.days, reminder.unless_begun = days, unless_begun
    reminder.subject, reminder.body = dict(subject), dict(body)
