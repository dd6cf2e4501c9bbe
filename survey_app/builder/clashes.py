"""Where two people changed a draft differently, in the words that stand on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from survey_app.builder.words import FIELDS, WORDINGS
from survey_app.config import LANGUAGE_NAMES
from survey_app.questionnaire import wording

MAX_NAME_CHARS = 60
LISTS = frozenset({"sections", "questions", "choices", "parts", "items", "computed"})
"""What they hold is called by its own words, so that the list itself need not be named."""


def place_in_words(draft: Mapping[str, Any], path: Sequence[str], language: str) -> str:
    """Name a place of a draft: 'Your work › How many are you? › Question › English'.

    ``path`` leads through the draft's plain form. What has a wording is called by it; what the
    draft does not hold any more keeps its key.
    """
    words: list[str] = []
    here: Any = draft
    for name in path:
        entry = _entry(here, name)
        if isinstance(here, list):
            words.append(_called(entry, language) or name)
        elif not (isinstance(entry, list) and name in LISTS):
            words.append(_field(name))
        here = entry
    return " › ".join(words) or str(_("the whole questionnaire"))


def _entry(here: Any, name: str) -> Any:
    if isinstance(here, Mapping):
        return here.get(name)
    if isinstance(here, list):
        named = (one for one in here if isinstance(one, Mapping))
        return next((one for one in named if name in (one.get("key"), one.get("code"))), None)
    return None


def _called(entry: Any, language: str) -> str:
    if not isinstance(entry, Mapping):
        return ""
    text = entry.get("text") or entry.get("title")
    said = wording(text, language) if isinstance(text, Mapping) else ""
    return said if len(said) <= MAX_NAME_CHARS else said[: MAX_NAME_CHARS - 1].rstrip() + "…"


def _field(name: str) -> str:
    if name in LANGUAGE_NAMES:
        return str(LANGUAGE_NAMES[name])
    if name == "show_if":
        return str(_("Shown when"))
    if name == "required":
        return str(_("An answer is needed"))
    return str(WORDINGS.get(name) or FIELDS.get(name) or name)
