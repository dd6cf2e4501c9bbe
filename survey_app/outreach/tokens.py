"""Personal links: secrets that stand in mails, of which only the hash is kept."""

from __future__ import annotations

import base64
import hashlib
import secrets

TOKEN_BYTES = 20  # 160 bits, which base32 writes in 32 characters without padding


def new_token() -> str:
    """Return a fresh secret of 32 small letters and digits, safe to retype."""
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode("ascii").lower()


def token_hash(token: str) -> str:
    """Return what is stored of a token: SHA-256, hexadecimal. Capitals do not matter."""
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()


def landing_url(base_url: str, token: str) -> str:
    """Return the address that a personal link opens."""
    return f"{base_url}/a/{token}"


def unsubscribe_url(base_url: str, token: str) -> str:
    """Return the address that ends mail to the person."""
    return f"{base_url}/u/{token}"


def call_url(base_url: str, token: str) -> str:
    """Return the address at which a person may ask for a call instead."""
    return f"{landing_url(base_url, token)}#talk"
