"""Choices put in order, the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any, ClassVar

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import AnswerError, Cell, RuleKind
from survey_app.questionnaire.types.compound import RankingField, pairs
from survey_app.questionnaire.types.single import Single
from survey_app.questionnaire.types.summary import Summary, SummaryRow


class Ranking(Single):
    """Each choice gets a place; whoever places only the first few has answered as well."""

    name = "ranking"
    label: ClassVar[Text] = {"en": "Ranking", "ru": "Ранжирование", "zh": "排序"}
    rule_kind: ClassVar[RuleKind | None] = "codes"
    field_class = RankingField
    required_code = "place_some"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Read ``code=place`` for each choice, or codes alone in their order."""
        if not any("=" in entry for entry in typed):
            return list(dict.fromkeys(code for code in typed if code.strip())) or None
        places: dict[int, str] = {}
        for code, place in pairs(typed):
            if not place.isascii() or not place.isdigit() or len(place) > 3 or place == "0":
                raise AnswerError("choose_place")
            if int(place) in places:
                raise AnswerError("place_once", place=int(place))
            places[int(place)] = code
        return [places[place] for place in sorted(places)] or None

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """The codes with their places."""
        codes = answer if isinstance(answer, list) else [answer]
        return [f"{code}={place}" for place, code in enumerate(codes, start=1)]

    def sent_as(self, question: Question, answer: Any) -> Mapping[str, list[str]]:
        """One input a choice, with its place."""
        return {
            f"{question.key}.{code}": [place]
            for code, place in pairs(self.from_answer(question, answer))
        }

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of unknown and repeated choices."""
        if not isinstance(answer, list) or not all(isinstance(code, str) for code in answer):
            return [AnswerError("choose_shown")]
        if not answer:
            return [AnswerError("place_some")]
        if any(question.choice(code) is None for code in answer):
            return [AnswerError("choose_shown")]
        return [AnswerError("choose_once")] if len(set(answer)) < len(answer) else []

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """The choices in order, numbered."""
        codes = answer if isinstance(answer, list) else [answer]
        said = (super(Ranking, self).as_text(question, c, language, other) for c in codes)
        return "; ".join(f"{place}. {text}" for place, text in enumerate(said, start=1))

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count who put each choice first; its mean place stands beside, with how many placed it.

        Best mean place first. A choice that few placed has a mean of those few only.
        """
        given = [answer for answer in answers if isinstance(answer, list)]
        rows = []
        for choice in question.choices:
            places = [answer.index(choice.code) + 1 for answer in given if choice.code in answer]
            rows.append(
                SummaryRow(
                    choice.code,
                    choice.text,
                    places.count(1),
                    mean=fmean(places) if places else None,
                    n_mean=len(places),
                )
            )
        rows.sort(key=lambda row: (row.mean is None, row.mean or 0.0))
        return Summary(len(given), tuple(rows), ordered=True)

    def export_columns(self, question: Question) -> list[str]:
        """One column for each choice, and the text of 'other' where there is one."""
        codes = [f"{question.key}.{choice.code}" for choice in question.choices]
        return [*codes, *([question.other_key] if question.other_choice else [])]

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """The place of each choice, 1 the first; empty where it has none."""
        codes = answer if isinstance(answer, list) else []
        cells: list[Cell] = [
            codes.index(choice.code) + 1 if choice.code in codes else None
            for choice in question.choices
        ]
        return [*cells, *([other or None] if question.other_choice else [])]
