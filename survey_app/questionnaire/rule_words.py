"""A rule read back in words: 'shown when team size is over 10'.

For a builder's preview, the printed form and the list of changes between versions. A question is
named by its wording, a choice by its own. 'Is not' includes 'is not answered', as in the rules.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.model import Question, Questionnaire, Text, wording
from survey_app.questionnaire.rule_program import program, read_rule
from survey_app.questionnaire.rule_syntax import Literal, Name, Node, Operation, Value
from survey_app.questionnaire.types import rule_kind

MAX_NAME_CHARS = 60

SENTENCES: dict[str, Text] = {
    "shown": {"en": "Shown when {rule}.", "ru": "Показывается, если {rule}.",
              "zh": "当{rule}时显示。"},
    "offered": {"en": "Offered when {rule}.", "ru": "Предлагается, если {rule}.",
                "zh": "当{rule}时可选。"},
    "taken": {"en": "Taken when {rule}.", "ru": "Принимается, если {rule}.",
              "zh": "当{rule}时有效。"},
}  # fmt: skip

_WORDS: dict[str, Text] = {
    ">": {"en": "{a} is over {b}", "ru": "{a} больше {b}", "zh": "{a}大于{b}"},
    ">=": {"en": "{a} is {b} or more", "ru": "{a} не меньше {b}", "zh": "{a}不小于{b}"},
    "<": {"en": "{a} is under {b}", "ru": "{a} меньше {b}", "zh": "{a}小于{b}"},
    "<=": {"en": "{a} is {b} or less", "ru": "{a} не больше {b}", "zh": "{a}不大于{b}"},
    "after": {"en": "{a} is after {b}", "ru": "{a} позже {b}", "zh": "{a}晚于{b}"},
    "from": {"en": "{a} is on or after {b}", "ru": "{a} не раньше {b}", "zh": "{a}不早于{b}"},
    "before": {"en": "{a} is before {b}", "ru": "{a} раньше {b}", "zh": "{a}早于{b}"},
    "until": {"en": "{a} is on or before {b}", "ru": "{a} не позже {b}", "zh": "{a}不晚于{b}"},
    "==": {"en": "{a} is {b}", "ru": "{a} — {b}", "zh": "{a}是{b}"},
    "not ==": {"en": "{a} is not {b}", "ru": "{a} — не {b}", "zh": "{a}不是{b}"},
    "!=": {"en": "{a} is answered, but not {b}", "ru": "{a} есть, но не {b}",
           "zh": "{a}已回答且不是{b}"},
    "not !=": {"en": "{a} is {b} or unanswered", "ru": "{a} — {b} или отсутствует",
               "zh": "{a}是{b}或未回答"},
    "given": {"en": "{a} is answered", "ru": "{a} есть", "zh": "{a}已回答"},
    "not given": {"en": "{a} is not answered", "ru": "{a} отсутствует", "zh": "{a}未回答"},
    "has": {"en": "{a} includes {b}", "ru": "{a} включает {b}", "zh": "{a}包含{b}"},
    "not has": {"en": "{a} does not include {b}", "ru": "{a} не включает {b}",
                "zh": "{a}不包含{b}"},
    "yes": {"en": "{a} is yes", "ru": "{a} — да", "zh": "{a}为“是”"},
    "not yes": {"en": "{a} is not yes", "ru": "{a} — не да", "zh": "{a}不为“是”"},
    "unanswered": {"en": "{x} or is unanswered", "ru": "{x} или отсутствует",
                   "zh": "{x}或未回答"},
    "always": {"en": "anything is answered", "ru": "ответы любые", "zh": "任何回答"},
    "never": {"en": "never", "ru": "ответов таких не бывает", "zh": "永不成立"},
    "and": {"en": " and ", "ru": " и ", "zh": "，并且"},
    "or": {"en": " or ", "ru": " или ", "zh": "，或者"},
    "either": {"en": " or ", "ru": " или ", "zh": "或"},
    "group": {"en": "({x})", "ru": "({x})", "zh": "（{x}）"},
    "quoted": {"en": "“{x}”", "ru": "«{x}»", "zh": "“{x}”"},
    "answer": {"en": "“{x}”", "ru": "ответ на «{x}»", "zh": "“{x}”"},
}  # fmt: skip
_OPPOSITE = {">": "<=", "<=": ">", "<": ">=", ">=": "<"}
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
_OF_DATES = {">": "after", ">=": "from", "<": "before", "<=": "until"}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def rule_words(questionnaire: Questionnaire, rule: str, language: str) -> str:
    """Read a rule back in words, as a part of a sentence; an unreadable one stays as it is."""
    node = read_rule(rule)
    return rule if node is None else _Reader(questionnaire, language).said(node, True)


def rule_sentence(
    questionnaire: Questionnaire, rule: str, language: str, kind: str = "shown"
) -> str:
    """Say in a sentence when something is shown, offered (a choice) or taken (an answer)."""
    return _fill(SENTENCES[kind], language, rule=rule_words(questionnaire, rule, language))


class _Reader:
    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questions = program(questionnaire).by_key
        self.computed = {one.key: one.text for one in questionnaire.computed}
        self.language = language

    def said(self, node: Node, wanted: bool) -> str:
        """Say that a part of a rule is true or, with ``wanted`` false, that it is not."""
        if isinstance(node, Operation) and node.operator == "not":
            return self.said(node.left, not wanted)
        if isinstance(node, Operation) and node.operator in ("and", "or"):
            return self._joined(node, wanted)
        if isinstance(node, Operation) and node.right is not None:
            if node.operator == "in":
                return self._contained(node.left, node.right, wanted)
            if node.operator in ("==", "!=", ">", ">=", "<", "<="):
                return self._compared(node.operator, node.left, node.right, wanted)
        if isinstance(node, Literal):
            return self._word("always" if (node.value is True) is wanted else "never")
        return self._word("yes" if wanted else "not yes", a=self.named(node))

    def _joined(self, node: Operation, wanted: bool) -> str:
        # By De Morgan: turned round, 'and' reads as 'or'.
        operator = node.operator if wanted else {"and": "or", "or": "and"}[node.operator]
        sides = []
        for side in (node.left, node.right):
            if side is None:
                continue
            said = self.said(side, wanted)
            mixed = isinstance(side, Operation) and side.operator in ("and", "or", "not")
            if mixed and self._operator(side, wanted) not in (operator, ""):
                said = self._word("group", x=said)
            sides.append(said)
        return self._word(operator).join(sides)

    def _operator(self, node: Node, wanted: bool) -> str:
        """What joins the parts of a spoken side; empty when it is one part."""
        while isinstance(node, Operation) and node.operator == "not":
            node, wanted = node.left, not wanted
        if not isinstance(node, Operation) or node.operator not in ("and", "or"):
            return ""
        return node.operator if wanted else {"and": "or", "or": "and"}[node.operator]

    def _contained(self, member: Node, container: Node, wanted: bool) -> str:
        if isinstance(container, Literal) and isinstance(container.value, tuple):
            listed = [self._value(value, member) for value in container.value]
            words = "==" if wanted else "not =="
            return self._word(words, a=self.named(member), b=self._word("either").join(listed))
        words = "has" if wanted else "not has"
        return self._word(words, a=self.named(container), b=self._operand(member, container))

    def _compared(self, operator: str, left: Node, right: Node, wanted: bool) -> str:
        if isinstance(left, Literal) and not isinstance(right, Literal):
            left, right, operator = right, left, _TURNED.get(operator, operator)
        if isinstance(right, Literal) and isinstance(right.value, bool):
            return self._word(
                operator if wanted else f"not {operator}",
                a=self.named(left),
                b=wording(INTERFACE["yes" if right.value else "no"], self.language),
            )
        if operator == "!=" and isinstance(right, Literal) and right.value == "":
            return self._word("given" if wanted else "not given", a=self.named(left))
        words = operator
        if operator in _OPPOSITE:
            words = operator if wanted else _OPPOSITE[operator]
            words = _OF_DATES[words] if self._is_date(left) else words
        elif not wanted:
            words = f"not {operator}"
        said = self._word(words, a=self.named(left), b=self._operand(right, left))
        if operator in _OPPOSITE and not wanted:
            return self._word("unanswered", x=said)
        return said

    def named(self, node: Node) -> str:
        """Name what a part of a rule stands for."""
        if isinstance(node, Name):
            question = self.questions.get(node.key)
            if question is not None:
                return self._named_question(question)
            text = self.computed.get(node.key)
            return wording(text, self.language) if text else node.key
        return self._operand(node, node)

    def _named_question(self, question: Question) -> str:
        said = " ".join(wording(question.text, self.language).split()).rstrip(" .:：。")
        if len(said) <= MAX_NAME_CHARS and not said.endswith(("?", "？")):
            return said[:1].lower() + said[1:]
        if len(said) > MAX_NAME_CHARS:
            said = said[: MAX_NAME_CHARS - 1].rstrip() + "…"
        return self._word("answer", x=said)

    def _operand(self, node: Node, about: Node) -> str:
        if isinstance(node, Literal):
            return self._value(node.value, about)
        if isinstance(node, Name):
            return self.named(node)
        if node.right is None:
            return f"−{self._operand(node.left, about)}"
        sides = []
        for side in (node.left, node.right):
            said = self._operand(side, about)
            nested = isinstance(side, Operation) and side.right is not None
            sides.append(f"({said})" if nested else said)
        return f" {_SIGNS.get(node.operator, node.operator)} ".join(sides)

    def _value(self, value: Value, about: Node) -> str:
        """Word a value as the question it is compared with words it."""
        question = self.questions.get(about.key) if isinstance(about, Name) else None
        if isinstance(value, str):
            choice = question.choice(value) if question else None
            said = wording(choice.text, self.language) if choice else value
            return self._word("quoted", x=said)
        if isinstance(value, Decimal):
            digits = format(value, "f")
            return digits.rstrip("0").rstrip(".") if "." in digits else digits
        if isinstance(value, bool):
            return wording(INTERFACE["yes" if value else "no"], self.language)
        return value.isoformat() if isinstance(value, date) else ""

    def _is_date(self, node: Node) -> bool:
        question = self.questions.get(node.key) if isinstance(node, Name) else None
        return question is not None and rule_kind(question.type) == "date"

    def _word(self, name: str, **details: str) -> str:
        return _fill(_WORDS[name], self.language, **details)


def _fill(text: Text, language: str, **details: str) -> str:
    # The details may hold braces of their own: only the template's are filled.
    said = text.get(language) or text["en"]
    for name, value in details.items():
        said = value.join(said.split(f"{{{name}}}"))
    return said
