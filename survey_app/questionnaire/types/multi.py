"""Several answers out of several, with 'other' and 'none of these'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text, wording
from survey_app.questionnaire.types.base import AnswerError, Cell, RuleKind
from survey_app.questionnaire.types.single import Single
from survey_app.questionnaire.types.summary import Summary, count_choices


class Multi(Single):
    """Tick boxes."""

    name = "multi"
    label: ClassVar[Text] = {"en": "Several choices", "ru": "Несколько вариантов", "zh": "多选"}
    rule_kind: ClassVar[RuleKind | None] = "codes"
    many_values = True
    required_code = "choose_some"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the codes ticked, each once, in the order sent."""
        return list(dict.fromkeys(code for code in typed if code.strip())) or None

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """The codes."""
        return [str(code) for code in answer] if isinstance(answer, list) else [str(answer)]

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of unknown or repeated codes and of 'none of these' beside another."""
        if not isinstance(answer, list) or not all(isinstance(code, str) for code in answer):
            return [AnswerError("choose_shown")]
        if not answer:
            return [AnswerError("choose_some")]
        chosen = [question.choice(code) for code in answer]
        if None in chosen:
            return [AnswerError("choose_shown")]
        if len(set(answer)) < len(answer):
            return [AnswerError("choose_once")]
        alone = next((choice for choice in chosen if choice and choice.exclusive), None)
        if alone and len(answer) > 1:
            return [ExclusiveAnswerError(alone.text)]
        return []

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """The wordings of the choices, parted by semicolons."""
        codes = self.from_answer(question, answer)
        return "; ".join(super(Multi, self).as_text(question, c, language, other) for c in codes)

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count each choice; ``n`` is people, so the counts may add up to more."""
        given = [self.from_answer(question, answer) for answer in answers]
        ticked = (code for codes in given for code in codes)
        return Summary(n=len(given), rows=count_choices(question.choices, ticked))

    def export_columns(self, question: Question) -> list[str]:
        """One column for each choice, and the text of 'other' where there is one."""
        codes = [f"{question.key}.{choice.code}" for choice in question.choices]
        return [*codes, *([question.other_key] if question.other_choice else [])]

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """1 for each choice ticked and 0 for the others; all empty if unanswered."""
        ticked = None if answer is None else self.from_answer(question, answer)
        cells: list[Cell] = [
            None if ticked is None else int(choice.code in ticked) for choice in question.choices
        ]
        return [*cells, *([other or None] if question.other_choice else [])]


class ExclusiveAnswerError(AnswerError):
    """'None of these' stands beside another answer; names the choice in the reader's language."""

    def __init__(self, text: Text) -> None:
        super().__init__("choose_exclusive")
        self.text = text

    def in_language(self, language: str) -> str:
        """Say what to do, naming the choice."""
        self.details = {"choice": wording(self.text, language)}
        return super().in_language(language)
