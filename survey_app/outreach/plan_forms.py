"""Forms about what a wave does by itself, about incentives, and about mails that came back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional

from survey_app.config import LANGUAGES
from survey_app.db import now
from survey_app.outreach import wording
from survey_app.outreach.forms import MAX_BODY_CHARS, blame, check_body, check_subject, one_line
from survey_app.outreach.letters import placeholders_in
from survey_app.outreach.models import Reminder, Wave
from survey_app.outreach.returned import MAX_RETURNED_BYTES
from survey_app.outreach.schedule import Hours, at, minutes_after_midnight, time_zones
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, needed, options

MAX_DAYS = 90
MAX_DAILY_CAP = 1_000_000


def _between(low: int, high: int) -> NumberRange:
    return NumberRange(low, high, _l("Write a number from %(min)s to %(max)s."))


class ReminderForm(StaffForm):
    """When a reminder goes out, to whom, and what it says in each language of its wave."""

    days = IntegerField(
        _l("Days after the mail before it"), [needed(), _between(1, MAX_DAYS)], default=5
    )
    unless_begun = BooleanField(_l("Leave those in peace who have begun"))
    subject_en = StringField(_l("Subject"), [at_most(MAX_SHORT_CHARS), one_line])
    body_en = TextAreaField(_l("Text"), [at_most(MAX_BODY_CHARS)])
    subject_ru = StringField(_l("Subject"), [at_most(MAX_SHORT_CHARS), one_line])
    body_ru = TextAreaField(_l("Text"), [at_most(MAX_BODY_CHARS)])
    subject_zh = StringField(_l("Subject"), [at_most(MAX_SHORT_CHARS), one_line])
    body_zh = TextAreaField(_l("Text"), [at_most(MAX_BODY_CHARS)])

    def __init__(self, wave: Wave, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.codes = [code for code in LANGUAGES if code in wave.body]
        self.lacking = {"closes"} if wave.closes_at is None else set()
        self.lacking |= set() if wave.incentive else {"incentive"}
        for code in set(LANGUAGES) - set(self.codes):
            del self[f"subject_{code}"], self[f"body_{code}"]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then the text of each language."""
        sound = super().validate(extra_validators)
        for code in self.codes:
            for check in (check_subject, check_body):
                sound = check(self, code) and sound
            for part in ("subject", "body"):
                sound = self._can_be_filled(self[f"{part}_{code}"]) and sound
        return bool(sound)

    def _can_be_filled(self, field: StringField) -> bool:
        used = placeholders_in(field.data or "", without_fallback=True)
        for name in sorted(used & self.lacking):
            return blame(
                field,
                _("This wave has nothing to say for {%(name)s}. Leave it out.", name=name),
            )
        return True

    def values(self) -> dict[str, Any]:
        """Return the fields as the services take them."""
        return {
            "days": self.days.data,
            "unless_begun": bool(self.unless_begun.data),
            "subject": {code: self[f"subject_{code}"].data.strip() for code in self.codes},
            "body": {code: self[f"body_{code}"].data.strip() for code in self.codes},
        }


def reminder_values(wave: Wave, reminder: Reminder | None) -> dict[str, Any]:
    """Return what the form of a reminder shows; a new one begins with our own text."""
    subject = reminder.subject if reminder else wording.REMINDER_SUBJECT
    body = reminder.body if reminder else wording.REMINDER_BODY
    values: dict[str, Any] = {"days": reminder.days if reminder else 5}
    values["unless_begun"] = reminder.unless_begun if reminder else False
    for code in wave.body:
        values[f"subject_{code}"], values[f"body_{code}"] = subject[code], body[code]
    return values


class TimingForm(StaffForm):
    """When a wave begins, at which hours it writes, how much a day, how long links work."""

    time_zone = StringField(
        _l("Time zone"),
        [needed(), at_most(60)],
        description=_l("Type a city, such as Europe/Berlin. All times here are by its clocks."),
    )
    begins = RadioField(
        _l("When it begins"),
        choices=options({"now": _l("As soon as I send it"), "later": _l("On a day that I choose")}),
        default="now",
    )
    starts_on = DateField(_l("Day"), [Optional()])
    starts_at = TimeField(_l("Time of day"), [Optional()], default=time(9, 0))
    send_from = TimeField(_l("Not before"), [Optional()])
    send_until = TimeField(_l("Not after"), [Optional()])
    workdays_only = BooleanField(_l("Only from Monday to Friday"))
    daily_cap = IntegerField(
        _l("At most so many mails a day"),
        [Optional(), _between(1, MAX_DAILY_CAP)],
        description=_l("A sender that is new to the world does well to begin with 50 a day."),
    )
    link_days = IntegerField(
        _l("Each link works for so many days"),
        [Optional(), _between(1, 365)],
        description=_l("Empty: as long as the wave is open. Each reminder brings a fresh link."),
    )

    def validate_time_zone(self, field: StringField) -> None:
        """Take only a zone that the clocks know, however its capitals are written."""
        wanted = (field.data or "").replace(" ", "_").casefold()
        found = [one for one in time_zones() if one.casefold() == wanted]
        found = found or [one for one in time_zones() if one.casefold().endswith(f"/{wanted}")]
        if len(found) != 1:
            raise ValidationError(_("Choose a time zone from the list, such as Asia/Shanghai."))
        field.data = found[0]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then what they say together; empty ones too."""
        sound = super().validate(extra_validators)
        checks = (self._check_start, self._check_hours)
        return all([bool(sound), *(check() for check in checks)])

    def _check_start(self) -> bool:
        if self.begins.data != "later" or self.time_zone.data not in time_zones():
            return True
        start = self._start()
        if start is None:
            return blame(self.starts_on, _("Choose the day on which it begins."))
        return start > now() or blame(self.starts_on, _("This moment is over. Choose a later one."))

    def _check_hours(self) -> bool:
        first, last = self.send_from.data, self.send_until.data
        if (first is None) != (last is None):
            return blame(self.send_until, _("Fill in both hours, or neither."))
        return (
            first is None
            or first < last
            or blame(self.send_until, _("This must be later than the hour before it."))
        )

    def values(self) -> dict[str, Any]:
        """Return the fields as the services take them."""
        limited = self.send_from.data is not None
        return {
            "starts_at": self._start() if self.begins.data == "later" else None,
            "hours": Hours(
                self.time_zone.data,
                minutes_after_midnight(self.send_from.data) if limited else None,
                minutes_after_midnight(self.send_until.data) if limited else None,
                bool(self.workdays_only.data),
            ),
            "daily_cap": self.daily_cap.data,
            "link_days": self.link_days.data,
        }

    def _start(self) -> datetime | None:
        day: date | None = self.starts_on.data
        if day is None:
            return None
        zone = ZoneInfo(self.time_zone.data)
        return datetime.combine(day, self.starts_at.data or time(9, 0), zone).astimezone(UTC)


def timing_values(wave: Wave) -> dict[str, Any]:
    """Return what the form of a wave's timing shows."""
    start = wave.starts_at.astimezone(ZoneInfo(wave.time_zone)) if wave.starts_at else None
    values: dict[str, Any] = {
        "begins": "later" if start else "now",
        "time_zone": wave.time_zone,
        "send_from": at(wave.send_from) if wave.send_from is not None else None,
        "send_until": at(wave.send_until) if wave.send_until is not None else None,
        "workdays_only": wave.workdays_only,
        "daily_cap": wave.daily_cap,
        "link_days": wave.link_days,
    }
    if start:
        values |= {"starts_on": start.date(), "starts_at": start.time()}
    return values


class IncentiveForm(StaffForm):
    """What was handed over to one person."""

    what = StringField(_l("What was sent"), [needed(), at_most(MAX_SHORT_CHARS), one_line])
    note = StringField(_l("Note"), [at_most(MAX_SHORT_CHARS), one_line])


class ReturnedForm(StaffForm):
    """A mail that came back, pasted with all its headers or as a file."""

    file = FileField(_l("The mail as a file (.eml)"))
    text = TextAreaField(_l("Or paste it, with all its headers"), [at_most(MAX_RETURNED_BYTES)])

    def content(self) -> bytes | None:
        """Return the message, or None after telling what is missing."""
        upload = self.file.data
        raw: bytes = upload.read(MAX_RETURNED_BYTES + 1) if upload else b""
        raw = raw or (self.text.data or "").strip().encode("utf-8", "surrogateescape")
        if not raw:
            self.file.errors = [_("Choose a file, or paste the mail below.")]
        elif len(raw) > MAX_RETURNED_BYTES:
            self.file.errors = [_("This is longer than 2 MB. Leave out its attachments.")]
        elif b":" not in raw.split(b"\n", 1)[0]:
            self.file.errors = [
                _("This has no headers. In your mail program, save the mail as .eml.")
            ]
        else:
            return raw
        return None
