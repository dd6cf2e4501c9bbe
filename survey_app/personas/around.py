"""Verbs around a persona: share it, comment on it, pledge to change something, keep it fresh."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.db import now
from survey_app.errors import Conflict, Unprocessable
from survey_app.outreach.tokens import new_token, token_hash
from survey_app.personas.models import Persona, PersonaVersion, Statement
from survey_app.personas.models_around import (
    AREAS,
    RELATIONS,
    PersonaComment,
    PersonaLink,
    PersonaPledge,
    PersonaShare,
)

FRESH_FOR = timedelta(days=365)
TYPES = ("buyer", "negative", "icp")


def share(session: Session, persona: Persona, *, user: User, label: str) -> str:
    """Make a link to what is published of a persona; returns its token, which is kept nowhere."""
    if not any(version.status == "published" for version in persona.versions):
        raise Unprocessable(_l("Publish the persona first: a link shows what is published."))
    token = new_token()
    session.add(
        PersonaShare(
            persona_id=persona.id,
            token_hash=token_hash(token),
            label=" ".join(label.split()),
            created_by_id=user.id,
        )
    )
    session.flush()
    return token


def revoke(session: Session, link: PersonaShare) -> None:
    """Make a link work no more; what is revoked stays revoked."""
    link.revoked_at = link.revoked_at or now()
    session.flush()


def comment(
    session: Session, persona: Persona, statement: Statement | None, *, user: User, text: str
) -> PersonaComment:
    """Say something about a persona or one of its lines."""
    if not text.strip():
        raise Unprocessable(_l("Write your comment first."))
    said = PersonaComment(
        persona_id=persona.id,
        statement_id=statement.id if statement else None,
        line=statement.text if statement else "",
        user_id=user.id,
        text=text.strip(),
    )
    session.add(said)
    session.flush()
    return said


def settle(session: Session, said: PersonaComment) -> None:
    """Mark a comment as dealt with, or open it again."""
    said.settled_at = None if said.settled_at else now()
    session.flush()


def pledge(
    session: Session,
    persona: Persona,
    *,
    user: User,
    who: str,
    area: str,
    text: str,
    due_on: date | None,
) -> PersonaPledge:
    """Write down who will change what because of this persona."""
    if not who.strip() or not text.strip():
        raise Unprocessable(_l("Write who will change what."))
    if area not in AREAS:
        raise Unprocessable(_l("Choose what will change."))
    made = PersonaPledge(
        persona_id=persona.id,
        user_id=user.id,
        who=" ".join(who.split()),
        area=area,
        text=text.strip(),
        due_on=due_on,
    )
    session.add(made)
    session.flush()
    return made


def tick_off(session: Session, made: PersonaPledge) -> None:
    """Mark a pledge as done, or as not done after all."""
    made.done_at = None if made.done_at else now()
    session.flush()


def confirm(session: Session, persona: Persona) -> None:
    """Note that somebody has read the persona again and found it true."""
    if not any(version.status == "published" for version in persona.versions):
        raise Conflict(_l("Nothing of this persona is published yet."))
    persona.confirmed_at = now()
    session.flush()


def switch_reminder(session: Session, persona: Persona) -> None:
    """Switch the yearly mail to whoever approved it off, or on again."""
    persona.remind = not persona.remind
    session.flush()


def fresh_until(persona: Persona) -> datetime | None:
    """Return when a published persona is to be read again: a year after it was last confirmed."""
    published: list[PersonaVersion] = [one for one in persona.versions if one.status == "published"]
    if not published or published[-1].published_at is None:
        return None
    last = published[-1].published_at
    if persona.confirmed_at is not None:
        last = max(last, persona.confirmed_at)
    return last + FRESH_FOR


def set_type(session: Session, persona: Persona, kind: str) -> None:
    """Say what kind of persona it is: a buyer, somebody we do not want, or an ideal company."""
    if kind not in TYPES:
        raise Unprocessable(_l("Choose a kind of persona."))
    persona.type = kind
    session.flush()


def link(session: Session, persona: Persona, other: Persona, relation: str) -> None:
    """Say how two personas of a study belong together; 'none' parts them again."""
    if persona.id == other.id or persona.study_id != other.study_id:
        raise Unprocessable(_l("Choose another persona of this study."))
    if relation not in (*RELATIONS, "none"):
        raise Unprocessable(_l("Choose how they belong together."))
    for first, second in ((persona.id, other.id), (other.id, persona.id)):
        session.execute(
            delete(PersonaLink).where(
                PersonaLink.persona_id == first, PersonaLink.other_id == second
            )
        )
    if relation != "none":
        session.add(PersonaLink(persona_id=persona.id, other_id=other.id, relation=relation))
    session.flush()
