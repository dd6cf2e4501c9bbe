"""Verbs about promised incentives: hand over, take back, list as a table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.db import now
from survey_app.outreach.models import Incentive, Invitation
from survey_app.outreach.watching import Debt
from survey_app.sources import csv_writer


def hand_over(
    session: Session, invitation: Invitation, *, what: str, note: str, user: User
) -> Incentive:
    """Note that a person got the incentive; a second time corrects what and note."""
    found = _of(session, invitation)
    if found is None:
        found = Incentive(invitation_id=invitation.id, user_id=user.id, sent_at=now())
        session.add(found)
    found.what, found.note = what, note
    session.flush()
    return found


def take_back(session: Session, invitation: Invitation) -> None:
    """Take back a note that was a mistake."""
    found = _of(session, invitation)
    if found is not None:
        session.delete(found)
        session.flush()


def as_csv(heads: Sequence[str], debts: Iterable[Debt], promised: str) -> str:
    """Write the list as CSV: name, address, company, what, answered, sent, by whom, note."""
    stream = io.StringIO()
    table = csv_writer(stream)
    table.writerow(heads)
    for one in debts:
        contact, handed = one.invitation.contact, one.handed
        row = [
            contact.name,
            contact.email or "",
            contact.company.name if contact.company else "",
            handed.what if handed else promised,
            one.answered_at.date().isoformat(),
            handed.sent_at.date().isoformat() if handed else "",
            handed.user.name if handed and handed.user else "",
            handed.note if handed else "",
        ]
        table.writerow(row)
    return "\ufeff" + stream.getvalue()  # the mark lets spreadsheet programs see UTF-8


def _of(session: Session, invitation: Invitation) -> Incentive | None:
    return session.scalar(select(Incentive).where(Incentive.invitation_id == invitation.id))
