"""What people type, or are called, becomes no header of a mail."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from survey_app.config import Settings
from survey_app.outreach.compose import Correspondents, mail_of
from survey_app.outreach.letters import write_letter

NASTY = st.text(
    st.sampled_from(list("aЯ字\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029:;,<>@\"'\\=?{} ")), max_size=40
)
HEADERS = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "reply-to",
    "content-language", "auto-submitted", "list-unsubscribe", "list-unsubscribe-post",
}  # fmt: skip


def read_back(message: EmailMessage) -> EmailMessage:
    found = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


@budget(max_examples=60, deadline=None)
@given(name=NASTY, company=NASTY, sender=NASTY, subject=NASTY)
def test_no_name_and_no_subject_makes_a_header(
    name: str, company: str, sender: str, subject: str
) -> None:
    people = Correspondents(name=name, company=company, sender=sender, reply_to="r@x.example")
    values = {"name": name, "company": company, "link": "http://p.example/a/x"}
    letter = write_letter(
        language="en",
        subject=f"For {{name}} of {{company}} {subject.replace('{', '').replace('}', '')}",
        body="{link} for {name}",
        footer="The end",
        values=values,
        unsubscribe="http://p.example/u/x",
    )
    message = read_back(mail_of(Settings(), letter, people, to="anna@clinic.example"))
    assert {one.lower() for one in message.keys()} <= HEADERS  # noqa: SIM118
    assert message["To"] == "anna@clinic.example"
    assert len(message.get_all("From", [])) == 1
    assert str(message["From"]).endswith("portrait@localhost>") or "@localhost" in message["From"]


@pytest.mark.parametrize(
    "address",
    ["a@x.example\r\nBcc: b@y.example", "a@x.example\nBcc: b@y.example"],
)
def test_no_address_makes_a_header(address: str) -> None:
    people = Correspondents(name="", company="", sender="Rita", reply_to="")
    letter = write_letter(
        language="en", subject="Hi", body="{link}", footer="", values={"link": "http://x"},
        unsubscribe="http://x",
    )  # fmt: skip
    with pytest.raises((ValueError, UnicodeError, IndexError)):
        mail_of(Settings(), letter, people, to=address).as_bytes()
    people = Correspondents(name="", company="", sender="Rita", reply_to=address)
    with pytest.raises((ValueError, UnicodeError, IndexError)):
        mail_of(Settings(), letter, people, to="a@x.example").as_bytes()
