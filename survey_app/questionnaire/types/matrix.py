"""Several things judged alike: rows of items, each with the same choices or the same scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text, wording
from survey_app.questionnaire.types.base import AnswerError, Cell, QuestionType
from survey_app.questionnaire.types.compound import MatrixField, pairs
from survey_app.questionnaire.types.number import parse_number
from survey_app.questionnaire.types.summary import (
    Summary,
    SummaryPart,
    SummaryRow,
    count_choices,
    number_figures,
    plain,
)


class Matrix(QuestionType):
    """One group of radio buttons a row. An answer holds the rows that were answered.

    Where the question is required, every row must be.
    """

    name = "matrix"
    label: ClassVar[Text] = {"en": "Table of choices", "ru": "Таблица", "zh": "矩阵题"}
    rule_kind = None
    uses = frozenset({"items", "choices", "scale"})
    needs = frozenset({"items"})
    field_class = MatrixField
    required_code = "answer_rows"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Read ``item=value`` for each row that was answered."""
        given: dict[str, str | int | float] = {}
        for item, value in pairs(typed):
            number = parse_number(value, language, whole=True) if question.scale else None
            given[item] = value if number is None else number
        order = [item.code for item in question.items]
        known = {code: given.pop(code) for code in order if code in given}
        return (known | given) or None

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """The rows with their values."""
        return [f"{item}={value}" for item, value in _rows(answer).items()]

    def sent_as(self, question: Question, answer: Any) -> Mapping[str, list[str]]:
        """One input a row."""
        return {f"{question.key}.{item}": [str(value)] for item, value in _rows(answer).items()}

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of rows that are not asked and of values that are not offered."""
        if not isinstance(answer, Mapping):
            return [AnswerError("choose_shown")]
        if not answer:
            return [AnswerError("answer_rows")]
        items = {item.code for item in question.items}
        fits = all(item in items and _is_offered(question, value) for item, value in answer.items())
        return [] if fits else [AnswerError("choose_shown")]

    def unfinished(self, question: Question, answer: Any) -> AnswerError | None:
        """Ask for the rows left open where an answer is needed."""
        missing = [item for item in question.items if item.code not in _rows(answer)]
        return AnswerError("answer_rows") if question.required and missing else None

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """Each row answered, with its value."""
        rows = _rows(answer)
        return "; ".join(
            f"{wording(item.text, language)}: {_in_words(question, rows[item.code], language)}"
            for item in question.items
            if item.code in rows
        )

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count each row by itself; ``n`` of a row are those who answered it."""
        given = [_rows(answer) for answer in answers]
        parts = []
        for item in question.items:
            values = [rows[item.code] for rows in given if item.code in rows]
            parts.append(SummaryPart(item.code, item.text, _count(question, values)))
        return Summary(len(given), parts=tuple(parts), ordered=True)

    def export_columns(self, question: Question) -> list[str]:
        """One column for each row."""
        return [f"{question.key}.{item.code}" for item in question.items]

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """The code or the number of each row."""
        rows = _rows(answer)
        return [rows.get(item.code) for item in question.items]


def _rows(answer: Any) -> Mapping[str, Any]:
    return answer if isinstance(answer, Mapping) else {}


def _is_offered(question: Question, value: Any) -> bool:
    if question.scale:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and value in question.scale.points
    return isinstance(value, str) and question.choice(value) is not None


def _in_words(question: Question, value: Any, language: str) -> str:
    choice = question.choice(value) if isinstance(value, str) else None
    return wording(choice.text, language) if choice else str(value)


def _count(question: Question, values: Sequence[Any]) -> Summary:
    if not question.scale:
        rows = count_choices(question.choices, (str(value) for value in values))
        return Summary(len(values), rows, ordered=True)
    points = [
        SummaryRow(str(point), plain(str(point)), values.count(point))
        for point in question.scale.points
    ]
    return Summary(len(values), tuple(points), number_figures(values), ordered=True)
