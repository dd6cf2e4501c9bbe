"""Answering as a respondent: start, page by page, back, another language, another device, done."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import catch_up
from survey_app.customers.models import Suppression
from survey_app.db import db, expect_writes
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation
from survey_app.studies import services as studies
from tests.builders import MARKUP, Cast
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages

LONG = "x" * 200_000


@pytest.fixture
def invitation(cast: Cast, session: Session) -> Invitation:
    from tests.builders_customers import contact
    from tests.builders_outreach import wave

    publication = publish_tiny(session, cast.study)
    made = wave(session, cast.study, names=())
    made.publication_id, made.status = publication.id, "sending"
    one = Invitation(wave_id=made.id, contact_id=contact(session, cast.study, f"Anna {MARKUP}").id)
    session.add(one)
    session.flush()
    return one


@pytest.fixture
def link(session: Session, invitation: Invitation) -> str:
    return f"/a/{outreach.new_link(session, invitation)}"


@pytest.fixture
def started(pages: Pages, link: str) -> str:
    """The address of the first page, after Start."""
    return pages.post(f"{link}/start", {"language": "en", "start": "yes"}, page=link).location


def send(pages: Pages, url: str, expect: int = 303, **answers: str | list[str]) -> str:
    """Fill in a page as a browser does, with the hidden fields of the page as it is now."""
    page = pages.get(url).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = pages.client.post(url, data={**hidden, "_go": "on", **answers})
    pages._checked(answer, expect, url)
    return answer.location or answer.text


def finish(pages: Pages, summary: str) -> str:
    """Press 'Send my answers' on the summary."""
    assert summary.endswith("/summary")
    return pages.post(summary, {}, page=summary).location


def the_response(session: Session) -> Response:
    session.expire_all()
    return session.scalars(select(Response)).one()


def test_the_whole_road_of_one_answer(pages: Pages, session: Session, started: str) -> None:
    second = send(pages, started, size="one")
    assert second.endswith("/p/words")
    summary = send(
        pages, second, annoys="The export breaks every Friday.", kept="2", tools=["Excel", "paper"]
    )
    assert "The export breaks every Friday." in pages.get(summary).text
    assert "Thank you" in pages.get(finish(pages, summary)).text
    response = the_response(session)
    assert response.status == "completed"
    assert response.answers == {
        "size": "one",
        "annoys": "The export breaks every Friday.",
        "tools": ["Excel", "paper"],
        "kept": 2,
    }
    catch_up()
    texts = session.scalars(select(Passage.text).order_by(Passage.question_key, Passage.position))
    assert texts.all() == ["The export breaks every Friday.", "Excel", "paper"]


def test_looking_writes_nothing(app: Flask, pages: Pages, session: Session, link: str) -> None:
    """What a mail scanner does: HEAD, GET, and following every link on the page."""
    for path in (link, f"{link}?language=ru", f"{link}/about"):
        assert pages.client.head(path).status_code == 200
        pages.get(path)
    assert pages.client.get(f"{link}/start").status_code == 405
    assert session.scalar(select(func.count()).select_from(Response)) == 0


def test_a_mail_scanner_starts_answers_and_ends_nothing(
    pages: Pages, session: Session, link: str
) -> None:
    """HEAD, GET, every link of each page, and every form sent as it stands, without its button."""
    seen, waiting = set(), [link, link.replace("/a/", "/u/")]
    while waiting:
        place = waiting.pop()
        if place in seen or len(seen) > 30 or not place.startswith(("/a/", "/u/", "/r/")):
            continue
        seen.add(place)
        pages.client.head(place)
        page = pages.client.get(place).text
        waiting += [html.unescape(href) for href in re.findall(r'<a[^>]*href="([^"#]+)', page)]
        for form in re.findall(r"<form\b.*?</form>", page, re.DOTALL):
            action = re.search(r'action="([^"]*)"', form)
            hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
            pages.client.post(html.unescape(action.group(1)) if action else place, data=hidden)
    assert len(seen) > 2
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Response)) == 0
    assert session.scalars(select(Invitation.prefers)).one() == "form"
    assert session.scalar(select(func.count()).select_from(Suppression)) == 0


def test_the_landing_page_keeps_the_token_to_itself(pages: Pages, link: str) -> None:
    answer = pages.get(link)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_address_after_start_carries_no_token(pages: Pages, link: str, started: str) -> None:
    assert link.removeprefix("/a/") not in started
    cookie = pages.client.get_cookie(
        f"answer_{started.split('/')[2]}", path=f"/r/{started.split('/')[2]}"
    )
    assert cookie is not None
    assert cookie.http_only


@pytest.mark.parametrize("harm", ["mistyped", "revoked", "wave closed", "study closed", "spent"])
def test_a_link_that_does_not_work_says_one_thing_to_all(
    cast: Cast, pages: Pages, session: Session, invitation: Invitation, link: str, harm: str
) -> None:
    if harm == "mistyped":
        link = link[:-1] + ("a" if link[-1] != "a" else "b")
    elif harm == "revoked":
        outreach.revoke(session, invitation)
    elif harm == "wave closed":
        invitation.wave.status = "closed"
    elif harm == "study closed":
        studies.close(session, cast.study)
    elif harm == "spent":
        first = pages.post(f"{link}/start", {"start": "yes"}, page=link).location
        finish(pages, send(pages, send(pages, first, size="one")))
    page = pages.get(link, expect=410).text
    assert "This link does not work" in page
    assert "Anna" not in page
    pages.post(f"{link}/start", {}, expect=410)


def test_nobody_reads_an_answer_without_its_key(app: Flask, started: str) -> None:
    stranger = Pages(app)
    page = stranger.get(started, expect=404).text
    assert "Open the newest mail you have from us" in page  # the link works on any device
    assert 'class="actions"' not in page  # no way on to a sign-in that is not for customers
    stranger.get(f"/r/{started.split('/')[2]}/done", expect=404)
    stranger.client.set_cookie(
        f"answer_{started.split('/')[2]}", "forged.value", path=f"/r/{started.split('/')[2]}"
    )
    stranger.get(started, expect=404)


def test_required_and_wrong_answers_are_said_and_what_was_typed_stays(
    pages: Pages, session: Session, started: str
) -> None:
    page = send(pages, started, expect=422)
    assert "Please look at this again" in page
    second = send(pages, started, size="one")
    page = send(pages, second, expect=422, annoys=LONG, kept="3")
    assert LONG[:10_001] in page
    assert the_response(session).answers == {"size": "one", "kept": 3}


def test_going_back_saves_without_asking_for_more(
    pages: Pages, session: Session, started: str
) -> None:
    second = send(pages, started, size="one")
    back = send(pages, second, annoys="Half a thought", _go="back")
    assert back == started
    assert the_response(session).answers["annoys"] == "Half a thought"


def test_changing_the_language_saves_first(pages: Pages, session: Session, started: str) -> None:
    second = send(pages, started, size="one")
    again = send(pages, second, annoys="Всё медленно", _language="ru")
    assert again == second
    page = pages.get(again).text
    assert '<html lang="ru"' in page
    assert "(по-русски)" in page
    assert "Всё медленно" in page
    assert the_response(session).language == "ru"


def test_a_question_that_appears_is_shown_before_going_on(pages: Pages, started: str) -> None:
    again = send(pages, started, size="many")
    assert again == started
    assert "What is your team called?" in pages.get(started).text
    assert send(pages, started, size="many", team="Blue").endswith("/p/words")


def test_an_answer_to_a_question_that_is_hidden_again_is_not_kept(
    pages: Pages, session: Session, started: str
) -> None:
    send(pages, started, size="many", team="Blue")
    catch_up()
    assert session.scalar(select(func.count()).select_from(Passage)) == 1
    send(pages, started, size="one", team="Blue")
    assert the_response(session).answers == {"size": "one"}
    catch_up()
    assert session.scalar(select(func.count()).select_from(Passage)) == 0


def test_another_device_goes_on_with_the_same_answers(
    app: Flask, pages: Pages, session: Session, link: str, started: str
) -> None:
    send(pages, started, size="one")
    phone = Pages(app)
    assert "You have begun already" in phone.get(link).text
    place = phone.post(f"{link}/start", {"start": "yes"}, page=link).location
    assert place.endswith("/p/words")
    assert the_response(session).answers == {"size": "one"}


def test_two_presses_of_start_in_one_moment_open_one_response(
    pages: Pages, session: Session, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from survey_app.collect import services

    real = services.start

    def slow(within: Connection, *args: Any, **kwargs: Any) -> Any:
        """The other device is a moment faster."""
        real(within, *args, **kwargs)
        within.commit()
        expect_writes(True)
        args[1].public_id = "0" * 16
        return real(within, *args, **kwargs)

    monkeypatch.setattr(services, "start", slow)
    assert pages.post(f"{link}/start", {"start": "yes"}, page=link).location.endswith("/p/work")
    assert the_response(session).status == "started"


def test_two_devices_that_disagree_see_both_values_and_lose_neither(
    app: Flask, pages: Pages, session: Session, link: str, started: str
) -> None:
    second = send(pages, started, size="one")
    desk_page = pages.get(second).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', desk_page))
    phone = Pages(app)
    phone.post(f"{link}/start", {"start": "yes"}, page=link)
    send(phone, second, annoys="From the phone", _go="back")
    answer = pages.client.post(second, data={**hidden, "_go": "on", "annoys": "From the desk"})
    page = pages._checked(answer, 409, second).text
    assert "From the phone" in page
    assert "From the desk" in page
    assert the_response(session).answers["annoys"] == "From the phone"
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    pages.client.post(second, data={**hidden, "_go": "on", "annoys": "From both"})
    assert the_response(session).answers["annoys"] == "From both"


def test_sending_twice_completes_once_and_thanks_again(
    pages: Pages, session: Session, started: str
) -> None:
    second = send(pages, started, size="one")
    page = pages.get(second).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    summary = pages.client.post(second, data={**hidden, "_go": "on", "annoys": "Once"}).location
    first = pages.client.post(summary, data=hidden)
    when = the_response(session).completed_at
    again = pages.client.post(second, data={**hidden, "_go": "on", "annoys": "Twice"})
    assert first.location == again.location == pages.client.post(summary, data=hidden).location
    assert "Thank you" in pages.get(again.location).text
    response = the_response(session)
    assert response.completed_at == when
    assert response.answers["annoys"] == "Once"


def test_the_last_page_first_leads_back_to_what_is_needed(pages: Pages, started: str) -> None:
    last = started.replace("/p/work", "/p/words")
    assert send(pages, last, annoys="Out of order").endswith("/p/work")


def test_fields_of_another_page_and_unknown_pages_change_nothing(
    pages: Pages, session: Session, started: str
) -> None:
    send(pages, started, size="one", annoys="not here", is_admin="1")
    assert the_response(session).answers == {"size": "one"}
    assert pages.get(started.replace("/p/work", "/p/nowhere"), expect=303).location == started


def test_autosave_answers_with_the_servers_time_and_is_no_clash_with_itself(
    pages: Pages, session: Session, started: str
) -> None:
    second = send(pages, started, size="one")
    page = pages.get(second).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    told = pages.client.post(f"{second}/save", data={**hidden, "annoys": "The exp"})
    assert told.status_code == 200
    assert told.json is not None
    assert told.json["state"] == "saved"
    assert "saved" in told.json["words"]
    assert the_response(session).answers["annoys"] == "The exp"
    # The page is sent with the revision it was drawn with: its own autosave came between.
    answer = pages.client.post(second, data={**hidden, "_go": "on", "annoys": "The export"})
    assert answer.status_code == 303
    assert the_response(session).answers["annoys"] == "The export"


def test_autosave_without_a_token_is_refused(pages: Pages, started: str) -> None:
    answer = pages.client.post(f"{started}/save", data={"size": "one"})
    assert answer.status_code == 400


def test_not_you_makes_the_device_forget(pages: Pages, started: str) -> None:
    public_id = started.split("/")[2]
    token = dict(re.findall(r'name="(csrf_token)" value="([^"]*)"', pages.get(started).text))
    pages.client.post(f"/r/{public_id}/leave", data=token)
    pages.get(started, expect=404)


def test_a_wish_to_talk_is_kept(pages: Pages, session: Session, link: str) -> None:
    pages.post(f"{link}/talk", {"prefers": "phone", "language": "en"}, page=link)
    assert "phone call" in pages.get(link).text
    assert session.scalars(select(Invitation.prefers)).one() == "phone"
    pages.post(f"{link}/talk", {"prefers": "dinner"}, page=link, expect=400)


def test_a_running_respondent_finishes_on_the_version_begun(
    cast: Cast, pages: Pages, session: Session, invitation: Invitation, started: str
) -> None:
    from survey_app.builder import history
    from survey_app.builder import services as builder
    from survey_app.questionnaire.edit import remove_question

    questionnaire = invitation.wave.publication.questionnaire
    history.edit(session, questionnaire, lambda d: remove_question(d, "annoys"), seen_revision=0)
    builder.publish(session, questionnaire, user=None)
    session.commit()
    second = send(pages, started, size="one")
    assert "What annoys you?" in pages.get(second).text


def test_statements_per_page_do_not_grow_with_the_questions(
    app: Flask, pages: Pages, started: str
) -> None:
    from sqlalchemy import event

    counted: list[str] = []

    def count(*arguments: object) -> None:
        counted.append(str(arguments[2]))

    send(pages, started, size="one")  # warm: the version is parsed once
    engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        pages.client.get(started)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    reads = [one for one in counted if one.lstrip().upper().startswith("SELECT")]
    assert len(reads) <= 4, reads
