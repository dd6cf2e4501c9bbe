"""After a year whoever approved a persona gets one mail, unless it was switched off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import mail
from survey_app.config import Settings
from survey_app.db import now
from survey_app.jobs import Job
from survey_app.personas import around, material, reminding, services, tasks
from survey_app.personas.models import PersonaVersion
from tests.builders import Cast
from tests.builders_personas import drafted
from tests.pages import Pages

YEAR = timedelta(days=365)


@pytest.fixture
def version(cast: Cast, session: Session) -> PersonaVersion:
    """A published persona that the researcher approved; a second one stays a draft."""
    first = drafted(session, cast.study)[0]
    services.publish(session, first, material.gather(session, cast.study), user=cast.researcher)
    session.commit()
    return first


def mails(app: Flask) -> list[str]:
    settings: Settings = app.extensions["portrait_settings"]
    found = [mail.read_outbox_message(path) for path in sorted(settings.outbox.glob("*.eml"))]
    return [f"{one['To']}|{one['Subject']}|{one.get_content()}" for one in found]


def test_one_mail_goes_to_the_approver_when_the_year_is_over(
    app: Flask, cast: Cast, session: Session, version: PersonaVersion
) -> None:
    assert version.published_at is not None
    assert reminding.write_all(version.published_at + YEAR) == 0  # fresh to the very day
    later = version.published_at + YEAR + timedelta(hours=1)
    assert reminding.write_all(later) == 1
    (letter,) = mails(app)
    assert letter.startswith(f"{cast.researcher.email}|Is '{version.name}' still true?")
    assert f"/personas/{version.persona_id}/v/{version.number}/life" in letter
    assert reminding.write_all(later + timedelta(days=30)) == 0  # once
    session.expire_all()
    around.confirm(session, version.persona)
    session.commit()
    confirmed = version.persona.confirmed_at
    assert confirmed is not None
    # Read again today: the next mail is due a year from now, not a year from the first.
    assert reminding.write_all(confirmed + YEAR - timedelta(hours=1)) == 0


def test_it_is_switched_off_and_on_again_on_the_page(
    app: Flask, cast: Cast, session: Session, version: PersonaVersion, pages: Pages
) -> None:
    url = f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}"
    later = now() + YEAR + timedelta(days=1)
    pages.sign_in(cast.researcher)
    assert "gets one mail" in pages.get(f"{url}/life").text
    pages.post(f"{url}/remind", {})
    assert "No mail is sent" in pages.get(f"{url}/life").text
    assert reminding.write_all(later) == 0
    pages.post(f"{url}/remind", {})
    assert reminding.write_all(later) == 1
    pages.sign_in(cast.viewer)
    pages.post(f"{url}/remind", {}, expect=403)


def test_nobody_who_has_left_is_written_to(
    app: Flask, cast: Cast, session: Session, version: PersonaVersion
) -> None:
    cast.researcher.active = False
    session.commit()
    assert reminding.write_all(now() + YEAR + timedelta(days=1)) == 0
    assert mails(app) == []


def test_a_mail_that_could_not_go_out_is_tried_again_the_next_day(
    app: Flask, cast: Cast, session: Session, version: PersonaVersion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def delayed(*_anything: object) -> None:
        raise mail.MailDelayed("come back later", "delayed")

    later = now() + YEAR + timedelta(days=1)
    with monkeypatch.context() as patched:
        patched.setattr(mail, "deliver", delayed)
        assert reminding.write_all(later) == 0
    assert reminding.write_all(later + timedelta(days=1)) == 1


def test_the_morning_queues_it_once_a_day(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = now().replace(hour=12)
    monkeypatch.setattr(tasks, "now", lambda: noon)
    tasks.remind_in_the_morning()
    tasks.remind_in_the_morning()
    kinds = session.scalars(select(Job.kind).where(Job.kind == tasks.READ_AGAIN)).all()
    assert len(kinds) == 1
