"""A list on its way in: which column means what, and what that makes of its rows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from survey_app.customers.extras import OWNER, TAGS
from survey_app.customers.values import checked_value
from survey_app.sources.cells import csv_cells, read_cells
from survey_app.sources.contact_headings import FIELDS, field_of, map_headings
from survey_app.sources.contacts import ContactList, ContactRow, parse_contacts, read_contacts
from survey_app.sources.formulas import csv_writer

SAMPLES = 3
LEFT_OUT, OWN = "", "own"
TARGETS = (*FIELDS, TAGS, OWNER, OWN, LEFT_OUT)
HEADINGS = ("name", "email", "company", "language", "phone")
_SPECIAL = {
    TAGS: {"tags", "tag", "labels", "метки", "теги", "标签"},
    OWNER: {"owner", "account manager", "responsible", "ответственный", "менеджер", "负责人"},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its heading, what it is taken for, and the first values in it."""

    heading: str
    target: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be used, and what to do about it."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it was sent: CSV text whose line numbers are the file's own, and its columns."""

    text: str
    columns: tuple[Column, ...]

    def read(self, targets: Mapping[str, str] | None = None) -> ContactList:
        """Read the people, columns meaning what `targets` (heading → target) say.

        Raises SourceError when no column holds addresses or phone numbers.
        """
        chosen = {one.heading: one.target for one in self.columns} | dict(targets or {})
        mapping: dict[str, str] = {}
        for heading, target in chosen.items():
            if target in FIELDS:
                mapping.setdefault(target, heading)
        found = read_contacts("list.csv", self.text.encode(), mapping=mapping)
        kept = tuple(replace(one, attributes=_renamed(one, chosen)) for one in found.contacts)
        return replace(found, contacts=kept)


def sheet_of_file(name: str, data: bytes) -> tuple[Sheet, ContactList | None]:
    """Return a file as a sheet; the list too where it has no headings, with its own errors."""
    rows = read_cells(name, data).rows
    if rows and _is_heading(rows[0][1]):
        return _sheet(rows), None
    found = read_contacts(name, data)
    return sheet_of_text(write_list(found.contacts)), found


def sheet_of_lines(text: str) -> tuple[Sheet, ContactList | None]:
    """Return pasted lines as a sheet; the list too where they have no headings."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if "@" not in first:
        rows = csv_cells(text).rows
        if rows and _is_heading(rows[0][1]):
            return _sheet(rows), None
    found = parse_contacts(text)
    return sheet_of_text(write_list(found.contacts)), found


def sheet_of_text(text: str) -> Sheet:
    """Return the sheet that `Sheet.text` was written from."""
    return _sheet(read_cells("list.csv", text.encode()).rows)


def with_checked_values(
    found: ContactList, kinds: Mapping[str, tuple[str, Sequence[str]]]
) -> tuple[ContactList, list[Problem]]:
    """Bring own attributes into their kind's form; a row with a value that does not fit is told.

    `kinds` are (kind, choices) by name.
    """
    kept, problems = [], []
    for row in found.contacts:
        values, wrong = [], ""
        for name, value in row.attributes:
            if name in kinds:
                checked, wrong = checked_value(*kinds[name], value)
                if wrong:
                    told = _("Line %(line)s: %(what)s", line=row.line, what=f"{name}: {wrong}")
                    problems.append(Problem(row.line, told))
                    break
                values.append((name, checked))
            else:
                values.append((name, value))
        if not wrong:
            kept.append(replace(row, attributes=tuple(values)))
    return replace(found, contacts=tuple(kept)), problems


def write_list(rows: Sequence[ContactRow]) -> str:
    """Write contacts as CSV that reads back to the same contacts."""
    names = list(dict.fromkeys(name for row in rows for name, _ in row.attributes))
    used = [name for name in HEADINGS if name == "email" or any(getattr(r, name) for r in rows)]
    stream = io.StringIO()
    writer = csv_writer(stream, line_end="\n")
    writer.writerow([*used, *names])
    for row in rows:
        own = dict(row.attributes)
        values = [*(getattr(row, n) or "" for n in used), *(own.get(n, "") for n in names)]
        writer.writerow(values)
    return stream.getvalue()


def _sheet(rows: Sequence[tuple[int, list[str]]]) -> Sheet:
    headings = [" ".join(cell.split()) or f"#{place}" for place, cell in enumerate(rows[0][1], 1)]
    known = {heading: field for field, heading in map_headings(headings).items()}
    columns = []
    for place, heading in enumerate(dict.fromkeys(headings)):
        values = (row[place].strip() for _, row in rows[1:] if place < len(row))
        samples = tuple(dict.fromkeys(value for value in values if value))[:SAMPLES]
        target = known.get(heading) or _special(heading) or (OWN if samples else LEFT_OUT)
        columns.append(Column(heading, target, samples))
    stream = io.StringIO()
    writer = csv_writer(stream, line_end="\n")
    at = 1
    for line, cells in rows:
        stream.write("\n" * max(0, line - at))  # blank lines stay, so that numbers stay
        row = headings if line == rows[0][0] else [" ".join(cell.split()) for cell in cells]
        writer.writerow(row)
        at = max(line, at) + 1
    return Sheet(stream.getvalue(), tuple(columns))


def _special(heading: str) -> str:
    name = heading.casefold().strip()
    return next((target for target, names in _SPECIAL.items() if name in names), "")


def _is_heading(cells: Sequence[str]) -> bool:
    return not any("@" in cell for cell in cells) and any(
        field_of(cell) in ("email", "phone", "name") for cell in cells
    )


def _renamed(row: ContactRow, chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    kept: dict[str, str] = {}
    for heading, value in row.attributes:
        target = chosen.get(heading, OWN)
        if target == OWN:
            kept[heading] = value
        elif target in (TAGS, OWNER):
            kept[target] = f"{kept[target]}, {value}" if target in kept else value
        elif target.startswith("own:"):
            kept[target.removeprefix("own:")] = value
    return tuple(kept.items())
