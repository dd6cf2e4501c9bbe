"""Every SELECT of the mail engine: what is due, what may go out, who is to be reminded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from survey_app.builder.models import Publication
from survey_app.customers.models import Contact
from survey_app.outreach.models import Invitation, Mail, Reminder, Wave
from survey_app.outreach.replies import replies
from survey_app.outreach.schedule import Hours, day_began, may_send
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Reply:
    """How far one invited person has come; both None: not begun."""

    begun_at: datetime | None = None
    answered_at: datetime | None = None


def due_mail(
    session: Session, *, wave_id: int | None, moment: datetime, resting: Collection[int] = ()
) -> Mail | None:
    """Return the next mail that may go out: its wave is sending, or it is a test to staff.

    Mails of `resting` waves wait, but not a test. All that its letter is made of comes with it.
    """
    wave = joinedload(Mail.wave)
    person = joinedload(Mail.invitation)
    statement = (
        select(Mail)
        .options(
            wave.joinedload(Wave.publication).joinedload(Publication.version),
            person.joinedload(Invitation.contact).joinedload(Contact.company),
            person.joinedload(Invitation.wave),
        )
        .join(Study, Study.id == Mail.study_id)
        .join(Wave, Wave.id == Mail.wave_id)
        .where(
            Mail.status == "queued",
            Mail.not_before <= moment,
            Study.status == "open",
            ((Wave.status == "sending") & Wave.id.not_in(resting)) | (Mail.kind == "test"),
        )
        .order_by(Mail.not_before, Mail.id)
        .limit(1)
    )
    if wave_id is not None:
        statement = statement.where(Mail.wave_id == wave_id)
    return session.scalar(statement)


def resting_waves(session: Session, moment: datetime) -> list[int]:
    """Return the ids of sending waves that may not write now: quiet hours, or the day's cap."""
    limited = select(Wave).where(
        Wave.status == "sending",
        Wave.send_from.is_not(None) | Wave.workdays_only | Wave.daily_cap.is_not(None),
    )
    return [
        one.id
        for one in session.scalars(limited)
        if not may_send(hours_of(one), moment) or cap_reached(session, one, moment)
    ]


def hours_of(wave: Wave) -> Hours:
    """Return the hours in which a wave may write."""
    return Hours(wave.time_zone, wave.send_from, wave.send_until, wave.workdays_only)


def cap_reached(session: Session, wave: Wave, moment: datetime) -> bool:
    """Whether the wave has sent as many mails today as it may."""
    if wave.daily_cap is None:
        return False
    since = day_began(wave.time_zone, moment)
    statement = select(func.count()).where(
        Mail.wave_id == wave.id, Mail.kind != "test", Mail.tried_at >= since
    )
    return (session.scalar(statement) or 0) >= wave.daily_cap


def n_tried_since(session: Session, moment: datetime) -> int:
    """Count the mails whose last attempt began after a moment, in all studies."""
    statement = select(func.count()).select_from(Mail).where(Mail.tried_at > moment)
    return session.scalar(statement) or 0


def reply_to(session: Session, invitation: Invitation) -> Reply:
    """Return how far an invited person has come."""
    answers = replies()
    row = session.execute(
        select(answers.c.begun_at, answers.c.answered_at).where(
            answers.c.invitation_id == invitation.id
        )
    ).first()
    return Reply(*row) if row is not None else Reply()


def waves_to_start(session: Session, moment: datetime) -> Sequence[tuple[Wave, Study]]:
    """Return scheduled waves whose time has come, of open studies."""
    rows = session.execute(
        select(Wave, Study)
        .join(Study, Study.id == Wave.study_id)
        .where(Wave.status == "scheduled", Wave.starts_at <= moment, Study.status == "open")
    )
    return [(wave, study) for wave, study in rows]


def waves_with_reminders(session: Session) -> Sequence[tuple[Wave, Study]]:
    """Return the waves that may still remind people."""
    rows = session.execute(
        select(Wave, Study)
        .join(Study, Study.id == Wave.study_id)
        .options(selectinload(Wave.reminders))
        .where(
            Wave.status.in_(("sending", "sent")),
            Wave.cancelled_at.is_(None),
            Study.status == "open",
            select(Reminder.id).where(Reminder.wave_id == Wave.id).exists(),
        )
    )
    return [(wave, study) for wave, study in rows]


def to_remind(
    session: Session, wave: Wave, reminder: Reminder, moment: datetime, limit: int
) -> Sequence[Invitation]:
    """Return whom a reminder is for: the mail before it went out long enough ago, and no answer.

    Left out are those who asked for a call, whose link was revoked, or whose mail came back.
    """
    before, this = aliased(Mail), aliased(Mail)
    answers = replies()
    kind, nth = ("invitation", 0) if reminder.number == 1 else ("reminder", reminder.number - 1)
    silent = (
        answers.c.begun_at.is_(None) if reminder.unless_begun else answers.c.answered_at.is_(None)
    )
    statement = (
        select(Invitation)
        .join(Contact, Contact.id == Invitation.contact_id)
        .join(
            before,
            (before.invitation_id == Invitation.id) & (before.kind == kind) & (before.nth == nth),
        )
        .outerjoin(
            this,
            (this.invitation_id == Invitation.id)
            & (this.kind == "reminder")
            & (this.nth == reminder.number),
        )
        .outerjoin(answers, answers.c.invitation_id == Invitation.id)
        .options(joinedload(Invitation.contact))
        .where(
            Invitation.wave_id == wave.id,
            Invitation.revoked_at.is_(None),
            Invitation.prefers == "form",
            Contact.email.is_not(None),
            Contact.consent != "refused",
            before.status == "sent",
            before.sent_at <= moment - timedelta(days=reminder.days),
            this.id.is_(None),
            silent,
        )
        .order_by(Invitation.id)
        .limit(limit)
    )
    return session.scalars(statement).all()
