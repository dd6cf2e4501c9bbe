"""An e-mail address, kept out of the analysis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import AnswerError, QuestionType, cleaned
from survey_app.questionnaire.types.summary import Summary

MAX_EMAIL_CHARS = 254  # RFC 5321, 4.5.3.1.3, as corrected by erratum 1690

# Deliberately wide: only a mail that arrives proves an address.
_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]]{1,64}@[^\s@<>,;:\"()\[\]_.]+(\.[^\s@<>,;:\"()\[\]_.]+)+"
)


class EmailAddress(QuestionType):
    """An address to write to. It names a person, so it is counted but never a passage."""

    name = "email"
    label: ClassVar[Text] = {"en": "E-mail", "ru": "Электронная почта", "zh": "电子邮箱"}
    rule_kind = None
    required_code = "write_email"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the address; full-width letters from a Chinese keyboard become plain ones."""
        return cleaned(unicodedata.normalize("NFKC", typed[0])) or None if typed else None

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of what cannot be an address."""
        fits = isinstance(answer, str) and len(answer) <= MAX_EMAIL_CHARS
        return [] if fits and _ADDRESS.fullmatch(answer) else [AnswerError("write_email")]

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count the addresses without showing them."""
        return Summary(n=sum(1 for _ in answers))
