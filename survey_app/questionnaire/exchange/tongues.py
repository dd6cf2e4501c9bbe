"""Which of our languages a label of another tool means: 'English (en)', 'zh-cn', 'Русский' …"""

from __future__ import annotations

import re
from collections.abc import Iterable

from survey_app.questionnaire.model import LANGUAGES

NAMES = {"en": "English (en)", "ru": "Russian (ru)", "zh": "Chinese (zh)"}
"""How XLSForm names our languages."""
LABELS = {"en": "English", "ru": "Русский", "zh": "中文"}
"""How speakers of each language call it."""
_WORDS = {
    "en": {"english", "eng", "inglés", "anglais", "английский", "英语", "英文"},
    "ru": {"russian", "rus", "русский", "ruso", "russe", "俄语", "俄文"},
    "zh": {"chinese", "中文", "汉语", "简体中文", "mandarin", "китайский", "chi", "zho", "cmn"},
}
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def language_of(label: str) -> str | None:
    """Tell which of our languages a label names; None for any other.

    >>> language_of("Русский (ru)"), language_of("zh-Hans"), language_of("French (fr)")
    ('ru', 'zh', None)
    """
    text = label.strip().lower()
    code = re.search(r"\(([a-z]{2,3})(?:[-_][a-z0-9]+)*\)\s*$", text)
    short = code.group(1) if code else re.split(r"[-_]", text)[0]
    if short in LANGUAGES:
        return short
    word = re.sub(r"\s*\(.*?\)\s*$", "", text)
    return next((known for known in LANGUAGES if {word, short} & _WORDS[known]), None)


def guessed(texts: Iterable[str]) -> str:
    """Guess by the letters which language texts are in; whatever is neither other is English."""
    joined = " ".join(texts)
    n_letters = sum(character.isalpha() for character in joined) or 1
    if len(_CHINESE.findall(joined)) > 0.2 * n_letters:
        return "zh"
    return "ru" if len(_CYRILLIC.findall(joined)) > 0.3 * n_letters else "en"
