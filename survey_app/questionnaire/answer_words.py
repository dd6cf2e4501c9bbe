"""What an answer says in words, with the text written beside 'other'."""

from __future__ import annotations

from survey_app.questionnaire.model import Answers, Question
from survey_app.questionnaire.types import question_type


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
