"""How long a questionnaire takes, so that a mail can say it honestly and a builder sees it grow."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

SECONDS_BY_TYPE = {
    "statement": 5, "text": 45, "single": 10, "yes_no": 8, "scale": 8, "nps": 8,
    "ranking": 30, "five_whys": 120, "interests": 25, "file": 40,
}  # fmt: skip
SECONDS_A_MATRIX_ROW = 7
SECONDS_OTHERWISE = 15
SHARE_OF_CONDITIONAL = 0.5  # a question with a rule is met by about half of the people
MIN_MINUTES = 2


def minutes_of(definition: Mapping[str, Any]) -> int:
    """Estimate how many minutes a questionnaire takes, from its definition; at least 2.

    An open answer counts 45 seconds, a tick about ten; the sum is rounded up.
    """
    seconds = sum(
        (SHARE_OF_CONDITIONAL if section.get("show_if") else 1.0) * seconds_of(question)
        for section in definition.get("sections", ())
        for question in section.get("questions", ())
    )
    return max(MIN_MINUTES, math.ceil(seconds / 60))


def seconds_of(question: Mapping[str, Any]) -> float:
    """Estimate how many seconds one question takes the average person, from its plain form."""
    share = SHARE_OF_CONDITIONAL if question.get("show_if") else 1.0
    if parts := question.get("parts"):
        return share * sum(seconds_of(part) for part in parts)
    if items := question.get("items"):
        return share * SECONDS_A_MATRIX_ROW * len(items)
    return share * SECONDS_BY_TYPE.get(str(question.get("type")), SECONDS_OTHERWISE)
