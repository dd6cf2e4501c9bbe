"""Every SELECT about waves, invitations, links and mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from survey_app.builder.models import Publication, Questionnaire
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.outreach.models import Invitation, InvitationLink, Mail, Wave
from survey_app.outreach.tokens import token_hash
from survey_app.studies.models import Study

MAX_IN_ONE = 500  # values in one statement; a database takes only so many

LinkState = Literal["good", "expired", "revoked", "closed"]


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A personal link that exists: to whom it was sent, in which study, and whether it is good."""

    invitation: Invitation
    study: Study
    state: LinkState


def invitation_by_token(session: Session, token: str) -> FoundLink | None:
    """Return where a personal link leads, or None for one that never was.

    Good and bad tokens cost the same one look-up by hash, so that time tells nothing.
    """
    row = session.execute(_BY_TOKEN, {"token_hash": token_hash(token)}).one_or_none()
    if row is None:
        return None
    link, invitation, study = row
    wave = invitation.wave
    state = link_state(
        revoked_at=invitation.revoked_at,
        expires_at=link.expires_at,
        wave_status=wave.status,
        closes_at=wave.closes_at,
        study_status=study.status,
        moment=now(),
    )
    return FoundLink(invitation, study, state)


# Built once: putting it together costs more than running it, and respondents are many.
_BY_TOKEN = (
    select(InvitationLink, Invitation, Study)
    .join(Invitation, Invitation.id == InvitationLink.invitation_id)
    .join(Invitation.wave)
    .join(Wave.publication)
    .join(Invitation.contact)
    .join(Study, Study.id == Wave.study_id)
    .options(
        contains_eager(Invitation.wave).contains_eager(Wave.publication),
        contains_eager(Invitation.contact),
    )
    .where(InvitationLink.token_hash == bindparam("token_hash"))
)


def link_state(
    *,
    revoked_at: datetime | None,
    expires_at: datetime | None,
    wave_status: str,
    closes_at: datetime | None,
    study_status: str,
    moment: datetime,
) -> LinkState:
    """Tell whether a link may be used at a moment, and if not, why."""
    if revoked_at is not None:
        return "revoked"
    if expires_at is not None and expires_at <= moment:
        return "expired"
    if wave_status == "closed" or study_status == "closed":
        return "closed"
    if closes_at is not None and closes_at <= moment:
        return "expired"
    return "good"


def published_surveys(session: Session, study: Study) -> Sequence[Publication]:
    """Return the newest version of each published survey of the study, newest first."""
    newest = (
        select(func.max(Publication.id))
        .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
        .where(
            Questionnaire.study_id == study.id,
            Questionnaire.purpose == "survey",
            Publication.number > 0,  # no drafts frozen for a trial run
        )
        .group_by(Publication.questionnaire_id)
    )
    return session.scalars(
        select(Publication)
        .options(joinedload(Publication.questionnaire), joinedload(Publication.version))
        .where(Publication.id.in_(newest))
        .order_by(Publication.id.desc())
    ).all()


def waves(session: Session, study: Study) -> Sequence[Wave]:
    """Return the study's waves, newest first."""
    return session.scalars(
        select(Wave)
        .options(joinedload(Wave.publication).joinedload(Publication.questionnaire))
        .where(Wave.study_id == study.id)
        .order_by(Wave.id.desc())
    ).all()


def wave(session: Session, study: Study, wave_id: int) -> Wave | None:
    """Return one wave of this study."""
    return session.scalar(
        select(Wave)
        .options(
            joinedload(Wave.publication).joinedload(Publication.questionnaire),
            joinedload(Wave.publication).joinedload(Publication.version),
            selectinload(Wave.reminders),
        )
        .where(Wave.id == wave_id, Wave.study_id == study.id)
    )


def n_invited(session: Session, study: Study) -> dict[int, int]:
    """Count invitations by the id of their wave."""
    rows = session.execute(
        select(Invitation.wave_id, func.count())
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.study_id == study.id)
        .group_by(Invitation.wave_id)
    )
    return {wave_id: n for wave_id, n in rows}  # noqa: C416  (rows, not pairs)


def mail_counts(session: Session, study: Study) -> dict[int, dict[str, int]]:
    """Count the invitation mails of each wave by what became of them; reminders are not in it."""
    rows = session.execute(
        select(Mail.wave_id, Mail.status, func.count())
        .where(Mail.study_id == study.id, Mail.kind == "invitation", Mail.wave_id.is_not(None))
        .group_by(Mail.wave_id, Mail.status)
    )
    counts: dict[int, dict[str, int]] = {}
    for wave_id, status, n in rows:
        assert wave_id is not None
        counts.setdefault(wave_id, {})[status] = n
    return counts


def chosen_ids(session: Session, wave: Wave) -> set[int]:
    """Return the ids of the contacts that are chosen for the wave."""
    return set(session.scalars(select(Invitation.contact_id).where(Invitation.wave_id == wave.id)))


def invited_elsewhere(session: Session, study: Study, wave: Wave) -> set[int]:
    """Return the ids of contacts whom another wave of the study has written to."""
    return set(
        session.scalars(
            select(Invitation.contact_id)
            .join(Wave, Wave.id == Invitation.wave_id)
            .where(Wave.study_id == study.id, Wave.id != wave.id, Wave.status != "draft")
        )
    )


def chosen_contacts(
    session: Session, wave: Wave, limit: int | None = None, offset: int = 0
) -> list[Contact]:
    """Return the contacts of a wave, by name."""
    return list(
        session.scalars(
            select(Contact)
            .join(Invitation, Invitation.contact_id == Contact.id)
            .options(joinedload(Contact.company))
            .where(Invitation.wave_id == wave.id)
            .order_by(func.lower(Contact.name), Contact.id)
            .limit(limit)
            .offset(offset)
        )
    )


def invitation(session: Session, wave: Wave, invitation_id: int) -> Invitation | None:
    """Return one invitation of this wave."""
    return session.scalar(
        select(Invitation)
        .options(joinedload(Invitation.contact), joinedload(Invitation.wave))
        .where(Invitation.id == invitation_id, Invitation.wave_id == wave.id)
    )


def invitations(
    session: Session, wave: Wave, *, status: str = "", offset: int = 0, limit: int = 50
) -> list[tuple[Invitation, Mail | None]]:
    """Return invitations with their mail, by the person's name; `status` is that of the mail."""
    statement = (
        select(Invitation, Mail)
        .join(Contact, Contact.id == Invitation.contact_id)
        .outerjoin(Mail, (Mail.invitation_id == Invitation.id) & (Mail.kind == "invitation"))
        .options(joinedload(Invitation.contact))
        .where(Invitation.wave_id == wave.id)
        .order_by(func.lower(Contact.name), Invitation.id)
        .offset(offset)
        .limit(limit)
    )
    if status:
        statement = statement.where(Mail.status == status)
    return [(found, mail) for found, mail in session.execute(statement)]


def who_may_be_written_to(
    session: Session, study: Study, contact_ids: Sequence[int]
) -> list[tuple[int, str]]:
    """Return id and address of those contacts who have one and have not refused, in order."""
    found: list[tuple[int, str]] = []
    for first in range(0, len(contact_ids), MAX_IN_ONE):
        rows = session.execute(
            select(Contact.id, Contact.email)
            .where(
                Contact.study_id == study.id,
                Contact.id.in_(contact_ids[first : first + MAX_IN_ONE]),
                Contact.consent != "refused",
            )
            .order_by(Contact.id)
        )
        found += [(contact_id, email) for contact_id, email in rows if email]
    return found


def addressees(session: Session, wave: Wave) -> list[tuple[int, str | None, str | None]]:
    """Return id of the invitation, address and language of everybody who is chosen, by name."""
    rows = session.execute(
        select(Invitation.id, Contact.email, Contact.language)
        .join(Contact, Contact.id == Invitation.contact_id)
        .where(Invitation.wave_id == wave.id)
        .order_by(func.lower(Contact.name), Contact.id)
    )
    return [(one, email, language) for one, email, language in rows]


def invitation_mail(session: Session, invitation: Invitation) -> Mail | None:
    """Return the mail that carries an invitation."""
    return session.scalar(
        select(Mail).where(Mail.invitation_id == invitation.id, Mail.kind == "invitation")
    )


def links_of(session: Session, invitation: Invitation) -> Sequence[InvitationLink]:
    """Return the links that were made for an invitation."""
    return session.scalars(
        select(InvitationLink).where(InvitationLink.invitation_id == invitation.id)
    ).all()
