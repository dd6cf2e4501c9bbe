"""Finding a response by the code that its person was given."""

from __future__ import annotations

from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from survey_app.collect.services import find_by_receipt


def response_of(session: Session, code: str) -> Response | None:
    """Return the response of a receipt code, however it is spaced; None for an unknown one."""
    typed = "".join(code.split())
    return find_by_receipt(session, typed) if typed else None
