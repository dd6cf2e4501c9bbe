"""Note lines as they are typed: a text, and perhaps a sign at its beginning for its tag."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.questionnaire.types.base import MAX_ANSWER_CHARS, cleaned

TAG_SIGNS = {"pain": "p", "goal": "g", "objection": "o", "praise": "+", "quote": "q"}
"""Tag to the key or prefix that sets it. The same signs work on the pad and in plain text."""

TAGS = tuple(TAG_SIGNS)
MAX_LINE_CHARS = MAX_ANSWER_CHARS

_TAG_OF = {sign: tag for tag, sign in TAG_SIGNS.items()}
# 'p: too slow', 'p too slow', '+ the mails'. Latin letters only: the Russian 'о' is a word.
_PREFIX = re.compile(r"([pgoqPGOQ+])(?::\s*|\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line as typed, its sign taken off."""

    text: str
    tags: tuple[str, ...] = ()


def read_line(typed: str) -> TypedLine:
    """Take the sign off a line. More than one may stand there: 'p q “…”'."""
    text, tags = cleaned(typed), []
    while match := _PREFIX.match(text):
        tags.append(_TAG_OF[match[1].lower()])
        text = text[match.end() :]
    return TypedLine(text, known_tags(tags))


def read_lines(typed: str) -> list[TypedLine]:
    """Read a box of notes, one line a note; empty lines are nothing."""
    lines = (read_line(line) for line in typed.splitlines())
    return [line for line in lines if line.text]


def known_tags(tags: Iterable[object]) -> tuple[str, ...]:
    """Return the tags that exist, each once, in their fixed order."""
    given = {str(tag) for tag in tags}
    return tuple(tag for tag in TAGS if tag in given)
