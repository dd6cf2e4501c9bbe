"""Open text in one line: a name, a place, a position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import MAX_SHORT_CHARS
from survey_app.questionnaire.types.summary import Summary, count_words
from survey_app.questionnaire.types.text import LongText


class ShortText(LongText):
    """A few words; the most frequent ones are counted."""

    name = "short"
    label: ClassVar[Text] = {"en": "Short text", "ru": "Короткий ответ", "zh": "短文本"}
    most_chars = MAX_SHORT_CHARS

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the line; line breaks pasted into it become spaces."""
        text = super().to_answer(question, typed, language)
        return " ".join(text.split()) if isinstance(text, str) else None

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count equal answers, the most frequent first."""
        texts = [str(answer) for answer in answers]
        return Summary(n=len(texts), rows=count_words(texts))
