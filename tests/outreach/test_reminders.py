"""Reminders: when they are due, for whom they stop, and that each goes out once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.config import Settings
from survey_app.customers import services as customers
from survey_app.db import now
from survey_app.errors import Conflict
from survey_app.mail import outbox_messages
from survey_app.outreach import planning, queries, services, sweeps, tasks
from survey_app.outreach.engine import send_due
from survey_app.outreach.models import Invitation, Mail, Wave
from tests.builders import Cast
from tests.builders_customers import contact
from tests.builders_outreach import publication, reminder, reply, wave

PEOPLE = ("Anna", "Boris", "Chen")


@pytest.fixture
def made(cast: Cast, session: Session, settings: Settings) -> Wave:
    """A wave that went out six days ago, with a reminder after five; and another study's."""
    found = wave(session, cast.study, PEOPLE)
    reminder(session, found)
    services.send_wave(session, cast.study, found)
    noise = wave(session, cast.other_study, ("Stranger",))
    reminder(session, noise, days=30)
    services.send_wave(session, cast.other_study, noise)
    session.commit()
    send_due(settings)
    session.expire_all()
    past(session, days=6)
    return found


def past(session: Session, **by: float) -> None:
    """Let time pass for mails that went out."""
    for one in session.scalars(select(Mail).where(Mail.sent_at.is_not(None))):
        one.sent_at -= timedelta(**by)
    session.commit()


def person(session: Session, made: Wave, name: str) -> Invitation:
    return next(
        one for one, _ in queries.invitations(session, made) if one.contact.name.startswith(name)
    )


def reminded(session: Session) -> dict[str, str]:
    session.rollback()
    session.expire_all()
    mails = session.scalars(select(Mail).where(Mail.kind == "reminder").order_by(Mail.id))
    return {f"{one.recipient.partition('@')[0]} {one.nth}": one.status for one in mails}


def sweep(session: Session) -> None:
    sweeps.queue_reminders(session, now())
    session.commit()


def test_a_reminder_goes_to_those_who_have_not_answered_and_only_once(
    cast: Cast, session: Session, made: Wave, settings: Settings
) -> None:
    reply(session, person(session, made, "Anna"))
    session.commit()
    tasks.send_due_mails()
    tasks.send_due_mails()
    assert reminded(session) == {"boris 1": "sent", "chen 1": "sent"}
    session.refresh(made)
    assert made.status == "sent"
    last = next(message for _, message in outbox_messages(settings))
    assert last["Subject"] == "Your view would help us"
    assert len(outbox_messages(settings)) == 6, "three and a stranger's, then two reminders"


def test_a_reminder_is_not_due_before_its_day(session: Session, made: Wave) -> None:
    made.reminders[0].days = 7
    sweep(session)
    assert reminded(session) == {}


@pytest.mark.parametrize("what", ["revoked", "phone", "video", "failed", "bounced", "no address"])
def test_whoever_cannot_or_would_not_answer_so_is_left_in_peace(
    session: Session, made: Wave, what: str
) -> None:
    anna = person(session, made, "Anna")
    mail = queries.invitation_mail(session, anna)
    assert mail
    match what:
        case "revoked":
            services.revoke(session, anna)
        case "phone" | "video":
            anna.prefers = what
        case "failed" | "bounced":
            mail.status = what
        case "no address":
            anna.contact.email = None
    sweep(session)
    assert sorted(reminded(session)) == ["boris 1", "chen 1"]


def test_whoever_has_begun_is_reminded_unless_the_reminder_says_no(
    session: Session, made: Wave
) -> None:
    reply(session, person(session, made, "Anna"), answered=False)
    made.reminders[0].unless_begun = True
    sweep(session)
    assert sorted(reminded(session)) == ["boris 1", "chen 1"]
    made.reminders[0].unless_begun = False
    sweep(session)
    assert sorted(reminded(session)) == ["anna 1", "boris 1", "chen 1"]


def test_whoever_answers_or_ends_mail_while_a_reminder_waits_does_not_get_it(
    cast: Cast, session: Session, made: Wave, settings: Settings
) -> None:
    sweep(session)
    reply(session, person(session, made, "Anna"))
    person(session, made, "Boris").prefers = "phone"
    customers.suppress(session, cast.workspace, "chen@clinic.example", "unsubscribed")
    session.commit()
    send_due(settings)
    assert reminded(session) == {"anna 1": "skipped", "boris 1": "skipped", "chen 1": "suppressed"}


def test_the_second_reminder_counts_its_days_from_the_first(
    session: Session, made: Wave, settings: Settings
) -> None:
    reminder(session, made, days=3, subject={**made.subject, "en": "The last mail from me"})
    session.commit()
    tasks.send_due_mails()
    assert sorted(reminded(session)) == ["anna 1", "boris 1", "chen 1"]
    past(session, days=2)
    tasks.send_due_mails()
    assert len(reminded(session)) == 3
    past(session, days=2)
    tasks.send_due_mails()
    assert len(reminded(session)) == 6
    subjects = [message["Subject"] for _, message in outbox_messages(settings)]
    assert subjects.count("The last mail from me") == 3


def test_the_database_refuses_the_same_reminder_twice(session: Session, made: Wave) -> None:
    sweep(session)
    first = session.scalars(select(Mail).where(Mail.kind == "reminder")).first()
    assert first
    copied = ("study_id", "wave_id", "invitation_id", "kind", "nth", "recipient", "language")
    session.add(Mail(**{name: getattr(first, name) for name in copied}))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


@pytest.mark.parametrize("what", ["paused", "closed", "cancelled", "study"])
def test_a_wave_that_is_over_or_rests_reminds_nobody(
    cast: Cast, session: Session, made: Wave, what: str
) -> None:
    match what:
        case "paused" | "closed":
            made.status = what
        case "cancelled":
            services.cancel(session, made)
        case "study":
            cast.study.status = "closed"
    sweep(session)
    assert reminded(session) == {}


def test_calling_off_skips_what_waits_and_links_go_on_working(
    cast: Cast, session: Session, made: Wave, settings: Settings
) -> None:
    sweep(session)
    services.cancel(session, made)
    session.commit()
    assert send_due(settings) == 0
    assert set(reminded(session).values()) == {"skipped"}
    assert made.status == "sent"
    with pytest.raises(Conflict):
        services.cancel(session, made)
    with pytest.raises(Conflict):
        reminder(session, made)


def test_a_reminder_that_has_begun_is_not_changed_and_the_last_goes_first(
    session: Session, made: Wave
) -> None:
    second = reminder(session, made, days=3)
    first = made.reminders[0]
    values = {"days": 9, "unless_begun": True, "subject": first.subject, "body": first.body}
    planning.change_reminder(session, made, second, **values)
    assert (second.days, second.unless_begun) == (9, True)
    with pytest.raises(Conflict):
        planning.remove_reminder(session, made, first)
    sweep(session)
    with pytest.raises(Conflict):
        planning.change_reminder(session, made, first, **values)
    planning.remove_reminder(session, made, second)
    session.expire_all()
    assert [one.number for one in made.reminders] == [1]


def test_five_reminders_are_enough(session: Session, made: Wave) -> None:
    for _ in range(4):
        reminder(session, made)
    with pytest.raises(Conflict):
        reminder(session, made)


def test_a_reminder_follows_the_languages_of_its_wave(cast: Cast, session: Session) -> None:
    published = publication(session, cast.study)
    made = wave(session, cast.study, (), publication=published)
    reminder(session, made)
    texts = {"subject": {"ru": "Тема", "zh": "题"}, "body": {"ru": "{link}", "zh": "{link}"}}
    services.change_wave(
        session, made, publication=published, title="x", sender_name="Rita", **texts
    )
    assert set(made.reminders[0].body) == {"ru", "zh"}
    with pytest.raises(ValueError, match="each language"):
        planning.add_reminder(
            session, made, days=1, unless_begun=False, subject={"en": "x"}, body={"en": "x"}
        )


def test_only_people_of_the_wave_itself_are_reminded(
    cast: Cast, session: Session, made: Wave
) -> None:
    contact(session, cast.study, "Dora")
    sweep(session)
    assert sorted(reminded(session)) == ["anna 1", "boris 1", "chen 1"]
