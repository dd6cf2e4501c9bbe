"""Verbs about contacts, companies, own attributes and filters; and leaving an address alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.accounts.models import User, Workspace
from survey_app.customers import queries
from survey_app.customers.filters import Filter
from survey_app.customers.imports import ImportResult, company_named, import_contacts
from survey_app.customers.keys import address_key, hashed, search_text
from survey_app.customers.models import (
    Attribute,
    Company,
    Contact,
    ContactFilter,
    ContactTag,
    PublicSource,
    Suppression,
)
from survey_app.errors import Conflict
from survey_app.studies.models import Study

__all__ = ["ImportResult", "import_contacts"]

REASONS = ("unsubscribed", "bounced", "complained", "asked", "erased")


def add_contact(session: Session, study: Study, *, source: str = "", **values: Any) -> Contact:
    """Add one person. Raises Conflict when the study has the address already.

    `values` are those of `change_contact`.
    """
    contact = Contact(study_id=study.id, source=source, attributes={}, tags=[], revision=0)
    _fill(session, study, contact, values)
    session.add(contact)
    session.flush()
    return contact


def change_contact(session: Session, study: Study, contact: Contact, **values: Any) -> None:
    """Change what is known of a person: name, email, phone, company, language, owner_id, tags,
    consent, consent_source, consent_on, attributes; what is not named stays.

    Raises Conflict when another one has the address.
    """
    _fill(session, study, contact, values)
    contact.revision += 1
    session.flush()


def add_source(
    session: Session,
    contact: Contact,
    *,
    text: str,
    url: str = "",
    seen_on: date,
    field: str = "",
    user: User | None = None,
) -> PublicSource:
    """Note what a public source says of a person, where, and on which day it was read."""
    source = PublicSource(
        contact_id=contact.id, text=text, url=url, seen_on=seen_on, field=field,
        user_id=user.id if user else None,
    )  # fmt: skip
    session.add(source)
    session.flush()
    return source


def remove_source(session: Session, contact: Contact, source_id: int) -> bool:
    """Take a public source away; returns whether the person had it."""
    for source in queries.sources(session, contact):
        if source.id == source_id:
            session.delete(source)
            session.flush()
            return True
    return False


def define(
    session: Session,
    study: Study,
    *,
    owner: str,
    name: str,
    kind: str,
    choices: Sequence[str] = (),
) -> Attribute:
    """Want to know something more of every contact or company. Raises Conflict for a name twice."""
    known = queries.attributes(session, study, owner)
    if any(one.name.casefold() == name.casefold() for one in known):
        raise Conflict(_l("There is one of this name already. Choose another name."))
    made = Attribute(
        study_id=study.id, owner=owner, name=name, kind=kind, choices=list(choices),
        position=len(known),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def undefine(session: Session, attribute: Attribute) -> None:
    """Ask for it no more; what is written of people already stays with them."""
    session.delete(attribute)
    session.flush()


def save_filter(session: Session, study: Study, *, name: str, wanted: Filter) -> ContactFilter:
    """Keep a filter under a name; one of the same name is replaced."""
    for one in queries.filters(session, study):
        if one.name.casefold() == name.casefold():
            one.wanted = wanted.to_dict()
            session.flush()
            return one
    made = ContactFilter(study_id=study.id, name=name, wanted=wanted.to_dict())
    session.add(made)
    session.flush()
    return made


def change_company(
    session: Session, study: Study, company: Company, *, name: str, attributes: dict[str, Any]
) -> None:
    """Change a company's name and what is known of it. Raises Conflict for a name twice."""
    other = queries.companies(session, study).get(name.casefold())
    if other is not None and other.id != company.id:
        raise Conflict(_l("Another company has this name."))
    renamed = company.name != name
    company.name, company.attributes = name, attributes
    if renamed:  # people are found by their company's name
        for person in queries.people_of(session, company, limit=100_000):
            company_name = person.company.name if person.company else ""
            person.search_text = search_text(person.name, person.email, company_name, person.phone)
    session.flush()


def suppress(session: Session, workspace: Workspace, email: str, reason: str) -> bool:
    """Never write to this address again, in any study. Returns whether that is new."""
    if reason not in REASONS:
        raise ValueError(f"unknown reason {reason!r}; known: {REASONS}")
    if queries.suppression(session, workspace.id, email) is not None:
        return False
    session.add(Suppression(workspace_id=workspace.id, email=address_key(email), reason=reason))
    session.flush()
    return True


def allow_again(session: Session, workspace: Workspace, email: str) -> bool:
    """Take back what a colleague entered. A person's own unsubscribing stays; returns success."""
    entry = queries.suppression(session, workspace.id, email)
    if entry is None or entry.reason != "asked":
        return False
    session.delete(entry)
    session.flush()
    return True


def forget_address(session: Session, workspace: Workspace, email: str) -> None:
    """Keep only the hash of an address, so that nobody can read it and nobody writes to it."""
    entry = queries.suppression(session, workspace.id, email)
    if entry is None:
        entry = Suppression(workspace_id=workspace.id, email="", reason="erased")
        session.add(entry)
    entry.email = hashed(email)
    session.flush()


def is_suppressed(session: Session, workspace: Workspace, email: str) -> bool:
    """Whether this address must get no mail."""
    return queries.suppression(session, workspace.id, email) is not None


def _fill(session: Session, study: Study, contact: Contact, values: dict[str, Any]) -> None:
    if values.get("email"):
        other = queries.by_email(session, study, values["email"])
        if other is not None and other.id != contact.id:
            raise Conflict(
                _l("Another contact has this address. Open that one, or use another address.")
            )
    for name in ("name", "phone", "consent", "consent_source", "consent_on", "owner_id"):
        if name in values:
            setattr(contact, name, values[name])
    for name in ("email", "language"):
        if name in values:
            setattr(contact, name, values[name] or None)
    if "company" in values:
        companies = queries.companies(session, study)
        contact.company = company_named(session, study, values["company"], companies)
    if "tags" in values:
        kept = {tag.name: tag for tag in contact.tags}
        contact.tags = [kept.get(name) or ContactTag(name=name) for name in values["tags"]]
    if "attributes" in values:
        merged = {**contact.attributes, **values["attributes"]}
        contact.attributes = {name: value for name, value in merged.items() if value != ""}
