"""Which contacts are wanted: a filter that an address, a saved segment and a query share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from survey_app.config import LANGUAGES
from survey_app.customers.keys import name_key
from survey_app.customers.models import CONSENTS, Company, Contact, ContactTag
from survey_app.studies.models import Study

# Rooms to the right tell here which contacts have answered: contact ids of a study.
ANSWERED: list[Callable[[Study], Select[int | None]]] = []


@dataclass(frozen=True, slots=True)
class Filter:
    """What was asked for; None or '' means that it does not matter.

    `words` must all stand in name, address, company or phone. `language` is '' for contacts whose
    language is not known. `answered` is 'yes' or 'no'. `value` is of the own attribute `attribute`.
    """

    words: str = ""
    language: str | None = None
    company: str = ""
    tag: str = ""
    owner: int | None = None
    consent: str = ""
    answered: str = ""
    attribute: str = ""
    value: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, Any]) -> Filter:
        """Read a filter from an address or a saved segment; what is not understood is left out."""
        owner = str(args.get("owner") or "")
        language = args.get("language")

        def one_of(name: str, known: tuple[str, ...]) -> str:
            return str(args[name]) if args.get(name) in known else ""

        def text(name: str) -> str:
            return " ".join(str(args.get(name) or "").split())

        return cls(
            words=text("q") or text("words"),
            language=language if language in (*LANGUAGES, "") else None,
            company=text("company"),
            tag=text("tag"),
            owner=int(owner) if owner.isascii() and owner.isdigit() and len(owner) < 10 else None,
            consent=one_of("consent", CONSENTS),
            answered=one_of("answered", ("yes", "no")),
            attribute=text("attribute") if text("value") else "",
            value=text("value") if text("attribute") else "",
        )

    def as_args(self) -> dict[str, Any]:
        """Return the filter as parts of an address."""
        found = {name: value for name, value in self.to_dict().items() if name != "words"}
        return {**({"q": self.words} if self.words else {}), **found}

    def to_dict(self) -> dict[str, Any]:
        """Return what is asked for, as it is saved."""
        return {
            name: value
            for name, value in asdict(self).items()
            if value not in ("", None) or (name == "language" and value == "")
        }

    @property
    def is_empty(self) -> bool:
        """Whether everybody is wanted."""
        return not self.to_dict()

    @property
    def is_narrow(self) -> bool:
        """Whether one of the filters that are folded away is in use."""
        plain = ("words", "language")
        return any(
            getattr(self, one.name) not in ("", None)
            for one in fields(self)
            if one.name not in plain
        )

    def conditions(self, study: Study) -> list[ColumnElement[bool]]:
        """Return the filter as SQL over Contact."""
        wanted: list[ColumnElement[bool]] = [Contact.study_id == study.id]
        wanted += [
            Contact.search_text.contains(word, autoescape=True)
            for word in name_key(self.words).split()
        ]
        if self.language is not None:
            wanted.append(
                Contact.language == self.language if self.language else Contact.language.is_(None)
            )
        if self.company:
            named = aliased(Company)
            wanted.append(
                Contact.company_id.in_(
                    select(named.id).where(named.study_id == study.id, named.name == self.company)
                )
            )
        if self.tag:
            wanted.append(
                Contact.id.in_(select(ContactTag.contact_id).where(ContactTag.name == self.tag))
            )
        if self.owner is not None:
            wanted.append(Contact.owner_id == self.owner)
        if self.consent:
            wanted.append(Contact.consent == self.consent)
        if self.attribute:
            wanted.append(Contact.attributes[self.attribute].as_string() == self.value)
        for answered in ANSWERED if self.answered else ():
            people = answered(study).subquery()
            column = people.c[0]
            has = select(column).where(column == Contact.id).correlate(Contact).exists()
            wanted.append(has if self.answered == "yes" else ~has)
        return wanted
