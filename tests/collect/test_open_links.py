"""Open links: anybody may answer, anonymous if promised, no more than were asked for."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.collect import queries, services
from survey_app.collect.models import OpenLink, Passage, Response
from survey_app.collect.passages import catch_up
from survey_app.db import now
from survey_app.studies import services as studies
from survey_app.themes.corpus import n_passages
from tests.builders import Cast
from tests.builders_collect import begin, finish, hidden_fields, open_link, publish_one_page, send
from tests.pages import Pages


def completed(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).where(Response.status == "completed")) or 0


def answer_all(pages: Pages, link: OpenLink, size: str = "one") -> str:
    second = send(pages, begin(pages, f"/o/{link.code}"), size=size)
    return finish(pages, send(pages, second, annoys="The queue"))


def test_anybody_may_answer_and_each_gets_their_own_response(
    app: Flask, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study)
    for _ in range(2):
        pages = Pages(app)
        assert "Thank you" in pages.get(answer_all(pages, link)).text
    rows = session.scalars(select(Response)).all()
    assert {(row.channel, row.open_link_id, row.contact_id) for row in rows} == {
        ("open_link", link.id, None)
    }
    assert len({row.public_id for row in rows}) == 2


def test_who_comes_back_with_the_same_browser_goes_on(
    app: Flask, pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study)
    send(pages, begin(pages, f"/o/{link.code}"), size="one")
    assert "You have begun already" in pages.get(f"/o/{link.code}").text
    assert begin(pages, f"/o/{link.code}").endswith("/p/words")
    assert "You have begun already" not in Pages(app).get(f"/o/{link.code}").text
    assert session.scalar(select(func.count(Response.id))) == 1


def test_the_same_page_pressed_twice_opens_one_response(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study)
    sent = hidden_fields(pages.get(f"/o/{link.code}").text)
    sent["start"] = "yes"
    places = {pages.client.post(f"/o/{link.code}/start", data=sent).location for _ in range(3)}
    assert len(places) == 1
    assert session.scalar(select(func.count(Response.id))) == 1


def test_anonymous_answers_know_a_day_and_nobody(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study, anonymous=True)
    assert "Your answers are anonymous" in pages.get(f"/o/{link.code}").text
    done = answer_all(pages, link)
    page = pages.get(done).text
    assert "Send me a copy" not in page
    response = session.scalars(select(Response)).one()
    assert response.anonymous
    assert (response.contact_id, response.invitation_id) == (None, None)
    catch_up()
    moments = [response.started_at, response.updated_at, response.completed_at]
    moments += session.scalars(select(Passage.noted_at)).all()
    assert {moment.time().isoformat() for moment in moments if moment} == {"00:00:00"}
    assert response.page_seconds == {}
    response.contact_id = 1
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


@pytest.mark.parametrize("state", ["paused", "closed", "over", "study closed"])
def test_a_link_that_rests_says_so_kindly_and_takes_nothing(
    pages: Pages, cast: Cast, session: Session, state: str
) -> None:
    link = open_link(session, cast.study)
    sent = hidden_fields(pages.get(f"/o/{link.code}").text)
    if state == "over":
        link.closes_at = now() - timedelta(seconds=1)
    elif state == "study closed":
        studies.close(session, cast.study)
    else:
        link.status = state
    page = pages.get(f"/o/{link.code}", expect=410).text
    assert "No more answers are taken here" in page or "does not work" in page
    assert pages.client.post(f"/o/{link.code}/start", data=sent).status_code == 410
    assert session.scalar(select(func.count(Response.id))) == 0
    pages.get("/o/nothing1", expect=410)


def test_who_began_before_the_closing_date_may_finish(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study)
    first = begin(pages, f"/o/{link.code}")
    link.closes_at = now() - timedelta(seconds=1)
    finish(pages, send(pages, send(pages, first, size="one"), annoys="Late"))
    assert completed(session) == 1


def test_the_last_place_is_given_once(app: Flask, cast: Cast, session: Session) -> None:
    link = open_link(session, cast.study, max_responses=1)
    early, late = Pages(app), Pages(app)
    sent = hidden_fields(early.get(f"/o/{link.code}").text)
    summaries = [
        send(pages, send(pages, begin(pages, f"/o/{link.code}"), size="one"), annoys="Mine")
        for pages in (early, late)
    ]
    assert finish(early, summaries[0]).endswith("/done")
    full = finish(late, summaries[1])
    assert full.endswith("/full")
    assert "No more answers are taken here" in late.get(full).text
    assert completed(session) == 1
    kept = session.scalars(select(Response).where(Response.status == "started")).one()
    assert kept.answers["annoys"] == "Mine"
    assert kept.turned_away_at is not None
    third = Pages(app)
    assert "No more answers are taken here" in third.get(f"/o/{link.code}", expect=410).text
    pressed = {**sent, "start": "yes"}  # the page was open before the last place was taken
    assert early.client.post(f"/o/{link.code}/start", data=pressed).status_code == 410


def test_a_choice_that_is_full_says_so_at_once_and_others_go_on(
    app: Flask, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study, quota_question="size", quotas={"one": 1})
    answer_all(Pages(app), link)
    late = Pages(app)
    full = send(late, begin(late, f"/o/{link.code}"), size="one")
    assert full.endswith("/full")
    answer_all(Pages(app), link, size="other")
    assert completed(session) == 2
    page = late.get(full).text
    assert "does not count" in page
    code = re.search(r'class="code">([a-z2-7-]{27})<', page)
    assert code
    found = services.find_by_receipt(session, code[1])
    assert found is not None, "by the code the person may have it erased"
    assert (found.status, found.answers) == ("started", {"size": "one"})
    counts = queries.counts(session, cast.study)
    # Two completed; the third came too late and is neither begun nor unfinished.
    assert (counts.started, counts.completed, counts.open, counts.late) == (2, 2, 0, 1)
    assert queries.counts_by_link(session, cast.study) == {link.id: (2, 2, 1)}
    catch_up()
    assert n_passages(session, cast.study) == 2


def test_who_was_too_late_counts_after_all_once_there_is_room(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study, max_responses=1)
    summary = send(
        pages, send(pages, begin(pages, f"/o/{link.code}"), size="one"), annoys="Early bird"
    )
    answer_all(Pages(pages.app), link)
    assert finish(pages, summary).endswith("/full")
    link.max_responses = 2
    session.commit()
    assert finish(pages, summary).endswith("/done")
    assert completed(session) == 2
    assert queries.counts(session, cast.study).late == 0


def test_two_who_send_at_once_do_not_both_get_the_last_place(
    app: Flask, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study, publish_one_page(session, cast.study), max_responses=3)
    session.commit()
    crowd = []
    for _ in range(8):
        pages = Pages(app)
        crowd.append((pages, hidden_fields(pages.get(f"/o/{link.code}").text)))
    session.commit()
    statuses: list[int] = []

    def press(pages: Pages, sent: dict[str, str]) -> None:
        from flask.testing import FlaskClient

        answer = FlaskClient.open(
            pages.client,
            f"/o/{path}/start",
            method="POST",
            data={**sent, "_go": "on", "again": "yes"},
        )
        statuses.append(answer.status_code)

    path = link.code
    session.rollback()
    threads = [threading.Thread(target=press, args=one) for one in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303] * 3 + [410] * 5
    assert completed(session) == 3


def test_a_kiosk_starts_clean_after_each_person(pages: Pages, cast: Cast, session: Session) -> None:
    link = open_link(session, cast.study, kiosk=True)
    first = begin(pages, f"/o/{link.code}")
    second = send(pages, first, size="one")
    summary = send(pages, second, annoys="Only mine")
    thanks = finish(pages, summary)
    assert thanks == f"/o/{link.code}/thanks"
    answer = pages.get(thanks)
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'content="12; url=/o/{link.code}"' in answer.text
    response = session.scalars(select(Response)).one()
    assert response.public_id not in answer.text
    for place in (first, second, summary, summary.replace("summary", "done")):
        pages.get(place, expect=404)  # what the Back button would ask for
    assert "You have begun already" not in pages.get(f"/o/{link.code}").text
    assert begin(pages, f"/o/{link.code}") != first


def test_leaving_a_kiosk_half_way_leads_to_the_start(
    pages: Pages, cast: Cast, session: Session
) -> None:
    link = open_link(session, cast.study, kiosk=True)
    second = send(pages, begin(pages, f"/o/{link.code}"), size="one")
    sent = hidden_fields(pages.get(second).text)
    left = pages.client.post(f"/r/{second.split('/')[2]}/leave", data=sent)
    assert left.location == f"/o/{link.code}"
    pages.get(second, expect=404)


def test_the_link_speaks_the_browsers_language(pages: Pages, cast: Cast, session: Session) -> None:
    link = open_link(session, cast.study)
    answer = pages.client.get(f"/o/{link.code}", headers={"Accept-Language": "ru"})
    assert '<html lang="ru"' in answer.text


def test_only_an_invited_person_is_told_that_name_and_address_are_kept(
    cast: Cast, pages: Pages, session: Session
) -> None:
    link = open_link(session, cast.study)
    session.commit()
    for path in (
        f"/o/{link.code}/about",
        f"{begin(pages, f'/o/{link.code}').split('/p/')[0]}/about",
    ):
        page = pages.get(path).text
        assert "We do not know your name or address" in page
        assert "the person who invited you" not in page
        assert "that the invitation went to" not in page
