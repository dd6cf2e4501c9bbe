"""With which letters a wording can begin, so that only those are tried that could fit.

A book has some fifteen hundred wordings a language; trying each at each word would take most of
an analysis. Sorted by their first two letters, a handful are tried.
"""

import re
from collections.abc import Iterator, Sequence

ANY = None  # a wording that may begin with anything
N_LETTERS = 2
_LOOKS = re.compile(r"\(\?<?[!=]")
_QUANTIFIER = re.compile(r"[?*+]|\{(\d*)(?:,\d*)?\}")

_Start = tuple[str, bool]  # letters, and whether anything at all may follow them
_Table = tuple[re.Pattern[str], dict[str, str]] | None


class LetterTable:
    """Named wordings of one layer; at a place, the first that fits in their order counts."""

    __slots__ = ("_tables", "_waiting", "_wordings")

    def __init__(self, wordings: Sequence[tuple[str, str]], behind: str) -> None:
        """Take (name, pattern) pairs; `behind` must follow each match."""
        self._wordings = [
            (name, f"(?:{pattern}){behind}", first_letters(pattern, N_LETTERS))
            for name, pattern in wordings
        ]
        # compiled when a text first has these letters: most of a book is never met in one
        self._waiting = {letters for *_, first in self._wordings for letters in first or ()} | {""}
        self._tables: dict[str, _Table] = dict.fromkeys(self._waiting)

    def find(self, text: str, starts: Sequence[int]) -> Iterator[tuple[str, int, int]]:
        """Find wordings at the given places, which come in order; matches never overlap."""
        at = 0
        tables = self._tables
        for start in starts:
            if start < at:
                continue
            letters = text[start : start + N_LETTERS]
            if letters not in tables:
                letters = letters[:1]
                if letters not in tables:
                    letters = ""
            table = tables[letters]
            if table is None:
                if letters not in self._waiting:
                    continue
                table = tables[letters] = self._compile(letters)
                self._waiting.discard(letters)
                if table is None:
                    continue
            match = table[0].match(text, start)
            if match and match.end() > start:
                at = match.end()
                yield table[1][match.lastgroup or ""], start, at

    def _compile(self, letters: str) -> _Table:
        fitting = [
            (name, pattern)
            for name, pattern, first in self._wordings
            if first is ANY or letters in first or letters[:1] in first
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


def first_letters(pattern: str, most: int = 1) -> frozenset[str] | None:
    """Tell with which characters a wording can begin, up to `most` of them a beginning.

    A shorter beginning may be followed by anything. ANY where none is plain to see.
    """
    found = _starts(pattern, most)
    return ANY if any(not letters for letters, _ in found) else frozenset(w for w, _ in found)


def _starts(pattern: str, most: int) -> set[_Start]:
    """Find all beginnings of a pattern; one without anything behind it is the whole pattern."""
    options = top_level_options(pattern)
    if len(options) > 1:
        return set().union(*(_starts(option, most) for option in options))
    so_far: set[_Start] = {("", False)}
    rest = pattern
    while rest and not all(anything or len(letters) == most for letters, anything in so_far):
        look = _LOOKS.match(rest)
        if look:
            rest = rest[closing_bracket(rest) + 1 :]
            continue
        end, first = _first_part(rest, most)
        quantifier = _QUANTIFIER.match(rest, end + 1)
        if quantifier:
            repeated = quantifier.group() != "?"
            first = {(letters, anything or repeated) for letters, anything in first}
            if quantifier.group() in "?*" or quantifier.group(1) in ("", "0"):
                first.add(("", False))
        so_far = {
            (letters, anything)
            if anything or len(letters) == most
            else ((letters + more)[:most], still)
            for letters, anything in so_far
            for more, still in first
        }
        rest = rest[quantifier.end() if quantifier else end + 1 :]
    return {(letters, anything or not letters) for letters, anything in so_far}


def _first_part(rest: str, most: int) -> tuple[int, set[_Start]]:
    """Read one letter, class or bracket: where it ends, and what it can begin with."""
    if rest[0] == "(":
        end = closing_bracket(rest)
        return end, _starts(rest[3:end], most) if rest.startswith("(?:") else {("", True)}
    if rest[0] == "[":
        end = closing_bracket(rest)
        inner = rest[1:end]
        plain = not any(mark in inner for mark in "^\\-")
        return end, {(letter, False) for letter in inner} if plain else {("", True)}
    if rest[0] == "\\":
        return 1, {("", True)}
    return 0, {("", True)} if rest[0] in ".^$*+?{|" else {(rest[0], False)}


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
