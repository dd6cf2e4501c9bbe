"""What a respondent's request needs of the database, in one statement each, as plain values.

Respondents are many and come at once, so these few statements are built once, and name their
columns instead of loading whole rows as objects, which costs more than the look-up itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, and_, bindparam, select

from survey_app.builder.models import Publication
from survey_app.collect.models import OpenLink, Response, ReturnLink
from survey_app.collect.prepared import Prepared
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
    consent: dict[str, Any]
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
    section: str
    answers: dict[str, Any]
    page_seconds: dict[str, int]
    updated_at: datetime
    completed_at: datetime | None
    copy_asked_at: datetime | None
    copy_trouble: str = ""
    trial: bool = False
    passages_due: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The open link that a response was begun at, and how many answers it takes."""

    id: int
    code: str
    kiosk: bool
    max_responses: int | None
    quota_question: str | None
    quotas: dict[str, Any]
    embed_sites: list[str]

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
    row = _OPENED.one(connection, {"public_id": public_id})
    if row is None:
        return None
    version_id, revoked_at, email, *place = row[_AT_REST:]
    return Opened(
        Answering(*row[:_AT_HOST]),
        Host(*row[_AT_HOST:_AT_REST]),
        version_id,
        revoked_at is not None,
        email or "",
        _place(place),
    )


def invited(connection: Connection, token: str) -> Guest | None:
    """Return where a personal link leads, or None for one that never was.

    Good and bad tokens cost the same one look-up by hash, so that time tells nothing.
    """
    row = _INVITED.one(connection, {"token_hash": token_hash(token)})
    if row is None:
        return None
    host = Host(*row[_AT_HOST:_AT_REST])
    (
        version_id,
        study_id,
        publication_id,
        invitation_id,
        contact_id,
        prefers,
        revoked_at,
        expires_at,
        wave_status,
        closes_at,
        language,
    ) = row[_AT_REST:]
    state = link_state(
        revoked_at=revoked_at,
        expires_at=expires_at,
        wave_status=wave_status,
        closes_at=closes_at,
        study_status=host.status,
        moment=now(),
    )
    return Guest(
        study_id=study_id,
        publication_id=publication_id,
        version_id=version_id,
        way="good" if state == "good" else "gone",
        host=host,
        begun=_begun(row),
        language=language,
        prefers=prefers,
        invitation_id=invitation_id,
        contact_id=contact_id,
    )


def passer_by(connection: Connection, code: str, begun: str) -> Guest | None:
    """Return where an open link leads, or None for one that never was.

    `begun` is the response that this browser has begun there, or empty.
    """
    row = _PASSING.one(connection, {"code": code, "begun": begun})
    if row is None:
        return None
    version_id, study_id, publication_id, status, anonymous, closes_at, *place = row[_AT_REST:]
    closed = closes_at is not None and closes_at <= now()
    return Guest(
        study_id=study_id,
        publication_id=publication_id,
        version_id=version_id,
        way="good" if status == "open" and not closed else "resting",
        host=Host(*row[_AT_HOST:_AT_REST]),
        begun=_begun(row),
        place=_place(place),
        anonymous=anonymous,
    )


def come_back(connection: Connection, token: str) -> Guest | None:
    """Return where a return link leads, or None for one that never was.

    It leads on until the response is completed, even when its open link takes no new ones.
    """
    row = _RETURNING.one(connection, {"token_hash": token_hash(token)})
    if row is None:
        return None
    version_id, *place = row[_AT_REST:]
    begun = Answering(*row[:_AT_HOST])
    return Guest(
        study_id=begun.study_id,
        publication_id=begun.publication_id,
        version_id=version_id,
        way="good",
        host=Host(*row[_AT_HOST:_AT_REST]),
        begun=begun,
        place=_place(place),
        anonymous=begun.anonymous,
    )


# The columns of an Answering, then those of a Host, in the order of their fields; a Place is last.
_ANSWERING = tuple(getattr(Response, field.name) for field in fields(Answering))
_HOST = tuple(getattr(Study, field.name) for field in fields(Host))
_PLACE = tuple(getattr(OpenLink, field.name) for field in fields(Place))
_AT_HOST = len(_ANSWERING)
_AT_REST = _AT_HOST + len(_HOST)

_OPENED = Prepared(
    select(
        *_ANSWERING,
        *_HOST,
        Publication.version_id,
        Invitation.revoked_at,
        Contact.email,
        *_PLACE,
    )
    .join(Study, Study.id == Response.study_id)
    .join(Publication, Publication.id == Response.publication_id)
    .outerjoin(Invitation, Invitation.id == Response.invitation_id)
    .outerjoin(Contact, Contact.id == Response.contact_id)
    .outerjoin(OpenLink, OpenLink.id == Response.open_link_id)
    .where(Response.public_id == bindparam("public_id"))
)
_INVITED = Prepared(
    select(
        *_ANSWERING,
        *_HOST,
        Publication.version_id,
        Wave.study_id,
        Wave.publication_id,
        Invitation.id,
        Invitation.contact_id,
        Invitation.prefers,
        Invitation.revoked_at,
        InvitationLink.expires_at,
        Wave.status,
        Wave.closes_at,
        Contact.language,
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
_PASSING = Prepared(
    select(
        *_ANSWERING,
        *_HOST,
        Publication.version_id,
        OpenLink.study_id,
        OpenLink.publication_id,
        OpenLink.status,
        OpenLink.anonymous,
        OpenLink.closes_at,
        *_PLACE,
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
_RETURNING = Prepared(
    select(*_ANSWERING, *_HOST, Publication.version_id, *_PLACE)
    .select_from(ReturnLink)
    .join(Response, Response.id == ReturnLink.response_id)
    .join(Study, Study.id == Response.study_id)
    .join(Publication, Publication.id == Response.publication_id)
    .join(OpenLink, OpenLink.id == Response.open_link_id)
    .where(ReturnLink.token_hash == bindparam("token_hash"))
)


def _begun(row: Sequence[Any]) -> Answering | None:
    return None if row[0] is None else Answering(*row[:_AT_HOST])


def _place(values: Sequence[Any]) -> Place | None:
    return None if values[0] is None else Place(*values)
