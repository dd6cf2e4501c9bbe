"""Waves through their pages: write, choose, look, send, watch, revoke; and whose they are."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.config import Settings
from survey_app.customers import services as customers
from survey_app.db import now
from survey_app.errors import Conflict
from survey_app.mail import outbox_messages
from survey_app.outreach import queries, services, wording
from survey_app.outreach.models import InvitationLink, Mail, Wave
from tests.builders import Cast
from tests.builders_customers import contact
from tests.builders_outreach import publication, tokens_in_outbox, wave
from tests.pages import Pages


def address(cast: Cast, path: object = "") -> str:
    return f"/s/{cast.study.slug}/waves/{path}"


def sent(session: Session, cast: Cast, app: Flask, names: tuple[str, ...] = ("Anna",)) -> Wave:
    made = wave(session, cast.study, names)
    services.send_wave(session, cast.study, made, user=cast.researcher)
    session.commit()
    jobs.queue_of(app).run_pending()
    session.expire_all()
    return made


def form(cast: Cast, publication_id: int, **changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "publication_id": publication_id,
        "title": "Autumn",
        "sender_name": "Rita",
        "reply_to": "rita@portrait.example",
        "languages": ["en", "ru"],
    }
    for code in ("en", "ru", "zh"):
        values[f"subject_{code}"] = wording.SUBJECT[code]
        values[f"body_{code}"] = wording.BODY[code]
    return {**values, **changes}


def test_a_wave_is_written_chosen_seen_and_sent(
    cast: Cast, session: Session, pages: Pages, app: Flask, settings: Settings
) -> None:
    published = publication(session, cast.study)
    anna, boris = (contact(session, cast.study, name) for name in ("Anna", "Boris"))
    pages.sign_in(cast.researcher)
    begun = unescape(pages.get(address(cast, "new")).text)
    assert "my name is {sender}" in begun
    assert "Меня зовут {sender}" in begun
    answer = pages.post(address(cast, "new"), form(cast, published.id))
    choose = answer.location
    pages.get(choose)
    pages.post(choose, {"do": "ticks", "shown": [anna.id, boris.id], "contact": [anna.id]})
    here = choose.removesuffix("/contacts")
    seen = unescape(pages.get(f"{here}/preview").text)
    assert "Hello Anna <b>" in seen
    assert "Здравствуйте, Anna" in seen
    assert "http://portrait.example/a/xxx" in seen
    assert "谢谢" not in seen
    assert "1 person is chosen." in pages.get(here).text
    pages.post(f"{here}/send")
    assert "waiting: 1" in pages.get(here).text
    jobs.queue_of(app).run_pending()
    assert list(tokens_in_outbox(settings)) == ["anna@clinic.example"]
    assert "sent: 1" in pages.get(f"{here}/progress").text
    assert "1 of 1 mails sent" in pages.get(address(cast)).text


def test_sending_twice_sends_once(
    cast: Cast, session: Session, pages: Pages, app: Flask, settings: Settings
) -> None:
    made = sent(session, cast, app)
    pages.sign_in(cast.researcher)
    pages.post(address(cast, f"{made.id}/send"), expect=409)
    jobs.queue_of(app).run_pending()
    assert len(outbox_messages(settings)) == 1


def test_a_wave_without_people_or_of_a_closed_study_is_not_sent(
    cast: Cast, session: Session, pages: Pages
) -> None:
    made = wave(session, cast.study, ())
    pages.sign_in(cast.researcher)
    page = pages.post(address(cast, f"{made.id}/send"), expect=409).text
    assert "Choose at least one contact first." in page
    other = wave(session, cast.study, ("Anna",))
    cast.study.status = "closed"
    with pytest.raises(Conflict):
        services.send_wave(session, cast.study, other)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body_en": "{link} for {nme}"}, "There is no placeholder {nme}."),
        ({"subject_ru": "Для {имя}"}, "There is no placeholder {имя}."),
        ({"body_en": "Dear {name}"}, "Put {link} where the personal link shall stand."),
        ({"subject_en": " "}, "Write a subject."),
        ({"subject_en": "{link}"}, "A link cannot stand in the subject."),
        ({"subject_en": "Hello\r\nBcc: x@y.example"}, "Write this in one line"),
        ({"sender_name": "Rita\nBcc: x@y.example"}, "Write this in one line"),
        ({"reply_to": "rita@x.example\nBcc: x@y.example"}, "Write this in one line"),
        ({"reply_to": "rita"}, "Write an address like"),
        ({"languages": []}, "Choose at least one language."),
        ({"languages": ["xx"]}, "Please look at this again"),
        ({"title": ""}, "Fill this in."),
        ({"closes_on": "soon"}, "Please look at this again"),
        ({"publication_id": 99999}, "Please look at this again"),
    ],
)
def test_a_form_that_cannot_be_used_keeps_what_was_typed(
    cast: Cast, session: Session, pages: Pages, changes: dict[str, object], words: str
) -> None:
    published = publication(session, cast.study)
    pages.sign_in(cast.researcher)
    typed = form(cast, published.id, body_zh="一段写好的文字")
    page = unescape(pages.post(address(cast, "new"), {**typed, **changes}, expect=422).text)
    assert words in page
    assert "一段写好的文字" in page
    assert queries.waves(session, cast.study) == []


def test_a_wave_speaks_only_languages_that_the_survey_has(
    cast: Cast, session: Session, pages: Pages
) -> None:
    published = publication(session, cast.study, languages=["en"])
    pages.sign_in(cast.researcher)
    page = pages.post(address(cast, "new"), form(cast, published.id), expect=422).text
    assert "The survey cannot be answered in Русский." in page


def test_a_draft_can_be_changed_and_a_sent_wave_cannot(
    cast: Cast, session: Session, pages: Pages, app: Flask
) -> None:
    made = wave(session, cast.study)
    pages.sign_in(cast.researcher)
    edit = address(cast, f"{made.id}/edit")
    pages.get(edit)
    changed = form(cast, made.publication_id, languages=["ru"], closes_on="2099-12-31")
    pages.post(edit, changed)
    session.expire_all()
    assert list(made.body) == ["ru"]
    assert made.closes_at
    assert made.closes_at.isoformat().startswith("2099-12-31T23:59:59")
    services.send_wave(session, cast.study, made)
    pages.post(edit, changed, expect=409)
    pages.post(address(cast, f"{made.id}/contacts"), {"do": "none"}, expect=409)


def test_a_draft_can_be_deleted_and_a_sent_wave_cannot(
    cast: Cast, session: Session, pages: Pages, app: Flask
) -> None:
    draft, gone = wave(session, cast.study, ()), sent(session, cast, app)
    pages.sign_in(cast.researcher)
    pages.post(address(cast, f"{draft.id}/state"), {"state": "deleted"})
    pages.post(address(cast, f"{gone.id}/state"), {"state": "deleted"}, expect=409)
    session.expire_all()
    assert [one.id for one in queries.waves(session, cast.study)] == [gone.id]


def test_people_are_chosen_by_search_and_only_who_may_be_written_to(
    cast: Cast, session: Session, pages: Pages
) -> None:
    made = wave(session, cast.study, ())
    for name in ("Anna", "Annika", "Boris"):
        contact(session, cast.study, name)
    contact(session, cast.study, "Annabel", email=None, phone="+1 555")
    customers.suppress(session, cast.workspace, "annika@clinic.example", "asked")
    pages.sign_in(cast.researcher)
    pages.post(address(cast, f"{made.id}/contacts?q=ann"), {"do": "all"})
    names = [one.name.split()[0] for one in queries.chosen_contacts(session, made)]
    assert names == ["Anna"]
    page = pages.get(address(cast, f"{made.id}/contacts")).text
    assert "no address" in page
    assert "gets no mail" in page
    pages.post(address(cast, f"{made.id}/contacts"), {"do": "none"})
    assert queries.chosen_ids(session, made) == set()


def test_not_yet_invited_leaves_out_whom_another_wave_has_written_to(
    cast: Cast, session: Session, pages: Pages, app: Flask
) -> None:
    sent(session, cast, app, ("Anna",))
    boris = contact(session, cast.study, "Boris")
    made = wave(session, cast.study, ())
    pages.sign_in(cast.researcher)
    page = pages.get(address(cast, f"{made.id}/contacts?only=new")).text
    assert "Boris" in page
    assert "Anna" not in page
    pages.post(address(cast, f"{made.id}/contacts?only=new"), {"do": "all"})
    assert queries.chosen_ids(session, made) == {boris.id}
    assert "invited before" in pages.get(address(cast, f"{made.id}/contacts")).text


def test_the_ticks_of_a_page_change_only_that_page(
    cast: Cast, session: Session, pages: Pages
) -> None:
    made = wave(session, cast.study, ("Anna", "Boris"))
    chen = contact(session, cast.study, "Chen")
    anna = queries.chosen_contacts(session, made)[0]
    boris = queries.chosen_contacts(session, made)[1]
    pages.sign_in(cast.researcher)
    pages.post(
        address(cast, f"{made.id}/contacts"),
        {"do": "ticks", "shown": [anna.id, chen.id], "contact": [chen.id]},
    )
    assert queries.chosen_ids(session, made) == {boris.id, chen.id}


def test_a_test_mail_goes_to_oneself_and_its_links_open_nothing(
    cast: Cast, session: Session, pages: Pages, app: Flask, settings: Settings
) -> None:
    made = wave(session, cast.study)
    pages.sign_in(cast.researcher)
    pages.post(address(cast, f"{made.id}/test"), {"language": "ru"})
    jobs.queue_of(app).run_pending()
    [(_, message)] = outbox_messages(settings)
    assert message["To"] == "rita@portrait.example"
    assert message["Subject"].startswith("[Проба] ")
    assert session.scalar(select(func.count()).select_from(InvitationLink)) == 0
    assert queries.invitation_by_token(session, "x" * 32) is None
    session.expire_all()
    assert made.status == "draft"
    pages.post(address(cast, f"{made.id}/test"), {"language": "fr"}, expect=422)


def test_a_wave_is_paused_resumed_and_closed(cast: Cast, session: Session, pages: Pages) -> None:
    made = wave(session, cast.study)
    services.send_wave(session, cast.study, made)
    pages.sign_in(cast.researcher)
    state = address(cast, f"{made.id}/state")
    for name in ("paused", "sending", "closed"):
        pages.post(state, {"state": name})
        session.expire_all()
        assert made.status == name
        pages.get(address(cast, made.id))
    pages.post(state, {"state": "sending"}, expect=409)
    pages.post(state, {"state": "nonsense"}, expect=422)


def test_a_revoked_link_is_dead_and_a_fresh_one_works(
    cast: Cast, session: Session, pages: Pages, app: Flask, settings: Settings
) -> None:
    made = sent(session, cast, app)
    [(invitation, _)] = queries.invitations(session, made)
    old = tokens_in_outbox(settings)["anna@clinic.example"]
    pages.sign_in(cast.researcher)
    act = address(cast, f"{made.id}/invitations/{invitation.id}")
    pages.post(act, {"do": "revoke"})
    session.expire_all()
    assert _state(session, old) == "revoked"
    assert "links revoked" in pages.get(address(cast, made.id)).text
    pages.post(act, {"do": "send"})
    assert made.status == "sending"
    jobs.queue_of(app).run_pending()
    session.expire_all()
    fresh = tokens_in_outbox(settings)["anna@clinic.example"]
    assert fresh != old
    assert (_state(session, old), _state(session, fresh)) == ("expired", "good")
    assert session.scalar(select(func.count()).select_from(Mail)) == 1
    assert made.status == "sent"


def test_a_mail_under_way_is_not_sent_again(cast: Cast, session: Session, pages: Pages) -> None:
    made = wave(session, cast.study)
    services.send_wave(session, cast.study, made)
    [(invitation, _)] = queries.invitations(session, made)
    pages.sign_in(cast.researcher)
    act = address(cast, f"{made.id}/invitations/{invitation.id}")
    pages.post(act, {"do": "send"}, expect=409)
    pages.post(act, {"do": "nonsense"}, expect=422)


def test_links_end_with_the_wave_the_study_and_the_last_day(
    cast: Cast, session: Session, app: Flask, settings: Settings
) -> None:
    made = sent(session, cast, app)
    token = tokens_in_outbox(settings)["anna@clinic.example"]
    assert _state(session, token) == "good"
    made.closes_at = now() - timedelta(seconds=1)
    assert _state(session, token) == "expired"
    made.closes_at = now() + timedelta(days=1)
    cast.study.status = "closed"
    assert _state(session, token) == "closed"
    cast.study.status = "open"
    services.close_wave(session, made)
    assert _state(session, token) == "closed"


def test_another_study_sees_none_of_it(
    cast: Cast, session: Session, pages: Pages, app: Flask
) -> None:
    made = sent(session, cast, app)
    [(invitation, _)] = queries.invitations(session, made)
    theirs = publication(session, cast.other_study)
    stranger = contact(session, cast.other_study, "Stranger")
    pages.sign_in(cast.other_researcher)
    other = f"/s/{cast.other_study.slug}/waves"
    assert "First wave" not in pages.get(f"{other}/").text
    for path in ("", "/edit", "/contacts", "/preview", "/progress"):
        pages.get(f"{other}/{made.id}{path}", expect=404)
    for path in ("/send", "/test", "/state", f"/invitations/{invitation.id}"):
        pages.post(f"{other}/{made.id}{path}", {"do": "revoke", "language": "en"}, expect=404)
    pages.sign_in(cast.researcher)
    page = pages.post(address(cast, "new"), form(cast, theirs.id), expect=422).text
    assert "Please look at this again" in page
    draft = wave(session, cast.study, ())
    pages.post(
        address(cast, f"{draft.id}/contacts"),
        {"do": "ticks", "shown": [stranger.id], "contact": [stranger.id]},
    )
    assert queries.chosen_ids(session, draft) == set()
    pages.post(
        address(cast, f"{draft.id}/invitations/{invitation.id}"), {"do": "revoke"}, expect=404
    )


@pytest.mark.parametrize("role", ["interviewer", "viewer"])
def test_waves_are_for_researchers(cast: Cast, session: Session, pages: Pages, role: str) -> None:
    made = wave(session, cast.study)
    pages.sign_in(getattr(cast, role))
    for path in ("", "new", made.id, f"{made.id}/preview", f"{made.id}/contacts"):
        pages.get(address(cast, path), expect=403)
    pages.post(address(cast, f"{made.id}/send"), expect=403)


def test_a_script_for_interviewers_is_not_offered(
    cast: Cast, session: Session, pages: Pages
) -> None:
    publication(session, cast.study, purpose="script")
    pages.sign_in(cast.researcher)
    assert pages.get(address(cast, "new"), expect=303).location == address(cast)
    assert "No survey is published yet" in pages.get(address(cast)).text


def test_the_home_leads_from_a_survey_to_a_sent_wave(
    cast: Cast, session: Session, pages: Pages, app: Flask
) -> None:
    pages.sign_in(cast.researcher)
    home = f"/s/{cast.study.slug}/"
    assert "Invite customers" not in pages.get(home).text
    published = publication(session, cast.study)
    assert "Invite customers" in pages.get(home).text
    made = wave(session, cast.study, publication=published)
    page = pages.get(home).text
    assert "Open the wave" in page
    assert "Invite customers" not in page
    services.send_wave(session, cast.study, made)
    session.commit()
    jobs.queue_of(app).run_pending()
    assert "Open the wave" not in pages.get(home).text
    for state in ("unknown", "bounced", "failed"):
        session.scalars(select(Mail)).one().status = state
        assert "Look at the mails" in pages.get(home).text
    assert "1 to look at" in pages.get(address(cast)).text
    made.status = "paused"
    assert "Mails wait." in pages.get(home).text


def _state(session: Session, token: str) -> str:
    session.flush()
    found = queries.invitation_by_token(session, token)
    assert found
    return found.state
