"""Rules as rows of a menu: question, comparison, value; joined by 'and' or by 'or'.

The text of a rule is what counts. A rule that is richer than rows is edited as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from survey_app.questionnaire.model import Question, Questionnaire
from survey_app.questionnaire.rule_syntax import (
    Literal,
    Name,
    Node,
    Operation,
    RuleError,
    Value,
    parse_rule,
)
from survey_app.questionnaire.types import rule_kind

COMPARISONS: dict[str, tuple[str, ...]] = {
    "number": ("==", "!=", "<", "<=", ">", ">="),
    "date": ("==", "!=", "<", "<=", ">", ">="),
    "code": ("==", "!="),
    "text": ("==", "!=", "given"),
    "truth": ("yes", "no"),
    "codes": ("has", "lacks"),
    "texts": ("has", "lacks"),
}
"""Which comparisons fit what a rule sees of an answer."""
WITHOUT_VALUE = frozenset({"yes", "no", "given"})
JOINS = ("and", "or")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One comparison: the question's key, a comparison of COMPARISONS, and what it is held to."""

    key: str
    comparison: str
    value: str = ""


def asked_before(questionnaire: Questionnaire, key: str = "", section: str = "") -> list[Question]:
    """List the questions that a rule of a question or of a section may speak of, in order."""
    found: list[Question] = []
    for page in questionnaire.sections:
        if section and page.key == section:
            break
        for question in page.questions:
            for item in (question, *question.parts):
                if key and item.key == key:
                    return found
                if rule_kind(item.type):
                    found.append(item)
    return found


def rule_of(rows: Iterable[RuleRow], join: str, kinds: Mapping[str, str | None]) -> str:
    """Write rows as the text of a rule; rows without a question are left out.

    ``kinds`` gives what rules see of each question (``rule_kind``).

    >>> rule_of([RuleRow("size", ">", "10"), RuleRow("tools", "has", "crm")], "and",
    ...         {"size": "number", "tools": "codes"})
    'size > 10 and "crm" in tools'
    """
    word = join if join in JOINS else "and"
    return f" {word} ".join(_written(row, kinds.get(row.key)) for row in rows if row.key)


def rows_of(rule: str, kinds: Mapping[str, str | None]) -> tuple[list[RuleRow], str] | None:
    """Read the text of a rule as rows and how they are joined; None when it is richer than that."""
    if not rule.strip():
        return [], "and"
    try:
        node = parse_rule(rule)
    except RuleError:
        return None
    join = node.operator if isinstance(node, Operation) and node.operator in JOINS else "and"
    rows = [_row(part, kinds) for part in _parts(node, join)]
    if any(row is None for row in rows):
        return None
    return [row for row in rows if row is not None], join


def _parts(node: Node, join: str) -> list[Node]:
    if isinstance(node, Operation) and node.operator == join and node.right is not None:
        return [*_parts(node.left, join), *_parts(node.right, join)]
    return [node]


def _row(node: Node, kinds: Mapping[str, str | None]) -> RuleRow | None:
    if isinstance(node, Name):
        return RuleRow(node.key, "yes") if kinds.get(node.key) == "truth" else None
    if not isinstance(node, Operation):
        return None
    if node.operator == "not":
        inner = _row(node.left, kinds)
        turned = {"yes": "no", "has": "lacks"}.get(inner.comparison) if inner else None
        return RuleRow(inner.key, turned, inner.value) if inner and turned else None
    left, right = node.left, node.right
    if node.operator == "in" and isinstance(left, Literal) and isinstance(right, Name):
        return RuleRow(right.key, "has", _shown(left.value))
    if not isinstance(left, Name) or not isinstance(right, Literal):
        return None
    if isinstance(right.value, bool):
        yes = (node.operator == "==") == right.value
        return RuleRow(left.key, "yes" if yes else "no")
    if node.operator == "!=" and right.value == "":
        return RuleRow(left.key, "given")
    if node.operator not in COMPARISONS["number"] or isinstance(right.value, tuple):
        return None
    return RuleRow(left.key, node.operator, _shown(right.value))


def _shown(value: Value) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _written(row: RuleRow, kind: str | None) -> str:
    if row.comparison == "yes":
        return f"{row.key} == true"
    if row.comparison == "no":
        return f"{row.key} == false"
    if row.comparison == "given":
        return f'{row.key} != ""'
    value = row.value.strip().replace('"', "'")
    if row.comparison in ("has", "lacks"):
        held = f'"{value}" in {row.key}'
        return held if row.comparison == "has" else f"not ({held})"
    if kind == "number":
        value = value.replace(",", ".") or "0"
        return f"{row.key} {row.comparison} {value}"
    mark = "d" if kind == "date" else ""
    return f'{row.key} {row.comparison} {mark}"{value}"'
