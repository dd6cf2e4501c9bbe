"""Finding a response by the code that its person was given."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Response


def response_of(session: Session, code: str) -> Response | None:
    """Return the response of a receipt code, however it is spaced; None for an unknown one."""
    typed = "".join(code.split()).lower()
    return session.scalar(select(Response).where(Response.public_id == typed)) if typed else None
