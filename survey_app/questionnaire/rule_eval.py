"""What a rule comes to over the answers given so far. It can never fail.

Anything unanswered makes a comparison false; ``not`` turns that into true.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from survey_app.questionnaire.model import Question
from survey_app.questionnaire.rule_syntax import (
    Literal,
    Name,
    Node,
    Value,
    bounded,
)


def holds(node: Node, values: Mapping[str, Value]) -> bool:
    """Decide a rule over values made by ``rule_value``. Never raises."""
    return evaluate(node, values) is True


def evaluate(node: Node, values: Mapping[str, Value]) -> Value:
    """Work out a rule or a computed value; None is 'unanswered' or 'cannot be computed'."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Name):
        return values.get(node.key)
    left = evaluate(node.left, values)
    if node.right is None:
        if node.operator == "not":
            return left is not True
        return -left if isinstance(left, Decimal) else None
    if node.operator == "and":
        return left is True and evaluate(node.right, values) is True
    if node.operator == "or":
        return left is True or evaluate(node.right, values) is True
    right = evaluate(node.right, values)
    if node.operator == "in":
        return left is not None and isinstance(right, tuple) and _has(right, left)
    if node.operator in ("+", "-", "*", "/"):
        return _computed(node.operator, left, right)
    return _compared(node.operator, left, right)


def rule_value(answer: Any, kind: str | None, question: Question | None = None) -> Value:
    """Turn a stored answer into what a rule can compute with; anything unfit is 'unanswered'.

    ``kind`` is the ``rule_kind`` of the question's type. A number told as a band counts as the
    band's lower bound: 'over 10' holds for 11–50 and not for 1–10.
    """
    if kind == "number" and isinstance(answer, str) and question is not None:
        return _lower_bound(question, answer)
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


def _lower_bound(question: Question, code: str) -> Value:
    """What a band counts as; one that is open below starts at zero, or lower if it ends there."""
    band = question.choice(code)
    if band is None or (band.low is None and band.high is None):
        return None
    return bounded(band.low if band.low is not None else min(0, band.high or 0))
