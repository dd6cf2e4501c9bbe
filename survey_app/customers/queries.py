"""Every SELECT about contacts, companies and the suppression list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.customers.keys import address_key, hashed
from survey_app.customers.merging import Known, contact_key
from survey_app.customers.models import Company, Contact, Suppression
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

    Compared here and not in SQL: SQLite knows capitals of Latin letters only, and a search for
    'анна' must find 'Анна'. `language` is a code, or '' for contacts of unknown language.
    """
    statement = (
        select(Contact.id, Contact.name, Contact.email, Company.name, Contact.phone)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.study_id == study.id)
    )
    if language is not None:
        statement = statement.where(
            Contact.language == language if language else Contact.language.is_(None)
        )
    wanted = words.casefold().split()
    found = []
    for contact_id, *texts in session.execute(statement):
        text = " ".join(part or "" for part in texts).casefold()
        if all(word in text for word in wanted):
            found.append(((texts[0] or texts[1] or "").casefold(), contact_id))
    return [contact_id for _, contact_id in sorted(found)]


def by_ids(session: Session, study: Study, ids: Sequence[int]) -> list[Contact]:
    """Return contacts of this study in the order of their ids as given; others are left out."""
    rows = session.scalars(
        select(Contact)
        .options(joinedload(Contact.company))
        .where(Contact.study_id == study.id, Contact.id.in_(ids))
    )
    found = {one.id: one for one in rows}
    return [found[contact_id] for contact_id in ids if contact_id in found]


def known_contacts(session: Session, study: Study) -> dict[str, Known]:
    """Return what is known of every contact, by what it is recognised by."""
    rows = session.execute(
        select(Contact, Company.name)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.study_id == study.id)
        .order_by(Contact.id.desc())  # of two that read alike, the older one is met last and stays
    )
    return {
        contact_key(one.email, one.phone, one.name): Known(
            one.id, one.name, company or "", one.language, one.phone, one.attributes
        )
        for one, company in rows
    }


def by_email(session: Session, study: Study, email: str) -> Contact | None:
    """Return the study's contact with this address, however its capitals are written."""
    key = address_key(email)
    rows = session.execute(
        select(Contact.id, Contact.email).where(
            Contact.study_id == study.id, Contact.email.is_not(None)
        )
    )
    for contact_id, known in rows:
        if known and address_key(known) == key:
            return session.get(Contact, contact_id)
    return None


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
