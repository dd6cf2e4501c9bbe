"""How an answer stands on the page of its response: in words, as a link, or as a file to save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire import Question, Questionnaire, wording
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.asked import as_asked, section_as_asked
from survey_app.questionnaire.rules import state


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as the page shows it; an empty text was not given."""

    key: str
    label: str
    text: str
    url: str = ""
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was put to the respondent, with what was answered to each part."""

    key: str
    text: str
    answers: list[Shown]


def answered_pages(
    questionnaire: Questionnaire, answers: Mapping[str, Any], language: str
) -> list[tuple[str, list[Asked]]]:
    """Give each page that the respondent was shown: its title and its questions, in order.

    Wordings quote the respondent's own answers, as they did when they were asked.
    """
    now = state(questionnaire, answers)

    def put(question: Question) -> str:
        return wording(as_asked(questionnaire, question, now, language).text, language)

    return [
        (
            wording(section_as_asked(questionnaire, section, now, language).title, language),
            [
                Asked(one.key, put(one), answers_shown(one, answers, language, put))
                for one in section.questions
                if one.key in now.shown and one.type != "statement"
            ],
        )
        for section in questionnaire.sections
        if section.key in now.sections
    ]


def answers_shown(
    question: Question,
    answers: Mapping[str, Any],
    language: str,
    put: Callable[[Question], str],
) -> list[Shown]:
    """Give the answer to each part of a question, in order; `put` words a part as it was asked."""
    is_group = question.type == "group"
    return [
        Shown(
            part.key,
            put(part) if is_group else "",
            answer_text(part, answers, language),
            url=str(answers.get(part.key, "")) if part.type == "url" else "",
            is_file=part.type == "file" and isinstance(answers.get(part.key), dict),
        )
        for part in (question.parts if is_group else (question,))
    ]
