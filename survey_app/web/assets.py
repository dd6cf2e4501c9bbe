"""Static files that a browser may keep: their address changes with what is in them.

A page asks for `review.css?v=3f2a91c0`; that very content may be kept for a year, and a new
release has new addresses. Fonts, which style sheets ask for by their plain names, do not change.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, request
from werkzeug.security import safe_join

YEAR_SECONDS = 365 * 24 * 3600
FONT_SECONDS = 30 * 24 * 3600
FONTS = "fonts/"


def keep_static(app: Flask) -> None:
    """Write versions into the addresses of static files, and let browsers keep those."""
    folder = app.static_folder or ""

    @app.url_defaults
    def version(endpoint: str, values: dict[str, Any]) -> None:
        name = values.get("filename", "")
        # A font has one address in pages and in style sheets, or it would be fetched twice.
        if endpoint == "static" and "v" not in values and not name.startswith(FONTS):
            stamp = stamp_of(safe_join(folder, name))
            if stamp:
                values["v"] = stamp

    def max_age(name: str | None) -> int | None:
        if name and name.startswith(FONTS):
            return FONT_SECONDS
        if name and request.args.get("v") == stamp_of(safe_join(folder, name)) != "":
            return YEAR_SECONDS
        return None

    app.get_send_file_max_age = max_age  # type: ignore[method-assign, assignment]


@lru_cache(maxsize=512)
def stamp_of(path: str | None) -> str:
    """Return eight hexadecimal signs that change with the file's content; '' for no file."""
    if path is None or not Path(path).is_file():
        return ""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]
