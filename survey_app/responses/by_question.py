"""The answers to one version, gathered question by question: a pure function of what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from survey_app.questionnaire import Question, Questionnaire, wording
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.rules import visible
from survey_app.questionnaire.types import Summary, question_type

MAX_WORDS_SHOWN = 30
IN_OWN_WORDS = ("text", "short", "list", "five_whys")


@dataclass(frozen=True, slots=True)
class Said:
    """What one person wrote, with the response it stands in."""

    response_id: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """One question: how many were asked, what they answered, and the newest answers in words."""

    question: Question
    text: str
    n_asked: int
    summary: Summary
    words: tuple[Said, ...]
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One section with its questions; the parts of a group follow its heading."""

    title: str
    questions: list[Gathered]


def gather(
    questionnaire: Questionnaire,
    responses: Sequence[tuple[int, dict[str, Any], str]],
    language: str,
) -> list[Page]:
    """Gather answers by question. ``responses`` are (id, answers, language), the newest first."""
    put_to = [visible(questionnaire, answers) for _id, answers, _language in responses]

    def gathered(question: Question, is_part: bool) -> Gathered:
        given = [r for r in responses if r[1].get(question.key) is not None]
        words = (
            Said(number, answer_text(question, answers, spoken), spoken)
            for number, answers, spoken in given[:MAX_WORDS_SHOWN]
            if question.type in IN_OWN_WORDS
        )
        return Gathered(
            question,
            wording(question.text, language),
            sum(question.key in shown for shown in put_to),
            _summary(question, [answers[question.key] for _id, answers, _l in given]),
            tuple(words),
            is_part,
        )

    return [
        Page(
            wording(section.title, language),
            [
                gathered(one, one is not question)
                for question in section.questions
                if question.type != "statement"
                for one in (question, *question.parts)
            ],
        )
        for section in questionnaire.sections
    ]


def _summary(question: Question, answers: list[Any]) -> Summary:
    """Count the answers; of free wordings only what several people said makes a bar."""
    summary = question_type(question.type).summary(question, answers)
    if question.type not in IN_OWN_WORDS:
        return summary
    return replace(summary, rows=tuple(row for row in summary.rows if row.count > 1))
