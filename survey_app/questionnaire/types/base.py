"""What every question type knows: its field, its check, its text, its summary, its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from survey_app.questionnaire.canonical import nfc
from survey_app.questionnaire.messages import message
from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.fields import AnswerField
from survey_app.questionnaire.types.summary import Summary

MAX_ANSWER_CHARS = 10_000
MAX_SHORT_CHARS = 500

RuleKind = Literal["number", "text", "truth", "date", "code", "codes", "texts"]
# Control characters other than tab and line feed, and lone surrogates.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
Cell = str | int | float | None
"""What stands in one cell of an exported table; None is an empty cell."""


class AnswerError(ValueError):
    """An answer cannot be taken; ``code`` is one of messages.MESSAGES, ``details`` fill it."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def in_language(self, language: str) -> str:
        """Say what to do, in a language of the interface."""
        return message(self.code, language, **self.details)


class QuestionType:
    """One way of asking. A type says only what differs from this.

    The definition fields that a type ``uses`` beyond the common ones may stand in a bank file;
    those it ``needs`` must. ``rule_kind`` is what rules see; None means that no rule may ask.
    """

    name: ClassVar[str]
    label: ClassVar[Text]
    rule_kind: ClassVar[RuleKind | None] = "text"
    uses: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[frozenset[str]] = frozenset()
    takes_answer: ClassVar[bool] = True
    many_values: ClassVar[bool] = False
    field_class: ClassVar[type[AnswerField]] = AnswerField
    required_code: ClassVar[str] = "write_answer"

    def field(self, question: Question, language: str, **more: Any) -> Any:
        """Give the WTForms field that asks the question in a language, not yet bound to a form."""
        return self.field_class(question, self, language, **more)

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Read what was typed or ticked; None when nothing was. Raises AnswerError."""
        raise AnswerError("leave_empty")

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """Give back what to type or tick to get this answer."""
        return [str(answer)]

    def sent_as(self, question: Question, answer: Any) -> Mapping[str, list[str]]:
        """Tell what a page sends to give this answer: its inputs' names and their values."""
        return {question.key: self.from_answer(question, answer)}

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of all that is wrong with a stored or imported answer; empty when fine."""
        return [AnswerError("leave_empty")]

    def unfinished(self, question: Question, answer: Any) -> AnswerError | None:
        """Say what a sound answer still lacks. It is kept, but the page is not yet done."""
        return None

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """Put an answer into words, as it reads in an export or beside a quote."""
        return str(answer)

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count the answers of those who answered."""
        return Summary(n=sum(1 for _ in answers))

    def export_columns(self, question: Question) -> list[str]:
        """Name the columns that this question fills in a table."""
        return [question.key]

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """Fill the columns of one response, in their order; ``answer`` is None if unanswered."""
        return [answer]

    def open_texts(
        self, question: Question, answer: Any, language: str = "", other: str = ""
    ) -> list[str]:
        """Tell which texts become passages for the analysis."""
        return []


def cleaned(text: str) -> str:
    """Tidy what was typed: NFC, one kind of line break, no invisible controls, no rim of space."""
    lines = nfc(text)
    if not lines.isprintable():  # most answers are one line, and quickly known to be sound
        lines = _INVISIBLE.sub("", lines.replace("\r\n", "\n").replace("\r", "\n"))
    return lines.strip()


def check_text(answer: Any, most: int) -> list[AnswerError]:
    """Complain of a text that is none, is empty, is too long or holds control characters."""
    if not isinstance(answer, str):
        return [AnswerError("write_text")]
    if not answer.strip():
        return [AnswerError("write_answer")]
    if len(answer) > most:
        return [AnswerError("shorten", most=most, length=len(answer))]
    if answer.isprintable():
        return []
    if cleaned(answer) != nfc(answer.replace("\r\n", "\n").replace("\r", "\n")).strip():
        return [AnswerError("write_text")]
    return []
