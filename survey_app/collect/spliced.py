"""Pages that differ between respondents in a few words only: drawn once, then filled in.

A published version never changes, so its pages need not be drawn for everybody anew.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from flask import current_app
from markupsafe import escape

from survey_app.collect.framing import is_framed

MAX_PAGES = 256

_drawn: dict[Hashable, list[Any]] = {}


def spliced(
    key: Hashable, slots: Mapping[str, str], draw: Callable[[Mapping[str, str]], str]
) -> bytes:
    """Return the page that `draw(slots)` would give, in UTF-8, drawing it only the first time.

    `key` must name all that the page depends on beside the slots: a slot's text may be shown and
    be part of an address, but never decide what is drawn.
    """
    # In a frame all addresses carry a key, which must never be kept for the next person.
    if current_app.debug or is_framed():
        return draw(slots).encode()
    parts = _drawn.get(key)
    if parts is None:
        parts = _cut(slots, draw)
        if len(_drawn) >= MAX_PAGES:
            _drawn.pop(next(iter(_drawn)), None)
        _drawn[key] = parts
    # Plain text, in bytes, and names of slots take turns.
    filled = parts.copy()
    filled[1::2] = [_escaped(slots[name]) for name in parts[1::2]]
    return b"".join(filled)


def _escaped(text: str) -> bytes:
    return (text if text.isalnum() else str(escape(text))).encode()


def _cut(slots: Mapping[str, str], draw: Callable[[Mapping[str, str]], str]) -> list[Any]:
    # Letters and digits only, so that neither HTML nor an address writes them differently; and
    # not to be guessed, so that nobody's text is taken for one.
    marks = {f"slot{secrets.token_hex(12)}": name for name in slots}
    page = draw({name: mark for mark, name in marks.items()})
    parts = re.split(f"({'|'.join(marks)})", page)
    return [marks.get(part) or part.encode() for part in parts]
