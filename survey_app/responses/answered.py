"""How an answer stands on the page of its response: in words, as a link, or as a file to save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire import Question, wording
from survey_app.questionnaire.answers import answer_text


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as the page shows it; an empty text was not given."""

    key: str
    label: str
    text: str
    url: str = ""
    is_file: bool = False


def answers_shown(question: Question, answers: Mapping[str, Any], language: str) -> list[Shown]:
    """Give the answer to each part of a question, in order."""
    is_group = question.type == "group"
    return [
        Shown(
            part.key,
            wording(part.text, language) if is_group else "",
            answer_text(part, answers, language),
            url=str(answers.get(part.key, "")) if part.type == "url" else "",
            is_file=part.type == "file" and isinstance(answers.get(part.key), dict),
        )
        for part in (question.parts if is_group else (question,))
    ]
