"""Which quote stands beneath a line: the one nearest to its words, so that they fit each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MAX_VOICE_CHARS = 170


def nearest_quote(
    text: str, quotes: Sequence[dict[str, Any]], taken: frozenset[str] | set[str] = frozenset()
) -> dict[str, Any] | None:
    """The quote that shares most words with a line; None where none is short and free enough."""
    fitting = [
        quote
        for quote in quotes
        if not quote["is_answer"] and quote["text"] not in taken
        and len(quote["before"] + quote["text"] + quote["after"]) <= MAX_VOICE_CHARS
    ]  # fmt: skip
    words = stems(text)
    return max(fitting, key=lambda one: len(words & stems(one["text"])), default=None)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words, by which a quote is held against a line."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return frozenset(word[:5] for word in words if len(word) > 3)
