"""Values of a study's own attributes: text, number, choice or date, kept in one form each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _

_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y年%m月%d日")


def checked_value(kind: str, choices: Sequence[str], text: str) -> tuple[str, str]:
    """Return the value as it is kept, and what to do if it does not fit ('' when it does).

    Numbers are kept with a point, dates as YYYY-MM-DD, choices as they are spelt in the list.
    """
    value = " ".join(text.split())
    if not value:
        return "", ""
    if kind == "number":
        plain = re.sub(r"[\s'\u00a0\u202f]", "", value)
        plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
        if re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,9})?", plain.replace(",", "")):
            return plain.replace(",", ""), ""
        return value, _("Write a number.")
    if kind == "date":
        day = _day(value)
        return (day.isoformat(), "") if day else (value, _("Write a day like 2026-03-31."))
    if kind == "choice":
        for one in choices:
            if one.casefold() == value.casefold():
                return one, ""
        return value, _("Choose one of: %(known)s.", known=", ".join(choices))
    return value, ""


def _day(value: str) -> date | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(value.split(" ")[0], pattern).date()  # noqa: DTZ007  (a day)
        except ValueError:
            continue
    return None
