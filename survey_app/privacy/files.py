"""Files that belong to a person: copies of mails in the outbox folder, and uploaded answers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
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


def forget_renderings(settings: Settings, study_id: int) -> None:
    """Delete exports that were kept ready: they quote, and whom, nobody can tell from outside."""
    for path in (settings.renderings / str(study_id)).glob("*"):
        path.unlink(missing_ok=True)


def forget_old_renderings(settings: Settings, before: datetime) -> None:
    """Delete those made before a moment, of all studies; they are set again when asked for."""
    for path in settings.renderings.glob("*/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()


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
