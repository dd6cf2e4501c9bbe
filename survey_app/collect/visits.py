"""What a respondent's request needs of the database, in one statement each, as plain values.

Respondents are many and come at once, so these few statements are built once, and name their
columns instead of loading whole rows as objects, which costs more than the look-up itself.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, bindparam, select

from survey_app.builder.models import Publication
from survey_app.collect.models import OpenLink, Response
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.outreach.models import Invitation, InvitationLink, Wave
from survey_app.outreach.queries import link_state
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
    status: str
    anonymous: bool
    revision: int
    saved_by: str
    language: str
    page: int
    answers: dict[str, Any]
    updated_at: datetime
    completed_at: datetime | None
    copy_asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """The open link that a response was begun at, and how many answers it takes."""

    id: int
    code: str
    kiosk: bool
    max_responses: int | None
    quota_question: str | None
    quotas: dict[str, Any]

    @property
    def limited(self) -> bool:
        """Whether somebody may come too late."""
        return self.max_responses is not None or bool(self.quotas)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a respondent's page is made of: the response, who asks, the version, the invitation."""

    response: Answering
    host: Host
    version_id: str
    revoked: bool
    prefilled_email: str
    place: Place | None

    @property
    def kiosk(self) -> bool:
        """Whether the next person uses the same device."""
        return self.place is not None and self.place.kiosk


Way = Literal["good", "gone", "resting"]
"""Whether a link leads in: 'resting' is paused or full and may say so, 'gone' tells nothing."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Where a link leads: what is asked, of whom, and what was answered there so far."""

    study_id: int
    publication_id: int
    version_id: str
    way: Way
    host: Host
    begun: Answering | None
    language: str | None = None
    prefers: str = ""
    invitation_id: int | None = None
    contact_id: int | None = None
    place: Place | None = None
    anonymous: bool = False

    @property
    def may_start(self) -> bool:
        """Whether there is something to begin or to go on with."""
        open_here = self.way == "good" and self.host.status == "open"
        return open_here and (self.begun is None or self.begun.status == "started")


def opened_response(connection: Connection, public_id: str) -> Opened | None:
    """Return a response for its own respondent; the caller checks the cookie."""
    row = connection.execute(_OPENED, {"public_id": public_id}).one_or_none()
    if row is None:
        return None
    return Opened(
        _answering(row),
        _host(row),
        row.version_id,
        row.revoked_at is not None,
        row.email or "",
        _place(row),
    )


def invited(connection: Connection, token: str) -> Guest | None:
    """Return where a personal link leads, or None for one that never was.

    Good and bad tokens cost the same one look-up by hash, so that time tells nothing.
    """
    row = connection.execute(_INVITED, {"token_hash": token_hash(token)}).one_or_none()
    if row is None:
        return None
    host = _host(row)
    state = link_state(
        revoked_at=row.revoked_at,
        expires_at=row.expires_at,
        wave_status=row.wave_status,
        closes_at=row.closes_at,
        study_status=host.status,
        moment=now(),
    )
    return Guest(
        study_id=row.to_study,
        publication_id=row.to_publication,
        version_id=row.version_id,
        way="good" if state == "good" else "gone",
        host=host,
        begun=None if row[0] is None else _answering(row),
        language=row.contact_language,
        prefers=row.prefers,
        invitation_id=row.to_invitation,
        contact_id=row.to_contact,
    )


def passer_by(connection: Connection, code: str, begun: str) -> Guest | None:
    """Return where an open link leads, or None for one that never was.

    `begun` is the response that this browser has begun there, or empty.
    """
    row = connection.execute(_PASSING, {"code": code, "begun": begun}).one_or_none()
    if row is None:
        return None
    closed = row.closes_at is not None and row.closes_at <= now()
    return Guest(
        study_id=row.to_study,
        publication_id=row.to_publication,
        version_id=row.version_id,
        way="good" if row.link_status == "open" and not closed else "resting",
        host=_host(row),
        begun=None if row[0] is None else _answering(row),
        place=_place(row),
        anonymous=row.link_anonymous,
    )


_Row = Row[*tuple[Any, ...]]

# The columns of an Answering, then those of a Host and of a Place, in the order of their fields.
_ANSWERING = tuple(getattr(Response, field.name) for field in fields(Answering))
_HOST = tuple(getattr(Study, field.name) for field in fields(Host))
_PLACE = tuple(getattr(OpenLink, field.name).label(f"at_{field.name}") for field in fields(Place))
_AT_HOST = len(_ANSWERING)
_AT_PLACE = _AT_HOST + len(_HOST)
_AFTER = _AT_PLACE + len(_PLACE)

_OPENED = (
    select(
        *_ANSWERING,
        *_HOST,
        *_PLACE,
        Publication.version_id,
        Invitation.revoked_at,
        Contact.email,
    )
    .join(Study, Study.id == Response.study_id)
    .join(Publication, Publication.id == Response.publication_id)
    .outerjoin(Invitation, Invitation.id == Response.invitation_id)
    .outerjoin(Contact, Contact.id == Response.contact_id)
    .outerjoin(OpenLink, OpenLink.id == Response.open_link_id)
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
_PASSING = (
    select(
        *_ANSWERING,
        *_HOST,
        *_PLACE,
        Publication.version_id,
        OpenLink.study_id.label("to_study"),
        OpenLink.publication_id.label("to_publication"),
        OpenLink.status.label("link_status"),
        OpenLink.anonymous.label("link_anonymous"),
        OpenLink.closes_at,
    )
    .select_from(OpenLink)
    .join(Publication, Publication.id == OpenLink.publication_id)
    .join(Study, Study.id == OpenLink.study_id)
    .outerjoin(
        Response,
        and_(Response.open_link_id == OpenLink.id, Response.public_id == bindparam("begun")),
    )
    .where(OpenLink.code == bindparam("code"))
)


def _answering(row: _Row) -> Answering:
    return Answering(*row[:_AT_HOST])


def _host(row: _Row) -> Host:
    return Host(*row[_AT_HOST:_AT_PLACE])


def _place(row: _Row) -> Place | None:
    return None if row[_AT_PLACE] is None else Place(*row[_AT_PLACE:_AFTER])
