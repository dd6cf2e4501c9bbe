"""A row of numbers with words at both ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import AnswerError, QuestionType
from survey_app.questionnaire.types.fields import PointField
from survey_app.questionnaire.types.number import parse_number
from survey_app.questionnaire.types.summary import (
    Summary,
    SummaryRow,
    number_figures,
    plain,
)


class ScalePoints(QuestionType):
    """How strongly, from one end to the other."""

    name = "scale"
    label: ClassVar[Text] = {"en": "Scale", "ru": "Шкала", "zh": "量表"}
    rule_kind = "number"
    uses = frozenset({"scale"})
    needs = frozenset({"scale"})
    field_class = PointField
    required_code = "choose_one"

    def points(self, question: Question) -> range:
        """All numbers that may be ticked, in order."""
        return question.scale.points if question.scale else range(1, 6)

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the number ticked."""
        if not typed or not typed[0].strip():
            return None
        number = parse_number(typed[0], language, whole=True)
        if not isinstance(number, int):
            raise self._problem(question)
        return number

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of a number that is not on the scale."""
        whole = isinstance(answer, int) and not isinstance(answer, bool)
        return [] if whole and answer in self.points(question) else [self._problem(question)]

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count each point of the scale, none left out, with the mean and the median."""
        numbers = [answer for answer in answers if isinstance(answer, (int, float))]
        rows = tuple(
            SummaryRow(str(point), plain(str(point)), numbers.count(point))
            for point in self.points(question)
        )
        return Summary(len(numbers), rows, number_figures(numbers), ordered=True)

    def _problem(self, question: Question) -> AnswerError:
        points = self.points(question)
        return AnswerError("choose_point", low=points[0], high=points[-1])
