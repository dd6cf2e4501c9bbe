"""The rule language: the text of a rule read into a small tree.

The text is read by rule-engine's grammar, closed to a subset: ``and``, ``or``, ``not``,
comparisons, ``in``, arithmetic, dates such as ``d"2025-01-31"``. Its tree is copied into the few
nodes below, which know nothing of attributes, functions or regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from survey_app.questionnaire.terms import term

MAX_RULE_CHARS = 300
MAX_RULE_DEPTH = 12
MAX_RULE_NUMBER = Decimal(10) ** 15

Value = Decimal | str | bool | date | tuple[Any, ...] | None
"""What a part of a rule can come to; None is 'unanswered' or 'cannot be computed'."""


class RuleError(ValueError):
    """A rule cannot be used. ``code`` is one of problems.KINDS, ``details`` fill its sentence."""

    def __init__(self, code: str, /, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, truth value, date or list written in the rule."""

    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """The answer to a question."""

    key: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator over one or two parts; ``operator`` is 'and', 'not', '<', 'in', '+' …"""

    operator: str
    left: Node
    right: Node | None = None


Node = Literal | Name | Operation

_OPERATORS = {
    "AND": "and", "OR": "or", "NOT": "not", "UMINUS": "negative",
    "EQ": "==", "NE": "!=", "LT": "<", "LE": "<=", "GT": ">", "GE": ">=",
    "ADD": "+", "SUB": "-", "MUL": "*", "TDIV": "/",
}  # fmt: skip

# Strings first, so that what stands inside quotes is not taken for an operator.
_TOKEN = re.compile(
    r"""(?P<string>d?"[^"\\\n]*"|d?'[^'\\\n]*')
      | (?P<number>[0-9]+(\.[0-9]+)?)
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<mark><=|>=|==|!=|[<>()\[\],+\-*/])
      | (?P<space>\s+)""",
    re.VERBOSE,
)
_FORBIDDEN_WORDS = {"for", "if", "null", "inf", "nan", "elif", "else", "while"}
_FORBIDDEN_PAIRS = ("**", "//", "<<", ">>", "=~", "!~")


@lru_cache(maxsize=4096)
def parse_rule(text: str) -> Node:
    """Read a rule. Raises RuleError with the code of problems.KINDS when it is not one."""
    _screen(text)
    import rule_engine  # builds its grammar for half a second; most questionnaires have no rule

    try:
        statement = rule_engine.Rule(text).statement
    except rule_engine.EngineError as caught:
        raise RuleError("QB032", rule=text, remedy=term("check_marks")) from caught
    node = _copied(statement.expression)
    if _depth(node) > MAX_RULE_DEPTH:
        raise RuleError("QB038", extent=term("deep"), most=term("n_levels", n=MAX_RULE_DEPTH))
    return node


def names_in(node: Node) -> list[str]:
    """List the question keys that a rule speaks of, in order, each once."""
    if isinstance(node, Name):
        return [node.key]
    if isinstance(node, Operation):
        both = names_in(node.left) + (names_in(node.right) if node.right else [])
        return list(dict.fromkeys(both))
    return []


def renamed_rule(text: str, new_keys: Mapping[str, str]) -> str:
    """Write a rule with some question keys replaced; what stands in quotation marks stays."""
    return _TOKEN.sub(
        lambda token: (
            new_keys.get(token.group(), token.group()) if token["word"] else token.group()
        ),
        text,
    )


def _screen(text: str) -> None:
    """Refuse what the subset does not know before the grammar sees it.

    The grammar computes constant parts while reading, so that a regular expression or a power
    tower written into a rule would already run there.
    """
    if len(text) > MAX_RULE_CHARS:
        raise RuleError("QB038", extent=term("long"), most=term("n_chars", n=MAX_RULE_CHARS))
    at = depth = 0
    while at < len(text):
        pair = text[at : at + 2]
        token = _TOKEN.match(text, at)
        if pair in _FORBIDDEN_PAIRS:
            raise RuleError("QB033", found=f"'{pair}'")
        if token is None:
            if text[at] in "\"'":
                raise RuleError("QB032", rule=text, remedy=term("close_quote"))
            if text[at] == "=":
                raise RuleError("QB032", rule=text, remedy=term("write_equals"))
            raise RuleError("QB033", found=f"'{text[at]}'")
        if token.lastgroup == "word" and token.group() in _FORBIDDEN_WORDS:
            raise RuleError("QB033", found=f"'{token.group()}'")
        if token.group() == "(" and at and re.search(r"[\w\])]\s*$", text[:at]):
            before = re.search(r"\w+\s*$", text[:at])
            if before is None or before.group().strip() not in ("and", "or", "not", "in"):
                raise RuleError("QB033", found=term("function"))
        depth += (token.group() in "([") - (token.group() in ")]")
        if depth > MAX_RULE_DEPTH:
            raise RuleError("QB038", extent=term("deep"), most=term("n_levels", n=MAX_RULE_DEPTH))
        at = token.end()


def _copied(node: Any) -> Node:
    """Copy rule-engine's tree into our own nodes; a node without a counterpart is refused."""
    from rule_engine import ast

    if isinstance(node, ast.SymbolExpression) and node.scope is None:
        return Name(str(node.name))
    if isinstance(node, ast.FloatExpression):
        return Literal(bounded(node.value))
    if isinstance(node, (ast.BooleanExpression, ast.StringExpression)):
        return Literal(node.value)
    if isinstance(node, ast.DatetimeExpression):
        return Literal(node.value.date())
    if isinstance(node, ast.ArrayExpression):
        return Literal(tuple(_constant(entry) for entry in node.value))
    if isinstance(node, ast.ContainsExpression):
        return Operation("in", _copied(node.member), _copied(node.container))
    if isinstance(node, ast.UnaryExpression):
        return Operation(_OPERATORS[node.type.upper()], _copied(node.right))
    known = (
        ast.LogicExpression, ast.ComparisonExpression, ast.AddExpression, ast.SubtractExpression,
        ast.ArithmeticExpression,
    )  # fmt: skip
    if isinstance(node, known) and node.type.upper() in _OPERATORS:
        return Operation(_OPERATORS[node.type.upper()], _copied(node.left), _copied(node.right))
    raise RuleError("QB033", found=f"{type(node).__name__.removesuffix('Expression').lower()}")


def _constant(node: Any) -> Value:
    copied = _copied(node) if not isinstance(node, (str, bool, Decimal)) else Literal(node)
    if not isinstance(copied, Literal) or isinstance(copied.value, tuple):
        raise RuleError("QB033", found=term("not_plain"))
    return copied.value


def _depth(node: Node) -> int:
    if not isinstance(node, Operation):
        return 0
    deepest_right = _depth(node.right) if node.right else 0
    # A chain 'a or b or c …' leans to the left without being nested to a reader.
    chained = isinstance(node.left, Operation) and node.left.operator == node.operator
    return max(_depth(node.left) + (0 if chained and node.right else 1), deepest_right + 1)


def bounded(number: float | Decimal) -> Decimal | None:
    """Give a number exactly as written; nothing for infinities and for what nobody answers."""
    if isinstance(number, int) and abs(number) > MAX_RULE_NUMBER:
        return None
    value = number if isinstance(number, Decimal) else Decimal(repr(number))
    return value if value.is_finite() and abs(value) <= MAX_RULE_NUMBER else None
