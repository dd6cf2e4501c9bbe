"""When a question is shown: rules over the answers given so far, which can never fail.

Anything unanswered makes a comparison false; ``not`` turns that into true.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from survey_app.questionnaire.model import Answers, Question, Questionnaire
from survey_app.questionnaire.rule_syntax import (
    Literal,
    Name,
    Node,
    RuleError,
    Value,
    bounded,
    parse_rule,
)
from survey_app.questionnaire.types import rule_kind


def holds(node: Node, values: Mapping[str, Value]) -> bool:
    """Decide a rule over values made by ``rule_value``. Never raises."""
    return _evaluate(node, values) is True


def rule_value(answer: Any, kind: str | None) -> Value:
    """Turn a stored answer into what a rule can compute with; anything unfit is 'unanswered'.

    ``kind`` is the ``rule_kind`` of the question's type.
    """
    if kind == "number" and isinstance(answer, (int, float)) and not isinstance(answer, bool):
        return bounded(answer)
    if kind in ("text", "code") and isinstance(answer, str) and answer:
        return answer
    if kind == "truth" and isinstance(answer, bool):
        return answer
    if kind == "date" and isinstance(answer, str):
        try:
            return date.fromisoformat(answer)
        except ValueError:
            return None
    if kind in ("codes", "texts") and isinstance(answer, (list, tuple)) and answer:
        return tuple(entry for entry in answer if isinstance(entry, str))
    return None


def visible(questionnaire: Questionnaire, answers: Answers) -> set[str]:
    """Tell which questions and parts are shown, given the answers so far. Never raises.

    One pass in order: the answer to a hidden question counts as unanswered for those after it,
    and the parts of a hidden group are hidden. A rule that cannot be read hides nothing; the
    check before publishing refuses it.
    """
    questions = list(questionnaire.iter_all())
    if not any(question.show_if for question in questions):
        return {question.key for question in questions}
    shown: set[str] = set()
    values: dict[str, Value] = {}

    def meet(question: Question) -> bool:
        if not _is_shown(question, values):
            return False
        shown.add(question.key)
        if question.key in answers:
            values[question.key] = rule_value(answers[question.key], rule_kind(question.type))
        return True

    for question in questionnaire.iter_questions():
        if meet(question):
            for part in question.parts:
                meet(part)
    return shown


def _is_shown(question: Question, values: Mapping[str, Value]) -> bool:
    if not question.show_if:
        return True
    try:
        rule = parse_rule(question.show_if)
    except RuleError:
        return True
    return holds(rule, values)


def _evaluate(node: Node, values: Mapping[str, Value]) -> Value:
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Name):
        return values.get(node.key)
    left = _evaluate(node.left, values)
    if node.right is None:
        if node.operator == "not":
            return left is not True
        return -left if isinstance(left, Decimal) else None
    if node.operator == "and":
        return left is True and _evaluate(node.right, values) is True
    if node.operator == "or":
        return left is True or _evaluate(node.right, values) is True
    right = _evaluate(node.right, values)
    if node.operator == "in":
        return left is not None and isinstance(right, tuple) and _has(right, left)
    if node.operator in ("+", "-", "*", "/"):
        return _computed(node.operator, left, right)
    return _compared(node.operator, left, right)


def _compared(operator: str, left: Value, right: Value) -> bool:
    if left is None or right is None or type(left) is not type(right):
        return False
    if operator == "==":
        return left == right
    if operator == "!=":
        return left != right
    if isinstance(left, (Decimal, date)):
        above = left > right  # type: ignore[operator]
        if operator == ">":
            return above
        if operator == "<=":
            return not above
        return left < right if operator == "<" else left >= right  # type: ignore[operator]
    return False


def _computed(operator: str, left: Value, right: Value) -> Value:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    try:
        if operator == "+":
            return bounded(left + right)
        if operator == "-":
            return bounded(left - right)
        return bounded(left * right if operator == "*" else left / right)
    except ArithmeticError:  # division by zero
        return None


def _has(container: tuple[Any, ...], member: Value) -> bool:
    return any(type(entry) is type(member) and entry == member for entry in container)
