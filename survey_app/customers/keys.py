"""What two spellings have in common: keys that addresses, numbers and names are compared by."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from contextlib import suppress

HASHED = "sha256:"
MIN_PHONE_DIGITS = 5


def address_key(email: str) -> str:
    """Return what makes two spellings one address: capitals and Unicode domains do not count."""
    local, _, domain = email.strip().rpartition("@")
    with suppress(UnicodeError):  # a domain of its own kind is compared as it is written
        domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}".casefold()


def hashed(email: str) -> str:
    """Return what is kept of an address that nobody may write to and nobody may read any more.

    Without a secret on purpose: it must hold after a move to another server.
    """
    return HASHED + hashlib.sha256(address_key(email).encode()).hexdigest()


def phone_key(phone: str) -> str | None:
    """Return the digits of a number; None where there are too few to know anybody by."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return digits if len(digits) >= MIN_PHONE_DIGITS else None


def name_key(name: str) -> str:
    """Return a name as names are compared."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def sort_key(name: str, email: str | None) -> str:
    """Return what a list of people is ordered by."""
    return name_key(name or email or "\uffff")


def search_text(*parts: str | None) -> str:
    """Return everything that a search looks in, folded."""
    return name_key(" ".join(part for part in parts if part))
