"""Verbs about open links, and their QR code."""

from __future__ import annotations

import base64
import secrets
from io import BytesIO
from typing import Any

import segno
from sqlalchemy.orm import Session

from survey_app.collect.models import OpenLink
from survey_app.studies.models import Study

CODE_BYTES = 5  # 40 bits in 8 letters: short enough to be typed from a poster
QUIET_MODULES = 2


def open_link(session: Session, study: Study, values: dict[str, Any]) -> OpenLink:
    """Make a link that anybody may answer at."""
    code = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode("ascii").lower()
    link = OpenLink(study_id=study.id, code=code, **values)
    session.add(link)
    session.flush()
    return link


def change_link(session: Session, link: OpenLink, values: dict[str, Any]) -> None:
    """Change what a link takes. Its survey stays, and so does the promise to be anonymous."""
    kept = {"publication_id", "anonymous"}
    for name, value in values.items():
        if name not in kept:
            setattr(link, name, value)
    session.flush()


def set_status(session: Session, link: OpenLink, status: str) -> None:
    """Open, pause or close a link; 'open', 'paused' or 'closed'."""
    link.status = status
    session.flush()


def qr_code(address: str, kind: str = "svg") -> bytes:
    """Draw the QR code of an address, as an SVG without colours of its own, or as a PNG."""
    picture = BytesIO()
    code = segno.make(address, error="m", micro=False)
    if kind == "png":
        code.save(picture, kind="png", scale=16, border=4)
    else:
        code.save(picture, kind="svg", scale=8, border=QUIET_MODULES, xmldecl=False, light="#fff")
    return picture.getvalue()
