"""All answers of a response in words, in the order in which they were asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire import Question, Questionnaire, wording
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.asked import as_asked, section_as_asked
from survey_app.questionnaire.rules import state


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was put, with (label, answer) of each of its parts; '' was not answered."""

    key: str
    text: str
    answers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its questions."""

    key: str
    title: str
    questions: list[Answered]


def overview(questionnaire: Questionnaire, answers: Mapping[str, Any], language: str) -> list[Part]:
    """List every question that was put to this person with its answer, by section."""
    now = state(questionnaire, answers)
    parts = [
        Part(
            section.key,
            wording(section_as_asked(questionnaire, section, now, language).title, language),
            [
                Answered(
                    question.key,
                    wording(as_asked(questionnaire, question, now, language).text, language),
                    _in_words(question, answers, language),
                )
                for question in section.questions
                if question.key in now.shown and question.type != "statement"
            ],
        )
        for section in questionnaire.sections
    ]
    return [part for part in parts if part.questions]


def _in_words(
    question: Question, answers: Mapping[str, Any], language: str
) -> list[tuple[str, str]]:
    if question.type == "group":
        return [
            (wording(part.text, language), answer_text(part, answers, language))
            for part in question.parts
        ]
    return [("", answer_text(question, answers, language))]
