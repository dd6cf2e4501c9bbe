"""What time brings about: waves that begin, reminders that fall due, waves that are over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from survey_app.outreach import outbox_queries, services
from survey_app.outreach.compose import language_for
from survey_app.outreach.models import Mail, Reminder, Wave
from survey_app.studies.models import Study

MAX_REMINDERS_AT_ONCE = 2_000  # of one wave in one transaction; the next minute goes on


def close_waves(session: Session, moment: datetime) -> None:
    """Close the waves whose last day is over; what they have not sent by then is not sent."""
    over = (Wave.closes_at <= moment) & Wave.status.in_(("scheduled", "sending", "paused", "sent"))
    for wave in session.scalars(update(Wave).where(over).values(status="closed").returning(Wave)):
        services.call_off(session, wave)


def start_waves(session: Session, moment: datetime) -> int:
    """Queue the mails of waves whose time has come; returns how many waves."""
    due = outbox_queries.waves_to_start(session, moment)
    for wave, study in due:
        services.queue_mails(session, study, wave)
    return len(due)


def queue_reminders(session: Session, moment: datetime) -> int:
    """Queue the reminders that are due, in all waves; returns how many."""
    n = 0
    for wave, study in outbox_queries.waves_with_reminders(session):
        for reminder in wave.reminders:
            n += _remind(session, study, wave, reminder, moment)
    return n


def _remind(
    session: Session, study: Study, wave: Wave, reminder: Reminder, moment: datetime
) -> int:
    found = outbox_queries.to_remind(session, wave, reminder, moment, MAX_REMINDERS_AT_ONCE)
    if not found:
        return 0
    session.execute(
        insert(Mail),
        [
            {
                "study_id": study.id,
                "wave_id": wave.id,
                "invitation_id": one.id,
                "kind": "reminder",
                "nth": reminder.number,
                "recipient": one.contact.email,
                "language": language_for(one.contact.language, study, wave),
            }
            for one in found
        ],
    )
    wave.status = "sending"
    session.flush()
    return len(found)
