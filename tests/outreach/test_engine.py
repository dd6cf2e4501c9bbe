"""The mail engine against a real SMTP server: each mail once, whatever happens."""

from __future__ import annotations

import email.policy
from datetime import timedelta
from email.message import Message

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.config import Settings
from survey_app.customers import services as customers
from survey_app.db import now
from survey_app.mail import Postman, read_outbox_message
from survey_app.outreach import queries, services, tasks
from survey_app.outreach.engine import send_due
from survey_app.outreach.models import InvitationLink, Mail, Wave
from survey_app.outreach.queries import invitation_by_token
from tests.builders import Cast
from tests.builders_outreach import tokens_in_outbox, wave
from tests.outreach.conftest import Postbox

PEOPLE = ("Anna", "Boris", "Chen")


def queued(session: Session, cast: Cast, names: tuple[str, ...] = PEOPLE) -> Wave:
    made = wave(session, cast.study, names)
    services.send_wave(session, cast.study, made, user=cast.researcher)
    session.commit()
    return made


def states(session: Session) -> dict[str, str]:
    session.rollback()
    session.expire_all()
    return {
        one.recipient.partition("@")[0]: one.status
        for one in session.scalars(select(Mail).order_by(Mail.id))
    }


def the_mail(session: Session) -> Mail:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Mail)).one()


def later(session: Session, **by: float) -> None:
    """Let time pass for mails that wait or are being sent."""
    session.rollback()
    for column in (Mail.not_before, Mail.tried_at):
        for one in session.scalars(select(Mail).where(column.is_not(None))):
            setattr(one, column.key, getattr(one, column.key) - timedelta(**by))
    session.commit()


def test_a_wave_reaches_everybody_once(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    made = queued(session, cast)
    assert send_due(smtp) == 3
    assert send_due(smtp) == 0
    assert sorted(postbox.addresses()) == [f"{n.lower()}@clinic.example" for n in PEOPLE]
    assert set(states(session).values()) == {"sent"}
    assert made.status == "sent"


def test_the_job_sends_a_wave(cast: Cast, session: Session, app: Flask, settings: Settings) -> None:
    made = queued(session, cast)
    assert jobs.queue_of(app).run_pending() == 1
    assert len(tokens_in_outbox(settings)) == 3
    session.expire_all()
    assert made.status == "sent"


def test_a_mail_says_who_writes_and_carries_the_headers(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    queued(session, cast, ("Anna",))
    send_due(smtp)
    [message] = postbox.messages()
    token = _token(message)
    assert message["From"] == '"Rita <b>bold</b>" <portrait@localhost>'
    assert message["Reply-To"] == "rita@portrait.example"
    assert message["To"] == "anna@clinic.example"
    assert message["List-Unsubscribe"] == f"<http://portrait.example/u/{token}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "no"
    assert message["Message-ID"] == the_mail(session).message_id
    plain, html = message.iter_parts()  # type: ignore[attr-defined]
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "<b>bold</b>" not in html.get_content()
    assert "Anna &lt;b&gt;bold&lt;/b&gt;" in html.get_content()
    assert f"http://portrait.example/u/{token}" in plain.get_content()
    assert "about 2 minutes" in plain.get_content()


def test_a_long_address_of_ours_is_not_torn_in_the_headers(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    base = f"https://{'a-long-subdomain.' * 6}company.example/surveys"
    queued(session, cast, ("Anna",))
    send_due(smtp.model_copy(update={"base_url": base}))
    [(_, content)] = postbox.taken
    assert f"List-Unsubscribe: <{base}/u/".encode() in content


def test_only_the_hash_of_a_link_is_kept_and_each_mail_has_its_own(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    queued(session, cast)
    send_due(smtp)
    tokens = {_token(message) for message in postbox.messages()}
    assert len(tokens) == 3
    kept = session.scalars(select(InvitationLink.token_hash)).all()
    assert len(kept) == 3
    assert not tokens & set(kept)
    for token in tokens:
        found = invitation_by_token(session, token)
        assert found
        assert (found.state, found.study.id) == ("good", cast.study.id)
    assert invitation_by_token(session, "x" * 32) is None
    assert invitation_by_token(session, kept[0]) is None, "a stolen hash opens nothing"


def test_each_person_is_written_to_in_their_language(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    made = wave(session, cast.study, PEOPLE)
    for invitation, language in zip(
        queries.invitations(session, made), ("ru", "zh", None), strict=True
    ):
        invitation[0].contact.language = language
    services.send_wave(session, cast.study, made)
    session.commit()
    send_due(smtp)
    subjects = {m["To"].partition("@")[0]: m["Subject"] for m in postbox.messages()}
    assert subjects["anna"] == "Можно спросить, что вы думаете? Примерно 2 мин."
    assert subjects["boris"] == "想听听您的看法，大约需要2分钟"
    assert subjects["chen"] == "May I ask for your view? About 2 minutes"


def test_a_refused_address_fails_and_the_others_go_out(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    postbox.verdict = lambda address, n: "550 no such user" if "boris" in address else None
    made = queued(session, cast)
    send_due(smtp)
    send_due(smtp)
    assert states(session) == {"anna": "sent", "boris": "failed", "chen": "sent"}
    assert postbox.asked["boris@clinic.example"] == 1
    assert made.status == "sent"
    failed = session.scalars(select(Mail).where(Mail.status == "failed")).one()
    assert "550" in failed.error


def test_a_delayed_mail_is_tried_again_later(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    postbox.verdict = lambda address, n: "451 greylisted" if n == 1 else None
    made = queued(session, cast, ("Anna",))
    send_due(smtp)
    assert states(session) == {"anna": "queued"}
    assert made.status == "sending"
    send_due(smtp)
    assert postbox.asked["anna@clinic.example"] == 1, "not before the time is up"
    later(session, minutes=1.1)
    send_due(smtp)
    assert states(session) == {"anna": "sent"}
    assert len(postbox.taken) == 1


def test_after_five_attempts_a_delayed_mail_has_failed(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    postbox.verdict = lambda address, n: "451 later"
    queued(session, cast, ("Anna",))
    for _ in range(7):
        send_due(smtp)
        later(session, hours=3)
    assert postbox.asked["anna@clinic.example"] == 5
    assert states(session) == {"anna": "failed"}


def test_a_server_in_trouble_is_not_asked_for_every_mail(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    postbox.verdict = lambda address, n: "451 later"
    queued(session, cast, tuple(f"P{n}" for n in range(6)))
    assert send_due(smtp) == 3
    assert set(states(session).values()) == {"queued"}


def test_without_a_server_to_reach_mails_wait(
    cast: Cast, session: Session, settings: Settings
) -> None:
    queued(session, cast, ("Anna",))
    send_due(
        settings.model_copy(
            update={"smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_security": "none"}
        )
    )
    assert states(session) == {"anna": "queued"}


def test_a_connection_lost_after_the_content_is_unknown_and_not_repeated(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    postbox.after_taking = lambda: "drop"
    queued(session, cast, ("Anna",))
    send_due(smtp)
    assert states(session) == {"anna": "unknown"}
    later(session, days=1)
    send_due(smtp)
    assert len(postbox.taken) == 1


def test_a_sender_that_dies_while_sending_leaves_the_mail_to_a_person(
    cast: Cast,
    session: Session,
    smtp: Settings,
    postbox: Postbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = queued(session, cast, ("Anna", "Boris"))

    def die(postman: Postman, message: Message, **_: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Postman, "send", die)
        with pytest.raises(KeyboardInterrupt):
            send_due(smtp)
    assert states(session) == {"anna": "sending", "boris": "queued"}
    kept = session.scalars(select(Mail).where(Mail.status == "sending")).one()
    assert kept.message_id, "what was being sent can be looked for at the server"
    send_due(smtp)
    assert states(session) == {"anna": "sending", "boris": "sent"}, "it may still be at work"
    later(session, minutes=11)
    send_due(smtp)
    assert states(session) == {"anna": "unknown", "boris": "sent"}
    assert postbox.addresses() == ["boris@clinic.example"]
    session.refresh(made)
    assert made.status == "sent"


def test_a_letter_that_cannot_be_written_does_not_stop_the_wave(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    queued(session, cast, ("Anna", "Boris"))
    session.execute(update(Mail).where(Mail.recipient.like("anna%")).values(language="xx"))
    session.commit()
    send_due(smtp)
    assert states(session) == {"anna": "failed", "boris": "sent"}
    assert len(session.scalars(select(InvitationLink.id)).all()) == 1


def test_a_person_who_unsubscribes_meanwhile_gets_nothing(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    queued(session, cast, ("Anna", "Boris"))
    customers.suppress(session, cast.workspace, "ANNA@clinic.example", "unsubscribed")
    session.commit()
    send_due(smtp)
    assert states(session) == {"anna": "suppressed", "boris": "sent"}
    assert postbox.addresses() == ["boris@clinic.example"]


def test_a_person_who_refuses_meanwhile_gets_nothing(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    made = queued(session, cast, ("Anna", "Boris"))
    queries.chosen_contacts(session, made)[0].consent = "refused"
    session.commit()
    send_due(smtp)
    assert states(session) == {"anna": "suppressed", "boris": "sent"}


def test_no_more_mails_a_minute_than_set(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    slow = smtp.model_copy(update={"mails_per_minute": 2})
    queued(session, cast)
    assert send_due(slow) == 2
    assert send_due(slow) == 0
    later(session, seconds=61)
    assert send_due(slow) == 1
    assert len(postbox.taken) == 3


def test_a_paused_wave_waits_and_goes_on(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    made = queued(session, cast)
    services.pause(session, made)
    session.commit()
    assert send_due(smtp) == 0
    services.resume(session, cast.study, made)
    session.commit()
    assert send_due(smtp) == 3


@pytest.mark.parametrize("what", ["wave", "study"])
def test_what_is_closed_sends_nothing(
    cast: Cast, session: Session, smtp: Settings, postbox: Postbox, what: str
) -> None:
    made = queued(session, cast)
    if what == "wave":
        services.close_wave(session, made)
    else:
        cast.study.status = "closed"
    session.commit()
    assert send_due(smtp) == 0
    assert postbox.taken == []


def test_the_database_refuses_a_second_mail_of_a_kind(cast: Cast, session: Session) -> None:
    queued(session, cast, ("Anna",))
    first = the_mail(session)
    session.add(
        Mail(
            study_id=first.study_id,
            wave_id=first.wave_id,
            invitation_id=first.invitation_id,
            kind="invitation",
            recipient=first.recipient,
            language="en",
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_the_clock_sends_what_is_due_and_closes_what_is_over(
    cast: Cast, session: Session, settings: Settings
) -> None:
    made = queued(session, cast)
    tasks.send_due_mails()
    assert len(tokens_in_outbox(settings)) == 3
    session.rollback()
    session.refresh(made)
    assert made.status == "sent"
    made.closes_at = now() - timedelta(seconds=1)
    session.commit()
    tasks.send_due_mails()
    session.refresh(made)
    assert made.status == "closed"


def test_mails_in_the_outbox_folder_can_be_read(
    cast: Cast, session: Session, settings: Settings
) -> None:
    queued(session, cast, ("Anna",))
    send_due(settings)
    [path] = settings.outbox.glob("*.eml")
    message = read_outbox_message(path)
    assert _token(message)
    assert message["Subject"] == "May I ask for your view? About 2 minutes"


def _token(message: Message) -> str:
    assert message.policy is not email.policy.compat32
    header = message["List-Unsubscribe"]
    return str(header).rpartition("/")[2].rstrip(">")
