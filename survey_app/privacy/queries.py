"""Every SELECT about what is held of a person, and about erasures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from survey_app.collect.models import Passage, Response
from survey_app.customers.keys import address_key
from survey_app.customers.models import Contact
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Invitation, Mail, Wave
from survey_app.privacy.models import Erasure, PrivacyRequest
from survey_app.studies.models import AccessLog, Study
from survey_app.themes.models import Excerpt

T = TypeVar("T")

MAX_IDS = 500  # in one statement; a database takes only so many parameters


@dataclass(slots=True)
class Held:
    """All that a study holds of one person, or of several: whole rows."""

    study: Study
    contacts: list[Contact] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    interviews: list[Interview] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.contacts or self.responses or self.interviews)

    @property
    def oldest_at(self) -> datetime | None:
        """When the first of it came."""
        times = [
            *(one.created_at for one in self.contacts),
            *(one.started_at for one in self.responses),
            *(one.created_at for one in self.interviews),
        ]
        return min(times, default=None)


def of_contact(session: Session, study: Study, contact: Contact) -> Held:
    """Return all that belongs to one contact."""
    responses = session.scalars(
        select(Response)
        .where(Response.contact_id == contact.id, Response.study_id == study.id)
        .options(joinedload(Response.publication))
        .order_by(Response.id)
    )
    interviews = session.scalars(
        select(Interview)
        .where(Interview.contact_id == contact.id, Interview.study_id == study.id)
        .order_by(Interview.id)
    )
    return Held(study, [contact], list(responses), list(interviews))


def of_response(session: Session, response: Response) -> Held:
    """Return all that belongs to whoever gave this response; where nobody knows who, only it."""
    study = session.get_one(Study, response.study_id)
    if response.contact is not None:
        return of_contact(session, study, response.contact)
    return Held(study, responses=[response])


def of_address(session: Session, email: str) -> list[Held]:
    """Return what all studies of the installation hold of the person behind an address."""
    contacts = session.scalars(
        select(Contact).where(Contact.email_key == address_key(email)).order_by(Contact.id)
    )
    return [
        of_contact(session, session.get_one(Study, contact.study_id), contact)
        for contact in contacts
    ]


def passages_of(session: Session, held: Held) -> list[Passage]:
    """Return everything these people said or that was noted of them."""
    found: list[Passage] = []
    for column, ids in _sources(held):
        for some in in_parts(ids):
            found += session.scalars(
                select(Passage).where(column.in_(some)).order_by(Passage.position, Passage.id)
            )
    return found


def excerpts_of(session: Session, held: Held) -> set[int]:
    """Return the ids of the quotes that were taken from it."""
    found: set[int] = set()
    for column, ids in _sources(held):
        for some in in_parts(ids):
            found |= set(
                session.scalars(
                    select(Excerpt.id)
                    .join(Passage, Passage.id == Excerpt.passage_id)
                    .where(column.in_(some))
                )
            )
    return found


def mails_of(session: Session, study: Study, contacts: Sequence[Contact]) -> list[Mail]:
    """Return the mails that went, or wait to go, to these people."""
    found: dict[int, Mail] = {}
    for some in in_parts([one.id for one in contacts]):
        rows = session.scalars(
            select(Mail)
            .join(Invitation, Invitation.id == Mail.invitation_id)
            .join(Wave, Wave.id == Invitation.wave_id)
            .where(Invitation.contact_id.in_(some), Wave.study_id == study.id)
        )
        found |= {one.id: one for one in rows}
    addresses = [one.email.casefold() for one in contacts if one.email]
    for texts in in_parts(addresses):
        rows = session.scalars(
            select(Mail).where(Mail.study_id == study.id, func.lower(Mail.recipient).in_(texts))
        )
        found |= {one.id: one for one in rows}
    return list(found.values())


def texts_that_stay(session: Session, study: Study) -> Iterable[str]:
    """Return all passages of a study, one after the other."""
    return session.scalars(select(Passage.text).where(Passage.study_id == study.id))


def erasures(session: Session, study: Study, *, limit: int = 100) -> Sequence[Erasure]:
    """Return what was erased in a study, the latest first."""
    return session.scalars(
        select(Erasure)
        .where(Erasure.study_id == study.id)
        .options(joinedload(Erasure.user))
        .order_by(Erasure.id.desc())
        .limit(limit)
    ).all()


def erasure(session: Session, study: Study, erasure_id: int) -> Erasure | None:
    """Return one erasure of this study."""
    return session.scalar(
        select(Erasure).where(Erasure.id == erasure_id, Erasure.study_id == study.id)
    )


def exports_since(session: Session, study: Study, since: datetime | None) -> Sequence[AccessLog]:
    """Return the copies that were taken out of a study since a moment."""
    if since is None:
        return []
    return session.scalars(
        select(AccessLog)
        .where(AccessLog.study_id == study.id, AccessLog.what == "export", AccessLog.at >= since)
        .options(joinedload(AccessLog.user))
        .order_by(AccessLog.at.desc())
        .limit(200)
    ).all()


def request_by_hash(session: Session, token_hash: str) -> PrivacyRequest | None:
    """Return the request that a mailed link belongs to."""
    return session.scalar(select(PrivacyRequest).where(PrivacyRequest.token_hash == token_hash))


def in_parts(values: Sequence[T]) -> Iterable[Sequence[T]]:
    """Cut a list into parts that fit into one statement."""
    return (values[start : start + MAX_IDS] for start in range(0, len(values), MAX_IDS))


def _sources(held: Held) -> list[tuple[InstrumentedAttribute[int | None], list[int]]]:
    return [
        (Passage.response_id, [one.id for one in held.responses]),
        (Passage.interview_id, [one.id for one in held.interviews]),
    ]
