"""Conditions of other tools, read into one small tree: XPath of XLSForm, expressions of SurveyJS.

A dialect says how its tokens look; the grammar is the same: or, and, not, comparisons, sums,
products, calls. What the tree cannot become in our rules raises ``Untranslatable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAX_EXPRESSION_CHARS = 4_000
MAX_DEPTH = 60


class Untranslatable(ValueError):
    """An expression that our rules cannot say; the text tells what was met."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotation marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    """true or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Ref:
    """The answer to a question of the other tool's name; '.' is the question itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function or operator over parts, named in our words: 'and', '==', 'selected' …"""

    name: str
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of values in square brackets."""

    items: tuple[Expression, ...]


Expression = Text | Number | Truth | Ref | Call | Listed


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tool writes: its token pattern and what its words and signs mean."""

    token: re.Pattern[str]
    binary: Mapping[str, tuple[int, str]]
    """Operator as written, in small letters, to its rank (1 binds weakest) and our name."""
    before: Mapping[str, str]
    after: Mapping[str, str]
    constants: Mapping[str, Expression]


def parse(text: str, dialect: Dialect) -> Expression:
    """Read an expression. Raises Untranslatable."""
    if len(text) > MAX_EXPRESSION_CHARS:
        raise Untranslatable("too long")
    return _Reader(_tokens(text, dialect), dialect).whole()


def _tokens(text: str, dialect: Dialect) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(text):
        match = dialect.token.match(text, at)
        if match is None or match.end() == at:
            raise Untranslatable(text[at : at + 12])
        if match.lastgroup != "space":
            found.append((match.lastgroup or "", match.group(match.lastgroup or 0)))
        at = match.end()
    return found


class _Reader:
    """Precedence climbing over a list of tokens."""

    def __init__(self, tokens: Sequence[tuple[str, str]], dialect: Dialect) -> None:
        self.tokens = tokens
        self.dialect = dialect
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        expression = self.binary(1)
        if self.at < len(self.tokens):
            raise Untranslatable(self.tokens[self.at][1])
        return expression

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, wanted: str = "") -> str:
        kind, text = self.peek()
        if kind == "end" or (wanted and text != wanted):
            raise Untranslatable(text or "the end")
        self.at += 1
        return text

    def binary(self, rank: int) -> Expression:
        self.deeper()
        left = self.unary()
        while True:
            word = self.peek()[1].lower()
            if self.peek()[0] in ("word", "mark") and word in self.dialect.after:
                self.take()
                left = Call(self.dialect.after[word], (left,))
                continue
            found = self.dialect.binary.get(word) if self.peek()[0] in ("word", "mark") else None
            if found is None or found[0] < rank:
                break
            self.take()
            left = Call(found[1], (left, self.binary(found[0] + 1)))
        self.depth -= 1
        return left

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Untranslatable("too deeply nested")

    def unary(self) -> Expression:
        kind, text = self.peek()
        word = text.lower()
        if kind in ("word", "mark") and word in self.dialect.before:
            self.take()
            self.deeper()
            # 'not a = b' denies the comparison; '- a = b' is about minus a.
            inner = self.unary() if word in "-!" else self.binary(3)
            self.depth -= 1
            return Call(self.dialect.before[word], (inner,))
        self.take()
        if kind == "text":
            return Text(text[1:-1])
        if kind == "number":
            return Number(text)
        if kind in ("ref", "dot"):
            return Ref(text.strip("${} "))
        if text == "(":
            inner = self.binary(1)
            self.take(")")
            return inner
        if text == "[":
            return Listed(self.parts("]"))
        if kind == "word" and self.peek()[1] == "(":
            self.take("(")
            return Call(word, self.parts(")"))
        if kind == "word" and word in self.dialect.constants:
            return self.dialect.constants[word]
        raise Untranslatable(text)

    def parts(self, closing: str) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self.peek()[1] != closing:
            if found:
                self.take(",")
            found.append(self.binary(1))
        self.take(closing)
        return tuple(found)
