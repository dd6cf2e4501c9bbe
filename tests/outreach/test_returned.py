"""Mails that come back: read, believed only where they know our Message-ID, noted once."""

from __future__ import annotations

import mailbox
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.config import Settings
from survey_app.customers.models import Suppression
from survey_app.db import now
from survey_app.mail import Postman, new_message, outbox_messages
from survey_app.outreach import bounces, services
from survey_app.outreach.engine import send_due
from survey_app.outreach.mailbox import read_mailbox
from survey_app.outreach.models import Mail, ReturnedMail
from survey_app.outreach.return_path import return_mark
from survey_app.outreach.returned import MAX_RETURNED_BYTES, read_returned
from tests.builders import Cast
from tests.builders_outreach import wave
from tests.outreach.conftest import Postbox
from tests.outreach.returned_mails import away, bare_bounce, bounce, complaint, written_reply
from tests.pages import Pages

TOKEN = "a-token-of-more-than-twenty-characters"


@pytest.fixture
def mail(cast: Cast, session: Session, settings: Settings) -> Mail:
    """The mail to Anna, which went out; Boris of the same wave is not to be touched."""
    services.send_wave(session, cast.study, wave(session, cast.study, ("Anna", "Boris")))
    session.commit()
    send_due(settings)
    session.expire_all()
    return next(one for one in session.scalars(select(Mail)) if "anna" in one.recipient)


def ended(session: Session) -> dict[str, str]:
    session.expire_all()
    return {one.email: one.reason for one in session.scalars(select(Suppression))}


def id_of(mail: Mail) -> str:
    assert mail.message_id
    return mail.message_id


def test_a_bounce_ends_mail_to_the_address_and_is_noted_once(session: Session, mail: Mail) -> None:
    content = bounce(id_of(mail))
    for _ in range(2):
        note = bounces.take_in(session, content, came_by="page")
    assert (note.kind, note.mail_id) == ("bounce", mail.id)
    assert "user unknown" in note.answer
    assert (mail.status, mail.trouble) == ("bounced", "came_back")
    assert ended(session) == {"anna@clinic.example": "bounced"}
    assert len(session.scalars(select(ReturnedMail)).all()) == 1


def test_a_delay_is_noted_and_ends_nothing(session: Session, mail: Mail) -> None:
    content = bounce(id_of(mail), action="delayed", status="4.4.1", diagnosis="450 later")
    assert bounces.take_in(session, content, came_by="page").kind == "delay"
    assert (mail.status, ended(session)) == ("sent", {})


def test_a_complaint_ends_mail_and_its_opposite_does_not(session: Session, mail: Mail) -> None:
    praised = bounces.take_in(session, complaint(id_of(mail), "not-spam"), came_by="post")
    assert (praised.kind, ended(session)) == ("other", {})
    assert bounces.take_in(session, complaint(id_of(mail)), came_by="post").kind == "complaint"
    assert ended(session) == {"anna@clinic.example": "complained"}
    assert mail.status == "sent"


def test_an_automatic_answer_is_no_bounce(session: Session, mail: Mail) -> None:
    assert bounces.take_in(session, away(id_of(mail)), came_by="mailbox").kind == "other"
    assert ended(session) == {}


@pytest.mark.parametrize("make", [bounce, complaint, lambda one: written_reply(one, "unsubscribe")])
def test_a_forged_message_ends_nothing(session: Session, mail: Mail, make) -> None:  # type: ignore[no-untyped-def]
    """Whoever does not know the Message-ID of our mail has never seen it."""
    note = bounces.take_in(session, make("<guessed@localhost>"), came_by="post")
    assert note.mail_id is None
    assert (mail.status, ended(session)) == ("sent", {})


def test_a_bounce_ends_mail_to_whom_we_wrote_and_not_to_whom_it_names(
    session: Session, mail: Mail
) -> None:
    content = bounce(id_of(mail), recipient="boris@clinic.example")
    bounces.take_in(session, content, came_by="post")
    assert ended(session) == {"anna@clinic.example": "bounced"}


@pytest.mark.parametrize(
    "subject",
    ["Unsubscribe", "Отписаться", "退订 谢谢", "=?utf-8?b?0J7RgtC/0LjRgdCw0YLRjNGB0Y8=?="],
)
def test_a_person_who_answers_unsubscribe_gets_no_more_mail(
    session: Session, mail: Mail, subject: str
) -> None:
    bounces.take_in(session, written_reply(id_of(mail), subject), came_by="mailbox")
    assert ended(session) == {"anna@clinic.example": "unsubscribed"}


def test_nobody_else_unsubscribes_a_person_and_an_answer_is_no_unsubscribing(
    session: Session, mail: Mail
) -> None:
    foreign = written_reply(id_of(mail), "unsubscribe", "someone@else.example")
    bounces.take_in(session, foreign, came_by="mailbox")
    bounces.take_in(session, written_reply(id_of(mail), "Re: your view"), came_by="mailbox")
    assert ended(session) == {}


def test_a_returned_test_mail_ends_nothing(
    cast: Cast, session: Session, settings: Settings, mail: Mail
) -> None:
    made = mail.wave
    assert made
    test = services.send_test(session, cast.study, made, user=cast.researcher, language="en")
    session.commit()
    send_due(settings)
    session.refresh(test)
    bounces.take_in(session, bounce(id_of(test), recipient=test.recipient), came_by="page")
    assert ended(session) == {}


# --- reports that quote no Message-ID --------------------------------------------------------


def test_a_report_to_a_mails_own_return_address_is_believed(
    app: Flask, session: Session, mail: Mail, settings: Settings
) -> None:
    app.extensions["portrait_settings"] = settings.model_copy(
        update={"bounce_address": "bounces+{}@northwind.example"}
    )
    mark = return_mark(app.config["SECRET_KEY"], mail.id)
    forged = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    content = bare_bounce("someone@else.example", to=f"bounces+{forged}@northwind.example")
    assert bounces.take_in(session, content, came_by="mailbox").matched_by == ""
    assert ended(session) == {}
    content = bare_bounce("anna@forwarded.example", to=f"<Bounces+{mark}@northwind.example>")
    note = bounces.take_in(session, content, came_by="mailbox")
    assert (note.mail_id, note.matched_by) == (mail.id, "proof")
    assert ended(session) == {"anna@clinic.example": "bounced"}


def test_each_mail_leaves_with_a_return_address_of_its_own(
    app: Flask, cast: Cast, session: Session, smtp: Settings, postbox: Postbox
) -> None:
    services.send_wave(session, cast.study, wave(session, cast.study, ("Anna", "Boris")))
    session.commit()
    send_due(smtp.model_copy(update={"bounce_address": "bounces+{}@northwind.example"}))
    secret = app.config["SECRET_KEY"]
    marks = {return_mark(secret, one) for one in session.scalars(select(Mail.id))}
    assert set(postbox.senders) == {f"bounces+{mark}@northwind.example" for mark in marks}
    assert len(marks) == 2
    with Postman(smtp.model_copy(update={"bounce_address": "b+{}@northwind.example"})) as postman:
        postman.send(new_message(smtp, to="x@y.example", subject="Copy", text="Hello"))
    assert postbox.senders[-1] == "b@northwind.example", "other mails need no mark"


def test_a_complaint_without_addresses_is_believed_by_the_way_out_that_it_quotes(
    session: Session, settings: Settings, mail: Mail
) -> None:
    """Big providers take addresses and ids out of their reports (RFC 6590), and leave the rest."""
    sent = next(one for _, one in outbox_messages(settings) if one["To"] == mail.recipient)
    link = str(sent["List-Unsubscribe"])
    content = complaint("<taken-out@x>").replace(b"Hello", f"List-Unsubscribe: {link}".encode())
    assert bounces.take_in(session, content, came_by="post").mail_id == mail.id
    assert ended(session) == {"anna@clinic.example": "complained"}


def test_a_report_that_only_names_the_address_ends_reminders_and_a_person_decides_the_rest(
    cast: Cast, session: Session, pages: Pages, mail: Mail
) -> None:
    note = bounces.take_in(session, bare_bounce("Anna@clinic.example"), came_by="mailbox")
    assert (note.mail_id, note.matched_by) == (mail.id, "address")
    assert (mail.status, ended(session)) == ("bounced", {})
    session.commit()
    pages.sign_in(cast.admin)
    assert "Matched by the address alone" in pages.get("/mail/bounces").text
    for _ in range(2):
        pages.post(f"/mail/bounces/{note.id}/leave-alone", {}, page="/mail/bounces")
    assert ended(session) == {"anna@clinic.example": "bounced"}
    assert "Matched by the address alone" not in pages.get("/mail/bounces").text


@pytest.mark.parametrize("status", ["5.2.2", "4.1.1"])
def test_a_full_mailbox_or_a_stranger_is_not_matched_by_the_address(
    session: Session, mail: Mail, status: str
) -> None:
    content = bare_bounce("anna@clinic.example", status=status)
    assert bounces.take_in(session, content, came_by="mailbox").matched_by == ""
    stranger = bare_bounce("nobody@clinic.example")
    assert bounces.take_in(session, stranger, came_by="mailbox").matched_by == ""
    mail.sent_at = now() - timedelta(days=8)
    session.flush()
    late = bare_bounce("anna@clinic.example")
    assert bounces.take_in(session, late, came_by="mailbox").matched_by == ""
    assert mail.status == "sent"


@budget(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([bounce("<a@b>"), complaint("<a@b>"), b""]))
def test_no_bytes_are_too_strange_to_read(noise: bytes, start: bytes) -> None:
    half = len(start) // 2
    for content in (noise, noise + start, start + noise, start[:half] + noise + start[half:]):
        assert read_returned(content).kind in {
            "bounce", "delay", "complaint", "unsubscribe", "other"
        }  # fmt: skip


def test_a_giant_is_not_read() -> None:
    assert read_returned(bounce("<a@b>") + b"x" * MAX_RETURNED_BYTES).kind == "other"
    deep = b"Content-Type: multipart/mixed; boundary=B\n\n--B\n" * 3000
    assert read_returned(deep).kind == "other"


# --- the address for mail servers, the page, the mailbox -------------------------------------


@pytest.fixture
def with_token(pages: Pages, settings: Settings) -> Iterator[Pages]:
    changed = settings.model_copy(
        update={"bounce_token": Settings(bounce_token=TOKEN).bounce_token}
    )
    pages.app.extensions["portrait_settings"] = changed
    yield pages
    pages.app.extensions["portrait_settings"] = settings


def test_a_mail_server_posts_with_its_token_only(
    session: Session, mail: Mail, with_token: Pages
) -> None:
    post = with_token.client.post
    content = bounce(id_of(mail))
    for shown in ("", "Bearer wrong", f"Bearer {TOKEN}x", "Bearer ünknown"):
        answer = post("/mail/returned", data=content, headers={"Authorization": shown})
        assert answer.status_code == 404
    assert ended(session) == {}
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert post("/mail/returned", data=content, headers=right).get_json() == {"kind": "bounce"}
    assert ended(session) == {"anna@clinic.example": "bounced"}
    assert post("/mail/returned", data=b"", headers=right).status_code == 422
    giant = b"x" * (MAX_RETURNED_BYTES + 1)
    assert post("/mail/returned", data=giant, headers=right).status_code == 413


def test_without_a_token_there_is_no_such_address(pages: Pages) -> None:
    for shown in ("", "Bearer ", "Bearer None"):
        answer = pages.client.post("/mail/returned", data=b"x", headers={"Authorization": shown})
        assert answer.status_code == 404
    with pytest.raises(ValidationError):
        Settings(bounce_token="short")  # type: ignore[arg-type]


def test_an_administrator_pastes_a_mail_and_sees_what_came_back(
    cast: Cast, session: Session, pages: Pages, mail: Mail
) -> None:
    pages.sign_in(cast.researcher)
    pages.get("/mail/bounces", expect=403)
    pages.sign_in(cast.admin)
    assert "Nothing has come back" in pages.get("/mail/bounces").text
    for wrong in ("", "no headers at all"):
        pages.post("/mail/bounces", {"text": wrong}, expect=422)
    pages.post("/mail/bounces", {"text": bounce(id_of(mail)).decode()})
    page = pages.get("/mail/bounces").text
    assert "could not be delivered" in page
    assert "anna@clinic.example" in page


def test_a_maildir_is_read_and_nothing_in_it_twice(
    session: Session, mail: Mail, settings: Settings, tmp_path: Path
) -> None:
    box = mailbox.Maildir(tmp_path / "box", create=True)
    box.add(bounce(id_of(mail)))
    box.add(away(id_of(mail)))
    session.commit()
    address = Settings(bounce_mailbox=f"maildir:{tmp_path / 'box'}").bounce_mailbox  # type: ignore[arg-type]
    changed = settings.model_copy(update={"bounce_mailbox": address})
    assert read_mailbox(changed) == 2
    assert read_mailbox(changed) == 0
    assert ended(session) == {"anna@clinic.example": "bounced"}


class ImapServer(socketserver.StreamRequestHandler):
    """As much of IMAP as reading new mail takes."""

    messages: dict[str, bytes] = {}  # noqa: RUF012
    seen: set[str] = set()  # noqa: RUF012

    def handle(self) -> None:
        self.say(b"* OK ready")
        for line in self.rfile:
            tag, _, command = line.strip().decode().partition(" ")
            words = command.upper().split()
            if words[0] == "CAPABILITY":
                self.say(b"* CAPABILITY IMAP4rev1")
            elif words[0] == "LOGIN" and "secret word" not in command:
                self.say(f"{tag} NO wrong".encode())
                continue
            elif words[0] == "SELECT":
                self.say(f"* {len(self.messages)} EXISTS".encode())
            elif words[:2] == ["UID", "SEARCH"]:
                self.say(f"* SEARCH {' '.join(sorted(set(self.messages) - self.seen))}".encode())
            elif words[:2] == ["UID", "FETCH"]:
                content = self.messages[words[2]]
                self.say(f"* 1 FETCH (UID {words[2]} BODY[]<0> {{{len(content)}}}".encode())
                self.wfile.write(content)
                self.say(b")")
            elif words[:2] == ["UID", "STORE"]:
                self.seen.add(words[2])
            self.say(f"{tag} OK done".encode())
            if words[0] == "LOGOUT":
                return

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


def test_a_mailbox_is_read_by_imap_and_nothing_in_it_twice(
    session: Session, mail: Mail, settings: Settings
) -> None:
    ImapServer.messages, ImapServer.seen = {"7": bounce(id_of(mail)), "9": b"junk"}, set()
    session.commit()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), ImapServer) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]

        def read(password: str) -> int:
            address = f"imap://portrait:{password}@127.0.0.1:{port}/INBOX"
            secret = Settings(bounce_mailbox=address).bounce_mailbox  # type: ignore[arg-type]
            return read_mailbox(settings.model_copy(update={"bounce_mailbox": secret}))

        assert read("wrong") == 0, "and the job goes on"
        assert ended(session) == {}
        assert read("secret%20word") == 2
        assert read("secret%20word") == 0
        server.shutdown()
    assert ended(session) == {"anna@clinic.example": "bounced"}
    assert ImapServer.seen == {"7", "9"}


@pytest.mark.parametrize("address", ["maildir:/no/such/folder", "imap://127.0.0.1:1/", "nonsense"])
def test_a_mailbox_that_cannot_be_read_stops_nothing(
    settings: Settings, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    secret = Settings(bounce_mailbox=address).bounce_mailbox  # type: ignore[arg-type]
    assert read_mailbox(settings.model_copy(update={"bounce_mailbox": secret})) == 0
