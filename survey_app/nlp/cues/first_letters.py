"""With which letters a wording can begin, so that only those are tried that could fit.

A book has some fifteen hundred wordings a language; trying each at each word would take most of
an analysis. Sorted by first letter, a dozen are tried.
"""

import re
from collections.abc import Iterator, Sequence

ANY = None  # a wording that may begin with anything
_LOOKS = re.compile(r"\(\?<?[!=]")
_QUANTIFIER = re.compile(r"[?*+]|\{(\d*)(?:,\d*)?\}")


class LetterTable:
    """Named wordings of one layer; at a place, the first that fits in their order counts."""

    __slots__ = ("_others", "_tables", "_wordings")

    def __init__(self, wordings: Sequence[tuple[str, str]], behind: str) -> None:
        """Take (name, pattern) pairs; `behind` must follow each match."""
        self._wordings = [
            (name, f"(?:{pattern}){behind}", first_letters(pattern)) for name, pattern in wordings
        ]
        letters = {letter for _, _, first in self._wordings if first for letter in first}
        self._tables = {letter: self._compile(letter) for letter in letters}
        self._others = self._compile("")

    def _compile(self, letter: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
        fitting = [
            (name, pattern)
            for name, pattern, first in self._wordings
            if first is ANY or letter in first
        ]
        if not fitting:
            return None
        grouped: list[tuple[str, list[str]]] = []
        for name, pattern in fitting:  # one group for neighbours of one name
            if grouped and grouped[-1][0] == name:
                grouped[-1][1].append(pattern)
            else:
                grouped.append((name, [pattern]))
        names = {f"c{i}": name for i, (name, _) in enumerate(grouped)}
        body = "|".join(f"(?P<c{i}>{'|'.join(p)})" for i, (_, p) in enumerate(grouped))
        return re.compile(body), names

    def find(self, text: str, starts: Sequence[int]) -> Iterator[tuple[str, int, int]]:
        """Find wordings at the given places, which come in order; matches never overlap."""
        at = 0
        tables, others = self._tables, self._others
        for start in starts:
            if start < at:
                continue
            table = tables.get(text[start], others)
            match = table[0].match(text, start) if table else None
            if table and match and match.end() > start:
                at = match.end()
                yield table[1][match.lastgroup or ""], start, at


def first_letters(pattern: str) -> frozenset[str] | None:
    """Tell which characters a wording can begin with; ANY where that is not plain to see."""
    options = top_level_options(pattern)
    if len(options) > 1:
        found = [first_letters(option) for option in options]
        plain = [one for one in found if one is not None]
        return frozenset().union(*plain) if len(plain) == len(found) else ANY
    letters: set[str] = set()
    rest = pattern
    while rest:
        look = _LOOKS.match(rest)
        if look:
            rest = rest[closing_bracket(rest) + 1 :]
            continue
        if rest.startswith(("\\b", "^")):
            return ANY
        if rest[0] == "(":
            end = closing_bracket(rest)
            inner = rest[3:end] if rest.startswith("(?:") else None
            if inner is None:
                return ANY
            first = first_letters(inner)
            empty = "" in top_level_options(inner)
        elif rest[0] == "[":
            end = closing_bracket(rest)
            inner = rest[1:end]
            if any(mark in inner for mark in "^\\-"):
                return ANY
            first, empty = frozenset(inner), False
        elif rest[0] in "\\.$*+?{|":
            return ANY
        else:
            end, first, empty = 0, frozenset(rest[0]), False
        quantifier = _QUANTIFIER.match(rest, end + 1)
        if quantifier:
            empty = empty or quantifier.group() in "?*" or quantifier.group(1) in ("", "0")
        if first is ANY:
            return ANY
        letters |= first
        if not empty:
            return frozenset(letters)
        rest = rest[quantifier.end() if quantifier else end + 1 :]
    return ANY  # it may match nothing at all


def top_level_options(pattern: str) -> list[str]:
    """Split a pattern at the bars that stand in no bracket."""
    options, at, depth, begin = [], 0, 0, 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at += closing_bracket(pattern[at:])
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter == "|" and depth == 0:
            options.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return [*options, pattern[begin:]]


def closing_bracket(pattern: str) -> int:
    """Find the bracket that closes the one with which the pattern begins."""
    if pattern[0] == "[":
        at = 2 if pattern[1:2] in "^]" else 1
        while pattern[at] != "]":
            at += 2 if pattern[at] == "\\" else 1
        return at
    depth = at = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at += closing_bracket(pattern[at:])
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                return at
        at += 1
    raise ValueError(f"unclosed bracket in {pattern!r}")
