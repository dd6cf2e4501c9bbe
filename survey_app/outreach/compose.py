"""One person's letter and mail, made from a wave. Reads the database, changes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.config import Settings
from survey_app.customers.models import Contact
from survey_app.mail import new_message
from survey_app.outreach import wording
from survey_app.outreach.letters import Letter, fill, write_letter
from survey_app.outreach.minutes import minutes_of
from survey_app.outreach.models import Wave
from survey_app.outreach.tokens import call_url, landing_url, unsubscribe_url
from survey_app.studies.models import Study

# Shown where a real link would stand; no token looks like this, so it opens nothing.
SAMPLE_TOKEN = "x" * 32

# A header line may be 998 characters (RFC 5322, 2.1.1). Folded at 78, a long address in
# List-Unsubscribe would be cut into encoded words that mail programs do not read.
_HEADER_CHARS = 900


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Who writes to whom in one mail."""

    name: str
    company: str
    sender: str
    reply_to: str


def definition_of(publication: Publication) -> dict[str, Any]:
    """Return the published questionnaire as plain data."""
    definition: dict[str, Any] = json.loads(publication.version.definition)
    return definition


def languages_of(publication: Publication) -> tuple[str, ...]:
    """Return the languages in which the survey can be answered."""
    return tuple(definition_of(publication).get("languages", ("en", "ru", "zh")))


def language_for(wish: str | None, study: Study, wave: Wave) -> str:
    """Choose the language of a mail: the person's, else the study's, else the wave's first."""
    wishes = (wish, study.language)
    return next((wish for wish in wishes if wish in wave.body), next(iter(wave.body)))


def correspondents(session: Session, wave: Wave, contact: Contact | None) -> Correspondents:
    """Tell who writes to a person: the colleague who knows them, if the wave wants that."""
    owner = None
    if contact is not None and wave.from_owner and contact.owner_id is not None:
        owner = session.get(User, contact.owner_id)
    return Correspondents(
        name=contact.name if contact else "",
        company=contact.company.name if contact and contact.company else "",
        sender=owner.name if owner else wave.sender_name,
        reply_to=owner.email if owner else wave.reply_to,
    )


def texts_of(wave: Wave, nth: int) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return subject and body by language: of the invitation (0) or of a reminder (1, 2 …).

    Raises LookupError for a reminder that the wave does not have.
    """
    if nth == 0:
        return wave.subject, wave.body
    reminder = next(one for one in (*wave.reminders, None) if one is None or one.number == nth)
    if reminder is None:
        raise LookupError(f"wave {wave.id} has no reminder {nth}")
    return reminder.subject, reminder.body


def letter_for(
    settings: Settings,
    study: Study,
    wave: Wave,
    people: Correspondents,
    *,
    language: str,
    nth: int = 0,
    token: str = SAMPLE_TOKEN,
) -> Letter:
    """Write the letter of a wave, or its nth reminder, to one person in one of its languages."""
    subject, body = texts_of(wave, nth)
    values = {
        "name": people.name,
        "company": people.company,
        "organisation": study.organisation,
        "sender": people.sender,
        "minutes": str(_minutes(wave.publication.version_id, wave.publication.version.definition)),
        "closes": last_day(wave, language),
        "incentive": wave.incentive,
        "link": landing_url(settings.base_url, token),
        "call": call_url(settings.base_url, token),
    }
    return write_letter(
        language=language,
        subject=subject[language],
        body=body[language],
        footer=fill(wording.FOOTER[language], values),
        values=values,
        unsubscribe=unsubscribe_url(settings.base_url, token),
    )


def mail_of(
    settings: Settings,
    letter: Letter,
    people: Correspondents,
    *,
    to: str,
    token: str = SAMPLE_TOKEN,
) -> EmailMessage:
    """Put a letter into an envelope with the headers that mail programs look for."""
    message = new_message(
        settings, to=ascii_address(to), subject=letter.subject, text=letter.text, html=letter.html
    )
    message.policy = message.policy.clone(max_line_length=_HEADER_CHARS)
    del message["From"]
    sender = parseaddr(settings.mail_from)[1]
    message["From"] = Address(" ".join(people.sender.split()), addr_spec=sender)
    if people.reply_to:
        message["Reply-To"] = Address(addr_spec=ascii_address(people.reply_to))
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "no"
    message["List-Unsubscribe"] = f"<{unsubscribe_url(settings.base_url, token)}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return message


def as_test(letter: Letter) -> Letter:
    """Mark a letter as a test, on top and in its subject."""
    note = wording.TEST_NOTE[letter.language]
    return Letter(
        language=letter.language,
        subject=f"{wording.TEST_MARK[letter.language]} {letter.subject}",
        text=f"{note}\n\n{letter.text}",
        html=letter.html.replace("<body>", f"<body>\n<p><em>{note}</em></p>", 1),
    )


def ascii_address(email: str) -> str:
    """Write the domain of an address in ASCII, as every mail server understands it."""
    local, _, domain = email.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def last_day(wave: Wave, language: str) -> str:
    """Write the last day for answers as the language does; empty for a wave without one."""
    if wave.closes_at is None:
        return ""
    day: datetime = wave.closes_at.astimezone(ZoneInfo(wave.time_zone))
    return format_date(day, format="long", locale=language)


@lru_cache(maxsize=32)  # by version, which never changes; a wave of thousands has one
def _minutes(version_id: str, definition: str) -> int:
    return minutes_of(json.loads(definition))
