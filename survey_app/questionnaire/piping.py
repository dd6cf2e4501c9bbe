"""What an earlier answer says where a wording quotes it, in the language of the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from survey_app.questionnaire.answer_words import answer_text
from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.model import Question, Questionnaire, Text, wording
from survey_app.questionnaire.pipes import filled
from survey_app.questionnaire.rule_program import program
from survey_app.questionnaire.rule_syntax import Value
from survey_app.questionnaire.rules import State

MAX_QUOTED_CHARS = 200
_BETWEEN = {"zh": "、"}


def piped(questionnaire: Questionnaire, text: Text, state: State, language: str) -> str:
    """Give a wording with the answers that it quotes, or its fallbacks where there are none.

    The result is plain text: a page escapes it as it escapes everything. An answer is quoted on
    one line and cut after 200 characters.
    """
    said = text.get(language) or text.get("en") or next((t for t in text.values() if t), "")
    return filled(said, lambda key: quoted(questionnaire, key, state, language))


def quoted(questionnaire: Questionnaire, key: str, state: State, language: str) -> str:
    """Say what was answered to a question, or what a computed value is; empty when nothing."""
    question = program(questionnaire).by_key.get(key)
    if question is None:
        said = _value_words(state.values.get(key), language)
    else:
        said = _answer_words(question, state, language)
    said = " ".join(said.split()).replace("{{", "{ {")  # an answer is never a place itself
    return said if len(said) <= MAX_QUOTED_CHARS else said[: MAX_QUOTED_CHARS - 1].rstrip() + "…"


def _answer_words(question: Question, state: State, language: str) -> str:
    answers = state.answers_to(question.key)
    answer = answers.get(question.key)
    if isinstance(answer, (list, tuple)):
        return _BETWEEN.get(language, ", ").join(
            _one_word(question, str(one), answers, language) for one in answer
        )
    if isinstance(answer, str) and question.choices:
        return _one_word(question, answer, answers, language)
    return answer_text(question, answers, language)


def _one_word(question: Question, said: str, answers: dict[str, object], language: str) -> str:
    """A choice by its wording, 'other' by what was written beside it, a row as it stands."""
    choice = question.choice(said)
    if choice is None:
        return said
    written = answers.get(question.other_key)
    return written if choice.other and isinstance(written, str) else wording(choice.text, language)


def _value_words(value: Value, language: str) -> str:
    if isinstance(value, bool):
        return wording(INTERFACE["yes" if value else "no"], language)
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else ""
