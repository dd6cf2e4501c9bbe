"""What templates can use beside their own variables: dates and numbers in the reader's way."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_decimal, format_percent, format_time

from survey_app.config import Settings
from survey_app.web.i18n import in_language

QUOTATION_MARKS = {'"': '"', "“": "”", "«": "»", "„": "“", "「": "」"}


def init_app(app: Flask) -> None:
    """Register the filters, and the address that links in mails begin with."""
    settings: Settings = app.extensions["portrait_settings"]

    # Never from the request: a forged Host header must not end up in somebody's mail.
    @app.context_processor
    def _base_url() -> dict[str, str]:
        return {"base_url": settings.base_url}

    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["numberformat"] = format_decimal
    app.jinja_env.filters["percentformat"] = format_percent
    app.jinja_env.filters["day"] = _day
    app.jinja_env.filters["moment"] = moment
    app.jinja_env.filters["clock"] = _clock
    app.jinja_env.filters["unquoted"] = unquoted
    app.jinja_env.globals["in_language"] = in_language


def _day(value: date | None) -> str:
    """'21 Nov 2026' in the reader's language; empty for None."""
    return format_date(value, "medium") if value else ""


def moment(value: datetime | None) -> str:
    """Date and time of day, in the reader's language."""
    return f"{format_date(value, 'medium')}, {format_time(value, 'short')}" if value else ""


def _clock(value: datetime | None) -> str:
    """'14:03' in the reader's language."""
    return format_time(value, "short") if value else ""


def unquoted(text: str) -> str:
    """Return words without the one pair of quotation marks around all of them.

    Notes often quote what was said, and the page sets its own marks around a quote: two pairs
    would stand there. Marks that do not embrace the whole text stay.
    """
    bare = text.strip()
    closing = QUOTATION_MARKS.get(bare[:1])
    if closing is None or len(bare) < 3 or not bare.endswith(closing):
        return text
    inner = bare[1:-1]
    return text if bare[0] in inner or closing in inner else inner
