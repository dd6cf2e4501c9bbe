"""When mails go out: schedule, quiet hours, daily cap; what stops at the door; who writes."""

from __future__ import annotations

import socket
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.config import Settings
from survey_app.customers.models import Suppression
from survey_app.db import now
from survey_app.errors import Conflict
from survey_app.mail import MailDelayed, Postman, new_message
from survey_app.outreach import engine, planning, queries, services, tasks
from survey_app.outreach.engine import send_due
from survey_app.outreach.models import InvitationLink, Mail, Wave
from survey_app.outreach.schedule import Hours
from tests.builders import Cast
from tests.builders_outreach import wave
from tests.outreach.conftest import Postbox

MONDAY_NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def timed(
    session: Session,
    cast: Cast,
    names: tuple[str, ...] = ("Anna",),
    *,
    hours: Hours | None = None,
    **values: object,
) -> Wave:
    made = wave(session, cast.study, names)
    settings = {"starts_at": None, "daily_cap": None, "link_days": None, **values}
    planning.set_timing(session, made, hours=hours or Hours(), **settings)  # type: ignore[arg-type]
    return made


def states(session: Session) -> dict[str, str]:
    session.rollback()
    session.expire_all()
    rows = session.scalars(select(Mail).order_by(Mail.id))
    return {one.recipient.partition("@")[0]: one.status for one in rows}


def the_mail(session: Session) -> Mail:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Mail)).one()


def test_a_scheduled_wave_begins_by_itself_and_not_before(
    cast: Cast, session: Session, settings: Settings
) -> None:
    made = timed(session, cast, starts_at=now() + timedelta(hours=1))
    assert services.send_wave(session, cast.study, made) == 1
    session.commit()
    assert made.status == "scheduled"
    with pytest.raises(Conflict):
        services.unchoose(session, made)
    tasks.send_due_mails()
    assert states(session) == {}
    session.refresh(made)
    made.starts_at = now() - timedelta(seconds=1)
    session.commit()
    tasks.send_due_mails()
    tasks.send_due_mails()
    assert states(session) == {"anna": "sent"}


def test_a_scheduled_wave_can_be_a_draft_again_and_a_sent_one_cannot(
    cast: Cast, session: Session, settings: Settings
) -> None:
    made = timed(session, cast, starts_at=now() + timedelta(hours=1))
    services.send_wave(session, cast.study, made)
    services.unschedule(session, made)
    assert made.status == "draft"
    made.starts_at = now() - timedelta(hours=1)
    services.send_wave(session, cast.study, made)
    assert made.status == "sending", "a moment that is over means at once"
    with pytest.raises(Conflict):
        services.unschedule(session, made)


def test_a_wave_whose_last_day_comes_before_its_start_is_not_scheduled(
    cast: Cast, session: Session
) -> None:
    made = timed(session, cast, starts_at=now() + timedelta(days=9))
    made.closes_at = now() + timedelta(days=2)
    with pytest.raises(Conflict):
        services.send_wave(session, cast.study, made)


def test_nothing_goes_out_in_quiet_hours_but_a_test(
    cast: Cast, session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = timed(session, cast, hours=Hours("Asia/Shanghai", 9 * 60, 17 * 60))
    services.send_wave(session, cast.study, made)
    services.send_test(session, cast.study, made, user=cast.researcher, language="en")
    for one in session.scalars(select(Mail)):
        one.not_before = MONDAY_NOON - timedelta(days=1)
    session.commit()
    monkeypatch.setattr(engine, "now", lambda: MONDAY_NOON)  # 20:00 in Shanghai
    send_due(settings)
    assert states(session) == {"anna": "queued", "rita": "sent"}
    monkeypatch.setattr(engine, "now", lambda: MONDAY_NOON + timedelta(hours=14))  # 10:00
    send_due(settings)
    assert states(session) == {"anna": "sent", "rita": "sent"}


def test_no_more_mails_a_day_than_the_cap(cast: Cast, session: Session, settings: Settings) -> None:
    made = timed(session, cast, ("Anna", "Boris", "Chen"), daily_cap=2)
    services.send_wave(session, cast.study, made)
    session.commit()
    assert send_due(settings) == 2
    assert send_due(settings) == 0
    session.rollback()
    for one in session.scalars(select(Mail).where(Mail.tried_at.is_not(None))):
        one.tried_at -= timedelta(days=1)
    session.commit()
    assert send_due(settings) == 1
    assert set(states(session).values()) == {"sent"}


def test_a_wave_that_rests_does_not_hold_up_another(
    cast: Cast, session: Session, settings: Settings
) -> None:
    slow = timed(session, cast, ("Anna", "Boris"), daily_cap=1)
    services.send_wave(session, cast.study, slow)
    other = wave(session, cast.study, ("Chen",), publication=slow.publication)
    services.send_wave(session, cast.study, other)
    session.commit()
    assert send_due(settings) == 2
    assert states(session) == {"anna": "sent", "boris": "queued", "chen": "sent"}


def test_a_link_ends_after_its_days(cast: Cast, session: Session, settings: Settings) -> None:
    services.send_wave(session, cast.study, timed(session, cast, link_days=10))
    session.commit()
    send_due(settings)
    [link] = session.scalars(select(InvitationLink))
    assert link.expires_at is not None
    assert timedelta(days=9, hours=23) < link.expires_at - now() <= timedelta(days=10)


def test_the_last_day_ends_by_the_clocks_of_the_wave(cast: Cast, session: Session) -> None:
    made = wave(session, cast.study, closes_at=datetime(2099, 6, 30, 23, 59, 59, tzinfo=UTC))
    values = {"starts_at": None, "daily_cap": None, "link_days": None}
    planning.set_timing(session, made, hours=Hours("Asia/Shanghai"), **values)
    session.flush()
    session.refresh(made)
    assert made.closes_at is not None
    assert made.closes_at.isoformat().startswith("2099-06-30T15:59:59"), "Shanghai is at +8"


def test_the_colleague_who_knows_a_person_writes_to_them(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    made = wave(session, cast.study, ("Anna", "Boris"), from_owner=True)
    anna = queries.chosen_contacts(session, made)[0]
    anna.owner_id = cast.interviewer.id
    services.send_wave(session, cast.study, made)
    session.commit()
    send_due(smtp)
    mails = {one["To"].partition("@")[0]: one for one in postbox.messages()}
    assert mails["anna"]["Reply-To"] == "ivan@portrait.example"
    assert str(mails["anna"]["From"]).startswith('"Ivan <b>bold</b>" <portrait@')
    assert mails["boris"]["Reply-To"] == "rita@portrait.example"


def test_all_mails_of_a_run_go_over_one_connection(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    services.send_wave(session, cast.study, wave(session, cast.study, ("Anna", "Boris", "Chen")))
    session.commit()
    assert send_due(smtp) == 3
    assert postbox.n_connections == 1


def test_a_server_that_hangs_up_between_two_mails_is_called_again(
    smtp: Settings, postbox: Postbox
) -> None:
    postbox.hang_up_after_mail = True
    with Postman(smtp) as postman:
        for name in ("anna", "boris"):
            postman.send(new_message(smtp, to=f"{name}@x.example", subject="Hello", text="Hello"))
            time.sleep(0.3)  # the server hangs up after 0.05 s
    assert postbox.addresses() == ["anna@x.example", "boris@x.example"]
    assert postbox.n_connections == 2


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"smtp_port": 1}, "connection"),
        ({"smtp_security": "starttls"}, "tls"),
        ({"smtp_user": "portrait", "smtp_password": "wrong"}, "auth"),
        ({"smtp_host": "no-such-host.invalid"}, "connection"),
    ],
)
def test_trouble_at_the_door_is_named_and_costs_no_attempt(
    cast: Cast,
    session: Session,
    smtp: Settings,
    postbox: Postbox,
    changes: dict[str, object],
    trouble: str,
) -> None:
    made = wave(session, cast.study, ("Anna",))
    services.send_wave(session, cast.study, made)
    session.commit()
    data = smtp.model_dump() | changes
    for _ in range(6):
        send_due(Settings(**data))
        session.rollback()
        for one in session.scalars(select(Mail)):
            one.not_before = now() - timedelta(minutes=1)
            one.tried_at = None
        session.commit()
    mail = the_mail(session)
    assert (mail.status, mail.trouble, mail.attempts) == ("queued", trouble, 0)
    send_due(smtp)
    assert states(session) == {"anna": "sent"}


def test_a_server_that_never_answers_is_a_time_out(
    smtp: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setattr("survey_app.mail.SMTP_TIMEOUT_S", 0.2)
        port = silent.getsockname()[1]
        with (
            pytest.raises(MailDelayed) as caught,
            Postman(smtp.model_copy(update={"smtp_port": port})) as postman,
        ):
            postman._hand_over(None)  # type: ignore[arg-type]
    assert (caught.value.trouble, caught.value.at_door) == ("timeout", True)


@pytest.mark.parametrize(
    ("answer", "status", "trouble"),
    [
        ("550 5.1.1 no such user", "bounced", "address"),
        ("552 5.2.2 mailbox full", "failed", "mailbox"),
        ("554 5.7.1 looks like spam", "failed", "blocked"),
        ("550 no", "failed", "refused"),
        ("451 4.7.1 greylisted", "queued", "delayed"),
    ],
)
def test_each_refusal_is_told_apart(
    cast: Cast,
    session: Session,
    smtp: Settings,
    postbox: Postbox,
    answer: str,
    status: str,
    trouble: str,
) -> None:
    postbox.verdict = lambda address, n: answer
    services.send_wave(session, cast.study, wave(session, cast.study, ("Anna",)))
    session.commit()
    send_due(smtp)
    mail = the_mail(session)
    assert (mail.status, mail.trouble, mail.error) == (status, trouble, answer)
    reasons = session.scalars(select(Suppression.reason)).all()
    assert reasons == (["bounced"] if status == "bounced" else [])


def test_a_sender_that_is_refused_fails_no_mail(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    services.send_wave(session, cast.study, wave(session, cast.study, ("Anna", "Boris")))
    session.commit()
    postbox.refuse_sender = "553 5.7.1 sender not owned by user"
    assert send_due(smtp) == 1
    assert states(session) == {"anna": "queued", "boris": "queued"}
    assert session.scalars(select(Mail.trouble).where(Mail.trouble != "")).all() == ["sender"]


def test_a_wave_that_is_taken_for_spam_again_and_again_pauses_by_itself(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    made = wave(session, cast.study, tuple(f"P{n}" for n in range(12)))
    services.send_wave(session, cast.study, made)
    session.commit()
    postbox.verdict = lambda address, n: "554 5.7.1 looks like spam"
    send_due(smtp)
    counts = list(states(session).values())
    assert (counts.count("failed"), counts.count("queued")) == (10, 2)
    session.refresh(made)
    assert made.status == "paused"


def test_the_envelope_names_where_mails_come_back_to(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    services.send_wave(session, cast.study, wave(session, cast.study, ("Anna",)))
    session.commit()
    send_due(smtp.model_copy(update={"bounce_address": "bounces@northwind.example"}))
    assert postbox.senders == ["bounces@northwind.example"]
