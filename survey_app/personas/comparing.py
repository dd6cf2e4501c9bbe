"""Comparing two versions line by line, and taking over what somebody agrees with (rule R15)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.errors import Unprocessable
from survey_app.personas.cards import card_of, statement_row
from survey_app.personas.editing import begin_edit
from survey_app.personas.models import PersonaVersion, Statement
from survey_app.synthesis import compare_versions, line_key
from survey_app.synthesis.changes import Change, Comparison

NAME, SUMMARY = "name", "summary"


@dataclass(frozen=True, slots=True)
class Compared:
    """A draft against the version that is published, and what can be decided about it."""

    before: PersonaVersion
    after: PersonaVersion
    found: Comparison

    @property
    def n(self) -> int:
        """How many changes there are to decide on."""
        return len(self.found.changes) + (self.found.name is not None) + bool(self.found.summary)


def base_of(version: PersonaVersion) -> PersonaVersion | None:
    """Return what a version is compared with: the newest pinned one before it."""
    before = [
        one
        for one in version.persona.versions
        if one.number < version.number and one.status in ("published", "superseded")
    ]
    return before[-1] if before else None


def compare(
    version: PersonaVersion, before: PersonaVersion, labels: dict[tuple[str, str], str]
) -> Compared:
    """Find every difference between a version and the one before it."""
    return Compared(
        before, version, compare_versions(card_of(before, labels), card_of(version, labels))
    )


def take_over(
    session: Session,
    compared: Compared,
    *,
    accepted: Collection[str],
    seen: int,
) -> int:
    """Keep the accepted changes of a draft and undo the others; returns how many were undone.

    A line that was not accepted is left out if it is new, comes back if it is gone, and is worded
    as before if it was reworded. Counts and evidence are facts of today and stay.
    """
    version, found = compared.after, compared.found
    known = {change.key for change in found.changes} | {NAME, SUMMARY}
    if not set(accepted) <= known:
        raise Unprocessable(_l("This comparison is out of date. Look at it again."))
    begin_edit(version, seen)
    undone = 0
    if found.name and NAME not in accepted:
        version.name, undone = found.name[0], undone + 1
    if found.summary and SUMMARY not in accepted:
        version.summary, undone = found.summary[0], undone + 1
    rows = _rows_by_key(version)
    before = _rows_by_key(compared.before)
    for change in found.changes:
        if change.key not in accepted:
            old = before.get(change.key)
            answer = old.our_answer if old else ""
            undone += _undo(version, change, rows.get(change.key), answer)
    version.engine = {
        **version.engine,
        "compared": {
            "with": compared.before.number,
            "changes": compared.n,
            "undone": undone,
        },
    }
    session.flush()
    session.expire(version, ["statements"])
    return undone


def _rows_by_key(version: PersonaVersion) -> dict[str, Statement]:
    values = card_of(version, {}).statements
    return {line_key(value): row for value, row in zip(values, version.statements, strict=True)}


def _undo(version: PersonaVersion, change: Change, row: Statement | None, answer: str) -> bool:
    if change.before is None and row is not None:
        version.statements.remove(row)
        return True
    if change.after is None and change.before is not None:
        last = max((one.position for one in version.statements), default=-1)
        back = statement_row(change.before, last + 1)
        back.our_answer = answer
        version.statements.append(back)
        return True
    if change.before is not None and row is not None and "reworded" in change.kinds:
        row.text = change.before.text
        return True
    return False
