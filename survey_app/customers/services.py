"""Verbs about contacts: import, add, change, delete; and leaving an address alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.accounts.models import Workspace
from survey_app.customers import queries
from survey_app.customers.keys import address_key, hashed
from survey_app.customers.merging import plan_import
from survey_app.customers.models import Company, Contact, Suppression
from survey_app.errors import Conflict
from survey_app.sources.contacts import ContactRow
from survey_app.studies.models import Study

REASONS = ("unsubscribed", "bounced", "complained", "asked", "erased")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many contacts an import added, completed and left as they were."""

    n_added: int
    n_merged: int
    n_unchanged: int


def import_contacts(
    session: Session, study: Study, rows: Sequence[ContactRow], *, source: str = ""
) -> ImportResult:
    """Add the people of a list. The same list twice changes nothing.

    A person with a known address is completed: empty cells never take anything away.
    """
    plan = plan_import(queries.known_contacts(session, study), rows)
    companies = queries.companies(session, study)
    for addition in plan.additions:
        row = addition.row
        session.add(
            Contact(
                study_id=study.id,
                name=row.name,
                email=row.email,
                phone=row.phone,
                language=row.language,
                company=_company(session, study, row.company, companies),
                attributes=dict(row.attributes),
                source=source,
            )
        )
    changing = [completion.known.id for completion in plan.completions]
    contacts = {one.id: one for one in queries.by_ids(session, study, changing)}
    for completion in plan.completions:
        contact = contacts[completion.known.id]
        for name, value in completion.fields.items():
            if name == "company":
                contact.company = _company(session, study, value, companies)
            else:
                setattr(contact, name, value)
        contact.attributes = {**contact.attributes, **completion.attributes}
    session.flush()
    return ImportResult(len(plan.additions), len(plan.completions), len(plan.unchanged))


def add_contact(
    session: Session,
    study: Study,
    *,
    name: str = "",
    email: str | None = None,
    phone: str = "",
    company: str = "",
    language: str | None = None,
    source: str = "",
) -> Contact:
    """Add one person. Raises Conflict when the study has the address already."""
    contact = Contact(study_id=study.id, source=source)
    _fill(session, study, contact, name, email, phone, company, language)
    session.add(contact)
    session.flush()
    return contact


def change_contact(
    session: Session,
    study: Study,
    contact: Contact,
    *,
    name: str,
    email: str | None,
    phone: str,
    company: str,
    language: str | None,
) -> None:
    """Change what is known of a person. Raises Conflict when another one has the address."""
    _fill(session, study, contact, name, email, phone, company, language)
    session.flush()


def delete_contact(session: Session, contact: Contact) -> None:
    """Delete a person with invitations and mails; answers stay, without a name."""
    session.delete(contact)
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


def _fill(
    session: Session,
    study: Study,
    contact: Contact,
    name: str,
    email: str | None,
    phone: str,
    company: str,
    language: str | None,
) -> None:
    if email:
        other = queries.by_email(session, study, email)
        if other is not None and other.id != contact.id:
            raise Conflict(
                _l("Another contact has this address. Open that one, or use another address.")
            )
    contact.name, contact.email, contact.phone = name, email or None, phone
    contact.language = language or None
    contact.company = _company(session, study, company, queries.companies(session, study))


def _company(
    session: Session, study: Study, name: str, companies: dict[str, Company]
) -> Company | None:
    if not name:
        return None
    company = companies.get(name.casefold())
    if company is None:
        company = companies[name.casefold()] = Company(study_id=study.id, name=name)
        session.add(company)
    return company
