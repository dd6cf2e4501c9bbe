"""Finding a person's words inside other texts: names of themes, statements, notes of decisions.

What three words in a row share with what was erased, and with nothing that anybody else has
said, is taken out. Shorter coincidences belong to the language, not to a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

GONE = "[…]"
MIN_WORDS = 3
HAN_PER_WORD = 2  # two Chinese characters weigh as one word

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][^\W_\u3400-\u9fff]+)*")


class Scrubber:
    """Takes the words of erased texts out of strings.

    `others_said(run)` tells whether somebody who stays has said the same words; it gets them as
    `folded` returns them and is asked only about runs that stand in an erased text. `names` are
    always taken out, however short, since they name the person.
    """

    def __init__(
        self,
        erased: Iterable[str],
        *,
        names: Iterable[str] = (),
        others_said: Callable[[str], bool] = lambda run: False,
    ) -> None:
        self._erased = "".join(f" {folded(text)} \n" for text in erased)
        self._names = [
            re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            for name in sorted({" ".join(n.split()) for n in names if n.strip()}, key=len)[::-1]
        ]
        self._others_said = others_said
        self._known: dict[str, bool] = {}

    def text(self, value: str) -> str:
        """Return the text with GONE in the place of the person's words."""
        for name in self._names:
            value = name.sub(GONE, value)
        found = list(_TOKEN.finditer(value))
        tokens = [_fold(match.group()) for match in found]
        pieces, done, start = [], 0, 0
        while start < len(tokens):
            end = self._longest(tokens, start)
            if end > start:
                pieces += [value[done : found[start].start()], GONE]
                done = found[end - 1].end()
                start = end
            else:
                start += 1
        return "".join([*pieces, value[done:]])

    def document(self, value: Any) -> Any:
        """Return a JSON document with every text in it scrubbed; keys stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.document(one) for one in value]
        if isinstance(value, dict):
            return {key: self.document(one) for key, one in value.items()}
        return value

    def _longest(self, tokens: list[str], start: int) -> int:
        """Return the end of the longest run from `start` that only the person said; else start."""
        end = start
        while end < len(tokens) and f" {' '.join(tokens[start : end + 1])} " in self._erased:
            end += 1
        long_enough = _weight(tokens[start:end]) >= MIN_WORDS
        # Where others said the whole run, they said every part of it too.
        return end if long_enough and not self._said(" ".join(tokens[start:end])) else start

    def _said(self, run: str) -> bool:
        if run not in self._known:
            self._known[run] = self._others_said(run)
        return self._known[run]


def folded(text: str) -> str:
    """Return the words of a text in small letters with one space between them."""
    return " ".join(_fold(match.group()) for match in _TOKEN.finditer(text))


def is_empty(text: str) -> bool:
    """Whether nothing but marks is left of a scrubbed text."""
    return GONE in text and not _TOKEN.search(text.replace(GONE, ""))


def _fold(token: str) -> str:
    return unicodedata.normalize("NFKC", token).casefold().replace("’", "'")


def _weight(tokens: list[str]) -> float:
    return sum(1 / HAN_PER_WORD if "\u3400" <= one <= "\u9fff" else 1 for one in tokens)
