"""Handing one mail to the world: by SMTP, or into the outbox folder when no server is set."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import make_msgid, parseaddr
from pathlib import Path
from typing import Any

from survey_app.config import Settings
from survey_app.errors import PortraitError

SMTP_TIMEOUT_S = 30


class MailRefused(PortraitError):
    """The mail server said no for good; trying the same mail again will not help."""

    code = "M001"


class MailDelayed(PortraitError):
    """The mail server could not take it now; the same mail may go through later."""

    code = "M002"


class MailUnclear(PortraitError):
    """The connection broke while the mail was handed over; it may have gone out or not."""

    code = "M003"


def new_message(
    settings: Settings, *, to: str, subject: str, text: str, html: str | None = None
) -> EmailMessage:
    """Build a mail with a plain part first. Line breaks in headers are refused by the policy."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = settings.mail_from
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = datetime.now(UTC)
    message["Message-ID"] = new_message_id(settings)
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def new_message_id(settings: Settings) -> str:
    """Return a fresh Message-ID under the sender's domain."""
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2] or "localhost"
    return make_msgid(domain=domain)


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Send the mail, or write it to the outbox folder.

    Raises MailRefused for good reasons to stop, MailDelayed for reasons to try later, and
    MailUnclear when nobody can say whether the server took the mail.
    """
    if not settings.smtp_host:
        _write_to_outbox(settings.outbox, message)
        return
    try:
        server = _connect(settings)
    except (smtplib.SMTPException, OSError) as error:
        # Whatever the server says at the door, a wrong password too, is no verdict on this mail.
        raise MailDelayed(f"no connection ({type(error).__name__})") from error
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        kind = MailRefused if all(500 <= code < 600 for code in codes) else MailDelayed
        raise kind(f"recipient refused ({', '.join(map(str, codes))})") from error
    except smtplib.SMTPResponseException as error:
        kind = MailRefused if 500 <= error.smtp_code < 600 else MailDelayed
        raise kind(f"server answered {error.smtp_code}") from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailRefused("the server cannot write to such an address") from error
    except (smtplib.SMTPException, OSError) as error:
        cause = type(error).__name__
        if server.data_begun:
            raise MailUnclear(f"connection lost while sending ({cause})") from error
        raise MailDelayed(f"connection lost ({cause})") from error
    finally:
        _say_goodbye(server)


def outbox_messages(settings: Settings, limit: int = 200) -> list[tuple[str, EmailMessage]]:
    """Return the newest mails of the outbox folder with their file names."""
    files = sorted(settings.outbox.glob("*.eml"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    return [(path.name, read_outbox_message(path)) for path in files[:limit]]


def read_outbox_message(path: Path) -> EmailMessage:
    """Parse one .eml file."""
    with path.open("rb") as file:
        return BytesParser(policy=policy.default).parse(file)


class _Server(smtplib.SMTP):
    """A connection that remembers whether it has begun to hand over a mail."""

    data_begun = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over the mail's content."""
        self.data_begun = True
        return super().data(msg)


class _TLSServer(_Server, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def _connect(settings: Settings) -> _Server:
    context = ssl.create_default_context()
    place = (settings.smtp_host, settings.smtp_port)
    server = (
        _TLSServer(*place, timeout=SMTP_TIMEOUT_S, context=context)
        if settings.smtp_security == "tls"
        else _Server(*place, timeout=SMTP_TIMEOUT_S)
    )
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server


def _say_goodbye(server: _Server) -> None:
    # The mail's fate is settled by now: trouble with QUIT must not make it look unsent.
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _write_to_outbox(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(c for c in message["Message-ID"].strip("<>") if c.isalnum() or c in ".-")
    # Written aside and renamed, so that a reader never meets half a mail. The name is the
    # Message-ID, so that the same mail written twice is one file.
    partial = folder / f"{name}.partial"
    partial.write_bytes(message.as_bytes())
    partial.replace(folder / f"{name}.eml")
