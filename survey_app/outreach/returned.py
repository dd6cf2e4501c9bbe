"""Reading a mail that came back: a bounce, a complaint, or something else. Pure.

Bounces are recognised by flufl.bounce, which knows the standard (RFC 3464) and the dialects;
complaints by the standard feedback report (RFC 5965). Nothing in the message is trusted but what
only a mail's receivers can know: its Message-ID, its return address, its link to unsubscribe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Literal

from flufl.bounce import all_failures

Kind = Literal["bounce", "delay", "complaint", "unsubscribe", "other"]

MAX_RETURNED_BYTES = 2 * 1024 * 1024
MAX_PARTS = 50
MAX_ANSWER_CHARS = 300

_MESSAGE_ID = re.compile(rb"^(?:Original-)?Message-ID:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{3,250}>)",
                         re.IGNORECASE | re.MULTILINE)  # fmt: skip
_TOKEN = re.compile(rb"/u/([a-z2-7]{32})(?![a-z2-7])")
_CAME_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_WAY_OUT = re.compile(r"^\s*(unsubscribe|отписаться|отпишите|退订)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a message means. Ids are those of mails that it quotes, the likeliest first.

    `addresses` are those that it speaks of; `sent_to` those that it came to, or that our mail came
    from; `tokens` those of links for unsubscribing that it quotes. `final`: a standard report says
    that there is no such address, now and for good.
    """

    kind: Kind
    message_ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    answer: str = ""
    sent_to: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    final: bool = False


def read_returned(content: bytes) -> Returned:
    """Read a whole message; one that cannot be understood is of the kind 'other'. Never raises."""
    if len(content) > MAX_RETURNED_BYTES:
        return Returned("other")
    try:
        # compat32, since flufl.bounce wants it, and since it forgives most.
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        return _read(message, content)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, IndexError):
        return Returned("other")


def _read(message: Message, content: bytes) -> Returned:
    returned = _understood(message, content)
    if returned.kind in ("bounce", "delay", "complaint"):
        return replace(
            returned,
            sent_to=_sent_to(message),
            tokens=tuple(dict.fromkeys(one.decode() for one in _TOKEN.findall(content)))[
                :MAX_PARTS
            ],
            final=returned.kind == "bounce" and _is_final(message),
        )
    return returned


def _understood(message: Message, content: bytes) -> Returned:
    own_id = str(message.get("Message-ID", "")).strip()
    ids = tuple(one for one in _quoted_ids(message, content) if one != own_id)
    report = _feedback_report(message)
    if report is not None:
        rcpt = parseaddr(str(report.get("Original-Rcpt-To", "")))[1]
        kind: Kind = "other" if _feedback_type(report) == "not-spam" else "complaint"
        return Returned(kind, ids, (rcpt,) if rcpt else (), _feedback_type(report))
    if _is_automatic_answer(message):
        return Returned("other", ids)
    temporary, permanent = all_failures(message)
    if permanent or temporary:
        lost = permanent or temporary
        addresses = tuple(sorted(one.decode("utf-8", "replace") for one in lost))
        return Returned("bounce" if permanent else "delay", ids, addresses, _diagnosis(message))
    if _WAY_OUT.match(_subject(message)):
        sender = parseaddr(str(message.get("From", "")))[1]
        return Returned("unsubscribe", _replied_to(message), (sender,) if sender else ())
    return Returned("other", ids)


def _subject(message: Message) -> str:
    """Return the subject as its writer sees it: encoded words decoded, bare UTF-8 taken as such."""
    raw = next((value for name, value in message.raw_items() if name.lower() == "subject"), "")
    bare = raw.encode("ascii", "surrogateescape").decode("utf-8", "replace")
    return str(make_header(decode_header(bare)))


def _parts(message: Message) -> Iterator[Message]:
    for n, part in enumerate(message.walk()):
        if n >= MAX_PARTS:
            return
        yield part


def _quoted_ids(message: Message, content: bytes) -> list[str]:
    """Return the ids in the copy of our mail that the report carries, then any others."""
    found = []
    for part in _parts(message):
        if part is message:
            continue
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers", "text/plain"):
            text = part.as_bytes()[:MAX_RETURNED_BYTES]
            found += [match.decode("ascii", "ignore") for match in _MESSAGE_ID.findall(text)]
        if part.get("Message-ID"):
            found.append(str(part["Message-ID"]).strip())
    found += [match.decode("ascii", "ignore") for match in _MESSAGE_ID.findall(content)]
    return list(dict.fromkeys([*found, *_replied_to(message)]))


def _replied_to(message: Message) -> tuple[str, ...]:
    text = f"{message.get('In-Reply-To', '')} {message.get('References', '')}"
    return tuple(dict.fromkeys(re.findall(r"<[^<>\s]{3,250}>", text)))


def _feedback_report(message: Message) -> Message | None:
    """Return the fields of a complaint, which some servers send as a message in a part."""
    for part in _parts(message):
        if part.get_content_type() == "message/feedback-report":
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else part
            if isinstance(inner, Message):
                return inner
    return None


def _feedback_type(report: Message) -> str:
    return str(report.get("Feedback-Type", "abuse")).strip().lower()[:40]


def _is_automatic_answer(message: Message) -> bool:
    """Whether it is 'out of office' and the like, which says nothing about the address."""
    return str(message.get("Auto-Submitted", "")).lower().startswith("auto-replied") and (
        message.get_content_type() != "multipart/report"
    )


def _sent_to(message: Message) -> tuple[str, ...]:
    """Every address that may be the return address which our mail had."""
    found = [
        parseaddr(str(value))[1] for name in _CAME_TO for value in message.get_all(name, failobj=())
    ]
    report = _feedback_report(message)
    if report is not None:
        found.append(parseaddr(str(report.get("Original-Mail-From", "")))[1])
    for part in _parts(message):
        if part is not message and part.get("Return-Path"):
            found.append(parseaddr(str(part["Return-Path"]))[1])
    return tuple(dict.fromkeys(one for one in found if one))


def _is_final(message: Message) -> bool:
    """Whether a standard report (RFC 3464) says 5.1.x: the fault is the address itself."""
    return message.get_content_type() == "multipart/report" and any(
        str(block.get("Action", "")).strip().lower() == "failed"
        and str(block.get("Status", "")).strip().startswith("5.1.")
        for block in _status_blocks(message)
    )


def _diagnosis(message: Message) -> str:
    for block in _status_blocks(message):
        said = block.get("Diagnostic-Code") or block.get("Status")
        if said:
            return " ".join(str(said).split())[:MAX_ANSWER_CHARS]
    return ""


def _status_blocks(message: Message) -> Iterator[Message]:
    for part in _parts(message):
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else []:
                if isinstance(block, Message):
                    yield block
