"""A condition as a person with a pen reads it: 'Only if question 3 is “Yes”.'"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from survey_app.questionnaire.exchange.paper.words import RULES, WORDS
from survey_app.questionnaire.model import Question, wording
from survey_app.questionnaire.rule_syntax import (
    Literal,
    Name,
    Node,
    Operation,
    RuleError,
    Value,
    parse_rule,
)


class Unsayable(ValueError):
    """A condition that cannot be said with the numbers of questions."""


def condition_words(
    rule: str, language: str, numbers: Mapping[str, str], questions: Mapping[str, Question]
) -> str:
    """Say a rule by the numbers that stand on the paper. Raises Unsayable."""
    try:
        node = parse_rule(rule)
    except RuleError as caught:
        raise Unsayable(rule) from caught
    said = _Sayer(language, numbers, questions).said(node)
    return wording(WORDS["only_if"], language).format(rule=said)


class _Sayer:
    def __init__(
        self, language: str, numbers: Mapping[str, str], questions: Mapping[str, Question]
    ) -> None:
        self.language = language
        self.numbers = numbers
        self.questions = questions

    def phrase(self, name: str, **parts: str) -> str:
        return wording(RULES[name], self.language).format(**parts)

    def said(self, node: Node) -> str:
        if isinstance(node, Name):
            yes = wording(WORDS["yes"], self.language)
            return self.phrase("==", left=self.question(node), right=yes)
        if not isinstance(node, Operation):
            raise Unsayable(str(node))
        if node.operator in ("and", "or") and node.right is not None:
            return self.phrase(
                node.operator, left=self.said(node.left), right=self.said(node.right)
            )
        if node.operator == "not":
            return self.denied(node.left)
        if node.operator == "in" and node.right is not None:
            return self.membership(node.left, node.right)
        return self.compared(node.operator, node.left, node.right)

    def denied(self, node: Node) -> str:
        if isinstance(node, Operation) and node.operator == "==" and node.left != node.right:
            return self.compared("not_is", node.left, node.right)
        if isinstance(node, Name):
            no = wording(WORDS["no"], self.language)
            return self.phrase("==", left=self.question(node), right=no)
        return self.phrase("not", left=self.said(node))

    def compared(self, operator: str, left: Node, right: Node | None) -> str:
        if not isinstance(left, Name):
            turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
            if right is None or not isinstance(right, Name) or operator not in turned:
                raise Unsayable(operator)
            operator, left, right = turned[operator], right, left
        if operator == "==" and left == right:
            return self.phrase("answered", left=self.question(left))
        if right == Literal(""):
            answered = self.phrase("answered", left=self.question(left))
            return answered if operator == "!=" else self.phrase("not", left=answered)
        if not isinstance(right, Literal):
            raise Unsayable(operator)
        if operator not in RULES:
            raise Unsayable(operator)
        told = self.value(left, right.value)
        return self.phrase(operator, left=self.question(left), right=told)

    def membership(self, member: Node, container: Node) -> str:
        if isinstance(container, Name) and isinstance(member, Literal):
            told = self.value(container, member.value)
            return self.phrase("in", left=self.question(container), right=told)
        if isinstance(member, Name) and isinstance(container, Literal):
            values = container.value if isinstance(container.value, tuple) else ()
            told = ", ".join(self.value(member, value) for value in values)
            return self.phrase("among", left=self.question(member), right=told)
        raise Unsayable("in")

    def question(self, name: Name) -> str:
        if name.key not in self.numbers:
            raise Unsayable(name.key)
        return self.phrase("question", number=self.numbers[name.key])

    def value(self, name: Name, value: Value) -> str:
        if isinstance(value, bool):
            return wording(WORDS["yes" if value else "no"], self.language)
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, date):
            return value.isoformat()
        question = self.questions.get(name.key)
        choice = question.choice(value) if question and isinstance(value, str) else None
        return wording(choice.text, self.language) if choice else str(value)
