"""Wordings as SurveyJS stores them: a text, or texts by locale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from survey_app.questionnaire.exchange.losses import Loss, Place, loss
from survey_app.questionnaire.exchange.piping import inward, outward
from survey_app.questionnaire.exchange.plain import most_chars, tidy, without_markup
from survey_app.questionnaire.exchange.tongues import guessed, language_of
from survey_app.questionnaire.model import Text

REFERENCE = re.compile(r"\{\s*([A-Za-z_][\w.\-\[\]]*)\s*\}")
LOCALES = {"en": "default", "ru": "ru", "zh": "zh-cn"}
"""The locale under which SurveyJS keeps each of our languages."""


def localised(text: Text, languages: Sequence[str]) -> dict[str, str]:
    """Write a wording by locale, with answers piped as SurveyJS does."""
    return {
        LOCALES[language]: outward(text[language], lambda name: f"{{{name}}}")[0]
        for language in languages
        if text.get(language)
    }


class Wordings:
    """Reads wordings and notes what is lost."""

    def __init__(self, survey: Mapping[str, Any], language: str) -> None:
        self.losses: list[Loss] = []
        self.keys: dict[str, str] = {}
        locale = survey.get("locale")
        told = language_of(locale) if isinstance(locale, str) else None
        own = "en" if isinstance(survey.get("portrait"), dict) else ""  # written by ourselves
        self.default = language or told or own or guessed(_plain_texts(survey))
        self.languages: dict[str, None] = {}

    def of(self, value: Any, where: Place, name: str = "text") -> dict[str, str]:
        """A wording by our languages, tidy and with our kind of piping."""
        by_locale = value if isinstance(value, dict) else {"default": value}
        found: dict[str, str] = {}
        for locale, told in by_locale.items():
            if isinstance(told, bool) or not isinstance(told, (str, int, float)):
                continue
            language = self.default if locale == "default" else language_of(str(locale))
            if language is None:
                self.note(loss("language_left_out", language=locale))
            elif language not in found and (text := self._text(str(told), where, name)):
                found[language] = text
                self.languages[language] = None
        return found

    def note(self, found: Loss) -> None:
        """Keep a loss once."""
        if found not in self.losses:
            self.losses.append(found)

    def _text(self, told: str, where: Place, name: str) -> str:
        plain = without_markup(told)
        if plain != told:
            self.note(loss("markup", where))
        text, made, lost = inward(tidy(plain), REFERENCE, self.keys)
        for there in made:
            self.note(loss("fallback_made", where, name=there))
        for there in lost:
            self.note(loss("property", where, name="{…}", value=there))
        most = most_chars(name)
        if len(text) > most:
            self.note(loss("shortened", where, name=name, most=most))
        return text[:most].strip()


def _plain_texts(value: Any, depth: int = 0) -> list[str]:
    """Titles without a locale, to guess their language by."""
    if depth > 12:
        return []
    if isinstance(value, list):
        return [text for entry in value for text in _plain_texts(entry, depth + 1)]
    if not isinstance(value, dict):
        return []
    texts = [value[name] for name in ("title", "html", "text", "default") if name in value]
    inside = [text for entry in value.values() for text in _plain_texts(entry, depth + 1)]
    return [text for text in texts if isinstance(text, str)] + inside
