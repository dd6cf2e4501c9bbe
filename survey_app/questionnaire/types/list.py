"""A list of short rows: tools, problems, magazines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import (
    MAX_SHORT_CHARS,
    AnswerError,
    Cell,
    QuestionType,
    check_text,
    cleaned,
)
from survey_app.questionnaire.types.fields import RowsField
from survey_app.questionnaire.types.summary import Summary, count_words

DEFAULT_ROWS = 10
MAX_ROWS = 50


class Rows(QuestionType):
    """Several short answers of one kind; each row becomes a passage of its own."""

    name = "list"
    label: ClassVar[Text] = {"en": "List", "ru": "Список", "zh": "列表"}
    rule_kind = "texts"
    uses = frozenset({"rows", "min_rows"})
    many_values = True
    field_class = RowsField
    required_code = "write_row"

    def most_rows(self, question: Question) -> int:
        """How many rows may be filled: the question's ``rows``, else ten."""
        return question.rows or DEFAULT_ROWS

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the rows that are not empty; a row of several lines becomes several rows."""
        lines = (line for entry in typed for line in cleaned(entry).split("\n"))
        return [row for row in (" ".join(line.split()) for line in lines) if row] or None

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """The rows."""
        return [str(row) for row in answer] if isinstance(answer, list) else [str(answer)]

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of too many rows and of each row that is empty or too long."""
        return self.check_rows(question, answer, MAX_SHORT_CHARS)

    def unfinished(self, question: Question, answer: Any) -> AnswerError | None:
        """Ask for more rows where the question wants at least so many."""
        n_rows, least = len(self.from_answer(question, answer)), question.min_rows or 0
        return AnswerError("more_rows", least=least, n_rows=n_rows) if n_rows < least else None

    def check_rows(self, question: Question, answer: Any, most_chars: int) -> list[AnswerError]:
        """Complain of too many rows and of each that is empty or over a number of characters."""
        if not isinstance(answer, list):
            return [AnswerError("write_text")]
        if not answer:
            return [AnswerError("write_row")]
        most = self.most_rows(question)
        if len(answer) > most:
            return [AnswerError("fewer_rows", most=most, n_rows=len(answer))]
        return [
            AnswerError("shorten_row", row=number, **problem.details)
            if problem.code == "shorten"
            else problem
            for number, row in enumerate(answer, start=1)
            for problem in check_text(row, most_chars)
        ]

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """The rows, parted by semicolons."""
        return "; ".join(self.from_answer(question, answer))

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count equal rows over all people, the most frequent first."""
        given = [self.from_answer(question, answer) for answer in answers]
        return Summary(n=len(given), rows=count_words(row for rows in given for row in rows))

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """All rows in one cell, one a line."""
        return [None if answer is None else "\n".join(self.from_answer(question, answer))]

    def open_texts(
        self, question: Question, answer: Any, language: str = "", other: str = ""
    ) -> list[str]:
        """Each row."""
        return [row for row in self.from_answer(question, answer) if row.strip()]
