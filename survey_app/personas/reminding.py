"""A mail after a year: whoever approved a persona is asked to read it again, once.

It is marked as sent before it is sent, so that a crash never sends it twice; where the mail server
could not take it for certain, the mark goes again and the next day tries anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from flask import current_app
from flask_babel import force_locale, format_date
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey_app import mail
from survey_app.accounts.models import User
from survey_app.config import Settings
from survey_app.db import now, write_transaction
from survey_app.personas.around import fresh_until
from survey_app.personas.models import Persona, PersonaVersion
from survey_app.studies.models import Membership, Study


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that a reminder says, ready to be sent outside of a transaction."""

    persona_id: int
    address: str
    language: str
    name: str
    study: str
    path: str
    since: datetime


def due(session: Session, at: datetime) -> list[Persona]:
    """Return the personas of all studies that nobody has read for a year, not yet written about."""
    found = session.scalars(
        select(Persona)
        .join(PersonaVersion, PersonaVersion.persona_id == Persona.id)
        .where(Persona.remind, PersonaVersion.status == "published")
        .options(selectinload(Persona.versions).selectinload(PersonaVersion.reviewed_by))
        .order_by(Persona.id)
    )
    return [one for one in found.unique() if _is_due(one, at)]


def _is_due(persona: Persona, at: datetime) -> bool:
    until = fresh_until(persona)
    if until is None or until >= at:
        return False
    return persona.reminded_at is None or persona.reminded_at < until


def write_all(at: datetime | None = None) -> int:
    """Send every reminder that is due; returns how many went out."""
    moment = at or now()
    settings: Settings = current_app.extensions["portrait_settings"]
    n_sent = 0
    for letter in _marked(moment):
        try:
            mail.deliver(settings, _message(settings, letter))
            n_sent += 1
        except mail.MailRefused:
            continue  # the same mail would be refused tomorrow as well
        except mail.MailError:
            with write_transaction() as session:
                session.get_one(Persona, letter.persona_id).reminded_at = None
    return n_sent


def _marked(moment: datetime) -> list[Letter]:
    """Mark what is due as sent and return the letters."""
    letters = []
    with write_transaction() as session:
        for persona in due(session, moment):
            letter = _letter(session, persona)
            if letter is not None:
                persona.reminded_at = moment
                letters.append(letter)
    return letters


def _letter(session: Session, persona: Persona) -> Letter | None:
    """The letter to whoever approved it; None where nobody is left who may read it."""
    version = next(one for one in reversed(persona.versions) if one.status == "published")
    user: User | None = version.reviewed_by
    until = fresh_until(persona)
    if user is None or not user.active or until is None:
        return None
    belongs = session.scalar(
        select(Membership.user_id).where(
            Membership.study_id == persona.study_id, Membership.user_id == user.id
        )
    )
    if belongs is None:
        return None
    study = session.get_one(Study, persona.study_id)
    path = f"/s/{study.slug}/personas/{persona.id}/v/{version.number}/life"
    since = max(filter(None, (version.published_at, persona.confirmed_at)))
    return Letter(
        persona.id, user.email, user.language or study.language, version.name, study.title, path,
        since,
    )  # fmt: skip


def _message(settings: Settings, letter: Letter) -> EmailMessage:
    with force_locale(letter.language):
        return mail.new_message(
            settings,
            to=letter.address,
            subject=_("Is '%(name)s' still true?", name=letter.name),
            text="\n\n".join(
                (
                    _(
                        "You approved the persona '%(name)s' of the study '%(study)s'. Nobody has "
                        "read it again since %(day)s.",
                        name=letter.name, study=letter.study, day=format_date(letter.since, "long"),
                    ),
                    _("Look whether it still holds, what new answers say, and confirm it or "
                      "draft it again:"),
                    f"{settings.base_url}{letter.path}",
                    _("On the same page you can switch this yearly mail off."),
                )
            ),
        )  # fmt: skip
