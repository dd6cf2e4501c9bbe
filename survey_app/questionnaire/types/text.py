"""Open text: a long answer in a box of several lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import (
    MAX_ANSWER_CHARS,
    AnswerError,
    QuestionType,
    check_text,
    cleaned,
)
from survey_app.questionnaire.types.summary import Summary


class LongText(QuestionType):
    """A story in the customer's own words; it becomes a passage."""

    name = "text"
    label: ClassVar[Text] = {"en": "Long text", "ru": "Развёрнутый ответ", "zh": "长文本"}
    most_chars: ClassVar[int] = MAX_ANSWER_CHARS

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the text without the rim of white space; None when nothing is left."""
        return cleaned(typed[0]) or None if typed else None

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of no text, an empty one or one over the limit."""
        return check_text(answer, self.most_chars)

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count those who wrote something and their median number of characters."""
        lengths = sorted(len(str(answer)) for answer in answers)
        figures = {"median_chars": float(lengths[len(lengths) // 2])} if lengths else {}
        return Summary(n=len(lengths), figures=figures)

    def open_texts(
        self, question: Question, answer: Any, language: str = "", other: str = ""
    ) -> list[str]:
        """The text itself."""
        return [answer] if isinstance(answer, str) and answer.strip() else []
