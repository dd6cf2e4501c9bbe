"""The three sheets of a form as rows of cells, and how their headings are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from survey_app.questionnaire.exchange.tongues import language_of

ASIDE = "portrait"
"""The column that only Portrait reads."""
SHEETS = ("survey", "choices", "settings")

_ALIASES = {
    "list name": "list_name", "list-name": "list_name", "caption": "label", "command": "type",
    "value": "name", "relevance": "relevant", "read only": "readonly", "read_only": "readonly",
    "calculate": "calculation", "skippable": "required", "tag": "name", "hints": "hint",
    "constraint message": "constraint_message", "required message": "required_message",
    "constraining message": "constraint_message", "form_title": "form_title",
    "title": "form_title", "set form title": "form_title", "id_string": "form_id",
    "default language": "default_language",
    "bind::relevant": "relevant", "bind::constraint": "constraint", "bind::required": "required",
    "bind::calculate": "calculation", "control::appearance": "appearance",
    "bind::jr:constraintmsg": "constraint_message", "body::appearance": "appearance",
}  # fmt: skip
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")


@dataclass(slots=True)
class Row:
    """One row: its number in the sheet (the first below the headings is 2) and its cells.

    ``texts`` are the translated cells by column and language tag; the tag of a column without
    one is empty.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """The text of a cell; empty where there is none."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Form:
    """A form's rows by sheet, and the sheets that are left aside."""

    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    settings: list[Row] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def form_of(sheets: Mapping[str, Sequence[Sequence[str]]]) -> Form:
    """Understand sheets of plain cells, the first row of each being its headings."""
    form = Form()
    for name, rows in sheets.items():
        known = name.strip().lower()
        if known in SHEETS:
            getattr(form, known).extend(_rows(known, rows))
        elif any(any(row) for row in rows):
            form.others.append(name)
    return form


def table_of(form: Form) -> dict[str, list[list[str]]]:
    """Write a form as sheets of plain cells with headings; a sheet without rows is left out."""
    return {name: _table(getattr(form, name)) for name in SHEETS if getattr(form, name)}


def _rows(sheet: str, rows: Sequence[Sequence[str]]) -> Iterable[Row]:
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if not filled:
        return
    headings = [_heading(sheet, cell) for cell in filled[0][1]]
    for number, cells in filled[1:]:
        row = Row(number)
        for (column, tag), cell in zip(headings, cells, strict=False):
            text = cell.strip()
            if not column or not text:
                continue
            if column in TRANSLATED:
                row.texts.setdefault(column, {})[tag] = text
            else:
                row.cells.setdefault(column, text)
        yield row


def _heading(sheet: str, cell: str) -> tuple[str, str]:
    """A heading as column and language tag: 'label::English (en)' is ('label', 'English (en)')."""
    text = re.sub(r"\s*::\s*", "::", cell.strip())
    low = text.lower()
    base, mark, tag = text.partition("::")
    if not mark and ":" in text and text.partition(":")[0].strip().lower() in TRANSLATED:
        base, mark, tag = text.partition(":")  # the old spelling with one colon
    base = base.strip().lower()
    known = _ALIASES.get(low) or _ALIASES.get(base, base)
    if sheet == "settings" and low == "name":
        known = "form_id"
    if known in TRANSLATED:
        return known, tag.strip() if mark and low not in _ALIASES else ""
    return (known if low in _ALIASES or not mark else low), ""


def _table(rows: Sequence[Row]) -> list[list[str]]:
    """Columns in the order of their first use; the aside column last."""
    plain = list(dict.fromkeys(column for row in rows for column in row.cells if column != ASIDE))
    translated = list(
        dict.fromkeys(
            (column, tag)
            for name in TRANSLATED
            for row in rows
            for column, texts in row.texts.items()
            for tag in texts
            if column == name
        )
    )
    first = [column for column in ("list_name", "type", "name") if column in plain]
    rest = [column for column in plain if column not in first]
    last = [ASIDE] if any(ASIDE in row.cells for row in rows) else []
    table = [[*first, *(f"{c}::{t}" if t else c for c, t in translated), *rest, *last]]
    for row in rows:
        table.append(
            [
                *(row.get(column) for column in first),
                *(row.texts.get(column, {}).get(tag, "") for column, tag in translated),
                *(row.get(column) for column in (*rest, *last)),
            ]
        )
    return table


def tags_in(form: Form) -> list[str]:
    """List the language tags of a form, each once."""
    found = [
        tag
        for row in (*form.survey, *form.choices)
        for texts in row.texts.values()
        for tag in texts
    ]
    return list(dict.fromkeys(found))


def known_tags(tags: Iterable[str]) -> dict[str, str]:
    """Our languages of those tags that name one; the first tag of a language counts."""
    found: dict[str, str] = {}
    for tag in tags:
        language = language_of(tag) if tag else None
        if language and language not in found.values():
            found[tag] = language
    return found
