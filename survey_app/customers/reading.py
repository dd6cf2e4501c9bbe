"""A list as it is understood now: the people in it, and the lines that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.customers import queries
from survey_app.customers.sheets import Problem, Sheet, with_checked_values
from survey_app.sources.contacts import ContactList
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Read:
    """People, and lines that cannot be used."""

    found: ContactList
    problems: Sequence[Problem]


def read(
    session: Session, study: Study, sheet: Sheet, targets: Mapping[str, str], language: str
) -> Read:
    """Read a list whose columns mean what ``targets`` say; what is to mend is told in a language.

    Raises SourceError when no column holds addresses or phone numbers.
    """
    found = sheet.read(targets)
    kinds = {one.name: (one.kind, tuple(one.choices)) for one in queries.attributes(session, study)}
    kept, problems = with_checked_values(found, kinds)
    return Read(kept, sorted([*told(found, language), *problems], key=lambda one: one.line))


def told(found: ContactList, language: str) -> list[Problem]:
    """What is to be mended in a list, line by line."""
    return [Problem(one.line, one.message(language)) for one in found.errors]
