"""Files that belong to a person: copies of mails in the outbox folder, and uploaded answers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from email.utils import getaddresses
from pathlib import Path

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Upload
from survey_app.config import Settings
from survey_app.customers.keys import address_key
from survey_app.mail import read_outbox_message
from survey_app.privacy.queries import Held, in_parts


@dataclass(frozen=True, slots=True)
class Doomed:
    """A file to be deleted once the database has let go of its person."""

    path: Path


def of(session: Session, held: Held) -> list[Doomed]:
    """Return the files of these people."""
    settings: Settings = current_app.extensions["portrait_settings"]
    uploads = [
        Doomed(settings.uploads / name)
        for some in in_parts([one.id for one in held.responses])
        for name in session.scalars(select(Upload.id).where(Upload.response_id.in_(some)))
    ]
    addresses = {address_key(one.email) for one in held.contacts if one.email}
    return uploads + _mails(settings.outbox, addresses)


def delete(doomed: list[Doomed]) -> None:
    """Delete them; what is gone already is gone."""
    for one in doomed:
        with suppress(FileNotFoundError):
            one.path.unlink()


def _mails(outbox: Path, addresses: set[str]) -> list[Doomed]:
    if not addresses:
        return []
    found = []
    for path in outbox.glob("*.eml"):
        message = read_outbox_message(path)
        recipients = getaddresses([str(value) for value in message.get_all("To", [])])
        if any(address and address_key(address) in addresses for _, address in recipients):
            found.append(Doomed(path))
    return found
