"""Rules as a page sends them: rows of menus, and the text beside them, which counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.builder.rows_form import Sent
from survey_app.questionnaire import Question, wording
from survey_app.questionnaire.rule_rows import RuleRow, rows_of, rule_of
from survey_app.questionnaire.types import rule_kind

EMPTY_ROWS = 1


@dataclass(frozen=True, slots=True)
class RuleMenus:
    """What the menus of a rule are drawn from; ``rows`` is None for a rule richer than rows."""

    rule: str
    rows: list[RuleRow] | None
    join: str
    questions: Sequence[Question]

    def kinds(self) -> dict[str, str | None]:
        """What rules see of each question."""
        return kinds_of(self.questions)

    def data(self, language: str) -> dict[str, dict[str, object]]:
        """The questions for the page's script: kind, and choices by code."""
        return {
            question.key: {
                "kind": rule_kind(question.type),
                "choices": {c.code: wording(c.text, language) for c in question.choices},
            }
            for question in self.questions
        }


def kinds_of(questions: Sequence[Question]) -> dict[str, str | None]:
    """What rules see of each question, by key."""
    return {question.key: rule_kind(question.type) for question in questions}


def menus(rule: str, questions: Sequence[Question]) -> RuleMenus:
    """Prepare the menus of a rule, with an empty row to add to it."""
    read = rows_of(rule, kinds_of(questions))
    if read is None or any(row.key not in kinds_of(questions) for row in read[0]):
        return RuleMenus(rule, None, "and", questions)
    rows, join = read
    return RuleMenus(rule, [*rows, *[RuleRow("", "==")] * EMPTY_ROWS], join, questions)


def sent_rule(form: Sent, questions: Sequence[Question], before: str) -> str:
    """Read a rule: the text if it was changed, else the menus if those were."""
    text = (form.get("show_if", before) or "").strip()
    if text != before or not form.getlist("rule_key"):
        return text
    rows = [
        RuleRow(key, comparison, value)
        for key, comparison, value in zip(
            form.getlist("rule_key"),
            form.getlist("rule_comparison"),
            form.getlist("rule_value"),
            strict=False,
        )
    ]
    kinds = kinds_of(questions)
    join = form.get("rule_join", "and") or "and"
    known = rows_of(before, kinds)
    meant = [row for row in rows if row.key]
    if known is not None and known == (meant, join):
        return before
    if known is not None and not known[0] and not meant:
        return before
    return rule_of(meant, join, kinds)
