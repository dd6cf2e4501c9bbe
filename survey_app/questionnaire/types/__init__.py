"""Every way of asking, one file each. To add one, write its file and name it in the table below.

A type gives its WTForms field, its check, how an answer reads as text, its summary, its export
columns, and which texts become passages.
"""

from __future__ import annotations

from survey_app.questionnaire.problems import error
from survey_app.questionnaire.terms import nearest, term
from survey_app.questionnaire.types.base import (
    MAX_ANSWER_CHARS,
    MAX_SHORT_CHARS,
    AnswerError,
    QuestionType,
    RuleKind,
)
from survey_app.questionnaire.types.consent import Consent
from survey_app.questionnaire.types.date import CalendarDate
from survey_app.questionnaire.types.email import EmailAddress
from survey_app.questionnaire.types.file import File
from survey_app.questionnaire.types.five_whys import FiveWhys
from survey_app.questionnaire.types.group import Group
from survey_app.questionnaire.types.interests import Interests
from survey_app.questionnaire.types.list import Rows
from survey_app.questionnaire.types.matrix import Matrix
from survey_app.questionnaire.types.money import Money
from survey_app.questionnaire.types.multi import Multi
from survey_app.questionnaire.types.nps import NetPromoter
from survey_app.questionnaire.types.number import Number
from survey_app.questionnaire.types.phone import Phone
from survey_app.questionnaire.types.ranking import Ranking
from survey_app.questionnaire.types.scale import ScalePoints
from survey_app.questionnaire.types.short import ShortText
from survey_app.questionnaire.types.single import Single
from survey_app.questionnaire.types.statement import Statement
from survey_app.questionnaire.types.summary import Summary, SummaryPart, SummaryRow
from survey_app.questionnaire.types.text import LongText
from survey_app.questionnaire.types.url import Url
from survey_app.questionnaire.types.yes_no import YesNo

__all__ = [
    "MAX_ANSWER_CHARS",
    "MAX_SHORT_CHARS",
    "TYPES",
    "AnswerError",
    "QuestionType",
    "RuleKind",
    "Summary",
    "SummaryPart",
    "SummaryRow",
    "question_type",
    "rule_kind",
    "table_of",
]


def table_of(*types: QuestionType) -> dict[str, QuestionType]:
    """List types by name. Raises ValueError when two have one name, so that the app won't start."""
    table: dict[str, QuestionType] = {}
    for kind in types:
        if kind.name in table:
            raise ValueError(f"two question types are named '{kind.name}'")
        table[kind.name] = kind
    return table


TYPES = table_of(
    Statement(),
    ShortText(),
    LongText(),
    Single(),
    Multi(),
    Ranking(),
    Matrix(),
    Interests(),
    Number(),
    Money(),
    ScalePoints(),
    NetPromoter(),
    YesNo(),
    CalendarDate(),
    Rows(),
    FiveWhys(),
    EmailAddress(),
    Phone(),
    Url(),
    File(),
    Consent(),
    Group(),
)
"""All types, in the order in which the builder offers them."""


def question_type(name: str) -> QuestionType:
    """Find a type by its name. Raises QuestionnaireError with the list of known ones."""
    if name not in TYPES:
        raise error("QB012", what=term("questionnaire"), type=name, remedy=nearest(name, TYPES))
    return TYPES[name]


def rule_kind(name: str) -> RuleKind | None:
    """Tell what rules see of a type's answers; None for unknown types and those without."""
    return TYPES[name].rule_kind if name in TYPES else None
