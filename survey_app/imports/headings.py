"""How tools write a question's heading together with one of its choices, rows or places."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODED = re.compile(
    r"\s*\[?(?P<code>[A-Za-z]\w*)\]?(?:\[(?P<part>[^\]]*)\])?(?:\[[^\]]*\])?"
    r"(?:\s*[.:]\s+(?P<text>.*)|\s*)",
    re.DOTALL,
)
_BRACKETS = re.compile(r"(?P<stem>.*?)\s*\[(?P<part>[^\[\]]+)\]\s*", re.DOTALL)
_DASHES = re.compile(r" [–—-] |: | \| ")
_PLACE = re.compile(r"\D{0,12}?(\d{1,2})\W*")
_OTHER = re.compile(
    r"(?:other|другое|другой вариант|свой вариант|其他|其它)\b.{0,40}"
    r"|.{0,3}other.{0,40}specify.{0,3}",
    re.IGNORECASE | re.DOTALL,
)


def coded(heading: str) -> tuple[str, str, str] | None:
    """Part 'Q2[SQ001]. Which tools? [Excel]' into code, part and words; None where no code is.

    'tools[excel]' has no words, 'age. How old are you?' no part.
    """
    found = _CODED.fullmatch(heading)
    if found is None or not (found["part"] or found["text"]):
        return None
    return found["code"], found["part"] or "", (found["text"] or "").strip()


def stems(heading: str) -> Iterator[tuple[str, str]]:
    """Give all ways of parting a heading into a question and one of its parts.

    'Which tools? [Excel]', 'Which tools? – Excel', 'Which tools?: Excel', 'Which tools? | Excel';
    the longest question comes first, since questions have dashes in them too.
    """
    if found := _BRACKETS.fullmatch(heading):
        yield found["stem"], found["part"].strip()
    for mark in reversed(list(_DASHES.finditer(heading))):
        if mark.start():
            yield heading[: mark.start()].strip(), heading[mark.end() :].strip()


def place_in(part: str) -> str:
    """Give the place that 'Rank 2' or 'Ранг 2' names, as digits; '' for none."""
    found = _PLACE.fullmatch(part)
    return found[1] if found else ""


def says_other(part: str) -> bool:
    """Whether a part of a heading is 'Other', 'Other (please specify)' or the like."""
    return _OTHER.fullmatch(part.strip()) is not None
