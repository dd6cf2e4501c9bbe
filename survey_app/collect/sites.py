"""Sites that may show a survey in a frame: as a researcher writes them, as a policy names them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MOST_SITES = 20
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


def site_origin(written: str) -> str | None:
    """Return the origin of a site, 'https://shop.example'; None for what names no single site.

    An address without a scheme is taken for https; a path is left out, since browsers compare
    sites only. Names in other scripts come out as browsers write them, in ASCII.
    """
    text = written.strip()
    if "//" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or parts.username or not _HOST.fullmatch(host):
        return None
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")
