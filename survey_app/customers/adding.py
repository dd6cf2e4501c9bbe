"""Many new contacts at once: a list of thousands must not keep everybody else from saving.

The mapper would make an object of each; here the rows go to the database as they are, with the keys
that the mapper's own listener keeps for contacts that are changed one by one (`models`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from survey_app.customers.keys import address_key, phone_key, search_text, sort_key
from survey_app.customers.models import Contact, ContactChange, ContactTag
from survey_app.db import now

STEP_ROWS = 2_000
_CONTACTS, _TAGS, _CHANGES = (
    cast(Table, one.__table__) for one in (Contact, ContactTag, ContactChange)
)


def add_contacts(
    session: Session,
    study_id: int,
    import_id: int,
    people: Sequence[tuple[dict[str, Any], str, Sequence[str]]],
) -> None:
    """Add people who are not in the study yet, each with its company's name and its tags.

    ``people`` are told apart by address, telephone and name, as `merging` tells them.
    """
    last = session.scalar(select(func.max(Contact.id))) or 0
    moment = now()
    for start in range(0, len(people), STEP_ROWS):
        step = people[start : start + STEP_ROWS]
        rows = [_with_keys(fields, company) for fields, company, _ in step]
        shared = {"study_id": study_id, "created_at": moment, "revision": 0}
        session.execute(insert(_CONTACTS), [row | shared for row in rows])
    found = session.execute(
        select(Contact.id, Contact.email, Contact.phone, Contact.name).where(
            Contact.study_id == study_id, Contact.id > last
        )
    )
    ids = {(one.email, one.phone, one.name): one.id for one in found}
    keys = [ids[fields["email"], fields["phone"], fields["name"]] for fields, _, _ in people]
    tags = [
        {"contact_id": key, "name": tag}
        for key, (_, _, named) in zip(keys, people, strict=True)
        for tag in named
    ]
    if tags:
        session.execute(insert(_TAGS), tags)
    if keys:
        session.execute(
            insert(_CHANGES),
            [{"import_id": import_id, "contact_id": key, "before": None, "revision": 0}
             for key in keys],
        )  # fmt: skip


def _with_keys(fields: dict[str, Any], company: str) -> dict[str, Any]:
    name, email, phone = fields["name"], fields["email"], fields["phone"]
    return fields | {
        "sort_key": sort_key(name, email),
        "search_text": search_text(name, email, company, phone),
        "email_key": address_key(email) if email else None,
        "phone_key": phone_key(phone),
    }
