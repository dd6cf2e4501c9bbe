"""What a respondent's request needs of the database, in one statement each, as plain values.

Respondents are many and come at once, so these few statements are built once, and name their
columns instead of loading whole rows as objects, which costs more than the look-up itself.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.collect.models import Response
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.outreach.models import Invitation, InvitationLink, Wave
from survey_app.outreach.queries import LinkState, link_state
from survey_app.outreach.tokens import token_hash
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Host:
    """Who asks: the study as a respondent meets it."""

    organisation: str
    privacy: dict[str, Any]
    language: str
    status: str


@dataclass(slots=True)
class Answering:
    """A response in its respondent's hands. The verbs in `services` write it down."""

    id: int
    study_id: int
    publication_id: int
    public_id: str
    anonymous: bool
    status: str
    revision: int
    saved_by: str
    language: str
    page: int
    answers: dict[str, Any]
    page_seconds: dict[str, int]
    updated_at: datetime
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    """What a respondent's page is made of: the response, who asks, the version, the invitation."""

    response: Answering
    host: Host
    version_id: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """Where a personal link leads, and what was answered to the invitation so far."""

    invitation_id: int
    study_id: int
    publication_id: int
    contact_id: int
    prefers: str
    contact_language: str | None
    version_id: str
    state: LinkState
    host: Host
    begun: Answering | None


def opened_response(session: Session, public_id: str) -> Opened | None:
    """Return a response for its own respondent; the caller checks the cookie."""
    row = session.connection().execute(_OPENED, {"public_id": public_id}).one_or_none()
    if row is None:
        return None
    return Opened(_answering(row), _host(row), row.version_id, row.revoked_at is not None)


def invited(session: Session, token: str) -> Invited | None:
    """Return where a personal link leads, or None for one that never was.

    Good and bad tokens cost the same one look-up by hash, so that time tells nothing.
    """
    known = {"token_hash": token_hash(token)}
    row = session.connection().execute(_INVITED, known).one_or_none()
    if row is None:
        return None
    host = _host(row)
    return Invited(
        invitation_id=row.to_invitation,
        study_id=row.to_study,
        publication_id=row.to_publication,
        contact_id=row.to_contact,
        contact_language=row.contact_language,
        prefers=row.prefers,
        version_id=row.version_id,
        state=link_state(
            revoked_at=row.revoked_at,
            expires_at=row.expires_at,
            wave_status=row.wave_status,
            closes_at=row.closes_at,
            study_status=host.status,
            moment=now(),
        ),
        host=host,
        begun=None if row[0] is None else _answering(row),
    )


_Row = Row[*tuple[Any, ...]]

# The columns of an Answering, then those of a Host, in the order of their fields.
_ANSWERING = tuple(getattr(Response, field.name) for field in fields(Answering))
_HOST = tuple(getattr(Study, field.name) for field in fields(Host))

_OPENED = (
    select(*_ANSWERING, *_HOST, Publication.version_id, Invitation.revoked_at)
    .join(Study, Study.id == Response.study_id)
    .join(Publication, Publication.id == Response.publication_id)
    .outerjoin(Invitation, Invitation.id == Response.invitation_id)
    .where(Response.public_id == bindparam("public_id"))
)
_INVITED = (
    select(
        *_ANSWERING,
        *_HOST,
        Publication.version_id,
        Invitation.id.label("to_invitation"),
        Invitation.contact_id.label("to_contact"),
        Invitation.prefers,
        Invitation.revoked_at,
        InvitationLink.expires_at,
        Wave.study_id.label("to_study"),
        Wave.publication_id.label("to_publication"),
        Wave.status.label("wave_status"),
        Wave.closes_at,
        Contact.language.label("contact_language"),
    )
    .select_from(InvitationLink)
    .join(Invitation, Invitation.id == InvitationLink.invitation_id)
    .join(Wave, Wave.id == Invitation.wave_id)
    .join(Publication, Publication.id == Wave.publication_id)
    .join(Contact, Contact.id == Invitation.contact_id)
    .join(Study, Study.id == Wave.study_id)
    .outerjoin(Response, Response.invitation_id == Invitation.id)
    .where(InvitationLink.token_hash == bindparam("token_hash"))
)


def _answering(row: _Row) -> Answering:
    return Answering(*row[: len(_ANSWERING)])


def _host(row: _Row) -> Host:
    return Host(*row[len(_ANSWERING) : len(_ANSWERING) + len(_HOST)])
