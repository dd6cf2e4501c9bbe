"""Cells that a spreadsheet program will not run: formulas neutralised so that they read back.

A text that begins like a formula gets an apostrophe before it, and so does one that begins with
apostrophes and then like a formula, so that taking one apostrophe away always gives the text.
Numbers stay numbers. (OWASP, CSV Injection.)
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"\s*'*\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_GUARDED = re.compile(r"'\s*'*\s*[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """Make a text safe to open in a spreadsheet program."""
    if not text or text[0].isalnum():  # nearly every text: no need to look closer
        return text
    if _RISKY.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(text: str) -> str:
    """Give back the text that was made safe."""
    return text[1:] if _GUARDED.match(text) else text
