"""Our own TOML: everything, nothing lost. A bank file is read too."""

from __future__ import annotations

import tomllib
from typing import Any

import tomli_w

from survey_app.questionnaire.check import check_definition
from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.exchange.bounded import check_size, damaged, decoded
from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.results import Brought, Taken
from survey_app.questionnaire.model import LANGUAGES, Questionnaire
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.shape import BANK_KEYS

NAME = "toml"
LABEL = {
    "en": "Portrait's own TOML (everything)",
    "ru": "Собственный TOML (без потерь)",
    "zh": "本程序的 TOML（完整）",
}
EXTENSION = "toml"
MEDIA_TYPE = "application/toml"
READS = True
_FACTS = tuple(name for name in BANK_KEYS if name not in ("title", "sections", "languages"))
_GRAVE = frozenset({"QB005", "QB007", "QB010"})
"""Problems of form: nothing can be made of the file. Others are mended in the builder."""


def read(data: bytes, name: str, language: str = "") -> Brought:
    """Read a questionnaire or a bank. Raises ExchangeError."""
    check_size(data, name)
    try:
        table = tomllib.loads(decoded(data, name, "TOML"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as caught:
        raise damaged(name, "TOML", str(caught).rstrip(".")) from caught
    facts = {fact: table.pop(fact) for fact in _FACTS if fact in table}
    table.setdefault("languages", list(LANGUAGES))
    _insist(table, name)
    try:
        found = Questionnaire.from_dict(table)
    except QuestionnaireError as caught:
        raise ExchangeError("QX008", place=name, reason=caught.sentence.rstrip(".")) from caught
    if not any(True for _ in found.iter_questions()):
        raise ExchangeError("QX007", name=name)
    return Brought(found, bank=facts)


def write(questionnaire: Questionnaire, language: str = "") -> Taken:
    """Write everything."""
    text = tomli_w.dumps(questionnaire.to_dict(), multiline_strings=False)
    return Taken(text.encode("utf-8", "replace"))


class _Reason:
    """What is wrong, without the full stop, so that it fits into a sentence."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def in_language(self, language: str) -> str:
        return self.problem.in_language(language)[0].rstrip(".。")


def _insist(table: dict[str, Any], name: str) -> None:
    """What is misspelt must be named, or it would be dropped in silence."""
    grave = [one for one in check_definition(table, name) if one.code in _GRAVE]
    if grave:
        raise ExchangeError("QX008", place=name, reason=_Reason(grave[0]))
