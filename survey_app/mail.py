"""Handing one mail to the world: by SMTP, or into the outbox folder when no server is set."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import make_msgid, parseaddr
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from survey_app.config import Settings
from survey_app.errors import PortraitError

SMTP_TIMEOUT_S = 30
MAILS_PER_CONNECTION = 50  # servers hang up on those who never do
MAX_ANSWER_CHARS = 300

# Refused for good: no such address, its mailbox, taken for spam, another reason. For a while:
# delayed, and the troubles at the door, which are ours to mend. Or nobody knows: unclear.
TROUBLES = (
    "address", "mailbox", "blocked", "refused", "delayed", "sender", "auth", "tls", "timeout",
    "connection", "unclear",
)  # fmt: skip

PLACE = "{}"
"""Where a mail's own mark stands in the return address of the settings."""

_PLACE_ALONE = re.compile(r"[+=.-]?\{\}")  # with the sign that parts it from the name
_ENHANCED = re.compile(r"\b[45]\.(\d{1,3})\.\d{1,3}\b")  # RFC 3463
_BY_SUBJECT = {"1": "address", "2": "mailbox", "7": "blocked"}


class MailError(PortraitError):
    """A mail that did not go out for certain.

    `trouble` is one of TROUBLES, so that people can read it in their language; the message is the
    server's own answer, shortened. `at_door`: it says nothing about this mail, any other would
    have met the same.
    """

    def __init__(self, answer: str, trouble: str, *, at_door: bool = False) -> None:
        super().__init__(" ".join(answer.split())[:MAX_ANSWER_CHARS])
        self.trouble, self.at_door = trouble, at_door


class MailRefused(MailError):
    """The mail server said no for good; trying the same mail again will not help."""

    code = "M001"


class MailDelayed(MailError):
    """The mail server could not take it now; the same mail may go through later."""

    code = "M002"


class MailUnclear(MailError):
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
    """Send one mail, or write it to the outbox folder; raises what `Postman.send` raises."""
    with Postman(settings) as postman:
        postman.send(message)


class Postman:
    """Hands over mails one after another, over one connection as long as that lasts."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: _Server | None = None
        self._n_sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, message: EmailMessage, *, mark: str = "") -> None:
        """Send the mail, or write it to the outbox folder when no server is set.

        `mark` makes its return address its own, where the settings have a place for it.
        Raises MailRefused for good reasons to stop, MailDelayed for reasons to try later, and
        MailUnclear when nobody can say whether the server took the mail.
        """
        if not self._settings.smtp_host:
            _write_to_outbox(self._settings.outbox, message)
            return
        if self._n_sent >= MAILS_PER_CONNECTION:
            self.close()
        used = self._server is not None
        try:
            self._hand_over(message, mark)
        except MailDelayed as delay:
            # The server may have hung up while we were silent: once more, at its door.
            if not (used and delay.trouble == "connection"):
                raise
            self._hand_over(message, mark)

    def close(self) -> None:
        """Say goodbye to the server."""
        if self._server is not None:
            _say_goodbye(self._server)
        self._server, self._n_sent = None, 0

    def _hand_over(self, message: EmailMessage, mark: str = "") -> None:
        if self._server is None:
            self._server = _connect(self._settings)
        server, self._n_sent = self._server, self._n_sent + 1
        server.data_begun = False
        try:
            server.send_message(message, from_addr=_envelope_sender(self._settings, mark))
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = next(iter(error.recipients.values()))
            raise _verdict(code, answer) from error
        except smtplib.SMTPSenderRefused as error:
            raise _verdict(error.smtp_code, error.smtp_error, of_sender=True) from error
        except smtplib.SMTPResponseException as error:
            raise _verdict(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefused(str(error), "address") from error
        except (smtplib.SMTPException, OSError) as error:
            begun = server.data_begun
            self.close()
            cause = type(error).__name__
            if begun:
                raise MailUnclear(f"connection lost while sending ({cause})", "unclear") from error
            trouble = "timeout" if _is_timeout(error) else "connection"
            raise MailDelayed(f"connection lost ({cause})", trouble, at_door=True) from error
        except BaseException:
            self.close()
            raise


def _verdict(code: int, answer: bytes | str, *, of_sender: bool = False) -> MailError:
    """Read a server's answer: for good or for now, and of what kind."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    said = f"{code} {text}"
    if of_sender:  # every mail of ours would be refused alike, until somebody mends that
        return MailDelayed(said, "sender", at_door=True)
    if not 500 <= code < 600:
        return MailDelayed(said, "delayed")
    enhanced = _ENHANCED.search(text)
    return MailRefused(said, _BY_SUBJECT.get(enhanced[1], "refused") if enhanced else "refused")


def _envelope_sender(settings: Settings, mark: str) -> str:
    address = parseaddr(settings.bounce_address or settings.mail_from)[1]
    return address.replace(PLACE, mark) if mark else _PLACE_ALONE.sub("", address)


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
    """Open a connection. Whatever goes wrong at the door is no verdict on any mail."""
    try:
        return _open(settings)
    except smtplib.SMTPAuthenticationError as error:
        raise MailDelayed(_said(error), "auth", at_door=True) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise MailDelayed(str(error), "tls", at_door=True) from error
    except smtplib.SMTPResponseException as error:
        raise MailDelayed(_said(error), "connection", at_door=True) from error
    except (smtplib.SMTPException, OSError) as error:
        trouble = "timeout" if _is_timeout(error) else "connection"
        raise MailDelayed(type(error).__name__, trouble, at_door=True) from error


def _is_timeout(error: Exception) -> bool:
    """Whether nobody answered in time; smtplib says 'disconnected' then, for the same reason."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _said(error: smtplib.SMTPResponseException) -> str:
    answer = error.smtp_error
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{error.smtp_code} {text}"


def _open(settings: Settings) -> _Server:
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
