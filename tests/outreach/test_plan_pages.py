"""Pages about what a wave does by itself: when, reminders, arrival, thank-yous, filters."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.config import Settings
from survey_app.customers.models import ContactFilter, ContactTag
from survey_app.db import now
from survey_app.mail import outbox_messages
from survey_app.outreach import dns_checks, queries, services, wording
from survey_app.outreach.arrival import Sign
from survey_app.outreach.models import Incentive, Mail, Wave
from tests.builders import Cast
from tests.builders_customers import contact
from tests.builders_outreach import publication, reminder, reply, wave
from tests.pages import Pages


def address(cast: Cast, made: Wave, path: str = "") -> str:
    return f"/s/{cast.study.slug}/waves/{made.id}{path}"


def timing(**changes: str) -> dict[str, str]:
    return {"begins": "now", "time_zone": "UTC", **changes}


@pytest.fixture
def draft(cast: Cast, session: Session, pages: Pages) -> Wave:
    pages.sign_in(cast.researcher)
    return wave(session, cast.study, ("Anna", "Boris"))


@pytest.fixture
def sent(cast: Cast, session: Session, pages: Pages, app: Flask) -> Wave:
    pages.sign_in(cast.researcher)
    made = wave(session, cast.study, ("Anna", "Boris", "Chen"), incentive="=a voucher <b>bold</b>")
    services.send_wave(session, cast.study, made)
    session.commit()
    jobs.queue_of(app).run_pending()
    session.expire_all()
    return made


def test_a_wave_is_timed_scheduled_and_made_a_draft_again(
    cast: Cast, session: Session, pages: Pages, draft: Wave
) -> None:
    day = (now() + timedelta(days=9)).date().isoformat()
    typed = timing(
        begins="later", starts_on=day, starts_at="09:30", time_zone="berlin", send_from="09:00",
        send_until="17:00", workdays_only="y", daily_cap="200", link_days="30",
    )  # fmt: skip
    pages.get(address(cast, draft, "/when"))
    pages.post(address(cast, draft, "/when"), typed)
    session.expire_all()
    assert (draft.time_zone, draft.send_from, draft.send_until) == ("Europe/Berlin", 540, 1020)
    assert (draft.workdays_only, draft.daily_cap, draft.link_days) == (True, 200, 30)
    page = unescape(pages.get(address(cast, draft)).text)
    for words in ("9:30", "between 9:00", "from Monday to Friday", "at most 200 a day",
                  "each link works for 30 days", "Schedule the wave"):  # fmt: skip
        assert words in page.replace("\u202f", " ")
    assert 'value="09:30' in pages.get(address(cast, draft, "/when")).text
    pages.post(address(cast, draft, "/send"))
    assert "scheduled" in pages.get(address(cast, draft)).text
    pages.get(address(cast, draft, "/when"), expect=409)
    pages.post(address(cast, draft, "/state"), {"state": "draft"})
    session.expire_all()
    assert draft.status == "draft"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"begins": "later"}, "Choose the day on which it begins."),
        ({"begins": "later", "starts_on": "2020-01-01"}, "This moment is over."),
        ({"time_zone": "Mars/Base"}, "Choose a time zone from the list"),
        ({"time_zone": ""}, "Fill this in."),
        ({"send_from": "09:00"}, "Fill in both hours, or neither."),
        ({"send_from": "17:00", "send_until": "09:00"}, "This must be later"),
        ({"daily_cap": "0"}, "Write a number from 1 to 1000000."),
        ({"daily_cap": "many"}, "Please look at this again"),
        ({"link_days": "999"}, "Write a number from 1 to 365."),
        ({"begins": "sometime"}, "Please look at this again"),
    ],
)
def test_a_time_that_cannot_be_is_said(
    cast: Cast, pages: Pages, draft: Wave, changes: dict[str, str], words: str
) -> None:
    page = pages.post(address(cast, draft, "/when"), timing(**changes), expect=422).text
    assert words in unescape(page)


def test_a_reminder_is_written_seen_tested_changed_and_removed(
    cast: Cast, session: Session, pages: Pages, draft: Wave, app: Flask, settings: Settings
) -> None:
    new = address(cast, draft, "/reminders/new")
    assert "a few days ago I asked" in unescape(pages.get(new).text)
    typed: dict[str, object] = {"days": "4", "unless_begun": "y"}
    for code in draft.body:
        typed[f"subject_{code}"] = wording.REMINDER_SUBJECT[code]
        typed[f"body_{code}"] = wording.REMINDER_BODY[code]
    pages.post(new, {**typed, "body_en": "no link"}, expect=422)
    pages.post(new, {**typed, "subject_ru": "Bcc:\r\nx"}, expect=422)
    pages.post(new, {**typed, "days": "0"}, expect=422)
    page = pages.post(new, {**typed, "body_en": "{link} {closes}"}, expect=422).text
    assert "nothing to say for {closes}" in unescape(page)
    pages.post(new, typed)
    assert "after 4 days" in pages.get(address(cast, draft)).text
    seen = pages.get(address(cast, draft, "/preview?mail=1")).text
    assert "Your view would help us" in seen
    pages.post(address(cast, draft, "/test"), {"language": "en", "mail": "1"})
    pages.post(address(cast, draft, "/test"), {"language": "en", "mail": "2"}, expect=422)
    jobs.queue_of(app).run_pending()
    [(_, message)] = outbox_messages(settings)
    assert message["Subject"] == "[Test] Your view would help us"
    one = address(cast, draft, "/reminders/1")
    pages.get(one)
    pages.post(one, {**typed, "days": "7"})
    session.expire_all()
    assert draft.reminders[0].days == 7
    pages.post(one, {"do": "remove"})
    pages.get(one, expect=404)


def test_the_preview_goes_from_person_to_person(
    cast: Cast, session: Session, pages: Pages, draft: Wave
) -> None:
    queries.chosen_contacts(session, draft)[1].language = "ru"
    here = address(cast, draft, "/preview")
    first = unescape(pages.get(here).text)
    assert "Anna <b>bold</b>: 1 of 2" in first
    assert "Next person" in first
    second = unescape(pages.get(f"{here}?person=2").text)
    assert "Здравствуйте, Boris" in second
    assert second.index("Здравствуйте, Boris") < second.index("Hello Boris")
    assert "Person before" in second
    assert "Next person" not in second
    assert "2 of 2" in pages.get(f"{here}?person=99").text
    pages.get(f"{here}?mail=1", expect=404)
    pages.get(f"{here}?mail=x&person=x")


def test_will_it_arrive_names_what_is_wrong_and_asks_the_dns_only_when_told(
    cast: Cast,
    session: Session,
    pages: Pages,
    draft: Wave,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def look(domain: str, *_: str) -> list[Sign]:
        asked.append(domain)
        return [Sign("bad", "SPF: nothing")]

    monkeypatch.setattr(dns_checks, "look_at_dns", look)
    changed = settings.model_copy(update={"mail_from": "study@northwind.example"})
    monkeypatch.setitem(pages.app.extensions, "portrait_settings", changed)
    queries.chosen_contacts(session, draft)[0].company_id = None
    draft.body = {**draft.body, "en": "At {company}: {link} or https://bit.ly/x"}
    reminder(session, draft)
    here = address(cast, draft, "/arrival")
    page = unescape(pages.get(here).text)
    for words in ("No mail server is set", "Mails come from your domain, northwind.example",
                  "A shortened link hides", "{company} is not known for 1",
                  "v=DMARC1; p=none"):  # fmt: skip
        assert words in page
    assert asked == []
    assert "SPF: nothing" in pages.get(f"{here}?dns=1").text
    assert asked == ["northwind.example"]


def test_the_page_of_a_wave_shows_how_far_its_people_have_come(
    cast: Cast, session: Session, pages: Pages, sent: Wave
) -> None:
    people = [one for one, _ in queries.invitations(session, sent)]
    reply(session, people[0])
    reply(session, people[1], answered=False)
    people[2].prefers = "video"
    page = unescape(pages.get(address(cast, sent)).text)
    for words in ("wants a video call", "1 would rather talk", "answered", "begun",
                  "Who opens a mail is not recorded"):  # fmt: skip
        assert words in page
    part = pages.get(address(cast, sent, "/progress")).text
    numbers = [int(one.partition("<")[0]) for one in part.split('<strong class="number">')[1:]]
    assert numbers == [3, 3, 2, 1], "invited, sent, begun, answered"
    assert "Day by day" in page


def test_what_waits_at_the_door_is_said_on_the_page(
    cast: Cast, session: Session, pages: Pages, sent: Wave
) -> None:
    mail = session.scalars(select(Mail)).first()
    assert mail
    sent.status = "sending"
    mail.status, mail.trouble, mail.error = "queued", "auth", "535 wrong <b>bold</b>"
    page = unescape(pages.get(address(cast, sent, "/progress")).text)
    assert "does not accept our password" in page
    assert "535 wrong" in page
    sent.daily_cap = 1
    page = pages.get(address(cast, sent, "/progress")).text
    assert "Mails rest outside the hours" in page


def test_the_rest_of_a_wave_is_called_off(
    cast: Cast, session: Session, pages: Pages, sent: Wave
) -> None:
    pages.post(address(cast, sent, "/state"), {"state": "cancelled"})
    assert "The rest was called off" in pages.get(address(cast, sent)).text
    pages.post(address(cast, sent, "/state"), {"state": "cancelled"}, expect=409)
    pages.post(address(cast, sent, "/state"), {"state": "draft"}, expect=409)


def test_promised_thank_yous_are_listed_marked_and_exported_without_formulas(
    cast: Cast, session: Session, pages: Pages, sent: Wave
) -> None:
    here = address(cast, sent, "/incentives")
    assert "Nobody has answered yet" in pages.get(here).text
    anna, boris, _ = (one for one, _ in queries.invitations(session, sent))
    reply(session, anna)
    reply(session, boris, answered=False)
    anna.contact.name = "=HYPERLINK(1)"
    page = pages.get(here).text
    assert "Still to send: 1." in page
    assert "boris@" not in page
    pages.post(here, {"invitation": anna.id, "what": ""}, expect=422)
    pages.post(here, {"invitation": anna.id, "what": "a voucher", "note": "+7 001"})
    assert "Still to send: 0." in pages.get(here).text
    answer = pages.get(address(cast, sent, "/incentives.csv"))
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[1][1] == "anna@clinic.example"
    assert rows[1][3] == "a voucher"
    assert rows[1][6].startswith("Rita")
    assert rows[1][7] == "'+7 001"
    pages.post(here, {"invitation": anna.id, "do": "undo"})
    assert session.scalars(select(Incentive)).all() == []
    pages.post(here, {"invitation": 99999, "what": "x"}, expect=404)


def test_where_nothing_was_promised_nobody_is_owed_anything(
    pages: Pages, cast: Cast, session: Session, sent: Wave
) -> None:
    sent.incentive = ""
    session.commit()
    page = pages.get(address(cast, sent, "/incentives")).text
    assert "Nothing was promised in this wave" in page
    assert "Still to send" not in page


def test_people_are_chosen_by_company_colleague_attribute_and_silence(
    cast: Cast, session: Session, pages: Pages, sent: Wave
) -> None:
    people = {one.contact.name.split()[0]: one for one, _ in queries.invitations(session, sent)}
    reply(session, people["Anna"])
    dora = contact(session, cast.study, "Dora", company="Bakery")
    dora.owner_id = cast.interviewer.id
    dora.attributes = {"plan": "gold", "tags": ["east", "new"]}
    dora.tags = [ContactTag(name="vip")]
    people["Boris"].contact.consent = "refused"
    kept = ContactFilter(study_id=cast.study.id, name="VIPs", wanted={"tag": "vip"})
    foreign = ContactFilter(study_id=cast.other_study.id, name="Theirs", wanted={"tag": "vip"})
    session.add_all([kept, foreign])
    session.flush()
    stranger = contact(session, cast.other_study, "Stranger")
    stranger.attributes = {"plan": "platinum"}
    made = wave(session, cast.study, (), publication=sent.publication)
    here = address(cast, made, "/contacts")

    def found(**args: object) -> set[str]:
        page = pages.get(f"{here}?" + "&".join(f"{k}={v}" for k, v in args.items())).text
        return {
            name for name in ("Anna", "Boris", "Chen", "Dora", "Stranger") if f"{name} &lt" in page
        }

    assert found() == {"Anna", "Boris", "Chen", "Dora"}
    assert found(only="new") == {"Dora"}
    assert found(only="silent") == {"Boris", "Chen"}
    assert found(only="answered") == {"Anna"}
    assert found(only=f"silent-{sent.id}") == {"Boris", "Chen"}
    assert found(company=dora.company_id) == {"Dora"}
    assert found(owner=cast.interviewer.id) == {"Dora"}
    assert found(attribute="plan=gold") == {"Dora"}
    assert found(attribute="tags=east") == {"Dora"}
    assert found(tag="vip") == {"Dora"}
    assert found(tag="VIP") == set()
    assert found(segment=kept.id) == {"Dora"}
    assert "Theirs" not in pages.get(here).text
    assert found(segment=foreign.id) == {"Anna", "Boris", "Chen", "Dora"}
    assert found(attribute="tags=west") == set()
    assert found(only="silent-x", company="x", attribute="x") == {"Anna", "Boris", "Chen", "Dora"}
    page = pages.get(here).text
    assert "gold" in page
    assert "platinum" not in page
    pages.post(f"{here}?only=silent", {"do": "all"})
    chosen = {one.name.split()[0] for one in queries.chosen_contacts(session, made)}
    assert chosen == {"Chen"}, "Boris has refused to be written to"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body_en": "{link} until {closes}"}, "{closes} needs a last day"),
        ({"body_en": "{link} {incentive}"}, "{incentive} needs words"),
        ({"subject_en": "{call|x}"}, "A link cannot stand in the subject."),
        ({"body_en": "{link} {firm|your firm}"}, "There is no placeholder {firm}."),
        ({"incentive": "x\r\nBcc: y"}, "Write this in one line"),
    ],
)
def test_placeholders_that_nothing_can_fill_are_said(
    cast: Cast, session: Session, pages: Pages, changes: dict[str, str], words: str
) -> None:
    published = publication(session, cast.study, languages=["en"])
    pages.sign_in(cast.researcher)
    typed = {
        "publication_id": published.id, "title": "Autumn", "sender_name": "Rita",
        "languages": ["en"], "subject_en": "Hello", "body_en": "{link}",
    }  # fmt: skip
    new = f"/s/{cast.study.slug}/waves/new"
    assert words in unescape(pages.post(new, {**typed, **changes}, expect=422).text)
    fit = {"closes_on": "2099-12-31", "incentive": "a book",
           "body_en": "{link} until {closes}: {incentive} for {company|your firm}"}  # fmt: skip
    pages.post(new, {**typed, **fit})


def test_another_study_sees_none_of_these_pages(
    cast: Cast, session: Session, pages: Pages, sent: Wave
) -> None:
    reminder(session, sent)
    pages.sign_in(cast.other_researcher)
    other = f"/s/{cast.other_study.slug}/waves/{sent.id}"
    for path in ("/when", "/reminders/new", "/reminders/1", "/arrival", "/incentives",
                 "/incentives.csv", "/preview?mail=1"):  # fmt: skip
        pages.get(f"{other}{path}", expect=404)
    for path in ("/when", "/reminders/new", "/reminders/1", "/incentives"):
        pages.post(f"{other}{path}", {"days": "1"}, expect=404)
    for user in (cast.interviewer, cast.viewer):
        pages.sign_in(user)
        for path in ("/when", "/arrival", "/incentives", "/incentives.csv", "/reminders/1"):
            pages.get(address(cast, sent, path), expect=403)


def test_what_the_checks_quote_is_shown_as_text_and_not_as_markup(
    cast: Cast, draft: Wave, pages: Pages
) -> None:
    """A text that waits for its language calls itself HTML, with all that it has taken in."""
    page = pages.get(address(cast, draft, "/arrival")).text
    assert "Portrait &lt;portrait@localhost&gt;" in page
    assert "<portrait@localhost>" not in page
