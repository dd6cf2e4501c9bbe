"""Questions in their plain form while they are being brought in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from survey_app.questionnaire.canonical import nfc
from survey_app.questionnaire.shape import MAX_LABEL_CHARS, MAX_WORDING_CHARS

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--[^<>]*--)>")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

UNTITLED = {"en": "Questions", "ru": "Вопросы", "zh": "问题"}
TRY_AGAIN = {
    "en": "Please check this answer.",
    "ru": "Проверьте этот ответ.",
    "zh": "请检查这个回答。",
}
OTHER_TEXT = {"en": "Other", "ru": "Другое", "zh": "其他"}
NONE_TEXT = {"en": "None of these", "ru": "Ничего из этого", "zh": "以上都不是"}
YES_NO = (
    {"code": "yes", "text": {"en": "Yes", "ru": "Да", "zh": "是"}},
    {"code": "no", "text": {"en": "No", "ru": "Нет", "zh": "否"}},
)


def tidy(text: str) -> str:
    """A wording as it is stored: NFC, one kind of line break, nothing invisible, no rim."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", lines).strip()


def without_markup(text: str) -> str:
    """A wording without HTML tags; what looks like one by accident (a < b) stays."""
    if not _TAG.search(text):
        return text
    broken = re.sub(r"(?i)<(br|/p|/div|/li)\s*/?>", "\n", text)
    plain = _TAG.sub("", broken)
    for name, sign in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(name, sign)
    return re.sub(r"[ \t]*\n[ \t\n]*\n", "\n\n", plain)


def most_chars(name: str) -> int:
    """How long a wording may be."""
    return MAX_LABEL_CHARS if name in ("title", "unit") else MAX_WORDING_CHARS


def in_languages(text: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """The wordings of those languages."""
    return {language: text[language] for language in languages if text.get(language)}


def number_of(text: str) -> int | float | None:
    """A number as written; None when it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    if value != value or abs(value) > 1e15:
        return None
    return int(value) if value.is_integer() else value


def without_blanks(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not set. Zero is a value."""
    return {
        key: value
        for key, value in data.items()
        if not (value is None or value is False or value in ("", {}, [], ()))
    }
