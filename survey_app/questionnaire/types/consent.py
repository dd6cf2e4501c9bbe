"""A tick that says 'I agree'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.model import Answer, Question, Text, wording
from survey_app.questionnaire.types.base import AnswerError
from survey_app.questionnaire.types.summary import Summary, SummaryRow
from survey_app.questionnaire.types.yes_no import YesNo


class Consent(YesNo):
    """One tick box that nobody ticks for the person. Without the tick there is no answer."""

    name = "consent"
    label: ClassVar[Text] = {"en": "Consent", "ru": "Согласие", "zh": "同意"}
    required_code = "give_consent"
    values = ("yes",)

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """True when ticked, else none."""
        return super().to_answer(question, typed, language) or None

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of anything but true."""
        return [] if answer is True else [AnswerError("give_consent")]

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """That it was given."""
        return wording(INTERFACE["agreed"], language)

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count those who agreed."""
        n = sum(1 for answer in answers if answer is True)
        return Summary(n, (SummaryRow("yes", INTERFACE["agreed"], n),))
