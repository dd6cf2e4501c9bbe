"""Text without a question: an introduction, a thank-you, a note on privacy."""

from __future__ import annotations

from typing import ClassVar

from survey_app.questionnaire.model import Question, Text
from survey_app.questionnaire.types.base import QuestionType


class Statement(QuestionType):
    """Something to read. It takes no answer and fills no column."""

    name = "statement"
    label: ClassVar[Text] = {"en": "Text only", "ru": "Только текст", "zh": "说明文字"}
    rule_kind = None
    takes_answer = False

    def export_columns(self, question: Question) -> list[str]:
        """None."""
        return []
