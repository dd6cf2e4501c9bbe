"""Conditions between our rules and other tools': what is true there is true here, or it is a loss.

The trap is the unanswered question. With us a comparison with it is false; elsewhere 'is not' is
true of it. So our ``x != "a"`` is written there as 'x is answered and is not a', and their 'x is
not a' reads here as ``not (x == "a")``. That x is answered is ``x != ""`` of a text with us, and
``x == x`` of anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from survey_app.questionnaire.exchange.dialects import Style
from survey_app.questionnaire.exchange.expressions import (
    Call,
    Expression,
    Listed,
    Number,
    Ref,
    Text,
    Truth,
    Untranslatable,
)
from survey_app.questionnaire.exchange.rule_text import rule_text
from survey_app.questionnaire.rule_check import Asked, check_rule
from survey_app.questionnaire.rule_syntax import (
    Literal,
    Name,
    Node,
    Operation,
    RuleError,
    names_in,
    parse_rule,
)
from survey_app.questionnaire.types import RuleKind

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition must know of a question: both its names, what it holds, and its codes."""

    key: str
    kind: str | None
    codes: Mapping[str, str] = field(default_factory=dict)
    """The other tool's choice codes to ours; of a yes/no question to 'true' and 'false'."""
    there: str = ""
    """Its name in the other tool, where that differs."""


def to_rule(expression: Expression, known: Mapping[str, Known], own: str = "") -> str:
    """Write another tool's condition as one of our rules. Raises Untranslatable.

    ``known`` are the questions asked so far by the other tool's name; ``own`` is the name that a
    point stands for.
    """
    rule = rule_text(_Inward(known, own).truth(expression))
    asked = {one.key: Asked(_kind(one), _codes(one)) for one in known.values()}
    if check_rule(rule, asked, asked):  # compares a date with a number, or worse
        raise Untranslatable(rule)
    return rule


def to_value(expression: Expression, known: Mapping[str, Known]) -> str:
    """Write another tool's calculation as one of ours. Raises Untranslatable."""
    inward = _Inward(known, "")
    try:
        return rule_text(inward.value(expression, None))
    except Untranslatable:
        return rule_text(inward.truth(expression))


class _Inward:
    """Walks another tool's expression and builds our nodes."""

    def __init__(self, known: Mapping[str, Known], own: str) -> None:
        self.known = known
        self.own = own

    def about(self, expression: Expression) -> Known | None:
        if not isinstance(expression, Ref):
            return None
        name = self.own if expression.name == "." else expression.name
        if name not in self.known:
            raise Untranslatable(f"'{name}'")
        return self.known[name]

    def truth(self, node: Expression) -> Node:
        if isinstance(node, Truth):
            return Literal(node.value)
        if isinstance(node, Ref):
            found = self.about(node)
            assert found is not None
            if found.kind != "truth":
                raise Untranslatable(f"'{node.name}'")
            return Operation("==", Name(found.key), Literal(True))
        if not isinstance(node, Call):
            raise Untranslatable("a value where yes or no is wanted")
        name, parts = node.name, node.parts
        if name in ("true", "false") and not parts:
            return Literal(name == "true")
        if name in ("and", "or"):
            return _simpler(Operation(name, self.truth(parts[0]), self.truth(parts[1])))
        if name in ("not", "boolean") and len(parts) == 1:
            inner = self.truth(parts[0])
            return Operation("not", inner) if name == "not" else inner
        if name in ("==", "!=", "<", "<=", ">", ">="):
            return self.comparison(name, parts[0], parts[1])
        if name in ("empty", "notempty"):
            answered = self.answered(parts[0])
            return answered if name == "notempty" else Operation("not", answered)
        if name in ("selected", "contains", "notcontains", "anyof", "allof", "noneof"):
            return self.membership(name, parts)
        raise Untranslatable(f"'{name}'")

    def comparison(self, sign: str, left: Expression, right: Expression) -> Node:
        if self.about(left) is None and self.about(right) is not None:
            left, right, sign = right, left, _TURNED.get(sign, sign)
        asked = self.about(left)
        if isinstance(right, Text) and not right.value and sign in ("==", "!="):
            answered = self.answered(left)
            return answered if sign == "!=" else Operation("not", answered)
        if asked and asked.kind in ("codes", "texts"):
            raise Untranslatable(f"a comparison of several choices, '{asked.key}'")
        first, second = self.value(left, asked), self.value(right, asked)
        if sign == "!=":
            return Operation("not", Operation("==", first, second))
        return Operation(sign, first, second)

    def answered(self, node: Expression) -> Node:
        asked = self.about(node)
        if asked is None or asked.kind in (None, "texts"):
            raise Untranslatable("whether something is answered")
        if asked.kind == "codes":
            return _any([self.has(asked, code) for code in asked.codes])
        if asked.kind == "text":
            return Operation("!=", Name(asked.key), Literal(""))
        return Operation("==", Name(asked.key), Name(asked.key))

    def membership(self, name: str, parts: tuple[Expression, ...]) -> Node:
        asked = self.about(parts[0]) if len(parts) == 2 else None
        if asked is None:
            raise Untranslatable(f"'{name}'")
        items = parts[1].items if isinstance(parts[1], Listed) else (parts[1],)
        codes = [item.value for item in items if isinstance(item, (Text, Number))]
        if not codes or len(codes) != len(items):
            raise Untranslatable(f"'{name}'")
        each = [self.has(asked, code) for code in codes]
        if name in ("notcontains", "noneof"):
            return Operation("not", _any(each))
        return _all(each) if name in ("allof", "contains", "selected") else _any(each)

    def has(self, asked: Known, code: str) -> Node:
        if asked.kind == "codes":
            return Operation("in", Literal(self.code(asked, code)), Name(asked.key))
        if asked.kind in ("code", "truth"):
            return Operation("==", Name(asked.key), self.literal(code, asked))
        raise Untranslatable(f"a choice of '{asked.key}'")

    def value(self, node: Expression, asked: Known | None) -> Node:
        if isinstance(node, Ref):
            found = self.about(node)
            assert found is not None
            if found.kind in (None, "codes", "texts"):
                raise Untranslatable(f"'{node.name}'")
            return Name(found.key)
        if isinstance(node, Truth):
            return Literal(node.value)
        if isinstance(node, (Text, Number)):
            return self.literal(node.value, asked, number=isinstance(node, Number))
        if isinstance(node, Call) and node.name in ("+", "-", "*", "/", "negative"):
            sides = [self.value(part, None) for part in node.parts]
            return Operation(node.name, sides[0], sides[1] if len(sides) > 1 else None)
        if isinstance(node, Call) and node.name == "date" and isinstance(node.parts[0], Text):
            return Literal(_day(node.parts[0].value))
        if isinstance(node, Call) and node.name in ("true", "false") and not node.parts:
            return Literal(node.name == "true")
        if isinstance(node, Call) and node.name in ("number", "int") and len(node.parts) == 1:
            return self.value(node.parts[0], asked)
        raise Untranslatable(f"'{node.name}'" if isinstance(node, Call) else "a list")

    def literal(self, text: str, asked: Known | None, *, number: bool = False) -> Node:
        kind = asked.kind if asked else ("number" if number else "text")
        if asked and kind == "truth":
            return Literal(self.code(asked, text) == "true")
        if asked and kind == "code":
            return Literal(self.code(asked, text))
        if kind == "number":
            try:
                return Literal(Decimal(text))
            except ArithmeticError:
                raise Untranslatable(f"'{text}'") from None
        return Literal(_day(text) if kind == "date" else text)

    def code(self, asked: Known, code: str) -> str:
        if code not in asked.codes:
            raise Untranslatable(f"choice '{code}' of '{asked.key}'")
        return asked.codes[code]


def from_rule(rule: str, style: Style, known: Mapping[str, Known]) -> str:
    """Write one of our rules in another tool's language. Raises Untranslatable.

    ``known`` are the questions by our key.
    """
    try:
        node = parse_rule(rule)
    except RuleError as caught:
        raise Untranslatable(rule) from caught
    return _Outward(style, known).said(node)


class _Outward:
    """Walks our nodes and writes the other tool's text."""

    def __init__(self, style: Style, known: Mapping[str, Known]) -> None:
        self.style = style
        self.known = known

    def of(self, key: str) -> Known:
        if key not in self.known or self.known[key].kind in (None, "texts"):
            raise Untranslatable(f"'{key}'")
        return self.known[key]

    def ref(self, key: str) -> str:
        found = self.of(key)
        return self.style.ref(found.there or key)

    def said(self, node: Node, *, nested: bool = False) -> str:
        if isinstance(node, Name):
            if self.of(node.key).kind == "truth":
                return f"{self.ref(node.key)} = {self.style.truth_code(True)}"
            return self.ref(node.key)
        if isinstance(node, Literal):
            return self.literal(node)
        text = self.operation(node)
        compound = node.operator not in ("not", "negative")
        return f"({text})" if nested and compound else text

    def operation(self, node: Operation) -> str:
        if node.right is None:
            if node.operator == "not":
                return self.style.denied(self.said(node.left))
            return f"-{self.said(node.left, nested=True)}"
        if node.operator == "in":
            return self.membership(node.left, node.right)
        if node.operator in ("==", "!="):
            return self.equality(node.operator, node.left, node.right)
        sign = self.style.divided if node.operator == "/" else node.operator
        return f"{self.said(node.left, nested=True)} {sign} {self.said(node.right, nested=True)}"

    def equality(self, operator: str, left: Node, right: Node) -> str:
        if left == right and isinstance(left, Name) and operator == "==":
            return self.style.answered(self.ref(left.key))
        if right == Literal("") and isinstance(left, Name):
            answered = self.style.answered(self.ref(left.key))
            return answered if operator == "!=" else self.style.denied(answered)
        first, second = (self.side(a, b) for a, b in ((left, right), (right, left)))
        compared = f"{first} {'=' if operator == '==' else '!='} {second}"
        names = names_in(Operation("and", left, right))
        if operator == "==" and len(names) < 2:
            return compared
        each = [self.style.answered(self.ref(name)) for name in names]
        return f"({' and '.join([*each, compared])})"

    def side(self, node: Node, opposite: Node) -> str:
        if isinstance(node, Name):
            return self.ref(node.key)
        if isinstance(node, Literal) and isinstance(node.value, bool):
            return self.style.truth_code(node.value)
        return self.said(node, nested=True)

    def membership(self, member: Node, container: Node) -> str:
        if isinstance(container, Name):
            return self.style.contains(self.ref(container.key), self.said(member, nested=True))
        if isinstance(container, Literal) and isinstance(container.value, tuple):
            each = [self.equality("==", member, Literal(value)) for value in container.value]
            return f"({' or '.join(each)})" if each else self.style.denied(self.style.true)
        raise Untranslatable("a list")

    def literal(self, node: Literal) -> str:
        value = node.value
        if isinstance(value, bool):
            return self.style.true if value else self.style.denied(self.style.true)
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, date):
            return self.style.date(value.isoformat())
        if isinstance(value, str):
            if "'" in value and '"' in value:
                raise Untranslatable(value)
            return f'"{value}"' if "'" in value else f"'{value}'"
        raise Untranslatable("a list")


def _simpler(node: Operation) -> Operation:
    """'x is answered and x is not a' is our ``x != "a"``."""
    left, right = node.left, node.right
    if (
        node.operator == "and"
        and isinstance(left, Operation)
        and (left.left == left.right or left.right == Literal(""))
        and isinstance(right, Operation)
        and right.operator == "not"
        and isinstance(right.left, Operation)
        and right.left.operator == "=="
        and right.left.left == left.left
    ):
        return Operation("!=", right.left.left, right.left.right)
    return node


def _kind(one: Known) -> RuleKind | None:
    return cast("RuleKind | None", one.kind)


def _codes(one: Known) -> tuple[str, ...]:
    return tuple(one.codes.values()) if one.kind in ("code", "codes") else ()


def _any(nodes: list[Node]) -> Node:
    return _chained("or", nodes)


def _all(nodes: list[Node]) -> Node:
    return _chained("and", nodes)


def _chained(operator: str, nodes: list[Node]) -> Node:
    if not nodes:
        raise Untranslatable("a list without values")
    found = nodes[0]
    for node in nodes[1:]:
        found = Operation(operator, found, node)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Untranslatable(f"'{text}'") from None
