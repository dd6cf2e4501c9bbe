"""What a stranger with bad intentions meets: headers, refusals, limits, and no traceback."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from survey_app import logs
from survey_app.app import create_app
from survey_app.collect import respondent, welcome
from survey_app.config import Settings
from survey_app.db import db
from survey_app.mail import outbox_messages
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation
from survey_app.web.links import safe_next
from tests.builders import Cast
from tests.builders_customers import contact
from tests.builders_outreach import wave
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages, check_page

SECRET_WORDS = "what the customer said in confidence"
ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "HTTPS:/evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "evil.example",
    "",
)


@pytest.fixture
def token(cast: Cast, session: Session) -> str:
    """The token of a good personal link."""
    publication = publish_tiny(session, cast.study)
    made = wave(session, cast.study, names=())
    made.publication_id, made.status = publication.id, "sending"
    one = Invitation(wave_id=made.id, contact_id=contact(session, cast.study).id)
    session.add(one)
    session.flush()
    return outreach.new_link(session, one)


@pytest.fixture
def log(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that the process logs meanwhile."""
    written = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        logs.init_app(settings)
        yield written
    logs.init_app(settings)


@pytest.fixture
def breakage(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a personal link meets an error that nobody foresaw, as in production."""

    def burst(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(welcome, "version", burst)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/account/sign-in", 200),
        ("/", 303),
        ("/nothing/here", 404),
        ("/a/wrong", 410),
        ("/r/0123456789abcdef/done", 404),
        ("/language", 405),
        ("/static/respondent.css", 200),
    ],
)
def test_every_answer_carries_the_headers(pages: Pages, cast: Cast, path: str, status: int) -> None:
    answer = pages.client.get(path)
    answer.close()
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    if not path.startswith("/static"):
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_unforeseen_error_is_a_page_without_a_traceback(
    pages: Pages, token: str, breakage: None, log: io.StringIO
) -> None:
    answer = pages.get(f"/a/{token}", expect=500)
    assert "Something failed on our side" in answer.text
    assert "Traceback" not in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert "RuntimeError" in log.getvalue(), "the administrator finds it in the log"


def test_no_log_line_names_a_personal_link(
    pages: Pages, token: str, breakage: None, log: io.StringIO
) -> None:
    pages.get(f"/a/{token}", expect=500)
    pages.get(f"/a/{token}/about", expect=500)
    pages.post(f"/a/{token}/start", {}, expect=500)
    pages.get(f"/a/{token[:-2]}", expect=410)
    assert "/a/<token>" in log.getvalue(), "the rule is enough to find the place"
    assert token[:-2] not in log.getvalue()


def test_no_log_line_quotes_an_answer(
    app: Flask,
    pages: Pages,
    session: Session,
    token: str,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object, **__: object) -> None:
        session.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": SECRET_WORDS})

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(welcome, "version", fails)
    pages.get(f"/a/{token}", expect=500)
    assert "INSERT INTO nowhere" in log.getvalue()
    assert SECRET_WORDS not in log.getvalue()


@pytest.mark.parametrize("sent", [{}, {"csrf_token": "forged"}])
def test_a_form_without_our_token_is_refused_and_says_what_to_do(
    pages: Pages, token: str, sent: dict[str, str]
) -> None:
    answer = pages.client.post(f"/a/{token}/start", data=sent)
    assert answer.status_code == 400
    assert check_page(answer.text) == []
    assert "load it again" in answer.text


def test_a_token_of_another_visitor_is_refused(app: Flask, pages: Pages, token: str) -> None:
    theirs = Pages(app).token(f"/a/{token}")
    pages.get(f"/a/{token}")
    answer = pages.client.post(f"/a/{token}/start", data={"csrf_token": theirs})
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_that_is_too_large_gets_a_page(
    app: Flask, pages: Pages, token: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    answer = pages.client.post(f"/a/{token}/start", data={"answer": "x" * 2000}, content_type=kind)
    assert answer.status_code == 413
    assert check_page(answer.text) == []
    assert "Too large" in answer.text


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_spelling_of_another_site_is_a_way_on(target: str) -> None:
    assert safe_next(target) is None


@pytest.mark.parametrize("target", ["/", "/studies/", "/s/why?page=2#top", "/a?next=//b"])
def test_a_path_of_this_site_is_a_way_on(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize("target", ELSEWHERE)
def test_changing_the_language_leads_nowhere_else(pages: Pages, cast: Cast, target: str) -> None:
    answer = pages.post("/language", {"language": "ru", "next": target})
    assert answer.location == "/"


@pytest.mark.parametrize("target", [one for one in ELSEWHERE if one])
def test_signing_in_leads_nowhere_else(pages: Pages, cast: Cast, target: str) -> None:
    answer = pages.client.post(
        "/account/sign-in",
        query_string={"next": target},
        data={
            "csrf_token": pages.token("/account/sign-in"),
            "email": cast.viewer.email,
            "password": "a sentence to sign in with",
            "next": target,
        },
    )
    assert answer.status_code in (200, 302)
    # As browsers read it: a backslash is a slash.
    way_on = urljoin(
        "http://localhost/account/sign-in", (answer.location or "/").replace("\\", "/")
    )
    assert way_on.startswith("http://localhost/")


def test_a_forged_host_does_not_reach_mails(pages: Pages, cast: Cast, settings: Settings) -> None:
    pages.client.post(
        "/account/reset",
        data={"csrf_token": pages.token("/account/reset"), "email": cast.viewer.email},
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    )
    # A client that is known under another name has no session there: ask with one of its own.
    stranger = Pages(pages.app)
    form = stranger.client.get("/account/reset", base_url="http://evil.example").text
    csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert csrf
    stranger.client.post(
        "/account/reset",
        base_url="http://evil.example",
        data={"csrf_token": csrf.group(1), "email": cast.viewer.email},
    )
    mails = [message for _, message in outbox_messages(settings)]
    assert mails, "the reset mail is written"
    for message in mails:
        source = message.as_string()
        assert "evil.example" not in source
        assert settings.base_url in source


@pytest.mark.parametrize("language", ["ru", "zh"])
@pytest.mark.parametrize(
    ("path", "status"), [("/nothing/here", 404), ("/a/wrong", 410), ("/language", 405)]
)
def test_error_pages_are_pages_in_the_readers_language(
    pages: Pages, cast: Cast, language: str, path: str, status: int
) -> None:
    answer = pages.client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == status
    assert f'<html lang="{language}"' in answer.text
    assert check_page(answer.text) == []


def test_a_second_application_in_the_process_leaves_the_limits_of_the_first_alone(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    create_app(Settings(instance=tmp_path))
    client = app.test_client()
    limit = int(respondent.LINKS_PER_MINUTE.split()[0])
    statuses = {client.get("/a/guess").status_code for _ in range(limit + 1)}
    assert statuses == {410}, "this one was made for tests and does not count"
    logs.init_app(settings)


def test_too_many_links_in_a_minute_meet_a_page_that_says_wait(
    app: Flask, cast: Cast, session: Session, settings: Settings
) -> None:
    session.commit()
    strict = create_app(settings.model_copy(update={"testing": False}))
    try:
        client = strict.test_client()
        limit = int(respondent.LINKS_PER_MINUTE.split()[0])
        statuses = [client.get("/a/guess").status_code for _ in range(limit)]
        assert set(statuses) == {410}
        answer = client.get("/a/guess")
        assert answer.status_code == 429
        assert check_page(answer.text) == []
        assert "Wait a minute" in answer.text
        other = client.get("/a/guess", environ_base={"REMOTE_ADDR": "192.0.2.9"})
        assert other.status_code == 410, "somebody else is not held up"
        forged = client.get("/a/guess", headers={"X-Forwarded-For": "192.0.2.10"})
        assert forged.status_code == 429, "no proxy is trusted, so the header is worth nothing"
    finally:
        with strict.app_context():  # the next test replaces the file under this connection
            db.engine.dispose()
        logs.init_app(settings)
