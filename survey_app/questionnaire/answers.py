"""The answers document of one response: what may stay in it, what is wrong, what it says."""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire.canonical import nfc
from survey_app.questionnaire.model import Answers, Question, Questionnaire
from survey_app.questionnaire.rules import visible
from survey_app.questionnaire.types import question_type
from survey_app.questionnaire.types.base import MAX_SHORT_CHARS, AnswerError, check_text


def clean(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Keep the answers to questions that are shown; drop hidden, unknown and unanswered ones.

    The text of 'other' stays only while 'other' is ticked.
    """
    shown = visible(questionnaire, answers)
    kept: dict[str, Any] = {}
    for question in questionnaire.iter_inputs():
        answer = answers.get(question.key)
        if question.key not in shown or answer is None:
            continue
        kept[question.key] = answer
        if other := other_text(question, answers):
            kept[question.other_key] = other
    return kept


def check_answers(
    questionnaire: Questionnaire, answers: Answers, language: str
) -> dict[str, list[str]]:
    """Say what to do about each answer that cannot be taken or is missing, by question key.

    Only questions that are shown are checked; empty when the response can be completed.
    """
    shown = visible(questionnaire, answers)
    said: dict[str, list[str]] = {}
    for question in questionnaire.iter_inputs():
        if question.key not in shown:
            continue
        found = check_answer(question, answers)
        if found:
            said[question.key] = [problem.in_language(language) for problem in found]
    return said


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


def other_text(question: Question, answers: Answers) -> str:
    """The text written beside 'other'; empty unless 'other' is ticked."""
    choice, answer = question.other_choice, answers.get(question.key)
    ticked = answer if isinstance(answer, (list, tuple)) else [answer]
    text = answers.get(question.other_key)
    return text if choice and choice.code in ticked and isinstance(text, str) else ""


def answer_text(question: Question, answers: Answers, language: str) -> str:
    """Put the answer to a question into words, with the text of 'other'; empty if unanswered."""
    answer = answers.get(question.key)
    if answer is None:
        return ""
    kind = question_type(question.type)
    return kind.as_text(question, answer, language, other_text(question, answers))


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
