"""A rule's tree written as text that ``parse_rule`` reads as the same tree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from survey_app.questionnaire.exchange.expressions import Untranslatable
from survey_app.questionnaire.rule_syntax import (
    MAX_RULE_CHARS,
    Literal,
    Name,
    Node,
    Operation,
    RuleError,
    Value,
    parse_rule,
)

_RANKS = {"or": 1, "and": 2, "not": 3, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4,
          "in": 4, "+": 5, "-": 5, "*": 6, "/": 6, "negative": 7}  # fmt: skip


def rule_text(node: Node) -> str:
    """Write a rule. Raises Untranslatable where it would be too long or could not be read."""
    text = _written(node, 0)
    if len(text) > MAX_RULE_CHARS:
        raise Untranslatable(f"more than {MAX_RULE_CHARS} characters")
    try:
        parse_rule(text)
    except RuleError as caught:
        raise Untranslatable(text) from caught
    return text


def _written(node: Node, around: int) -> str:
    if isinstance(node, Name):
        return node.key
    if isinstance(node, Literal):
        return _value(node.value)
    rank = _RANKS[node.operator]
    if node.right is None:
        inner = _written(node.left, rank)
        text = f"not {inner}" if node.operator == "not" else f"-{inner}"
        if node.operator == "not" and isinstance(node.left, Operation):
            text = f"not ({_written(node.left, 0)})"
    else:
        # Comparisons do not chain, and the right side of a row of sums is read after the left.
        left = _written(node.left, rank + (rank == 4))
        text = f"{left} {node.operator} {_written(node.right, rank + 1)}"
    return f"({text})" if rank < around else text


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return f'd"{value.isoformat()}"'
    if isinstance(value, tuple):
        return f"[{', '.join(_value(entry) for entry in value)}]"
    if isinstance(value, str):
        if "\\" in value or "\n" in value or ("'" in value and '"' in value):
            raise Untranslatable(value)
        return f"'{value}'" if '"' in value else f'"{value}"'
    raise Untranslatable("nothing")
