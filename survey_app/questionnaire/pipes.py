"""Places in a wording where an earlier answer is quoted: ``Thank you, {{title|friend}}.``

Before the bar stands the key of a question or a computed value, after it what to say when there
is no answer. Here only the spelling is known; ``piping.py`` knows the answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_PIPE = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:\|([^{}]*))?\}\}")


def pipes_in(text: str) -> list[tuple[str, str]]:
    """List the quoted keys of a wording with their fallbacks, in order.

    >>> pipes_in("Thank you, {{title|friend}}.")
    [('title', 'friend')]
    """
    return [(key, fallback.strip()) for key, fallback in _PIPE.findall(text)]


def filled(text: str, words_of: Callable[[str], str]) -> str:
    """Put ``words_of(key)`` into each place, or its fallback where that is empty.

    One pass: what an answer says is never read as a place again.
    """
    if "{{" not in text:
        return text
    return _PIPE.sub(lambda found: words_of(found[1]) or (found[2] or "").strip(), text)


def without_pipes(text: str) -> str:
    """Say a wording to a reader for whom there are no answers: with its fallbacks.

    >>> without_pipes("Thank you, {{title|friend}}.")
    'Thank you, friend.'
    """
    return filled(text, lambda key: "")


def renamed_pipes(text: str, new_keys: Mapping[str, str]) -> str:
    """Quote the same questions under their new keys; one that has none is not quoted any more.

    >>> renamed_pipes("{{a|you}} and {{b|us}}", {"a": "c"})
    '{{c|you}} and us'
    """

    def renamed(found: re.Match[str]) -> str:
        fallback = (found[2] or "").strip()
        key = new_keys.get(found[1])
        return fallback if key is None else f"{{{{{key}|{fallback}}}}}"

    return _PIPE.sub(renamed, text)


def broken_pipe(text: str) -> str:
    """Find double braces that do not make a place; empty when there are none.

    >>> broken_pipe("Thank you, {{title|friend}."), broken_pipe("{{a|b}}")
    ('{{title|friend}.', '')
    """
    rest = _PIPE.sub("", text)
    at = min((rest.find(mark) for mark in ("{{", "}}") if mark in rest), default=-1)
    return "" if at < 0 else rest[at : at + 40]
