"""The choices sheet: lists by name, with codes of our spelling."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.exchange.losses import loss, place
from survey_app.questionnaire.exchange.names import Names
from survey_app.questionnaire.exchange.xlsform.sheets import ASIDE, Form
from survey_app.questionnaire.exchange.xlsform.texts import Wordings

FLAGS = ("other", "exclusive", "show_if", "low", "high", "parent")
"""What a choice of ours may have and XLSForm does not know."""
_KNOWN = {"list_name", "name", ASIDE}


@dataclass(slots=True)
class ChoiceList:
    """One list: its choices in their plain form, our codes by the names there."""

    choices: list[dict[str, Any]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)


def read_lists(form: Form, words: Wordings, keys: Mapping[str, str]) -> dict[str, ChoiceList]:
    """Read all lists of choices."""
    lists: dict[str, ChoiceList] = {}
    names: dict[str, Names] = {}
    for row in form.choices:
        where = place("row", row=row.number, sheet="choices")
        name, code = row.get("list_name"), row.get("name")
        if not name or not code:
            words.note(loss("property", where, name="list_name", value=name or code or "—"))
            continue
        found = lists.setdefault(name, ChoiceList())
        if code in found.codes:
            words.note(loss("property", where, name="name", value=code))
            continue
        ours = names.setdefault(name, Names()).code(code)
        if ours != code:
            words.note(loss("renamed", where, old=code, new=ours))
        found.codes[code] = ours
        text = words.of(row, "label", where, keys)
        if not text:
            words.note(loss("no_wording", where))
            text = dict.fromkeys(dict.fromkeys(words.by_tag.values()), code)
        found.choices.append({"code": ours, "text": text} | flags_of(row.get(ASIDE)))
        for column in row.cells:
            if column not in _KNOWN:
                value = row.get(column)
                words.note(loss("property", where, name=column, value=value))
    return lists


def flags_of(aside: str) -> dict[str, Any]:
    """The flags that stand in a choice's aside; nothing where it cannot be read."""
    data = read_aside(aside)
    return {name: data[name] for name in FLAGS if name in data}


def read_aside(cell: str) -> dict[str, Any]:
    """What our own column holds; nothing where somebody's spreadsheet has spoilt it."""
    if not cell.startswith("{"):
        return {}
    try:
        data = json.loads(cell)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
