"""The answers document of one response: what may stay in it, what is wrong, what it says."""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire.answer_words import answer_text, other_text
from survey_app.questionnaire.asked import as_asked
from survey_app.questionnaire.canonical import nfc
from survey_app.questionnaire.model import Answers, Question, Questionnaire
from survey_app.questionnaire.piping import piped
from survey_app.questionnaire.rule_eval import holds
from survey_app.questionnaire.rule_program import program
from survey_app.questionnaire.rule_syntax import names_in
from survey_app.questionnaire.rules import State, state
from survey_app.questionnaire.types import question_type
from survey_app.questionnaire.types.base import MAX_SHORT_CHARS, AnswerError, check_text

__all__ = ["answer_text", "check_answer", "check_answers", "clean", "other_text", "passages"]


def clean(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Keep the answers to questions that are shown; drop hidden, unknown and unanswered ones.

    Hidden choices and rows are taken out of the answers that hold them. The text of 'other' stays
    only while 'other' is ticked.
    """
    now = state(questionnaire, answers)
    kept: dict[str, Any] = {}
    for question in questionnaire.iter_inputs():
        answer = now.answer(question.key)
        if answer is None:
            continue
        kept[question.key] = answer
        if question.other_choice and (other := other_text(question, now.answers_to(question.key))):
            kept[question.other_key] = other
    return kept


def check_answers(
    questionnaire: Questionnaire, answers: Answers, language: str
) -> dict[str, list[str]]:
    """Say what to do about each answer that cannot be taken or is missing, by question key.

    Only questions that are shown are checked, first by their type, then by their own checks;
    empty when the response can be completed.
    """
    now = state(questionnaire, answers)
    said: dict[str, list[str]] = {}
    for question in questionnaire.iter_inputs():
        if question.key not in now.shown:
            continue
        question = as_asked(questionnaire, question, now, language)
        found = check_answer(question, now.answers_to(question.key))
        lines = [problem.in_language(language) for problem in found]
        lines += [] if lines else failed_checks(questionnaire, question, now, language)
        if lines:
            said[question.key] = lines
    return said


def failed_checks(
    questionnaire: Questionnaire, question: Question, now: State, language: str
) -> list[str]:
    """Say what a question's own checks say of its answer; empty when they all hold.

    A check waits until everything that it speaks of is answered.
    """
    if not question.checks or now.answer(question.key) is None:
        return []
    nodes = program(questionnaire).checks.get(question.key, ())
    return [
        piped(questionnaire, check.text, now, language)
        for check, node in zip(question.checks, nodes, strict=False)
        if node is not None
        and all(name in now.values for name in names_in(node))
        and not holds(node, now.values)
    ]


def check_answer(question: Question, answers: Answers) -> list[AnswerError]:
    """List what is wrong with the answer to one question, its 'other' text included."""
    kind = question_type(question.type)
    answer = answers.get(question.key)
    if answer is None:
        return [AnswerError(kind.required_code)] if question.required else []
    found = kind.check(question, answer)
    if not found and (lacking := kind.unfinished(question, answer)):
        found = [lacking]
    other = answers.get(question.other_key)
    if other is not None and question.other_choice:
        found = found + check_text(other, MAX_SHORT_CHARS)
    return found


def passages(
    questionnaire: Questionnaire, answers: Answers, language: str = ""
) -> list[tuple[str, int, str]]:
    """List the texts that the analysis reads, as (question key, position, text in NFC).

    Position counts from 0 within one question: the rows of a list each have their own. Hidden
    questions give none. ``language`` is the respondent's; types that build a passage out of
    wordings use it.
    """
    found: list[tuple[str, int, str]] = []
    kept = clean(questionnaire, answers)
    for question in questionnaire.iter_inputs():
        if question.key not in kept:
            continue
        kind = question_type(question.type)
        other = other_text(question, kept)
        texts = kind.open_texts(question, kept[question.key], language, other)
        found += [(question.key, position, nfc(text)) for position, text in enumerate(texts)]
    return found
