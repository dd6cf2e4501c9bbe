"""Addresses that are safe to send a visitor to."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_next(target: str | None) -> str | None:
    """Return the target if it is a path on this site, else None.

    Refused are other hosts in every spelling that browsers accept ('//x', '/\\x', 'https:x').
    """
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return None
    if any(ord(c) < 32 or c == "\\" for c in target):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None
