"""A quote within its sentence, so that nothing reads as torn out."""

from __future__ import annotations

from functools import lru_cache

from survey_app.nlp import split_sentences

MAX_CONTEXT_CHARS = 140
"""So much of the sentence stands before and after the quote at most; whole words."""


def around(text: str, start: int, end: int, language: str | None = None) -> tuple[str, str]:
    """What stands before and after text[start:end] in its sentence; '…' where it is cut."""
    left, right = start, end
    for first, last in _sentences(text, language):
        if first < end and start < last:
            left, right = min(left, first), max(right, last)
    return _end_of(text[left:start]), _start_of(text[end:right])


@lru_cache(maxsize=256)
def _sentences(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    return tuple(split_sentences(text, language))


def _end_of(text: str) -> str:
    if len(text) <= MAX_CONTEXT_CHARS:
        return text.lstrip()
    cut = text[-MAX_CONTEXT_CHARS:]
    return "…" + (cut.split(" ", 1)[1] if " " in cut.strip() else cut)


def _start_of(text: str) -> str:
    if len(text) <= MAX_CONTEXT_CHARS:
        return text.rstrip()
    cut = text[:MAX_CONTEXT_CHARS]
    return (cut.rsplit(" ", 1)[0] if " " in cut.strip() else cut) + "…"
