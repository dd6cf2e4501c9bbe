"""The small pieces of a question: wordings, choices, scales, checks of its own, computed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.pipes import without_pipes
from survey_app.questionnaire.plain_form import (
    malformed,
    read_flag,
    read_number,
    read_string,
    read_text,
    without_blanks,
)

LANGUAGES = ("en", "ru", "zh")
DECLINE_CODE = "prefer_not"
"""The choice that declines to answer: never shuffled, never a band."""

Text = Mapping[str, str]
"""One wording by language code: ``{"en": "…", "ru": "…", "zh": "…"}``."""


def wording(text: Text, language: str) -> str:
    """Give the wording in a language; a draft that lacks it shows English, then any other.

    A published questionnaire has every wording in each of its languages, so there the first
    always hits. Where the wording quotes an answer, its fallback is said: a page that knows the
    answers asks ``asked.py`` instead.
    """
    said = text.get(language) or text.get("en") or next((t for t in text.values() if t), "")
    return without_pipes(said) if "{{" in said else said


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to tick, or one row of a matrix: a stable code and its wording.

    ``other`` opens a text box; ``exclusive`` ('none of these') cannot stand beside others. The
    choice is offered when its rule ``show_if`` holds. ``low`` and ``high`` bound a band of
    numbers: low is inside, high is not, None is open. ``parent`` is the code of the choice that
    this one stands under in a tree.
    """

    code: str
    text: Text
    other: bool = False
    exclusive: bool = False
    show_if: str = ""
    low: float | None = None
    high: float | None = None
    parent: str = ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Choice:
        """Read a choice from its plain form."""
        return cls(
            code=read_string(data, "code"),
            text=read_text(data, "text"),
            other=read_flag(data, "other"),
            exclusive=read_flag(data, "exclusive"),
            show_if=read_string(data, "show_if", optional=True),
            low=read_number(data, "low"),
            high=read_number(data, "high"),
            parent=read_string(data, "parent", optional=True),
        )

    def to_dict(self) -> dict[str, Any]:
        """Write the choice as plain data; what is not set is left out."""
        return without_blanks(
            {
                "code": self.code,
                "text": dict(self.text),
                "other": self.other,
                "exclusive": self.exclusive,
                "show_if": self.show_if,
                "low": self.low,
                "high": self.high,
                "parent": self.parent,
            }
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """A row of whole numbers from ``low`` to ``high`` with words at both ends."""

    low: int
    high: int
    low_text: Text
    high_text: Text

    @property
    def points(self) -> range:
        """All numbers that may be ticked, in order."""
        return range(self.low, self.high + 1)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Scale:
        """Read a scale from its plain form."""
        low, high = data.get("low"), data.get("high")
        if not isinstance(low, int) or not isinstance(high, int):
            raise malformed("a scale needs whole numbers 'low' and 'high'")
        return cls(low, high, read_text(data, "low_text"), read_text(data, "high_text"))

    def to_dict(self) -> dict[str, Any]:
        """Write the scale as plain data."""
        return {
            "low": self.low,
            "high": self.high,
            "low_text": dict(self.low_text),
            "high_text": dict(self.high_text),
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that an answer must fulfil, and what to say when it does not."""

    rule: str
    text: Text

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Check:
        """Read a check from its plain form."""
        return cls(read_string(data, "rule"), read_text(data, "text"))

    def to_dict(self) -> dict[str, Any]:
        """Write the check as plain data."""
        return {"rule": self.rule, "text": dict(self.text)}


@dataclass(frozen=True, slots=True)
class Computed:
    """A value worked out from answers: for rules, for wordings by ``{{key|…}}``, for exports."""

    key: str
    text: Text
    value: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Computed:
        """Read a computed value from its plain form."""
        return cls(read_string(data, "key"), read_text(data, "text"), read_string(data, "value"))

    def to_dict(self) -> dict[str, Any]:
        """Write the computed value as plain data."""
        return {"key": self.key, "text": dict(self.text), "value": self.value}
