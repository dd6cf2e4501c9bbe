"""Every SELECT about what is around a persona: links, comments, pledges."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.outreach.tokens import token_hash
from survey_app.personas.models import Persona, PersonaVersion
from survey_app.personas.models_around import (
    PersonaComment,
    PersonaLink,
    PersonaPledge,
    PersonaShare,
)


def shares(session: Session, persona: Persona) -> Sequence[PersonaShare]:
    """Return the links of a persona, the newest first."""
    return session.scalars(
        select(PersonaShare)
        .where(PersonaShare.persona_id == persona.id)
        .order_by(PersonaShare.id.desc())
    ).all()


def share(session: Session, persona: Persona, share_id: int) -> PersonaShare | None:
    """Return one link of this persona."""
    return session.scalar(
        select(PersonaShare).where(
            PersonaShare.id == share_id, PersonaShare.persona_id == persona.id
        )
    )


def shared_version(session: Session, token: str) -> PersonaVersion | None:
    """Return what a link shows: the version published now; None once the link is revoked."""
    return session.scalar(
        select(PersonaVersion)
        .join(Persona, Persona.id == PersonaVersion.persona_id)
        .join(PersonaShare, PersonaShare.persona_id == Persona.id)
        .where(
            PersonaShare.token_hash == token_hash(token),
            PersonaShare.revoked_at.is_(None),
            PersonaVersion.status == "published",
        )
    )


def comments(session: Session, persona: Persona) -> Sequence[PersonaComment]:
    """Return what was said of a persona: what is open first, then the newest."""
    return session.scalars(
        select(PersonaComment)
        .where(PersonaComment.persona_id == persona.id)
        .options(joinedload(PersonaComment.user))
        .order_by(PersonaComment.settled_at.is_not(None), PersonaComment.id.desc())
    ).all()


def comment(session: Session, persona: Persona, comment_id: int) -> PersonaComment | None:
    """Return one comment on this persona."""
    return session.scalar(
        select(PersonaComment).where(
            PersonaComment.id == comment_id, PersonaComment.persona_id == persona.id
        )
    )


def open_comments(session: Session, persona: Persona) -> dict[int, int]:
    """Count the open comments of each line, by the statement's id."""
    rows = session.execute(
        select(PersonaComment.statement_id, func.count())
        .where(
            PersonaComment.persona_id == persona.id,
            PersonaComment.settled_at.is_(None),
            PersonaComment.statement_id.is_not(None),
        )
        .group_by(PersonaComment.statement_id)
    )
    return {int(key): n for key, n in rows if key is not None}


def pledges(session: Session, persona: Persona) -> Sequence[PersonaPledge]:
    """Return what people will change: what is not done first, then by the day."""
    return session.scalars(
        select(PersonaPledge)
        .where(PersonaPledge.persona_id == persona.id)
        .order_by(
            PersonaPledge.done_at.is_not(None), PersonaPledge.due_on.is_(None),
            PersonaPledge.due_on, PersonaPledge.id,
        )
    ).all()  # fmt: skip


def pledge(session: Session, persona: Persona, pledge_id: int) -> PersonaPledge | None:
    """Return one pledge about this persona."""
    return session.scalar(
        select(PersonaPledge).where(
            PersonaPledge.id == pledge_id, PersonaPledge.persona_id == persona.id
        )
    )


def links(session: Session, persona: Persona) -> Sequence[PersonaLink]:
    """Return how a persona belongs to others, in either direction."""
    return session.scalars(
        select(PersonaLink)
        .where((PersonaLink.persona_id == persona.id) | (PersonaLink.other_id == persona.id))
        .order_by(PersonaLink.persona_id, PersonaLink.other_id)
    ).all()
