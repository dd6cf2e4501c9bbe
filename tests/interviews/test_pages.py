"""The pages of the calls as they work without scripts, and what the pad's script sends."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import sha256
from survey_app.db import db, now
from survey_app.interviews import queries, services
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Invitation, Wave
from tests.builders import MARKUP, Cast
from tests.builders_interviews import a_call, a_contact
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages


@pytest.fixture
def call(cast: Cast, session: Session, pages: Pages) -> Interview:
    pages.sign_in(cast.interviewer)
    return a_call(session, cast.study)


def home(cast: Cast) -> str:
    return f"/s/{cast.study.slug}/interviews/"


def pad_of(cast: Cast, call: Interview) -> str:
    return f"{home(cast)}{call.id}/pad"


def send(pages: Pages, path: str, data: dict[str, Any], *, expect: int = 200) -> Any:
    """Send JSON as the pad's script does."""
    headers = {"X-CSRFToken": pages.token()}
    answer = pages.client.post(path, json=data, headers=headers)
    assert answer.status_code == expect, answer.text
    return json.loads(answer.text)


@pytest.mark.parametrize("page", ["", "new", "import", "{id}", "{id}/pad", "{id}/plan"])
def test_calls_are_for_those_who_call(
    cast: Cast, session: Session, pages: Pages, page: str
) -> None:
    call = a_call(session, cast.study)
    path = home(cast) + page.format(id=call.id)
    for user, status in (
        (cast.researcher, 200),
        (cast.interviewer, 200),
        (cast.admin, 200),
        (cast.viewer, 403),
        (cast.other_researcher, 404),
    ):
        pages.sign_in(user)
        pages.get(path, expect=status)


@pytest.mark.parametrize("page", ["{id}", "{id}/pad", "{id}/plan", "import/abc"])
def test_a_call_of_another_study_is_not_found(
    cast: Cast, session: Session, pages: Pages, page: str
) -> None:
    theirs = a_call(session, cast.other_study)
    pages.sign_in(cast.researcher)
    pages.get(home(cast) + page.format(id=theirs.id), expect=404)
    for verb in ("lines", "save", "attempts", "reopen", "pad"):
        pages.post(f"{home(cast)}{theirs.id}/{verb}", {"_notes-_free": "x"}, expect=404)


def test_a_call_is_planned_with_a_contact_or_only_a_name(
    cast: Cast, session: Session, pages: Pages
) -> None:
    anna = a_contact(session, cast.study, language="ru")
    a_contact(session, cast.other_study, name="Otto")
    script = publish_tiny(session, cast.study, purpose="script")
    pages.sign_in(cast.interviewer)
    page = pages.get(f"{home(cast)}new?contact={anna.id}")
    assert "otto@customer.example" not in page.text
    label = f"Anna {MARKUP} · Anna's firm {MARKUP} · anna@customer.example"
    data = {
        "who": label, "mode": "video", "planned_at": "2030-05-06T14:30", "language": "ru",
        "script": str(script.id), "interviewer": str(cast.interviewer.id),
    }  # fmt: skip
    pages.post(f"{home(cast)}new", data)
    pages.post(f"{home(cast)}new", data | {"who": "A voice from the fair", "planned_at": ""})
    first, second = queries.planned(session, cast.study)
    assert (first.contact_id, first.mode, first.language) == (anna.id, "video", "ru")
    assert first.planned_at is not None
    assert first.planned_at.isoformat() == "2030-05-06T14:30:00+00:00"
    assert (second.title, second.contact_id, second.planned_at) == (
        "A voice from the fair", None, None,
    )  # fmt: skip
    listed = pages.get(home(cast)).text
    assert "A voice from the fair" in listed


def test_a_call_without_a_name_is_not_planned_and_the_rest_stays(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.interviewer)
    data = {"who": " ", "mode": "video", "language": "en", "script": "", "interviewer": ""}
    page = pages.post(f"{home(cast)}new", data, expect=422)
    assert "Write a name" in page.text
    assert '<option selected value="video">' in page.text


def test_a_planned_call_can_be_moved(cast: Cast, call: Interview, pages: Pages) -> None:
    data = {
        "who": "Anna at last", "mode": "in_person", "planned_at": "2031-01-02T09:00",
        "language": "zh", "script": "", "interviewer": "",
    }  # fmt: skip
    pages.post(f"{home(cast)}{call.id}/plan", data)
    db.session.refresh(call)
    assert (call.title, call.mode, call.language) == ("Anna at last", "in_person", "zh")
    assert (call.publication_id, call.interviewer_id) == (None, None)


def test_without_a_script_the_whole_pad_is_one_form(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    path = pad_of(cast, call)
    page = pages.get(path)
    assert "What annoys you?" in page.text
    assert "What is your team called?" in page.text
    data = {
        "_revision": "0", "_nonce": "n1",
        "_notes-annoys": "p: exports take an hour\n\nq “I start it before lunch.”",
        "_notes-_free": f"tired {MARKUP}",
        "_state-tools": "skipped", "_state-kept": "",
        "size": "many", "_debrief": "A warm talk", "_consent": "yes", "_minutes": "12",
        "_outcome": "", "_go": "save",
    }  # fmt: skip
    pages.post(path, data, page=path)
    pages.post(path, data, page=path)  # sent twice, as a double click does
    session.expire_all()
    noted = [(n.question_key, n.text, n.tags) for n in queries.notes(session, call)]
    assert noted == [
        ("annoys", "exports take an hour", ["pain"]),
        ("annoys", "“I start it before lunch.”", ["quote"]),
        (None, f"tired {MARKUP}", []),
    ]
    assert queries.states(session, call) == {
        "annoys": "asked", "size": "asked", "tools": "skipped",
    }  # fmt: skip
    assert call.answers == {"size": "many"}
    assert (call.debrief, call.notes_consent, call.duration_seconds) == ("A warm talk", True, 720)
    pages.get(path)


def test_without_a_script_a_stored_line_is_changed_tagged_and_removed(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    one = services.add_note(session, call, question_key="annoys", text="slow")
    two = services.add_note(session, call, question_key="annoys", text="dear")
    was = sha256("q: so it was written")
    three = services.add_note(session, call, text="q: so it was written")
    pages.post(
        pad_of(cast, call),
        {
            f"_line-{one.id}": "o: slow on Mondays", f"_was-{one.id}": sha256("slow"),
            f"_tag-{one.id}": ["pain"],
            f"_line-{two.id}": "", f"_was-{two.id}": sha256("dear"),
            f"_line-{three.id}": "q: so it was written", f"_was-{three.id}": was,
        },
    )  # fmt: skip
    session.expire_all()
    assert [(note.text, note.tags) for note in queries.notes(session, call)] == [
        ("slow on Mondays", ["pain", "objection"]),
        ("q: so it was written", []),
    ]


def test_a_stale_pad_loses_no_note_and_shows_both_ticks(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    path = pad_of(cast, call)
    pages.post(path, {"_revision": "0", "kept": "5", "_debrief": "Warm"})
    late = {"_revision": "0", "kept": "2", "_debrief": "Cold", "_notes-annoys": "slow"}
    page = pages.post(path, late | {"_nonce": "n2"}, expect=409)
    assert "Saved elsewhere meanwhile: 5" in page.text
    assert "Saved elsewhere meanwhile: Warm" in page.text
    assert "Cold" in page.text
    session.expire_all()
    assert call.answers == {"kept": 5}
    assert [note.text for note in queries.notes(session, call)] == ["slow"]


def test_two_hundred_thousand_characters_are_refused_and_the_other_lines_kept(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    data = {"_notes-annoys": "x" * 200_000 + "\nslow", "_nonce": "n3"}
    page = pages.post(pad_of(cast, call), data, expect=422)
    assert "Shorten the line to 10000 characters" in page.text
    assert "x" * 200_000 in page.text  # to be shortened, not to be typed again
    session.expire_all()
    assert [note.text for note in queries.notes(session, call)] == ["slow"]


def test_fields_of_no_question_and_of_no_line_are_ignored(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    other = a_call(session, cast.other_study, script=False)
    theirs = services.add_note(session, other, text="theirs")
    data = {
        "p20_99": "x", "_state-p20_99": "asked", "_line-abc": "x", "_line-99999999999": "x",
        f"_line-{theirs.id}": "mine", "kept": "77", "_outcome": "won", "_minutes": "-3",
        "_revision": "x",
    }  # fmt: skip
    pages.post(pad_of(cast, call), data)
    session.expire_all()
    assert call.answers == {}
    assert queries.notes(session, call) == []
    assert [note.text for note in queries.notes(session, other)] == ["theirs"]


def test_a_line_from_the_pads_script_is_stored_once_with_the_servers_time(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    path = f"{home(cast)}{call.id}/lines"
    typed = now() - timedelta(minutes=20)  # without network
    line = {
        "client_id": "c1", "question_key": "annoys", "text": "slow", "tags": ["pain", "nonsense"],
        "noted_at": typed.isoformat(),
    }  # fmt: skip
    told = send(pages, path, line)
    again = send(pages, path, line)
    assert told["line"]["id"] == again["line"]["id"]
    assert told["line"]["tags"] == ["pain"]
    assert abs((now() - _moment(told["at"])).total_seconds()) < 60
    [noted] = queries.notes(session, call)
    assert noted.noted_at == typed
    send(pages, path, line | {"text": "", "was": told["line"]["was"]})
    session.expire_all()
    assert queries.notes(session, call) == []


@pytest.mark.parametrize(
    "line",
    [
        {}, [], "x", None,
        {"text": "x"},
        {"text": 5, "client_id": "c"},
        {"text": "x", "client_id": "c" * 65},
        {"text": "x", "client_id": "c", "tags": "pain"},
        {"text": "x", "id": True},
        {"text": "x", "client_id": "c", "question_key": "p20_99"},
        {"text": "x" * 200_000, "client_id": "c"},
    ],
)  # fmt: skip
def test_a_line_that_makes_no_sense_is_refused_in_words(
    cast: Cast, call: Interview, session: Session, pages: Pages, line: Any
) -> None:
    told = send(pages, f"{home(cast)}{call.id}/lines", line, expect=422)
    assert told["message"]
    assert queries.notes(session, call) == []


def test_ticks_from_the_pads_script_say_which_questions_are_shown_now(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    path = f"{home(cast)}{call.id}/save"
    told = pages.post(path, {"_revision": "0", "size": "one"}, expect=200).get_json()
    assert "team" not in told["shown"]  # the rule: size == 'many'
    told = pages.post(
        path, {"_revision": str(told["revision"]), "size": "many"}, expect=200
    ).get_json()
    assert "team" in told["shown"]
    stale = pages.post(path, {"_revision": "0", "size": "one"}, expect=409).get_json()
    assert stale["clashes"] == {"size": "More"}


def test_closing_a_call_leads_to_its_reading_page(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    noted = services.add_note(
        session, call, question_key="annoys", text=f"slow {MARKUP}", tags=["pain"]
    )
    number = noted.id
    answer = pages.post(
        pad_of(cast, call), {"_go": "held", "_outcome": "part", "_seconds": "754", "kept": "4"}
    )
    assert answer.location == f"{home(cast)}{call.id}"
    page = pages.get(answer.location).text
    assert f'id="p{number}"' in page
    assert "13 minutes" in page  # 754 s are 12 min 34 s; a begun minute counts
    assert "2 of 4 asked, 2 answered" in page  # 'team' is hidden by its rule
    assert "Part of it, to be continued" in pages.get(home(cast)).text
    pages.post(f"{home(cast)}{call.id}/reopen")
    session.expire_all()
    assert call.status == "planned"


def test_a_missed_call_and_an_attempt_are_written_down(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    pages.post(f"{home(cast)}{call.id}/attempts", {"attempt": "busy", "note": "after lunch"})
    pages.post(f"{home(cast)}{call.id}/attempts", {"attempt": "sang", "note": ""}, expect=422)
    assert "after lunch" in pages.get(pad_of(cast, call)).text
    pages.post(pad_of(cast, call), {"_go": "missed"})
    assert "Missed" in pages.get(home(cast)).text


def test_the_pad_speaks_the_language_of_the_talk_and_the_interviewers_own(
    cast: Cast, session: Session, pages: Pages
) -> None:
    call = a_call(session, cast.study, language="ru")
    pages.sign_in(cast.interviewer)
    page = pages.get(pad_of(cast, call)).text
    assert "What annoys you? (по-русски)" in page
    assert "Close the call" in page


def test_only_a_researcher_throws_an_interview_away(
    cast: Cast, call: Interview, session: Session, pages: Pages
) -> None:
    services.add_note(session, call, text="slow")
    path = f"{home(cast)}{call.id}"
    assert "Throw it away" not in pages.get(path).text
    pages.post(f"{path}/delete", expect=403)
    pages.sign_in(cast.researcher)
    assert "Throw it away" in pages.get(path).text
    pages.post(f"{path}/delete")
    pages.get(path, expect=404)
    assert session.scalars(select(Passage)).all() == []


def test_who_would_rather_talk_is_listed_until_a_call_is_planned(
    cast: Cast, session: Session, pages: Pages
) -> None:
    for study, name in ((cast.study, "Anna"), (cast.other_study, "Otto")):
        wave = Wave(
            study_id=study.id, publication_id=publish_tiny(session, study).id, title="May",
            sender_name="Rita", subject={}, body={},
        )  # fmt: skip
        session.add(wave)
        session.flush()
        contact = a_contact(session, study, name=name)
        session.add(Invitation(wave_id=wave.id, contact_id=contact.id, prefers="phone"))
    pages.sign_in(cast.interviewer)
    page = pages.get(home(cast)).text
    assert "Would rather talk" in page
    assert "Anna" in page
    assert "Otto" not in page
    [invited] = queries.would_rather_talk(session, cast.study)
    services.plan(session, cast.study, title="Anna", contact=invited.contact)
    assert "Would rather talk" not in pages.get(home(cast)).text


def test_the_pad_shows_what_the_person_answered_before(
    cast: Cast, session: Session, pages: Pages
) -> None:
    anna = a_contact(session, cast.study)
    session.add(
        Response(
            study_id=cast.study.id, publication_id=publish_tiny(session, cast.study).id,
            contact_id=anna.id, public_id="r1", language="en",
            answers={"size": "many", "annoys": f"waiting {MARKUP}"},
        )
    )  # fmt: skip
    call = a_call(session, cast.study, contact=anna)
    pages.sign_in(cast.interviewer)
    page = pages.get(pad_of(cast, call)).text
    assert "What they answered before" in page
    assert "waiting &lt;b&gt;" in page
    assert f"/contacts/{anna.id}" not in page  # contacts are the researchers' pages
    pages.sign_in(cast.researcher)
    page = pages.get(pad_of(cast, call)).text
    assert url_ends(page, f"/{anna.id}")
    assert url_ends(page, "/responses/1")


def test_the_home_leads_the_interviewer_to_the_next_call(
    cast: Cast, session: Session, pages: Pages
) -> None:
    study_home = f"/s/{cast.study.slug}/"
    pages.sign_in(cast.interviewer)
    assert "Plan a call" in pages.get(study_home).text
    a_call(session, cast.other_study, title="Elsewhere call")
    call = a_call(session, cast.study, title="Anna of Northwind", interviewer=cast.interviewer)
    page = pages.get(study_home).text
    assert "Next call: Anna of Northwind" in page
    assert "Elsewhere call" not in page
    services.close(session, call)
    page = pages.get(study_home).text
    assert "1 call held" in page
    pages.sign_in(cast.viewer)
    assert "interviews" not in pages.get(study_home).text


def url_ends(page: str, end: str) -> bool:
    """Whether a link on the page leads to an address with this end."""
    return f'{end}"' in page


def _moment(text: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(text)
