"""Every SELECT about how a wave goes: its funnel, its days, wishes for a call, incentives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.customers.models import Contact, Suppression
from survey_app.outreach.models import Incentive, Invitation, Mail, Wave
from survey_app.outreach.replies import replies
from survey_app.studies.models import Study

MAX_DAYS = 60


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far the people of a wave have come. Each number is of people, not of mails."""

    n_invited: int
    n_sent: int  # the server took a mail to them and it did not come back
    n_begun: int
    n_answered: int
    n_reminded: int
    n_bounced: int
    n_ended: int  # have ended mail to them since the wave went out
    n_phone: int
    n_video: int


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day of the wave's time zone."""

    day: date
    n_sent: int
    n_begun: int
    n_answered: int


@dataclass(frozen=True, slots=True)
class Debt:
    """An answer for which an incentive was promised, and whether it was handed over."""

    invitation: Invitation
    answered_at: datetime
    handed: Incentive | None


def funnel(session: Session, study: Study, wave: Wave) -> Funnel:
    """Count the people of a wave by how far they have come."""
    answers = replies()
    invited, phone, video, begun, answered = session.execute(
        select(
            func.count(Invitation.id),
            func.count().filter(Invitation.prefers == "phone"),
            func.count().filter(Invitation.prefers == "video"),
            func.count(answers.c.begun_at),
            func.count(answers.c.answered_at),
        )
        .select_from(Invitation)
        .outerjoin(answers, answers.c.invitation_id == Invitation.id)
        .where(Invitation.wave_id == wave.id)
    ).one()
    people = func.count(func.distinct(Mail.invitation_id))
    sent, reminded, bounced = session.execute(
        select(
            people.filter(Mail.status == "sent"),
            people.filter(Mail.status == "sent", Mail.kind == "reminder"),
            people.filter(Mail.status == "bounced"),
        ).where(Mail.wave_id == wave.id, Mail.invitation_id.is_not(None))
    ).one()
    return Funnel(
        n_invited=invited,
        n_sent=sent,
        n_begun=begun,
        n_answered=answered,
        n_reminded=reminded,
        n_bounced=bounced,
        n_ended=_n_ended(session, study, wave),
        n_phone=phone,
        n_video=video,
    )


def days(session: Session, wave: Wave) -> list[Day]:
    """Return what happened day by day, the latest MAX_DAYS days with something in them."""
    zone = ZoneInfo(wave.time_zone)
    answers = replies()
    sent = session.scalars(
        select(Mail.sent_at).where(
            Mail.wave_id == wave.id, Mail.invitation_id.is_not(None), Mail.sent_at.is_not(None)
        )
    )
    by_day = Counter(at.astimezone(zone).date() for at in sent if at)
    begun: Counter[date] = Counter()
    answered: Counter[date] = Counter()
    rows = session.execute(
        select(answers.c.begun_at, answers.c.answered_at)
        .join(Invitation, Invitation.id == answers.c.invitation_id)
        .where(Invitation.wave_id == wave.id)
    )
    for begun_at, answered_at in rows:
        begun[begun_at.astimezone(zone).date()] += 1
        if answered_at is not None:
            answered[answered_at.astimezone(zone).date()] += 1
    found = sorted(by_day | begun | answered)[-MAX_DAYS:]
    return [Day(one, by_day[one], begun[one], answered[one]) for one in found]


def answered_invitations(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return 'begun' or 'answered' by the ids of invitations that have got so far."""
    answers = replies()
    rows = session.execute(
        select(answers.c.invitation_id, answers.c.answered_at).where(
            answers.c.invitation_id.in_(ids)
        )
    )
    return {one: "answered" if at is not None else "begun" for one, at in rows}


def reminder_counts(session: Session, wave: Wave) -> dict[int, dict[str, int]]:
    """Count the mails of each reminder, by number, by what became of them."""
    rows = session.execute(
        select(Mail.nth, Mail.status, func.count())
        .where(Mail.wave_id == wave.id, Mail.kind == "reminder")
        .group_by(Mail.nth, Mail.status)
    )
    counts: dict[int, dict[str, int]] = {}
    for nth, status, n in rows:
        counts.setdefault(nth, {})[status] = n
    return counts


def at_the_door(session: Session, wave: Wave) -> Mail | None:
    """Return a mail that waits because of a trouble, the one that was tried last."""
    return session.scalar(
        select(Mail)
        .where(Mail.wave_id == wave.id, Mail.status == "queued", Mail.trouble != "")
        .order_by(Mail.tried_at.desc())
        .limit(1)
    )


def debts(session: Session, wave: Wave) -> list[Debt]:
    """Return whose answer earns the incentive of a wave, the longest waiting first."""
    answers = replies()
    rows = session.execute(
        select(Invitation, answers.c.answered_at, Incentive)
        .join(answers, answers.c.invitation_id == Invitation.id)
        .outerjoin(Incentive, Incentive.invitation_id == Invitation.id)
        .options(
            joinedload(Invitation.contact).joinedload(Contact.company),
            joinedload(Incentive.user),
        )
        .where(Invitation.wave_id == wave.id, answers.c.answered_at.is_not(None))
        .order_by(answers.c.answered_at, Invitation.id)
    )
    return [Debt(invitation, at, handed) for invitation, at, handed in rows]


def _n_ended(session: Session, study: Study, wave: Wave) -> int:
    if wave.sent_at is None:
        return 0
    statement = (
        select(func.count(func.distinct(Contact.id)))
        .select_from(Invitation)
        .join(Contact, Contact.id == Invitation.contact_id)
        .join(Suppression, Suppression.email == Contact.email_key)
        .where(
            Invitation.wave_id == wave.id,
            Suppression.workspace_id == study.workspace_id,
            Suppression.reason.in_(("unsubscribed", "complained")),
            Suppression.created_at >= wave.sent_at,
        )
    )
    return session.scalar(statement) or 0
