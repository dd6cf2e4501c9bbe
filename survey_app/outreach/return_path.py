"""A return address for each mail, so that even a report which quotes nothing tells of which it is.

The address is that of the settings with a mark in it: the mail's number, and what only this
installation can say about it. (The idea is D. J. Bernstein's VERP, cr.yp.to/proto/verp.txt.)
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from email.utils import parseaddr

from survey_app.mail import PLACE

SIGNATURE_CHARS = 16  # 64 bits, in letters that no server changes


def return_mark(secret: str, mail_id: int) -> str:
    """Return what stands in a mail's return address: '123-0f…', small letters and digits."""
    made = hmac.digest(secret.encode(), f"returned/{mail_id}".encode(), "sha256")
    return f"{mail_id}-{made.hex()[:SIGNATURE_CHARS]}"


def marked_mail(secret: str, pattern: str, addresses: Iterable[str]) -> int | None:
    """Return the number of the mail whose return address is among these; None if none is.

    `pattern` is the return address of the settings. A mark that was not given counts for nothing.
    """
    before, place, after = parseaddr(pattern)[1].partition(PLACE)
    if not place:
        return None
    shape = re.compile(
        rf"{re.escape(before)}((\d{{1,18}})-[0-9a-f]{{{SIGNATURE_CHARS}}}){re.escape(after)}",
        re.IGNORECASE,
    )
    for address in addresses:
        found = shape.fullmatch(address.strip())
        if found and hmac.compare_digest(found[1].lower(), return_mark(secret, int(found[2]))):
            return int(found[2])
    return None
