"""What people agree to before they answer: one text by language, in versions that never change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.accounts.models import User
from survey_app.studies.models import ConsentText, Study


def ask_for(
    session: Session, study: Study, texts: Mapping[str, str], *, user: User | None
) -> ConsentText | None:
    """Ask for agreement to this text from now on; with no text for none. Returns the version.

    The same text again is the same version.
    """
    wanted = {language: text.strip() for language, text in texts.items() if text.strip()}
    if wanted == current(study):
        return None
    if not wanted:
        study.consent = {}
        session.flush()
        return None
    highest = session.scalar(
        select(func.max(ConsentText.number)).where(ConsentText.study_id == study.id)
    )
    row = ConsentText(
        study_id=study.id,
        number=(highest or 0) + 1,
        texts=wanted,
        created_by_id=user.id if user else None,
    )
    session.add(row)
    study.consent = {"number": row.number, "texts": wanted}
    session.flush()
    return row


def current(study: Study) -> dict[str, str]:
    """Return the text asked for now, by language; empty: none is asked for."""
    return dict(study.consent.get("texts", {}))


def versions(session: Session, study: Study) -> Sequence[ConsentText]:
    """Return all versions that were ever asked for, the newest first."""
    return session.scalars(
        select(ConsentText)
        .where(ConsentText.study_id == study.id)
        .options(joinedload(ConsentText.created_by))
        .order_by(ConsentText.number.desc())
    ).all()


def version(session: Session, study: Study, number: int) -> ConsentText | None:
    """Return one version of the text."""
    return session.scalar(
        select(ConsentText).where(ConsentText.study_id == study.id, ConsentText.number == number)
    )
