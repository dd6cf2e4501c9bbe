"""One question made of parts that belong together."""

from __future__ import annotations

from typing import ClassVar

from survey_app.questionnaire.model import Question, Text
from survey_app.questionnaire.types.base import QuestionType


class Group(QuestionType):
    """A fieldset. Answers stand under the keys of the parts; the group itself has none."""

    name = "group"
    label: ClassVar[Text] = {"en": "Group of inputs", "ru": "Группа полей", "zh": "组合题"}
    rule_kind = None
    takes_answer = False
    uses = frozenset({"parts"})
    needs = frozenset({"parts"})

    def export_columns(self, question: Question) -> list[str]:
        """None; the parts have theirs."""
        return []
