"""The mail that answers 'what do you hold about me': a link for the owner of the address."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs, mail
from survey_app.config import Settings
from survey_app.customers.keys import address_key
from survey_app.db import now, write_transaction
from survey_app.outreach.tokens import new_token, token_hash
from survey_app.privacy import queries
from survey_app.privacy.models import PrivacyRequest

LETTER = "privacy.letter"
LINK_LIVES = timedelta(days=3)
PAUSE = timedelta(minutes=10)  # between two letters to one address, whoever asks


def ask(session: Session, email: str, *, language: str) -> bool:
    """Queue a letter with a link, if anything is held of the address. Returns whether it is.

    Who asks is told the same either way: the page must not say whom we know.
    """
    key = address_key(email)
    recent = session.scalar(
        select(PrivacyRequest.id).where(
            PrivacyRequest.email_key == key, PrivacyRequest.created_at > now() - PAUSE
        )
    )
    if recent is not None or not queries.of_address(session, email):
        return False
    request = PrivacyRequest(email_key=key, language=language)
    session.add(request)
    session.flush()
    jobs.enqueue(session, LETTER, request_id=request.id)
    return True


def send(request_id: int) -> None:
    """Make the secret, keep its hash, and mail it."""
    settings: Settings = current_app.extensions["portrait_settings"]
    token = new_token()
    with write_transaction() as session:
        request = session.get(PrivacyRequest, request_id)
        if request is None:
            return
        request.token_hash = token_hash(token)
        language, key = request.language, request.email_key
        held = queries.of_address(session, key)
    if not held:
        return
    address = held[0].contacts[0].email or key
    with force_locale(language):
        message = mail.new_message(
            settings,
            to=address,
            subject=_("What we hold about you"),
            text="\n\n".join(
                (
                    _("Somebody, probably you, asked what we hold about this address."),
                    _("This page shows it, and lets you take a copy or have it erased:"),
                    f"{settings.base_url}/my-data/{token}",
                    _("The link works for three days. If it was not you, do nothing."),
                )
            ),
        )
    mail.deliver(settings, message)


def holder_of(session: Session, token: str) -> PrivacyRequest | None:
    """Return the request of a link that still works."""
    found = queries.request_by_hash(session, token_hash(token))
    if found is None or found.created_at < now() - LINK_LIVES:
        return None
    return found


def held_of(session: Session, request: PrivacyRequest) -> list[queries.Held]:
    """Return what is held of whoever asked."""
    return queries.of_address(session, request.email_key)
