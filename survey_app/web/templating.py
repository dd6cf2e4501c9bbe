"""What templates can use beside their own variables: dates, shares, and strict undefined names."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from flask_babel import format_date, format_datetime, format_time
from jinja2 import StrictUndefined


def init_app(app: Flask) -> None:
    """Register the filters. A name that a template does not know is an error, not a blank."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["day"] = _day
    app.jinja_env.filters["moment"] = _moment
    app.jinja_env.filters["clock"] = _clock


def _day(value: datetime | None) -> str:
    """'21 Nov 2026' in the reader's language; empty for None."""
    return format_date(value, "medium") if value else ""


def _moment(value: datetime | None) -> str:
    """Date and time of day, in the reader's language."""
    return format_datetime(value, "medium") if value else ""


def _clock(value: datetime | None) -> str:
    """'14:03' in the reader's language."""
    return format_time(value, "short") if value else ""
