"""Answers inside wordings: our ``{{key|fallback}}`` and what other tools write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

PIPED = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\|([^{}|]*)\}\}")
"""``{{key|fallback}}``: the answer to an earlier question, or the fallback."""

UNKNOWN_FALLBACK = "…"


def outward(text: str, ref: Callable[[str], str]) -> tuple[str, list[str]]:
    """Write piped answers as another tool does; also the keys whose fallback is lost."""
    keys = [match.group(1) for match in PIPED.finditer(text)]
    return PIPED.sub(lambda match: ref(match.group(1)), text), keys


def inward(
    text: str, pattern: re.Pattern[str], keys: Mapping[str, str]
) -> tuple[str, list[str], list[str]]:
    """Write another tool's references as ours.

    Also gives the names that now have '…' as a fallback, and those that cannot be carried over
    and are taken out of the text. ``keys`` are our keys by the other tool's name.
    """
    made: list[str] = []
    lost: list[str] = []

    def ours(match: re.Match[str]) -> str:
        name = match.group(1).strip()
        if name not in keys:
            lost.append(name)
            return ""
        made.append(name)
        return f"{{{{{keys[name]}|{UNKNOWN_FALLBACK}}}}}"

    return pattern.sub(ours, text), made, lost
