"""One answer out of several, with 'other' where the choices may not be enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text, wording
from survey_app.questionnaire.types.base import AnswerError, Cell, QuestionType, RuleKind
from survey_app.questionnaire.types.fields import ChoiceField
from survey_app.questionnaire.types.summary import Summary, count_choices


class Single(QuestionType):
    """Radio buttons."""

    name = "single"
    label: ClassVar[Text] = {"en": "One choice", "ru": "Один вариант", "zh": "单选"}
    rule_kind: ClassVar[RuleKind | None] = "code"
    uses = frozenset({"choices"})
    needs = frozenset({"choices"})
    field_class = ChoiceField
    required_code = "choose_one"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the code ticked; an empty one is none."""
        ticked = [code for code in typed if code]
        if len(set(ticked)) > 1:
            raise AnswerError("choose_one")
        return ticked[0] if ticked else None

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of a code that the question does not offer."""
        known = isinstance(answer, str) and question.choice(answer) is not None
        return [] if known else [AnswerError("choose_shown")]

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """The wording of the choice; with 'other', what was written."""
        choice = question.choice(answer)
        if choice is None:
            return str(answer)
        said = wording(choice.text, language)
        return f"{said}: {other}" if choice.other and other else said

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count each choice, in their order."""
        ticked = [str(answer) for answer in answers]
        return Summary(n=len(ticked), rows=count_choices(question.choices, ticked))

    def export_columns(self, question: Question) -> list[str]:
        """The code, and the text of 'other' where there is one."""
        return [question.key, *([question.other_key] if question.other_choice else [])]

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """The code and the text of 'other'."""
        return [answer, *([other or None] if question.other_choice else [])]

    def open_texts(
        self, question: Question, answer: Any, language: str = "", other: str = ""
    ) -> list[str]:
        """What was written beside 'other'."""
        return [other] if other.strip() else []
