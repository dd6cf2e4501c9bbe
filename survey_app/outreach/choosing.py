"""Which contacts a list for choosing shows: by search, and by what has been sent so far."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey_app.config import LANGUAGES
from survey_app.customers import queries as customers
from survey_app.outreach import queries
from survey_app.outreach.models import Wave
from survey_app.studies.models import Study

FILTERS = ("", "new", "chosen")


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for: words, a language ('' for unknown, None for all), and a filter."""

    words: str = ""
    language: str | None = None
    only: str = ""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> Selection:
        """Read a selection from an address; what is not understood is left out."""
        language, only = args.get("language"), args.get("only", "")
        return cls(
            words=args.get("q", "").strip(),
            language=language if language in (*LANGUAGES, "") else None,
            only=only if only in FILTERS else "",
        )

    def as_args(self) -> dict[str, str]:
        """Return the selection as parts of an address."""
        parts = {"q": self.words, "only": self.only}
        found = {name: value for name, value in parts.items() if value}
        return found if self.language is None else {**found, "language": self.language}


def selected_ids(
    session: Session, study: Study, wave: Wave, selection: Selection, chosen: set[int]
) -> list[int]:
    """Return the ids of the contacts that a selection names, by name."""
    ids = customers.matching_ids(session, study, words=selection.words, language=selection.language)
    if selection.only == "chosen":
        return [one for one in ids if one in chosen]
    if selection.only == "new":
        earlier = queries.invited_elsewhere(session, study, wave)
        return [one for one in ids if one not in earlier]
    return ids
