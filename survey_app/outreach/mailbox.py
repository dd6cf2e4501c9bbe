"""Reading the mailbox to which other servers return mails: IMAP, or a Maildir on this machine."""

from __future__ import annotations

import imaplib
import mailbox
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import structlog

from survey_app.config import Settings
from survey_app.db import write_transaction
from survey_app.outreach.bounces import take_in
from survey_app.outreach.returned import MAX_RETURNED_BYTES

log = structlog.get_logger(__name__)

MAX_AT_ONCE = 200
IMAP_TIMEOUT_S = 30

Take = Callable[[bytes], None]


def read_mailbox(settings: Settings) -> int:
    """Take in what is new in the mailbox; returns how many messages. Without a mailbox: 0.

    A message is marked as read after it was taken in, so that a crash loses none.
    """
    address = settings.bounce_mailbox.get_secret_value()
    if not address:
        return 0
    try:
        if address.startswith("maildir:"):
            return _read_maildir(Path(address.removeprefix("maildir:")), _take)
        return _read_imap(address, _take)
    except (OSError, imaplib.IMAP4.error, mailbox.Error, ValueError) as error:
        # Never the address: the password stands in it.
        log.warning("mailbox not read", reason=type(error).__name__)
        return 0


def _take(content: bytes) -> None:
    with write_transaction() as session:
        take_in(session, content, came_by="mailbox")


def _read_maildir(path: Path, take: Take) -> int:
    if not path.is_dir():
        raise FileNotFoundError(path)
    box = mailbox.Maildir(path, create=False)
    n = 0
    for key in list(box.keys())[: 50 * MAX_AT_ONCE]:
        message = box.get_message(key)
        if message.get_subdir() != "new" or n >= MAX_AT_ONCE:
            continue
        with box.get_file(key) as file:
            take(file.read(MAX_RETURNED_BYTES + 1))
        message.set_subdir("cur")
        message.add_flag("S")
        box[key] = message
        n += 1
    return n


def _read_imap(address: str, take: Take) -> int:
    parts = urlsplit(address)
    if parts.scheme not in ("imaps", "imap") or not parts.hostname:
        raise ValueError("not an address of a mailbox")
    box = (
        imaplib.IMAP4_SSL(
            parts.hostname,
            parts.port or 993,
            ssl_context=ssl.create_default_context(),
            timeout=IMAP_TIMEOUT_S,
        )
        if parts.scheme == "imaps"
        else imaplib.IMAP4(parts.hostname, parts.port or 143, timeout=IMAP_TIMEOUT_S)
    )
    try:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        box.select(unquote(parts.path.strip("/")) or "INBOX")
        _, found = box.uid("SEARCH", "UNSEEN")
        numbers = (found[0] or b"").split()[:MAX_AT_ONCE]
        for number in numbers:
            _, data = box.uid(
                "FETCH", number.decode(), f"(BODY.PEEK[]<0.{MAX_RETURNED_BYTES + 1}>)"
            )
            content = next((one[1] for one in data if isinstance(one, tuple)), None)
            if content:
                take(content)
            box.uid("STORE", number.decode(), "+FLAGS", "(\\Seen)")
        return len(numbers)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()
