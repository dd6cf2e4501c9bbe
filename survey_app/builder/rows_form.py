"""Rows of a form: fields called ``choice:3:code`` become one table for each row, in order.

The order is that of the hidden fields ``choice`` in the page, which a script or a press of ↑ moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

Sent = MultiDict[str, str]
"""A request's form: the first value of a name, or all of them."""


def sent_rows(form: Sent, name: str) -> list[str]:
    """List the ids of the rows sent, in the order of the page, after a press of ↑, ↓ or ×."""
    ids = list(dict.fromkeys(form.getlist(name)))
    verb, _, row = (form.get("do", "") or "").partition(":")
    pressed, _, row_id = row.partition(":")
    if pressed != name or row_id not in ids:
        return ids
    place = ids.index(row_id)
    if verb == "drop":
        ids.pop(place)
    elif verb in ("raise", "lower"):
        to = place + (-1 if verb == "raise" else 1)
        if 0 <= to < len(ids):
            ids[place], ids[to] = ids[to], ids[place]
    return ids


def texts_of(form: Sent, name: str, before: Mapping[str, str], languages: Any) -> dict[str, str]:
    """Read a wording sent as ``name:en``, ``name:ru`` …; other languages stay as they were."""
    texts = dict(before)
    for language in languages:
        sent = form.get(f"{name}:{language}", texts.get(language, ""))
        texts[language] = (sent or "").replace("\r\n", "\n").strip()
    return {language: text for language, text in texts.items() if text}


def number_of(typed: str | None) -> float | int | None:
    """Read a number as it is typed; nothing for nothing. Raises ValueError for anything else."""
    text = (typed or "").strip().replace(" ", "").replace("\u00a0", "").replace(",", ".")
    if not text:
        return None
    number = float(text)
    if number != number or abs(number) > 1e15:
        raise ValueError(typed)
    return int(number) if number.is_integer() else number


def code_for(text: str, place: int, taken: set[str]) -> str:
    """Give a new choice a code: its English words if they make one, else its place."""
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in text.lower())
    stem = "_".join(part for part in plain.split("_") if part)[:32].rstrip("_")
    code = stem or f"choice_{place}"
    number = 2
    while code in taken:
        code = f"{stem or 'choice'}_{place if not stem else number}"
        number += 1
        place += 1
    return code
