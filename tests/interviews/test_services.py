"""Noting a call: lines, what was asked, ticks, ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey_app.builder import services as builder
from survey_app.collect.models import Passage
from survey_app.collect.passages import sha256
from survey_app.db import now
from survey_app.errors import Unprocessable
from survey_app.interviews import queries, services
from survey_app.interviews.models import Interview
from survey_app.questionnaire import Questionnaire
from tests.builders import Cast
from tests.builders_interviews import a_call, a_contact
from tests.builders_questionnaires import TINY, worded


@pytest.fixture
def call(cast: Cast, session: Session) -> Interview:
    a_call(session, cast.other_study, title="Somebody else's")
    return a_call(session, cast.study)


def texts(session: Session, call: Interview) -> list[str]:
    return [note.text for note in queries.notes(session, call)]


def test_a_call_speaks_the_contacts_language_before_the_studys(
    cast: Cast, session: Session
) -> None:
    anna = a_contact(session, cast.study, language="ru")
    assert services.plan(session, cast.study, title="Anna", contact=anna).language == "ru"
    assert services.plan(session, cast.study, title="Bert").language == cast.study.language


def test_a_note_is_a_passage_of_the_interview_and_its_question_was_asked(
    session: Session, call: Interview
) -> None:
    noted = services.add_note(
        session, call, question_key="annoys", text="cafe\u0301 bills", tags=["quote", "pain", "x"]
    )
    assert noted.text == "café bills"  # NFC: e and its accent are one code point
    assert noted.sha256 == sha256("café bills")
    assert noted.tags == ["pain", "quote"]
    assert (noted.interview_id, noted.response_id, noted.study_id) == (call.id, None, call.study_id)
    assert noted.language is None
    assert not noted.by_interviewer
    assert queries.states(session, call) == {"annoys": "asked"}


def test_a_free_note_asks_nothing(session: Session, call: Interview) -> None:
    services.add_note(session, call, text="Sounded tired")
    assert queries.states(session, call) == {}


@pytest.mark.parametrize("text", ["", "   ", "\u200b".join(["x" * 10_001])])
def test_an_empty_or_endless_line_is_refused_with_what_to_do(
    session: Session, call: Interview, text: str
) -> None:
    with pytest.raises(Unprocessable):
        services.add_note(session, call, text=text)


def test_a_question_that_the_script_lacks_is_refused(session: Session, call: Interview) -> None:
    with pytest.raises(Unprocessable):
        services.add_note(session, call, question_key="p20_99", text="x")
    with pytest.raises(Unprocessable):
        services.mark(session, call, "p20_99", "asked")


def test_a_line_sent_twice_is_one_line(session: Session, call: Interview) -> None:
    for _ in range(2):
        services.save_line(session, call, text="slow", tags=["pain"], client_id="c1")
    assert texts(session, call) == ["slow"]


def test_the_same_name_of_a_line_in_two_calls_makes_two_lines(
    cast: Cast, session: Session, call: Interview
) -> None:
    other = services.plan(session, cast.study, title="Bert")
    services.save_line(session, call, text="slow", tags=[], client_id="c1")
    services.save_line(session, other, text="fast", tags=[], client_id="c1")
    assert (texts(session, call), texts(session, other)) == (["slow"], ["fast"])


def test_an_edited_line_keeps_its_row_and_an_emptied_one_goes(
    session: Session, call: Interview
) -> None:
    first = services.save_line(session, call, text="slow", tags=[], client_id="c1").passage
    assert first is not None
    number, was = first.id, first.sha256
    again = services.save_line(
        session, call, text="very slow", tags=["pain"], client_id="c1", was=was
    ).passage
    assert again is not None
    assert (again.id, again.text, again.tags) == (number, "very slow", ["pain"])
    gone = services.save_line(
        session, call, text="", tags=[], client_id="c1", was=sha256("very slow")
    )
    assert gone.passage is None
    assert texts(session, call) == []
    services.save_line(session, call, text="", tags=[], client_id="c1")  # once more: still nothing
    assert texts(session, call) == []


def test_a_line_that_two_people_changed_stays_in_both_versions(
    session: Session, call: Interview
) -> None:
    line = services.add_note(session, call, question_key="annoys", text="slow")
    was = line.sha256
    services.save_line(session, call, note_id=line.id, text="slow on Mondays", tags=[], was=was)
    for _ in range(2):  # the second time is a repeated request
        saved = services.save_line(
            session, call, note_id=line.id, text="slow in May", tags=["pain"], was=was
        )
        assert saved.kept_beside is not None
        assert saved.kept_beside.question_key == "annoys"
    assert texts(session, call) == ["slow on Mondays", "slow in May"]
    services.save_line(session, call, note_id=line.id, text="", tags=[], was=was)
    assert "slow on Mondays" in texts(session, call)  # emptied by one who had not seen it


def test_a_line_of_another_call_cannot_be_reached(
    cast: Cast, session: Session, call: Interview
) -> None:
    other = a_call(session, cast.other_study, script=False)
    theirs = services.add_note(session, other, text="theirs")
    services.save_line(session, call, note_id=theirs.id, text="mine", tags=[])
    assert texts(session, other) == ["theirs"]
    assert texts(session, call) == ["mine"]  # the words are kept, as a line of this call


def test_asked_is_apart_from_answered(session: Session, call: Interview) -> None:
    assert services.mark(session, call, "annoys", "asked") == "asked"
    assert services.mark(session, call, "tools", "skipped") == "skipped"
    assert queries.states(session, call) == {"annoys": "asked", "tools": "skipped"}
    assert services.mark(session, call, "annoys", "") == ""
    assert queries.states(session, call) == {"tools": "skipped"}


def test_a_question_with_a_note_was_asked_whatever_is_said(
    session: Session, call: Interview
) -> None:
    services.mark(session, call, "annoys", "skipped")
    services.add_note(session, call, question_key="annoys", text="slow")
    assert services.mark(session, call, "annoys", "skipped") == "asked"


def test_a_group_is_asked_with_all_its_parts(cast: Cast, session: Session) -> None:
    parts = [
        {"key": "title", "type": "short", "text": worded("Your position")},
        {"key": "years", "type": "number", "text": worded("Since when?")},
    ]
    group = {"key": "job", "type": "group", "text": worded("What do you do?"), "parts": parts}
    section = {"key": "work", "title": worded("Work"), "questions": [group]}
    made = builder.create_from(
        session, cast.study, purpose="script", title="Job",
        definition=Questionnaire.from_dict(TINY | {"sections": [section]}),
    )  # fmt: skip
    script = builder.publish(session, made, user=None)
    call = services.plan(session, cast.study, title="Anna", publication=script)
    services.mark(session, call, "job", "skipped")
    every = ("job", "title", "years")
    assert queries.states(session, call) == dict.fromkeys(every, "skipped")
    services.add_note(session, call, question_key="job", text="frames pictures")
    assert queries.states(session, call) == dict.fromkeys(every, "asked")


def test_ticks_are_answers_and_count_as_asked(session: Session, call: Interview) -> None:
    sent = MultiDict({"size": "many", "kept": "4"})
    assert services.save_answers(session, call, sent, revision=0) == []
    assert call.answers == {"size": "many", "kept": 4}
    assert queries.states(session, call) == {"size": "asked", "kept": "asked"}
    services.save_answers(session, call, MultiDict({"kept": ""}), revision=call.revision)
    assert call.answers == {"size": "many"}


def test_a_tick_changed_elsewhere_is_not_overwritten(session: Session, call: Interview) -> None:
    services.save_answers(session, call, MultiDict({"kept": "4"}), revision=0)
    late = MultiDict({"kept": "1", "size": "one"})
    assert services.save_answers(session, call, late, revision=0) == ["kept"]
    assert call.answers == {"kept": 4, "size": "one"}  # what does not clash is stored
    assert services.save_answers(session, call, late, revision=call.revision) == []
    assert call.answers["kept"] == 1


def test_a_debrief_rewritten_elsewhere_stays(session: Session, call: Interview) -> None:
    services.save_details(session, call, {"debrief": "Warm"}, revision=0)
    assert services.save_details(session, call, {"debrief": "Cold"}, revision=0) == ["debrief"]
    assert call.debrief == "Warm"


def test_closing_sets_the_end_the_outcome_and_the_length(session: Session, call: Interview) -> None:
    end = now() - timedelta(hours=2)
    services.close(session, call, outcome="short", duration_seconds=600, ended_at=end)
    assert (call.status, call.outcome, call.duration_seconds) == ("held", "short", 600)
    assert call.ended_at == end
    assert call.started_at == end - timedelta(seconds=600)
    services.close(session, call)
    assert call.ended_at == end  # closing twice keeps the first end


def test_a_missed_call_is_not_held(cast: Cast, session: Session, call: Interview) -> None:
    services.log_attempt(session, call, outcome="busy", note="try after lunch")
    services.close(session, call, status="missed")
    assert (call.status, call.outcome) == ("missed", "no_answer")
    assert queries.counts(session, cast.study) == {
        "planned": 0, "held": 0, "cancelled": 0, "missed": 1,
    }  # fmt: skip
    assert [one.outcome for one in queries.attempts(session, call)] == ["busy"]


def test_the_next_call_is_ones_own_and_the_earliest(cast: Cast, session: Session) -> None:
    def planned(title: str, hours: int | None, caller: object) -> Interview:
        when = now() + timedelta(hours=hours) if hours is not None else None
        return services.plan(
            session, cast.study, title=title, planned_at=when, interviewer=caller  # type: ignore[arg-type]
        )  # fmt: skip

    planned("nobody's, soon", 1, None)
    planned("mine, no time", None, cast.interviewer)
    planned("mine, later", 5, cast.interviewer)
    planned("mine, first", 3, cast.interviewer)
    planned("a colleague's", 2, cast.researcher)
    a_call(session, cast.other_study, title="elsewhere")
    found = queries.next_call(session, cast.study, cast.interviewer.id)
    assert found is not None
    assert found.title == "mine, first"


def test_erasing_an_interview_takes_its_notes_along(session: Session, call: Interview) -> None:
    services.add_note(session, call, text="slow")
    session.delete(call)
    session.flush()
    assert session.scalars(select(Passage)).all() == []
