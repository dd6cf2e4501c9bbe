"""A calendar day."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import AnswerError, QuestionType
from survey_app.questionnaire.types.summary import Summary, SummaryRow, plain

# 3/4/2025 is left out on purpose: it is April to some and March to others.
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)


class CalendarDate(QuestionType):
    """A day, stored as YYYY-MM-DD."""

    name = "date"
    label: ClassVar[Text] = {"en": "Date", "ru": "Дата", "zh": "日期"}
    rule_kind = "date"
    required_code = "write_date"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Read a day as browsers send it, and 31.1.2025 and 2025年1月31日."""
        text = "".join(unicodedata.normalize("NFKC", typed[0]).split()) if typed else ""
        if not text:
            return None
        for pattern in _WRITTEN:
            if found := pattern.fullmatch(text):
                year, month, day = (int(found[part]) for part in ("year", "month", "day"))
                try:
                    return datetime.date(year, month, day).isoformat()
                except ValueError:
                    break
        raise AnswerError("write_date")

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of what is no day of the calendar."""
        try:
            day = datetime.date.fromisoformat(answer).isoformat() if isinstance(answer, str) else ""
        except ValueError:
            day = ""
        return [] if day and day == answer else [AnswerError("write_date")]

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count the days by month."""
        months = [str(answer)[:7] for answer in answers]
        counts = sorted(Counter(months).items())
        rows = tuple(SummaryRow(month, plain(month), n) for month, n in counts)
        return Summary(len(months), rows, ordered=True)
