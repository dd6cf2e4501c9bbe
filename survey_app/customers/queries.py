"""Every SELECT about contacts, companies and the suppression list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from survey_app.customers.filters import Filter
from survey_app.customers.keys import address_key, hashed, phone_key
from survey_app.customers.merging import Known, contact_key, phone_only
from survey_app.customers.models import (
    Attribute,
    Company,
    Contact,
    ContactChange,
    ContactFilter,
    ContactImport,
    ContactTag,
    PublicSource,
    Suppression,
)
from survey_app.db import Base
from survey_app.jobs import Job
from survey_app.sources.contacts import ContactRow
from survey_app.studies.models import Study

MAX_IN_ONE = 500  # values in one statement; a database takes only so many


def contact(session: Session, study: Study, contact_id: int) -> Contact | None:
    """Return one contact of this study."""
    return session.scalar(
        select(Contact)
        .options(joinedload(Contact.company))
        .where(Contact.id == contact_id, Contact.study_id == study.id)
    )


def n_contacts(session: Session, study: Study) -> int:
    """Count the study's contacts."""
    statement = select(func.count()).select_from(Contact).where(Contact.study_id == study.id)
    return session.scalar(statement) or 0


def languages_of(session: Session, study: Study) -> dict[str | None, int]:
    """Count contacts by language; None stands for 'not known'."""
    rows = session.execute(
        select(Contact.language, func.count())
        .where(Contact.study_id == study.id)
        .group_by(Contact.language)
    )
    return dict(sorted(((code, n) for code, n in rows), key=lambda pair: (-pair[1], pair[0] or "")))


def matching_ids(
    session: Session, study: Study, *, words: str = "", language: str | None = None
) -> list[int]:
    """Return the ids of contacts whose name, address or company hold the words, by name.

    `language` is a code, or '' for contacts of unknown language.
    """
    return wanted_ids(session, study, Filter(words=words, language=language))


def wanted_ids(session: Session, study: Study, wanted: Filter) -> list[int]:
    """Return the ids of all contacts that a filter names, by name."""
    statement = select(Contact.id).where(*wanted.conditions(study))
    return list(session.scalars(statement.order_by(Contact.sort_key, Contact.id)))


def page_of(
    session: Session, study: Study, wanted: Filter, *, limit: int, offset: int
) -> Sequence[Contact]:
    """Return one page of the contacts that a filter names, by name."""
    ids = (
        select(Contact.id)
        .where(*wanted.conditions(study))
        .order_by(Contact.sort_key, Contact.id)
        .limit(limit)
        .offset(offset)
    )
    return by_ids(session, study, list(session.scalars(ids)))


def n_wanted(session: Session, study: Study, wanted: Filter) -> int:
    """Count the contacts that a filter names."""
    counted = select(func.count()).select_from(Contact).where(*wanted.conditions(study))
    return session.scalar(counted) or 0


def tags(session: Session, study: Study) -> list[str]:
    """Return the tags in use, in the order of the alphabet."""
    rows = session.scalars(
        select(ContactTag.name)
        .join(Contact, Contact.id == ContactTag.contact_id)
        .where(Contact.study_id == study.id)
        .distinct()
        .order_by(ContactTag.name)
        .limit(MAX_IN_ONE)
    )
    return list(rows)


def filters(session: Session, study: Study) -> Sequence[ContactFilter]:
    """Return the saved filters, by name."""
    return session.scalars(
        select(ContactFilter).where(ContactFilter.study_id == study.id).order_by(ContactFilter.name)
    ).all()


def saved_filter(session: Session, study: Study, filter_id: int) -> ContactFilter | None:
    """Return one saved filter of this study."""
    return session.scalar(
        select(ContactFilter).where(
            ContactFilter.id == filter_id, ContactFilter.study_id == study.id
        )
    )


def attributes(session: Session, study: Study, owner: str = "contact") -> Sequence[Attribute]:
    """Return what the study wants to know of every contact, or of every company, in its order."""
    return session.scalars(
        select(Attribute)
        .where(Attribute.study_id == study.id, Attribute.owner == owner)
        .order_by(Attribute.position, Attribute.id)
    ).all()


def attribute(session: Session, study: Study, attribute_id: int) -> Attribute | None:
    """Return one attribute of this study."""
    return session.scalar(
        select(Attribute).where(Attribute.id == attribute_id, Attribute.study_id == study.id)
    )


def imports(session: Session, study: Study, *, limit: int = 30) -> Sequence[ContactImport]:
    """Return the lists that were stored, the latest first."""
    return session.scalars(
        select(ContactImport)
        .where(ContactImport.study_id == study.id)
        .options(joinedload(ContactImport.user))
        .order_by(ContactImport.id.desc())
        .limit(limit)
    ).all()


def import_(session: Session, study: Study, import_id: int) -> ContactImport | None:
    """Return one stored list of this study."""
    return session.scalar(
        select(ContactImport).where(
            ContactImport.id == import_id, ContactImport.study_id == study.id
        )
    )


def changed_ids(session: Session, stored: ContactImport) -> list[int]:
    """Return the ids of the contacts that an import has added or changed."""
    rows = session.scalars(
        select(ContactChange.contact_id).where(ContactChange.import_id == stored.id).distinct()
    )
    return sorted(rows)


def changes(session: Session, stored: ContactImport, contact_ids: Sequence[int]) -> list[Row[Any]]:
    """Return what an import did to some contacts, the latest change first.

    A row has the change's id, contact_id, before and revision, and the contact's revision as now.
    """
    found: list[Row[Any]] = []
    columns = (
        ContactChange.id, ContactChange.contact_id, ContactChange.before, ContactChange.revision,
        Contact.revision.label("now"),
    )  # fmt: skip
    for start in range(0, len(contact_ids), MAX_IN_ONE):
        some = contact_ids[start : start + MAX_IN_ONE]
        found += session.execute(
            select(*columns)
            .join(Contact, Contact.id == ContactChange.contact_id)
            .where(ContactChange.import_id == stored.id, ContactChange.contact_id.in_(some))
        )
    return sorted(found, key=lambda one: -one.id)


def n_changes(session: Session, stored: ContactImport) -> int:
    """Count the contacts that an import has added or changed and that are there still."""
    return len(changed_ids(session, stored))


def jobs_of(
    session: Session, study: Study, kinds: Sequence[str], *, limit: int = 100
) -> dict[int, Job]:
    """Return the latest job of each import that has one, by the import's id."""
    found = session.scalars(
        select(Job)
        .where(Job.study_id == study.id, Job.kind.in_(kinds))
        .order_by(Job.id.desc())
        .limit(limit)
    )
    return {int(job.params["import_id"]): job for job in reversed(found.all())}


def used_among(session: Session, contact_ids: Sequence[int]) -> set[int]:
    """Return those of the contacts that something hangs on, in whatever room: mails, calls …"""
    own = {"contact_tag", "contact_change"}
    found: set[int] = set()
    columns = [
        column
        for table in Base.metadata.sorted_tables
        if table.name not in own
        for column in table.columns
        if any(key.column is Contact.__table__.c.id for key in column.foreign_keys)
    ]
    for start in range(0, len(contact_ids), MAX_IN_ONE):
        some = contact_ids[start : start + MAX_IN_ONE]
        for column in columns:
            found |= set(session.scalars(select(column).where(column.in_(some)).distinct()))
    return found


def sources(session: Session, person: Contact) -> Sequence[PublicSource]:
    """Return what public sources say of a person, the latest first."""
    return session.scalars(
        select(PublicSource)
        .where(PublicSource.contact_id == person.id)
        .order_by(PublicSource.seen_on.desc(), PublicSource.id.desc())
    ).all()


def company(session: Session, study: Study, company_id: int) -> Company | None:
    """Return one company of this study."""
    return session.scalar(
        select(Company).where(Company.id == company_id, Company.study_id == study.id)
    )


def people_of(session: Session, firm: Company, *, limit: int = 200) -> Sequence[Contact]:
    """Return the contacts who work there, by name."""
    return session.scalars(
        select(Contact)
        .where(Contact.company_id == firm.id)
        .order_by(Contact.sort_key, Contact.id)
        .limit(limit)
    ).all()


def suppressions(
    session: Session, workspace_id: int, *, words: str = "", limit: int = 50, offset: int = 0
) -> Sequence[Suppression]:
    """Return the addresses that must get no mail, the latest first."""
    return session.scalars(
        _suppressed(workspace_id, words).order_by(Suppression.id.desc()).limit(limit).offset(offset)
    ).all()


def n_suppressions(session: Session, workspace_id: int, *, words: str = "") -> int:
    """Count the addresses that must get no mail."""
    counted = select(func.count()).select_from(_suppressed(workspace_id, words).subquery())
    return session.scalar(counted) or 0


def _suppressed(workspace_id: int, words: str) -> Select[Suppression]:
    statement = select(Suppression).where(Suppression.workspace_id == workspace_id)
    if "@" in words:  # an address is found by its hash, too, when nothing else is left of it
        return statement.where(Suppression.email.in_((address_key(words), hashed(words))))
    if words:
        folded = words.strip().casefold()
        statement = statement.where(Suppression.email.contains(folded, autoescape=True))
    return statement


def by_ids(session: Session, study: Study, ids: Sequence[int]) -> list[Contact]:
    """Return contacts of this study in the order of their ids as given; others are left out."""
    found: dict[int, Contact] = {}
    for start in range(0, len(ids), MAX_IN_ONE):
        rows = session.scalars(
            select(Contact)
            .options(joinedload(Contact.company), selectinload(Contact.tags))
            .where(Contact.study_id == study.id, Contact.id.in_(ids[start : start + MAX_IN_ONE]))
        )
        found |= {one.id: one for one in rows}
    return [found[contact_id] for contact_id in ids if contact_id in found]


def known_contacts(
    session: Session, study: Study, rows: Sequence[ContactRow] | None = None
) -> dict[str, Known]:
    """Return what is known of contacts, by what they are recognised by: address, then phone.

    With `rows`, only of those whom the list may mean.
    """
    columns = (
        Contact.id, Contact.name, Contact.email, Contact.phone, Contact.language,
        Contact.attributes, Contact.owner_id, Company.name.label("company"),
    )  # fmt: skip
    statement = (
        select(*columns)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.study_id == study.id)
    )
    found: dict[int, Any] = {}
    if rows is None:
        found = {one.id: one for one in session.execute(statement)}
    else:
        for column, values in (
            (Contact.email_key, [address_key(row.email) for row in rows if row.email]),
            (Contact.phone_key, [key for row in rows if (key := phone_key(row.phone))]),
        ):
            for start in range(0, len(values), MAX_IN_ONE):
                some = values[start : start + MAX_IN_ONE]
                met = session.execute(statement.where(column.in_(some)))
                found |= {one.id: one for one in met}
    tags = _tags_of(session, list(found))
    known: dict[str, Known] = {}
    # Of two that read alike, the older one is met last and stays.
    for one in sorted(found.values(), key=lambda one: -one.id):
        person = Known(
            one.id, one.name, one.company or "", one.language, one.phone, one.attributes,
            email=one.email, tags=tags.get(one.id, frozenset()),
            has_owner=one.owner_id is not None,
        )  # fmt: skip
        by_phone = phone_only(one.phone)
        if by_phone:
            known[by_phone] = replace(person, by_phone=True)
        known[contact_key(one.email, one.phone, one.name)] = person
    return known


def _tags_of(session: Session, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for start in range(0, len(ids), MAX_IN_ONE):
        some = ids[start : start + MAX_IN_ONE]
        tags = select(ContactTag.contact_id, ContactTag.name).where(ContactTag.contact_id.in_(some))
        for contact_id, name in session.execute(tags):
            found[contact_id].add(name)
    return {contact_id: frozenset(names) for contact_id, names in found.items()}


def by_email(session: Session, study: Study, email: str) -> Contact | None:
    """Return the study's contact with this address, however its capitals are written."""
    return session.scalar(
        select(Contact)
        .where(Contact.study_id == study.id, Contact.email_key == address_key(email))
        .order_by(Contact.id)
        .limit(1)
    )


def companies(session: Session, study: Study) -> dict[str, Company]:
    """Return the study's companies by name in small letters."""
    rows = session.scalars(select(Company).where(Company.study_id == study.id))
    return {one.name.casefold(): one for one in rows}


def suppression(session: Session, workspace_id: int, email: str) -> Suppression | None:
    """Return the entry that forbids mail to this address, if there is one."""
    return session.scalar(
        select(Suppression).where(
            Suppression.workspace_id == workspace_id,
            Suppression.email.in_((address_key(email), hashed(email))),
        )
    )


def suppressed_among(
    session: Session, workspace_id: int, emails: Iterable[str | None]
) -> dict[str, str]:
    """Return those of the addresses that must get no mail, each with the reason."""
    keys = {key: email for email in emails if email for key in (address_key(email), hashed(email))}
    found: dict[str, str] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), MAX_IN_ONE):
        entries = session.execute(
            select(Suppression.email, Suppression.reason).where(
                Suppression.workspace_id == workspace_id,
                Suppression.email.in_(wanted[start : start + MAX_IN_ONE]),
            )
        )
        found |= {keys[key]: reason for key, reason in entries}
    return found
