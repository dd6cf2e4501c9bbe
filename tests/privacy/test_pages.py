"""Asking what is held and having it erased, by code, by mail and by staff; and who looked."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs, mail
from survey_app.collect.models import Response
from survey_app.config import Settings
from survey_app.customers.models import Contact
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation
from survey_app.privacy.models import Erasure, PrivacyRequest
from survey_app.studies import access, consent
from survey_app.studies.models import AccessLog
from tests.builders import Cast
from tests.builders_collect import hidden_fields, publish_one_page
from tests.builders_customers import contact
from tests.builders_outreach import wave
from tests.builders_privacy import TALK, person, tables_with
from tests.builders_questionnaires import publish_tiny
from tests.builders_voices import answer
from tests.pages import Pages

ADDRESS = "zinaida@quill.example"
WORDS = "the ledger lives in a shoe box under my bed"


@pytest.fixture
def answered(cast: Cast, session: Session) -> Response:
    """Answers, a call and an address of one person."""
    response = answer(session, publish_tiny(session, cast.study), WORDS)
    response.contact_id = person(session, cast.study).id
    session.commit()
    return response


def link_in_the_mail(app: Flask) -> str:
    settings: Settings = app.extensions["portrait_settings"]
    jobs.queue_of(app).run_pending()
    [(_name, message)] = mail.outbox_messages(settings)
    assert message["To"] == ADDRESS
    match = re.search(r"/my-data/\S+", message.get_content())
    assert match
    return match.group()


def test_a_code_shows_everything_and_erases_it_by_a_press(
    app: Flask, session: Session, answered: Response, pages: Pages
) -> None:
    code = answered.public_id
    pages.get("/my-data/")
    pages.post("/my-data/code", {"code": "wrong"}, expect=422, page="/my-data/")
    shown = pages.post("/my-data/code", {"code": f" {code.upper()} "}, expect=200, page="/my-data/")
    for words in (WORDS, TALK, ADDRESS, "Speaks at the Quill fair"):
        assert words in shown.text
    pages.post("/my-data/code/erase", {"code": code}, page="/my-data/")
    assert tables_with(session, WORDS), "sent without the button, as a scanner does"
    session.rollback()
    pages.post("/my-data/code/erase", {"code": code, "erase": "yes"}, page="/my-data/")
    assert not tables_with(session, WORDS)
    assert not tables_with(session, TALK)
    pages.get("/my-data/gone")
    pages.post("/my-data/code/erase", {"code": code, "erase": "yes"}, expect=404, page="/my-data/")


def test_an_address_gets_a_link_that_shows_copies_and_erases(
    app: Flask, cast: Cast, session: Session, answered: Response, pages: Pages
) -> None:
    person(session, cast.other_study)
    unknown = pages.post("/my-data/mail", {"email": "no@x.example"}, expect=200, page="/my-data/")
    known = pages.post("/my-data/mail", {"email": ADDRESS.upper()}, expect=200, page="/my-data/")
    assert unknown.text == known.text, "the page does not tell whom we know"
    link = link_in_the_mail(app)
    assert link.rpartition("/")[2] not in "".join(tables_with(session, link.rpartition("/")[2]))
    session.rollback()
    page = pages.get(link).text
    assert WORDS in page
    assert "Elsewhere" in page, "every study of the installation"
    copied = json.loads(pages.get(f"{link}/copy.json").text)
    assert {one["organisation"] for one in copied} == {"Elsewhere", cast.study.organisation}
    pages.post(f"{link}/erase", page="/my-data/")
    assert session.scalars(select(Contact)).first()
    session.rollback()
    pages.post(f"{link}/erase", {"erase": "yes"}, page="/my-data/")
    assert session.scalars(select(Contact)).first() is None
    assert session.scalars(select(PrivacyRequest)).first() is None
    pages.get(link, expect=410)
    assert mail.outbox_messages(app.extensions["portrait_settings"]) == [], "the mail's copy, too"
    assert not tables_with(session, ADDRESS)


def test_an_address_is_not_flooded(
    app: Flask, session: Session, answered: Response, pages: Pages
) -> None:
    for _ in range(3):
        pages.post("/my-data/mail", {"email": ADDRESS}, expect=200, page="/my-data/")
    link_in_the_mail(app)


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_the_public_pages_speak_the_persons_language(
    app: Flask, answered: Response, pages: Pages, language: str
) -> None:
    page = pages.get(f"/my-data/?language={language}").text
    assert f'lang="{language}"' in page
    shown = pages.post(
        f"/my-data/code?language={language}",
        {"code": answered.public_id},
        expect=200,
        page="/my-data/",
    )
    assert f'<html lang="{language}"' in shown.text


def test_staff_shows_copies_forgets_and_erases(
    app: Flask, cast: Cast, session: Session, answered: Response, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base, contact_id = f"/s/{cast.study.slug}/privacy", answered.contact_id
    assert WORDS in pages.get(f"{base}/contact/{contact_id}").text
    assert WORDS in pages.get(f"{base}/contact/{contact_id}/copy.json").text
    assert WORDS in pages.post(f"{base}/by-code", {"code": answered.public_id}, expect=200).text
    pages.post(f"{base}/by-code", {"code": "wrong"}, expect=422)
    pages.post(f"{base}/contact/{contact_id}/forget")
    assert session.get(Contact, contact_id) is None
    assert session.get_one(Response, answered.id).contact_id is None
    session.rollback()
    pages.post(f"{base}/by-code/erase", {"code": answered.public_id})
    assert not tables_with(session, WORDS)
    records = session.scalars(select(Erasure).order_by(Erasure.id)).all()
    assert [one.reason for one in records] == ["staff", "staff"]
    page = pages.get(f"{base}/erasures/{records[1].id}").text
    assert "None that we know of" in page
    assert "1 response" in pages.get(f"{base}/").text


def test_another_study_and_other_roles_reach_nothing(
    cast: Cast, session: Session, answered: Response, pages: Pages
) -> None:
    theirs = f"/s/{cast.other_study.slug}/privacy"
    pages.sign_in(cast.other_researcher)
    pages.get(f"{theirs}/contact/{answered.contact_id}", expect=404)
    pages.post(f"{theirs}/contact/{answered.contact_id}/erase", expect=404)
    pages.post(f"{theirs}/by-code", {"code": answered.public_id}, expect=422)
    pages.post(f"{theirs}/by-code/erase", {"code": answered.public_id}, expect=404)
    for user in (cast.interviewer, cast.viewer):
        pages.sign_in(user)
        pages.get(f"/s/{cast.study.slug}/privacy/", expect=403)
        pages.post(f"/s/{cast.study.slug}/privacy/contact/{answered.contact_id}/erase", expect=403)
    assert tables_with(session, WORDS)


def test_looks_and_copies_stand_in_the_log_without_personal_data(
    cast: Cast, session: Session, answered: Response, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}"
    pages.get(f"{base}/responses/{answered.id}")
    pages.get(f"{base}/contacts/{answered.contact_id}")
    pages.get(f"{base}/responses/999", expect=404)
    rows = session.scalars(select(AccessLog).order_by(AccessLog.id)).all()
    assert [(one.what, one.object_id, one.user_id) for one in rows] == [
        ("response", answered.id, cast.researcher.id),
        ("contact", answered.contact_id, cast.researcher.id),
    ]
    session.rollback()
    page = pages.get(f"{base}/privacy/access").text
    assert "looked at the answers of one person" in page
    assert "Zinaida" not in page
    pages.post(f"{base}/privacy/contact/{answered.contact_id}/erase")
    assert {one.object_id for one in session.scalars(select(AccessLog))} == {None}


def test_an_unknown_kind_of_access_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="known"):
        access.record(cast.study, "glance")


def test_copies_taken_out_before_an_erasure_are_named(
    cast: Cast, session: Session, answered: Response, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    session.add(
        AccessLog(study_id=cast.study.id, user_id=cast.viewer.id, what="export", detail="pdf")
    )
    session.commit()
    pages.post(f"/s/{cast.study.slug}/privacy/contact/{answered.contact_id}/erase")
    record = session.scalars(select(Erasure)).one()
    page = pages.get(f"/s/{cast.study.slug}/privacy/erasures/{record.id}").text
    assert "Vera" in page
    assert "pdf" in page


def test_consent_texts_are_versions_that_never_change(
    cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}/privacy"
    pages.post(f"{base}/consent", {"en": "We keep it a year.", "ru": "", "zh": ""})
    pages.post(f"{base}/consent", {"en": "We keep it a year.", "ru": "", "zh": ""})
    pages.post(f"{base}/consent", {"en": "We keep it two years.", "ru": "Два года.", "zh": ""})
    session.expire_all()
    assert cast.study.consent == {
        "number": 2, "texts": {"en": "We keep it two years.", "ru": "Два года."},
    }  # fmt: skip
    first = consent.version(session, cast.study, 1)
    assert first
    assert first.texts == {"en": "We keep it a year."}
    assert consent.version(session, cast.other_study, 1) is None
    session.rollback()
    pages.post(f"{base}/consent", {"en": "", "ru": "", "zh": ""})
    session.expire_all()
    assert cast.study.consent == {}
    assert [one.number for one in consent.versions(session, cast.study)] == [2, 1]


def test_consent_is_shown_before_the_start_and_kept_with_the_response(
    cast: Cast, session: Session, pages: Pages
) -> None:
    consent.ask_for(
        session, cast.study, {"en": "We keep it for <b>bold</b> reasons.", "ru": "Мы храним."},
        user=None,
    )  # fmt: skip
    made = wave(session, cast.study, names=())
    made.publication_id, made.status = publish_one_page(session, cast.study).id, "sending"
    invitation = Invitation(wave_id=made.id, contact_id=contact(session, cast.study).id)
    session.add(invitation)
    session.flush()
    link = f"/a/{outreach.new_link(session, invitation)}"
    page = pages.get(link).text
    assert "We keep it for &lt;b&gt;" in page
    assert "Мы храним." in pages.get(f"{link}?language=ru").text
    sent = {**hidden_fields(page), "_go": "on", "annoys": "The lift", "again": "yes"}
    assert pages.client.post(f"{link}/start", data=sent).status_code == 303
    response = session.scalars(select(Response)).one()
    assert (response.status, response.consent_number) == ("completed", 1)
