"""Whether a rule makes sense where it stands: its names, their order, types and choice codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from survey_app.questionnaire.rule_syntax import (
    Literal,
    Name,
    Node,
    Operation,
    RuleError,
    Value,
    parse_rule,
)
from survey_app.questionnaire.terms import nearest, term
from survey_app.questionnaire.types import RuleKind

_ORDERING = ("<", "<=", ">", ">=")
_ARITHMETIC = ("+", "-", "*", "/", "negative")
_KIND_WORDS = {
    "number": "a number",
    "text": "text",
    "code": "one choice",
    "codes": "several choices",
    "texts": "a list",
    "truth": "yes or no",
    "date": "a date",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule may know of a question: what its answers are, its choice codes, its limits.

    ``gone`` are codes that are never offered, ``alone`` those that cannot stand beside others.
    """

    kind: RuleKind | None
    codes: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None
    whole: bool = False


def check_rule(
    text: str, before: Mapping[str, Asked], everywhere: Iterable[str]
) -> list[tuple[str, dict[str, Any]]]:
    """List what is wrong with a rule, as pairs of a code of problems.KINDS and its details.

    ``before`` are the questions asked earlier, ``everywhere`` the keys of all questions.
    """
    try:
        node = parse_rule(text)
        kind = _Typing(before, frozenset(everywhere)).kind_of(node)
    except RuleError as caught:
        return [(caught.code, caught.details)]
    if kind != "truth":
        return [_clash(f"comes to {_KIND_WORDS[kind]}", "Compare it, as in 'age > 30'.")]
    return []


def kind_of_value(node: Node, before: Mapping[str, Asked], everywhere: Iterable[str]) -> RuleKind:
    """Tell what a computed value comes to. Raises RuleError."""
    return _Typing(before, frozenset(everywhere)).kind_of(node)


def _clash(clash: str, remedy: str) -> tuple[str, dict[str, Any]]:
    return "QB036", {"clash": clash, "remedy": remedy}


def _clash_error(clash: str, remedy: str) -> RuleError:
    code, details = _clash(clash, remedy)
    return RuleError(code, **details)


class _Typing:
    """Works out what each part of a rule comes to; raises RuleError at the first clash."""

    def __init__(self, before: Mapping[str, Asked], everywhere: frozenset[str]) -> None:
        self.before = before
        self.everywhere = everywhere

    def kind_of(self, node: Node) -> RuleKind:
        if isinstance(node, Literal):
            return _literal_kind(node.value)
        if isinstance(node, Name):
            return self._name_kind(node.key)
        if node.operator in ("and", "or", "not"):
            for side in _sides(node):
                self._expect(side, "truth", f"uses '{node.operator}' on")
            return "truth"
        if node.operator in _ARITHMETIC:
            for side in _sides(node):
                self._expect(side, "number", "calculates with")
            return "number"
        assert node.right is not None
        if node.operator == "in":
            self._check_in(node.left, node.right)
        else:
            self._check_comparison(node.operator, node.left, node.right)
        return "truth"

    def _name_kind(self, key: str) -> RuleKind:
        if key not in self.before:
            if key in self.everywhere:
                raise RuleError("QB035", key=key)
            raise RuleError(
                "QB034", key=key, remedy=nearest(key, self.before, otherwise=term("ask_earlier"))
            )
        kind = self.before[key].kind
        if kind is None:
            raise _clash_error(
                f"asks about '{key}', which holds no answer a rule can use",
                "Ask about one of its parts or another question.",
            )
        return kind

    def _expect(self, node: Node, wanted: RuleKind, doing: str) -> None:
        kind = self.kind_of(node)
        if kind != wanted:
            raise _clash_error(
                f"{doing} {_KIND_WORDS[kind]}{_named(node)}", f"Use {_KIND_WORDS[wanted]} there."
            )

    def _check_comparison(self, operator: str, left: Node, right: Node) -> None:
        kinds = {self.kind_of(left), self.kind_of(right)}
        for kind, node in ((self.kind_of(left), left), (self.kind_of(right), right)):
            if kind in ("codes", "texts"):
                raise _clash_error(
                    f"compares {_KIND_WORDS[kind]}{_named(node)}", "Write 'code' in the key."
                )
        plain = {"text" if kind == "code" else kind for kind in kinds}
        if len(plain) > 1:
            first, second = (_KIND_WORDS[self.kind_of(side)] for side in (left, right))
            raise _clash_error(f"compares {first} with {second}", "Compare like with like.")
        if operator in _ORDERING and plain & {"text", "truth"}:
            raise _clash_error(
                f"orders {_KIND_WORDS[self.kind_of(left)]} by '{operator}'", "Use == or !=."
            )
        self._check_codes(left, right)
        self._check_codes(right, left)

    def _check_in(self, member: Node, container: Node) -> None:
        inside = self.kind_of(member)
        if isinstance(container, Literal) and isinstance(container.value, tuple):
            for value in container.value:
                kind = _literal_kind(value)
                if kind != ("text" if inside == "code" else inside):
                    raise _clash_error(
                        f"looks for {_KIND_WORDS[inside]} among {_KIND_WORDS[kind]}",
                        "List values of the same kind.",
                    )
                self._check_codes(member, Literal(value))
            return
        kind = self.kind_of(container)
        if kind not in ("codes", "texts") or inside not in ("text", "code"):
            raise _clash_error(
                f"looks for {_KIND_WORDS[inside]} in {_KIND_WORDS[kind]}{_named(container)}",
                'Write "code" in a question of several choices, or key in ["a", "b"].',
            )
        self._check_codes(container, member)

    def _check_codes(self, name: Node, value: Node) -> None:
        """Refuse a code that the question named does not offer: most often a typo."""
        if not isinstance(name, Name) or not isinstance(value, Literal):
            return
        codes = self.before[name.key].codes
        if codes and isinstance(value.value, str) and value.value not in codes:
            raise RuleError(
                "QB037", code=value.value, key=name.key, remedy=nearest(value.value, codes)
            )


def _sides(node: Operation) -> list[Node]:
    return [node.left] if node.right is None else [node.left, node.right]


def _named(node: Node) -> str:
    return f" ('{node.key}')" if isinstance(node, Name) else ""


def _literal_kind(value: Value) -> RuleKind:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, str):
        return "text"
    if isinstance(value, date):
        return "date"
    if isinstance(value, tuple):
        return "texts"
    if isinstance(value, Decimal):
        return "number"
    raise _clash_error("has a number nobody answers", "Use numbers up to a thousand billion.")
