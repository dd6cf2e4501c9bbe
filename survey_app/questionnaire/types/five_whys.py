"""A chain of whys: each quotes the answer before and asks for what lies under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import (
    MAX_ANSWER_CHARS,
    AnswerError,
    Cell,
    cleaned,
)
from survey_app.questionnaire.types.compound import WhysField
from survey_app.questionnaire.types.list import Rows
from survey_app.questionnaire.types.summary import Summary, SummaryRow

MAX_WHYS = 5


class FiveWhys(Rows):
    """Up to five answers, one under the other. Whoever has reached the ground leaves the rest out.

    The question's own words ask the first; T. Ohno, Toyota Production System (1988), ch. 2.
    """

    name = "five_whys"
    label: ClassVar[Text] = {"en": "Five whys", "ru": "Пять «почему»", "zh": "五个为什么"}
    field_class = WhysField
    required_code = "write_answer"

    def most_rows(self, question: Question) -> int:
        """How often it is asked: the question's ``rows``, else five times."""
        return question.rows or MAX_WHYS

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the answers that are not empty, each whole, line breaks included."""
        return [text for text in map(cleaned, typed) if text] or None

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of too many answers and of each that is empty or too long."""
        return self.check_rows(question, answer, MAX_ANSWER_CHARS)

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """The chain, from the first answer to the last."""
        return " → ".join(self.from_answer(question, answer))

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count how deep people went: how many gave one answer, two, three …"""
        depths = [len(self.from_answer(question, answer)) for answer in answers]
        rows = tuple(
            SummaryRow(str(depth), _depth_in_words(depth), depths.count(depth))
            for depth in range(1, self.most_rows(question) + 1)
        )
        return Summary(len(depths), rows, ordered=True)

    def export_columns(self, question: Question) -> list[str]:
        """One column for each why."""
        return [f"{question.key}.{n}" for n in range(1, self.most_rows(question) + 1)]

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """The answers in their order."""
        texts: list[Cell] = [] if answer is None else [*self.from_answer(question, answer)]
        n_columns = self.most_rows(question)
        return (texts + [None] * n_columns)[:n_columns]


def _depth_in_words(depth: int) -> Text:
    return {language: f"{word} {depth}" for language, word in INTERFACE["depth"].items()}
