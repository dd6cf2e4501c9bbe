"""One person's letter and mail, made from a wave. Reads the database, changes nothing."""

from __future__ import annotations

import json
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from survey_app.builder.models import Publication
from survey_app.config import Settings
from survey_app.customers.models import Contact
from survey_app.mail import new_message
from survey_app.outreach import wording
from survey_app.outreach.letters import Letter, fill, write_letter
from survey_app.outreach.minutes import minutes_of
from survey_app.outreach.models import Wave
from survey_app.outreach.tokens import landing_url, unsubscribe_url
from survey_app.studies.models import Study

# Shown where a real link would stand; no token looks like this, so it opens nothing.
SAMPLE_TOKEN = "x" * 32

# A header line may be 998 characters (RFC 5322, 2.1.1). Folded at 78, a long address in
# List-Unsubscribe would be cut into encoded words that mail programs do not read.
_HEADER_CHARS = 900


def definition_of(publication: Publication) -> dict[str, Any]:
    """Return the published questionnaire as plain data."""
    definition: dict[str, Any] = json.loads(publication.version.definition)
    return definition


def languages_of(publication: Publication) -> tuple[str, ...]:
    """Return the languages in which the survey can be answered."""
    return tuple(definition_of(publication).get("languages", ("en", "ru", "zh")))


def language_for(contact: Contact | None, study: Study, wave: Wave) -> str:
    """Choose the language of a mail: the person's, else the study's, else the wave's first."""
    wishes = (contact.language if contact else None, study.language)
    return next((wish for wish in wishes if wish in wave.body), next(iter(wave.body)))


def letter_for(
    settings: Settings,
    study: Study,
    wave: Wave,
    *,
    language: str,
    name: str,
    token: str = SAMPLE_TOKEN,
) -> Letter:
    """Write the letter of a wave to one person, in one language of the wave."""
    values = {
        "name": name,
        "organisation": study.organisation,
        "sender": wave.sender_name,
        "minutes": str(minutes_of(definition_of(wave.publication))),
        "link": landing_url(settings.base_url, token),
    }
    return write_letter(
        language=language,
        subject=wave.subject[language],
        body=wave.body[language],
        footer=fill(wording.FOOTER[language], values),
        values=values,
        unsubscribe=unsubscribe_url(settings.base_url, token),
    )


def mail_of(
    settings: Settings, wave: Wave, letter: Letter, *, to: str, token: str = SAMPLE_TOKEN
) -> EmailMessage:
    """Put a letter into an envelope with the headers that mail programs look for."""
    message = new_message(
        settings, to=ascii_address(to), subject=letter.subject, text=letter.text, html=letter.html
    )
    message.policy = message.policy.clone(max_line_length=_HEADER_CHARS)
    del message["From"]
    sender = parseaddr(settings.mail_from)[1]
    message["From"] = Address(" ".join(wave.sender_name.split()), addr_spec=sender)
    if wave.reply_to:
        message["Reply-To"] = Address(addr_spec=ascii_address(wave.reply_to))
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
