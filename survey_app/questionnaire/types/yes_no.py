"""Yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.model import Answer, Question, Text, wording
from survey_app.questionnaire.types.base import AnswerError, Cell, QuestionType
from survey_app.questionnaire.types.fields import YesNoField
from survey_app.questionnaire.types.summary import Summary, SummaryRow


class YesNo(QuestionType):
    """Two radio buttons; neither is ticked before the person ticks one."""

    name = "yes_no"
    label: ClassVar[Text] = {"en": "Yes or no", "ru": "Да или нет", "zh": "是或否"}
    rule_kind = "truth"
    field_class = YesNoField
    required_code = "choose_yes_no"
    values: ClassVar[tuple[str, ...]] = ("yes", "no")

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take 'yes' or 'no'; empty is none."""
        value = typed[0].strip() if typed else ""
        if value and value not in self.values:
            raise AnswerError(self.required_code)
        return value == "yes" if value else None

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """'yes' or 'no'."""
        return ["yes" if answer is True else "no"]

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of anything but true and false."""
        return [] if isinstance(answer, bool) else [AnswerError(self.required_code)]

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """Yes or no, in a language."""
        return wording(INTERFACE["yes" if answer is True else "no"], language)

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count yes and no."""
        given = [answer is True for answer in answers]
        rows = (
            SummaryRow("yes", INTERFACE["yes"], sum(given)),
            SummaryRow("no", INTERFACE["no"], len(given) - sum(given)),
        )
        return Summary(len(given), rows, ordered=True)

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """1 for yes, 0 for no."""
        return [None if answer is None else int(answer is True)]
