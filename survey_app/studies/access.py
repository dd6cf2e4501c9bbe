"""The access log: who looked at one person's data, and who took a copy out.

It holds numbers and no personal data. A page that is only read writes nothing itself: the entry
is made after the page is drawn, in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog
from flask import Flask, Response, g, has_request_context, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, joinedload

from survey_app.db import db, expect_writes
from survey_app.studies.models import AccessLog, Study

log = structlog.get_logger(__name__)

WHAT = {
    "response": _l("looked at the answers of one person"),
    "contact": _l("looked at a contact"),
    "dossier": _l("looked at a dossier"),
    "interview": _l("looked at a call"),
    "held": _l("looked at all that is held of one person"),
    "copy": _l("took a copy of all that is held of one person"),
    "export": _l("took a copy out"),
}


def record(study: Study, what: str, object_id: int | None = None, detail: str = "") -> None:
    """Note that the signed-in user sees something of one person, or takes a copy out."""
    if what not in WHAT:
        raise ValueError(f"unknown access {what!r}; known: {sorted(WHAT)}")
    entry = {
        "study_id": study.id,
        "user_id": current_user.id
        if has_request_context() and current_user.is_authenticated
        else None,
        "what": what,
        "object_id": object_id,
        "detail": detail,
    }
    if has_request_context() and request.method in ("GET", "HEAD"):
        g.setdefault("accesses", []).append(entry)
    else:
        db.session().add(AccessLog(**entry))


def entries(session: Session, study: Study, *, limit: int, offset: int = 0) -> Sequence[AccessLog]:
    """Return the study's log, the latest first."""
    return session.scalars(
        select(AccessLog)
        .where(AccessLog.study_id == study.id)
        .options(joinedload(AccessLog.user))
        .order_by(AccessLog.at.desc(), AccessLog.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def n_entries(session: Session, study: Study) -> int:
    """Count the entries of the study's log."""
    counted = select(func.count()).select_from(AccessLog).where(AccessLog.study_id == study.id)
    return session.scalar(counted) or 0


def init_app(app: Flask) -> None:
    """Write down what was seen once the page is drawn."""

    @app.after_request
    def _write_down(answer: Response) -> Response:
        seen: list[dict[str, Any]] = g.pop("accesses", [])
        if seen and answer.status_code < 400:
            _store(seen)
        return answer


def _store(seen: list[dict[str, Any]]) -> None:
    # Beside the request's own transaction, which may still be read from while a file streams.
    expect_writes(True)
    try:
        with Session(db.engine) as session:
            session.add_all([AccessLog(**entry) for entry in seen])
            session.commit()
    except OperationalError:
        log.exception("access not recorded", n=len(seen))
    finally:
        expect_writes(False)
