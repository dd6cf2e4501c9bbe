"""A number with an optional unit and limits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text, wording
from survey_app.questionnaire.types.base import AnswerError, Cell, QuestionType
from survey_app.questionnaire.types.compound import NumberField, asked_as
from survey_app.questionnaire.types.summary import (
    Summary,
    SummaryRow,
    count_choices,
    count_numbers,
    number_figures,
    plain,
)

MAX_NUMBER = 10**15
MAX_NUMBER_CHARS = 40


class Number(QuestionType):
    """How many, how long, how old. Accepts digits as people of each language write them.

    With choices that have bounds it can be asked by range, or either way: the answer is then a
    number or the code of a band. Whoever fills in both has told the number.
    """

    name = "number"
    label: ClassVar[Text] = {"en": "Number", "ru": "Число", "zh": "数字"}
    rule_kind = "number"
    uses = frozenset({"min", "max", "integer", "unit", "choices", "ask"})
    field_class = NumberField
    required_code = "write_number"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Read the number; spaces, currency signs and full-width digits are understood.

        Asked either way, the number comes first and the band second.
        """
        filled = [text for text in typed if text.strip()]
        if not filled:
            return None
        ask = asked_as(question)
        if ask == "range" or (ask == "either" and not typed[0].strip()):
            return filled[0]
        number = parse_number(filled[0], language, whole=question.integer)
        if number is None:
            raise AnswerError("write_whole" if question.integer else "write_number")
        return number

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """The digits, with a point before decimals; or the code of the band."""
        if isinstance(answer, str) and asked_as(question) == "either":
            return ["", answer]
        return [_digits(answer)]

    def sent_as(self, question: Question, answer: Any) -> Mapping[str, list[str]]:
        """The text box, or the radio button of the band."""
        if isinstance(answer, str) and asked_as(question) == "either":
            return {f"{question.key}.band": [answer]}
        return super().sent_as(question, answer)

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of what is neither a band nor a number as it is asked for."""
        ask = asked_as(question)
        if ask == "range" or (ask == "either" and isinstance(answer, str)):
            known = isinstance(answer, str) and question.choice(answer) is not None
            return [] if known else [AnswerError("choose_shown")]
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
        """The digits and the unit, or the wording of the band."""
        if isinstance(answer, str) and (band := question.choice(answer)):
            said = wording(band.text, language)
            return f"{said}: {other}" if band.other and other else said
        unit = wording(question.unit, language) or question.currency
        return f"{_digits(answer)} {unit}".strip()

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count the numbers, in bands if many, with min, median, mean and max.

        Where the question has bands, exact numbers are counted in theirs; the figures are of the
        exact numbers alone.
        """
        given = [answer for answer in answers if isinstance(answer, (int, float, str))]
        numbers = [answer for answer in given if not isinstance(answer, str)]
        figures = number_figures(numbers)
        if asked_as(question) == "exact":
            return Summary(len(numbers), count_numbers(numbers), figures, ordered=True)
        banded = [a if isinstance(a, str) else band_of(question, a) for a in given]
        rows = count_choices(question.choices, [code for code in banded if code])
        rest = [a for a, code in zip(given, banded, strict=True) if not code]
        beyond = tuple(
            SummaryRow(_digits(number), plain(_digits(number)), rest.count(number))
            for number in sorted({a for a in rest if not isinstance(a, str)})
        )
        return Summary(len(given), (*rows, *beyond), figures, ordered=True)

    def export_columns(self, question: Question) -> list[str]:
        """The number or the code of the band; asked either way, one column for each."""
        either = asked_as(question) == "either"
        return [question.key, *([f"{question.key}.band"] if either else [])]

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """An exact number stands beside the band it falls into."""
        if asked_as(question) != "either":
            return [answer]
        if answer is None or isinstance(answer, str):
            return [None, answer]
        return [answer, band_of(question, answer) or None]


def band_of(question: Question, number: float) -> str:
    """Find the band that a number falls into, from its lower bound up to its upper; '' for none."""
    for band in question.choices:
        bounded = band.low is not None or band.high is not None
        above = band.low is None or number >= band.low
        if bounded and above and (band.high is None or number < band.high):
            return band.code
    return ""


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
    if typed.isascii() and typed.isdigit():  # as nearly all are
        return int(typed)
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
