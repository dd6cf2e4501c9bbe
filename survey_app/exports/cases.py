"""How a line begins."""

from __future__ import annotations


def sentence_case(text: str) -> str:
    """A capital in front, as a line has it; a word with capitals of its own ('iPad') stays."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.islower() else text
