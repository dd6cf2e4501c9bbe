"""A number with an optional unit and limits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text, wording
from survey_app.questionnaire.types.base import AnswerError, QuestionType
from survey_app.questionnaire.types.summary import Summary, count_numbers, number_figures

MAX_NUMBER = 10**15
MAX_NUMBER_CHARS = 40


class Number(QuestionType):
    """How many, how long, how old. Accepts digits as people of each language write them."""

    name = "number"
    label: ClassVar[Text] = {"en": "Number", "ru": "Число", "zh": "数字"}
    rule_kind = "number"
    uses = frozenset({"min", "max", "integer", "unit"})
    required_code = "write_number"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Read the number; spaces, currency signs and full-width digits are understood."""
        if not typed or not typed[0].strip():
            return None
        number = parse_number(typed[0], language, whole=question.integer)
        if number is None:
            raise AnswerError("write_whole" if question.integer else "write_number")
        return number

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """The digits, with a point before decimals."""
        return [_digits(answer)]

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of what is no finite number, is not whole where asked, or is out of limits."""
        whole = "write_whole" if question.integer else "write_number"
        if isinstance(answer, bool) or not isinstance(answer, (int, float)):
            return [AnswerError(whole)]
        if not abs(answer) <= MAX_NUMBER or (question.integer and answer != int(answer)):
            return [AnswerError(whole)]
        if question.min is not None and answer < question.min:
            return [AnswerError("number_low", min=_digits(question.min))]
        if question.max is not None and answer > question.max:
            return [AnswerError("number_high", max=_digits(question.max))]
        return []

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """The digits and the unit."""
        unit = wording(question.unit, language) or question.currency
        return f"{_digits(answer)} {unit}".strip()

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count the numbers, in bands if many, with min, median, mean and max."""
        numbers = [answer for answer in answers if isinstance(answer, (int, float))]
        return Summary(len(numbers), count_numbers(numbers), number_figures(numbers))


def parse_number(typed: str, language: str, *, whole: bool = False) -> int | float | None:
    """Read a number as written in a language; None when it is none.

    A comma parts decimals in Russian and thousands in English and Chinese, unless what follows
    says otherwise: ``3,5`` is three and a half everywhere, and with ``whole`` any mark before
    each three digits parts thousands.

    >>> parse_number("1 234,5 €", "ru"), parse_number("1,234.5", "en"), parse_number("１２", "zh")
    (1234.5, 1234.5, 12)
    """
    if len(typed) > MAX_NUMBER_CHARS:
        return None
    text = unicodedata.normalize("NFKC", typed).replace("−", "-")
    text = re.sub(r"[\s'’_]|[€$£¥₽]|RUB|EUR|USD|CNY|руб\.?|元", "", text)
    grouped = r"\d{1,3}(?:[.,]\d{3})+"
    if whole and re.fullmatch(rf"[+-]?{grouped}", text):
        text = re.sub(r"[.,]", "", text)
    elif "," in text and "." in text:
        point = max(text.rfind(","), text.rfind("."))
        text = re.sub(r"[.,]", "", text[:point]) + "." + text[point + 1 :]
    elif re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+", text) and (
        language != "ru" or text.count(",") > 1
    ):
        text = text.replace(",", "")
    else:
        text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", text, re.ASCII):
        return None
    number = Decimal(text)
    if number == number.to_integral_value():
        return int(number)
    return float(number)


def _digits(number: Any) -> str:
    """Write a number without an exponent, so that it reads back in every language."""
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return str(number)
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
