"""How long a survey takes, so that a mail can say it honestly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

SECONDS_BY_TYPE = {
    "text": 45,
    "statement": 5,
    "single": 10,
    "yes_no": 8,
    "scale": 8,
    "nps": 8,
    "ranking": 25,
    "interests": 30,
    "five_whys": 120,
    "file": 40,
}
SECONDS_A_ROW = 6  # of a table
SECONDS_OTHERWISE = 15
SHARE_OF_CONDITIONAL = 0.5  # a question with a rule is met by about half of the people
MIN_MINUTES = 2


def minutes_of(definition: Mapping[str, Any]) -> int:
    """Estimate how many minutes a questionnaire takes, from its definition; at least 2.

    An open answer counts 45 seconds, a tick about ten; the sum is rounded up.
    """
    seconds = sum(
        _seconds(question)
        for section in definition.get("sections", ())
        for question in section.get("questions", ())
    )
    return max(MIN_MINUTES, math.ceil(seconds / 60))


def _seconds(question: Mapping[str, Any]) -> float:
    share = SHARE_OF_CONDITIONAL if question.get("show_if") else 1.0
    if parts := question.get("parts"):
        return share * sum(_seconds(part) for part in parts)
    if items := question.get("items"):
        return share * (SECONDS_A_ROW * len(items) + SECONDS_BY_TYPE["scale"])
    return share * SECONDS_BY_TYPE.get(str(question.get("type")), SECONDS_OTHERWISE)
