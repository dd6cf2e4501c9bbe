"""Verbs about lists: store one by a rule, so that it can be taken back (`undoing`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.customers import queries
from survey_app.customers.adding import add_contacts
from survey_app.customers.extras import parted
from survey_app.customers.merging import Completion, ImportPlan, plan_import
from survey_app.customers.models import (
    Attribute,
    Company,
    Contact,
    ContactChange,
    ContactImport,
    ContactTag,
)
from survey_app.sources.contacts import ContactRow
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many contacts an import added, completed and left as they were, and its record."""

    n_added: int
    n_merged: int
    n_unchanged: int
    record: ContactImport | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What the people of a list have agreed to, where and when."""

    state: str = "unknown"
    source: str = ""
    on: date | None = None


def import_contacts(
    session: Session,
    study: Study,
    rows: Sequence[ContactRow],
    *,
    source: str = "",
    rule: str = "overwrite",
    consent: Consent | None = None,
    owners: Mapping[str, int] | None = None,
    user: User | None = None,
) -> ImportResult:
    """Add the people of a list. The same list twice changes nothing.

    What becomes of people who are known already is decided by the rule (see `merging`); empty
    cells never take anything away. `owners` are ids of users by their address.
    """
    plan = plan_import(queries.known_contacts(session, study, rows), rows, rule)
    if not plan.additions and not plan.completions:
        return ImportResult(0, 0, len(plan.unchanged))
    record = open_record(session, study, source=source, rule=rule, user=user)
    apply(session, study, record, plan, consent=consent, owners=owners)
    return ImportResult(len(plan.additions), record.n_changed, len(plan.unchanged), record)


def open_record(
    session: Session, study: Study, *, source: str, rule: str, user: User | None
) -> ContactImport:
    """Note that a list is coming in, so that what it does can be taken back."""
    record = ContactImport(
        study_id=study.id, user_id=user.id if user else None, source=source, rule=rule
    )
    session.add(record)
    session.flush()
    return record


def apply(
    session: Session,
    study: Study,
    record: ContactImport,
    plan: ImportPlan,
    *,
    consent: Consent | None = None,
    owners: Mapping[str, int] | None = None,
) -> None:
    """Store what a plan adds and completes, and note it under its import."""
    work = _Work(session, study, record, owners or {}, queries.companies(session, study))
    told = [one.row for one in plan.additions] + [one.row for one in plan.completions]
    define_new(session, study, [row for row in told if row.attributes])
    work.add([one.row for one in plan.additions], record.source, consent or Consent())
    changing = [completion.known.id for completion in plan.completions]
    contacts = {one.id: one for one in queries.by_ids(session, study, changing)}
    changed = [
        work.changed(contacts[one.known.id], one, consent or Consent()) for one in plan.completions
    ]
    session.flush()
    for contact, before in changed:
        session.add(
            ContactChange(
                import_id=record.id, contact_id=contact.id, before=before,
                revision=contact.revision,
            )
        )  # fmt: skip
    record.n_added = (record.n_added or 0) + len(plan.additions)
    record.n_changed = (record.n_changed or 0) + len(changed)
    session.flush()


def define_new(session: Session, study: Study, rows: Sequence[ContactRow]) -> None:
    """Let the study want to know what a list tells of people under new headings."""
    known = {one.name for one in queries.attributes(session, study)}
    names = dict.fromkeys(name for row in rows for name, _ in row.attributes)
    for place, name in enumerate(names, start=len(known)):
        if name not in known and not name.startswith("@"):
            session.add(
                Attribute(
                    study_id=study.id, owner="contact", name=name, kind="text", position=place
                )
            )
    session.flush()


class _Work:
    """Applies one list's plan to contacts."""

    def __init__(
        self,
        session: Session,
        study: Study,
        record: ContactImport,
        owners: Mapping[str, int],
        companies: dict[str, Company],
    ) -> None:
        self.session, self.study, self.record = session, study, record
        self.owners, self.companies = owners, companies

    def add(self, rows: Sequence[ContactRow], source: str, consent: Consent) -> None:
        """Add people who are not in the study yet, and note that this list brought them."""
        companies = [
            company_named(self.session, self.study, row.company, self.companies) for row in rows
        ]
        self.session.flush()  # new companies have their numbers now
        people = []
        for row, company in zip(rows, companies, strict=True):
            own, tags, owner = parted(row.attributes)
            fields = {
                "name": row.name,
                "email": row.email,
                "phone": row.phone,
                "language": row.language,
                "company_id": company.id if company else None,
                "attributes": own,
                "source": source,
                "owner_id": self.owners.get(owner),
                "consent": consent.state,
                "consent_source": consent.source if consent.state != "unknown" else "",
                "consent_on": consent.on if consent.state != "unknown" else None,
            }
            people.append((fields, company.name if company else "", tags))
        add_contacts(self.session, self.study.id, self.record.id, people)

    def changed(
        self, contact: Contact, completion: Completion, consent: Consent
    ) -> tuple[Contact, dict[str, Any]]:
        own, tags, owner = parted(tuple(completion.attributes.items()))
        before: dict[str, Any] = {}
        for name, value in completion.fields.items():
            if name == "company":
                before[name] = contact.company.name if contact.company else ""
                contact.company = company_named(self.session, self.study, value, self.companies)
            else:
                before[name] = getattr(contact, name)
                setattr(contact, name, value)
        if own:
            before["attributes"] = dict(contact.attributes)
            contact.attributes = {**contact.attributes, **own}
        new_tags = [tag for tag in tags if tag not in contact.tag_names]
        if new_tags:
            before["tags"] = contact.tag_names
            contact.tags = [*contact.tags, *(ContactTag(name=tag) for tag in new_tags)]
        if owner in self.owners and contact.owner_id is None:
            before["owner_id"] = contact.owner_id
            contact.owner_id = self.owners[owner]
        if consent.state != "unknown" and contact.consent == "unknown":
            before["consent"] = contact.consent
            contact.consent, contact.consent_source = consent.state, consent.source
            contact.consent_on = consent.on
        contact.revision += 1
        return contact, before


def company_named(
    session: Session, study: Study, name: str, companies: dict[str, Company]
) -> Company | None:
    """Return the company of this name, made if need be; `companies` are those by small letters."""
    if not name:
        return None
    company = companies.get(name.casefold())
    if company is None:
        company = companies[name.casefold()] = Company(study_id=study.id, name=name)
        session.add(company)
    return company
