"""Verbs that take a list back where nobody has touched since what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.orm import Session

from survey_app.customers import queries
from survey_app.customers.imports import company_named
from survey_app.customers.models import Company, Contact, ContactChange, ContactImport
from survey_app.db import now
from survey_app.errors import Conflict
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did; `n_kept` contacts were touched since and stay."""

    n_removed: int
    n_restored: int
    n_kept: int


def undo(session: Session, study: Study, record: ContactImport) -> Undone:
    """Take an import back: what it added goes, what it changed is as before.

    Whoever was changed by hand, invited, called or has answered since stays as they are. Raises
    Conflict when it was taken back already.
    """
    close(session, record)
    return take_back(session, study, record, queries.changed_ids(session, record))


def close(session: Session, record: ContactImport) -> None:
    """Note that an import is taken back from now on. Raises Conflict when it was before."""
    if record.undone_at is not None:
        raise Conflict(_l("This list was taken back already."))
    record.undone_at = now()
    session.flush()


def take_back(
    session: Session, study: Study, record: ContactImport, contact_ids: Sequence[int]
) -> Undone:
    """Take back what an import did to some contacts; what stays noted of it are those kept."""
    changes = queries.changes(session, record, contact_ids)
    used = queries.used_among(session, [one.contact_id for one in changes if one.before is None])
    companies = queries.companies(session, study)
    changing = {one.contact_id for one in changes if one.before is not None}
    contacts = {one.id: one for one in queries.by_ids(session, study, sorted(changing))}
    removed: set[int] = set()
    restored: set[int] = set()
    kept: set[int] = set()
    for one in changes:  # the latest first: what a list did twice is undone twice
        key = one.contact_id
        if key in kept:
            continue
        touched = key not in restored and one.now != one.revision
        if touched or (one.before is None and key in used):
            kept.add(key)
        elif one.before is None:
            removed.add(key)
        else:
            _restore(session, study, contacts[key], one.before, companies)
            restored.add(key)
    session.flush()
    _delete(session, ContactChange, [one.id for one in changes if one.contact_id not in kept])
    _delete(session, Contact, sorted(removed))
    session.expire_all()
    return Undone(len(removed), len(restored - removed - kept), len(kept))


def _delete(session: Session, table: type[Contact | ContactChange], ids: Sequence[int]) -> None:
    for start in range(0, len(ids), queries.MAX_IN_ONE):
        session.execute(
            delete(table)
            .where(table.id.in_(ids[start : start + queries.MAX_IN_ONE]))
            .execution_options(synchronize_session=False)
        )


def _restore(
    session: Session,
    study: Study,
    contact: Contact,
    before: Mapping[str, Any],
    companies: dict[str, Company],
) -> None:
    for name, value in before.items():
        if name == "company":
            contact.company = company_named(session, study, value, companies)
        elif name == "tags":
            contact.tags = [tag for tag in contact.tags if tag.name in value]
        elif name == "consent":
            contact.consent, contact.consent_source, contact.consent_on = value, "", None
        else:
            setattr(contact, name, value)
    contact.revision += 1
