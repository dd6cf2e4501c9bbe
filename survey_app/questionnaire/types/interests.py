"""A tree of interests to tick, from the broad to the narrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from survey_app.questionnaire.model import Question, Text, wording
from survey_app.questionnaire.types.compound import TreeField, children, path
from survey_app.questionnaire.types.multi import Multi
from survey_app.questionnaire.types.summary import Summary, SummaryRow, plain


class Interests(Multi):
    """Tick boxes in branches. A branch can be ticked as a whole, its twigs one by one, or both."""

    name = "interests"
    label: ClassVar[Text] = {
        "en": "Tree of interests",
        "ru": "Дерево интересов",
        "zh": "兴趣树",
    }
    field_class = TreeField

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """Each interest with the branch it grows on."""
        said = []
        for code in self.from_answer(question, answer):
            words = [wording(choice.text, language) for choice in path(question, code)]
            choice = question.choice(code)
            text = " › ".join(words) or code
            said.append(f"{text}: {other}" if choice and choice.other and other else text)
        return "; ".join(said)

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count people by interest; a branch counts whoever ticked it or anything on it.

        Twigs follow their branch, the most frequent first, with their ``depth``.
        """
        given = [set(self.from_answer(question, answer)) for answer in answers]
        reached = [
            {choice.code for code in codes for choice in path(question, code)} for codes in given
        ]
        counts = {c.code: sum(c.code in codes for codes in reached) for c in question.choices}
        rows: list[SummaryRow] = []

        def add(parent: str, depth: int) -> None:
            for choice in sorted(children(question, parent), key=lambda c: -counts[c.code]):
                rows.append(SummaryRow(choice.code, choice.text, counts[choice.code], depth=depth))
                add(choice.code, depth + 1)

        add("", 0)
        gone = sorted({code for codes in given for code in codes} - counts.keys())
        rows += [SummaryRow(c, plain(c), sum(c in codes for codes in given)) for c in gone]
        return Summary(len(given), tuple(rows), ordered=True)
