"""A telephone number, kept as it was typed and out of the analysis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import AnswerError, QuestionType, cleaned
from survey_app.questionnaire.types.summary import Summary

MIN_DIGITS, MAX_DIGITS = 6, 15  # ITU-T E.164 ends at 15; six leaves room for short local ones
MAX_PHONE_CHARS = 40

# Digits, the usual marks between them, and an extension in words.
_NUMBER = re.compile(r"\+?[\d\s().\-–/,;#*]+(?:(?:ext\.?|x|доб\.?|转)\s*\d+)?", re.IGNORECASE)


class Phone(QuestionType):
    """A number to call. People write them in a hundred ways, so only the digits are counted."""

    name = "phone"
    label: ClassVar[Text] = {"en": "Telephone", "ru": "Телефон", "zh": "电话"}
    rule_kind = None
    required_code = "write_phone"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the number as typed; full-width digits from a Chinese keyboard become plain ones."""
        return cleaned(unicodedata.normalize("NFKC", typed[0])) or None if typed else None

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of letters and of fewer than 6 or more than 15 digits."""
        fits = (
            isinstance(answer, str)
            and len(answer) <= MAX_PHONE_CHARS
            and answer.isprintable()
            and _NUMBER.fullmatch(answer) is not None
            and MIN_DIGITS <= sum(c in "0123456789" for c in answer) <= MAX_DIGITS
        )
        return [] if fits else [AnswerError("write_phone")]

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count the numbers without showing them."""
        return Summary(n=sum(1 for _ in answers))
