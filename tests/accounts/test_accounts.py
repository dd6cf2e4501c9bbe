"""Setting up, signing in and out, choosing a new password."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey_app.accounts import queries, services
from survey_app.config import Settings
from survey_app.errors import Conflict
from survey_app.mail import outbox_messages
from tests.builders import PASSWORD, Cast
from tests.pages import Pages


def test_a_new_installation_leads_to_the_set_up(pages: Pages, session: Session) -> None:
    assert pages.get("/", expect=303).location == "/setup"
    data = {"workspace": "Acme", "name": "Ann", "email": "Ann@Acme.example", "password": PASSWORD}
    answer = pages.post("/setup", data, page="/setup")
    assert answer.location == "/"
    assert "No study yet" in pages.get("/").text
    user = queries.user_by_email(session, "ann@acme.example")
    assert user is not None
    assert user.is_admin
    assert user.password
    assert PASSWORD not in user.password


def test_the_set_up_says_what_to_fill_in_and_keeps_what_was_typed(pages: Pages) -> None:
    answer = pages.post(
        "/setup", {"workspace": "Acme", "email": "nonsense", "password": "short"},
        page="/setup", expect=422,
    )  # fmt: skip
    assert "Fill this in." in answer.text
    assert "name@company.com" in answer.text
    assert 'value="Acme"' in answer.text


def test_the_set_up_happens_once(cast: Cast, session: Session, pages: Pages) -> None:
    assert pages.get("/setup", expect=303).location == "/account/sign-in"
    with pytest.raises(Conflict):
        services.set_up(
            session, workspace_name="X", name="X", email="x@x.example", password="x", language="en"
        )


def test_a_wrong_password_does_not_say_whether_the_person_exists(cast: Cast, pages: Pages) -> None:
    def answer(email: str) -> str:
        data = {"email": email, "password": "quite wrong indeed"}
        page = pages.post("/account/sign-in", data, expect=200).text
        return re.sub(r'value="[^"]*"|content="[^"]*"', "", page)

    assert answer(cast.viewer.email) == answer("nobody@portrait.example")


def test_a_new_password_is_chosen_by_mail(cast: Cast, pages: Pages, settings: Settings) -> None:
    pages.post("/account/reset", {"email": cast.viewer.email}, expect=200, page="/account/reset")
    [(_, mail)] = outbox_messages(settings)
    text = mail.get_body(("plain",)).get_content()
    link = re.search(r"http://portrait\.example(/account/reset/\S+)", text)
    assert link, text
    new = "another sentence altogether"
    pages.post(
        link.group(1), {"password": new, "password_confirm": new}, page=link.group(1), expect=302
    )
    pages.client.post("/sign-out", data={"csrf_token": pages.token()})
    pages.post("/account/sign-in", {"email": cast.viewer.email, "password": new}, expect=302)


def test_only_an_administrator_sees_people_and_outbox(cast: Cast, pages: Pages) -> None:
    for path in ("/people", "/outbox"):
        assert "/account/sign-in" in pages.get(path, expect=302).location
    pages.sign_in(cast.researcher)
    for path in ("/people", "/outbox"):
        pages.get(path, expect=403)
    pages.sign_in(cast.admin)
    for path in ("/people", "/outbox"):
        pages.get(path)


def test_an_administrator_adds_a_person_who_chooses_a_password(
    cast: Cast, pages: Pages, settings: Settings
) -> None:
    pages.sign_in(cast.admin)
    pages.post("/people", {"name": "Nora", "email": "nora@portrait.example"})
    assert [mail["To"] for _, mail in outbox_messages(settings)] == ["nora@portrait.example"]
    # A mail without a date is taken for spam, and the outbox could not say when it was written.
    assert all(mail["Date"].datetime.tzinfo for _, mail in outbox_messages(settings))
    again = pages.post("/people", {"name": "N", "email": "NORA@portrait.example"}, expect=422)
    assert "already" in again.text


def test_outbox_files_are_reached_by_name_only(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.admin)
    for name in ("..%2Fsecret_key", "secret_key", "%2e%2e", "x.eml"):
        pages.get(f"/outbox/{name}", expect=404)


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(cast: Cast, app: Flask, target: str) -> None:
    pages = Pages(app)
    data = {"email": cast.viewer.email, "password": PASSWORD}
    answer = pages.client.post(
        f"/account/sign-in?next={target}", data={"csrf_token": pages.token(), **data}
    )
    location = answer.location or ""
    assert not urlsplit(location).netloc
    assert not location.startswith(("//", "/\\"))
