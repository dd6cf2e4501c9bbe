"""Bringing in notes and transcripts: read, checked by a person, stored turn by turn."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from survey_app.interviews import imports, queries
from survey_app.interviews.models import TranscriptUpload
from survey_app.interviews.script import question_of
from survey_app.sources import read_transcript
from tests.builders import Cast
from tests.builders_interviews import a_call, a_contact
from tests.builders_questionnaires import TINY, publish_tiny
from tests.pages import Pages

VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ivan>What annoys you?</v>

00:00:05.000 --> 00:00:09.000
<v Anna>The export takes an hour.</v>

00:00:10.000 --> 00:00:12.000
<v Ivan>And how do you feel about Mondays?</v>

00:01:30.000 --> 00:01:33.000
<v Anna>I would <b>skip</b> them.</v>
"""
NOTES = (
    "# Call with Bert\n\n## What annoys you?\n- slow exports\n- late mails\n\n## Other\n- tired\n"
)


def files(**contents: str | bytes) -> dict[str, Any]:
    return {
        "files": [
            (
                io.BytesIO(data if isinstance(data, bytes) else data.encode()),
                name.replace("__", "."),
            )
            for name, data in contents.items()
        ]
    }


def upload(cast: Cast, pages: Pages, expect: int = 303, script: str = "", **contents: Any) -> Any:
    data = files(**contents) | {"language": "en", "script": script}
    path = f"/s/{cast.study.slug}/interviews/import"
    return pages.post(path, data, expect=expect, content_type="multipart/form-data")


def turns_of(session: Session, interview: Any) -> list[tuple[Any, ...]]:
    return [
        (one.speaker, one.by_interviewer, one.question_key, one.question_text, one.text)
        for one in queries.notes(session, interview)
    ]


def test_a_transcript_becomes_one_passage_a_turn(cast: Cast, session: Session) -> None:
    script = publish_tiny(session, cast.study, purpose="script")
    transcript = read_transcript("anna.vtt", VTT.encode())
    made = imports.import_transcript(
        session, cast.study, transcript, title="Anna", language="en", publication=script
    )
    assert turns_of(session, made) == [
        ("Ivan", True, None, None, "What annoys you?"),
        ("Anna", False, "annoys", None, "The export takes an hour."),
        ("Ivan", True, None, None, "And how do you feel about Mondays?"),
        ("Anna", False, None, "And how do you feel about Mondays?", "I would skip them."),
    ]
    assert (made.mode, made.status, made.outcome) == ("import", "held", "full")
    assert made.duration_seconds == 90  # the last turn begins at 1:30
    assert queries.states(session, made) == {"annoys": "asked"}


def test_headings_of_notes_stay_beside_their_lines(cast: Cast, session: Session) -> None:
    made = imports.import_transcript(
        session, cast.study, read_transcript("bert.md", NOTES.encode())
    )
    assert [(t[3], t[4]) for t in turns_of(session, made)] == [
        ("What annoys you?", "slow exports"),
        ("What annoys you?", "late mails"),
        ("Other", "tired"),
    ]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("What annoys you?", "annoys"),
        ("  what ANNOYS you ", "annoys"),
        ("What annoys you? (по-русски)", "annoys"),
        ("annoys", "annoys"),
        ("What annoys your boss?", None),
        ("?!", None),
        ("", None),
    ],
)
def test_a_question_is_recognised_in_any_language_and_case(asked: str, key: str | None) -> None:
    from survey_app.questionnaire import Questionnaire

    assert question_of(Questionnaire.from_dict(TINY), asked) == key


def test_an_upload_waits_until_roles_are_checked_and_then_goes(
    cast: Cast, session: Session, pages: Pages
) -> None:
    script = publish_tiny(session, cast.study, purpose="script")
    anna = a_contact(session, cast.study)
    pages.sign_in(cast.interviewer)
    there = upload(cast, pages, script=str(script.id), anna__vtt=VTT).location
    page = pages.get(there).text
    assert "4 turns" in page
    assert re.search(r"Ivan.*?<option value=\"interviewer\" selected>", page, re.DOTALL)
    assert "1 transcript waits for you" in pages.get(f"/s/{cast.study.slug}/interviews/").text
    [kept] = session.query(TranscriptUpload).all()
    number, label = kept.id, [x for x in re.findall(r'<option value="([^"]+)">', page) if "@" in x]
    assert len(label) == 1
    data = {
        f"do-{number}": "import", f"title-{number}": "Anna in May", f"language-{number}": "en",
        f"role-{number}-0": "participant", f"role-{number}-1": "interviewer",
        f"contact-{number}": f"{anna.name} · {anna.company.name} · {anna.email}",
    }  # fmt: skip
    answer = pages.post(there, data)
    session.expire_all()
    [made] = queries.ended(session, cast.study)
    assert (made.title, made.contact_id, made.publication_id) == ("Anna in May", anna.id, script.id)
    assert [turn[1] for turn in turns_of(session, made)] == [False, True, False, True]
    assert session.query(TranscriptUpload).count() == 0
    shown = pages.get(answer.location).text
    assert "The export takes an hour." in shown
    assert f'id="p{queries.notes(session, made)[0].id}"' in shown
    pages.post(there, data)  # a second press imports nothing again
    assert len(queries.ended(session, cast.study)) == 1


def test_good_files_are_kept_when_others_cannot_be_read(
    cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.interviewer)
    page = upload(
        cast, pages, expect=422, empty__txt="", noise__txt=b"\x00\xff\x00\x01" * 99,
        tune__mp3=b"ID3", bert__md=NOTES,
    ).text  # fmt: skip
    assert "3 files could not be read" in page
    for words in ("empty.txt", "The file is empty.", "noise.txt", "tune.mp3", "Call with Bert"):
        assert words in page
    [kept] = session.query(TranscriptUpload).all()
    assert kept.transcript["title"] == "Call with Bert"


def test_an_unreadable_file_is_explained_in_the_readers_language(
    cast: Cast, session: Session, pages: Pages
) -> None:
    cast.interviewer.language = "ru"
    pages.sign_in(cast.interviewer)
    assert "Файл пуст" in upload(cast, pages, expect=422, empty__vtt="").text
    assert session.query(TranscriptUpload).count() == 0


def test_no_file_at_all_is_said(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.interviewer)
    assert "Choose at least one file." in upload(cast, pages, expect=422).text


def test_a_colleague_and_a_stranger_do_not_see_what_waits(
    cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.interviewer)
    there = upload(cast, pages, bert__md=NOTES).location
    for user in (cast.researcher, cast.other_researcher):
        pages.sign_in(user)
        pages.get(there, expect=404)
    elsewhere = there.replace(cast.study.slug, cast.other_study.slug)
    pages.get(elsewhere, expect=404)


def test_a_file_may_be_thrown_away_or_left_for_later(
    cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.interviewer)
    there = upload(cast, pages, bert__md=NOTES, anna__vtt=VTT).location
    first, second = (one.id for one in session.query(TranscriptUpload).order_by("id"))
    pages.post(there, {f"do-{first}": "drop", f"do-{second}": "later"})
    session.expire_all()
    assert [one.id for one in session.query(TranscriptUpload)] == [second]
    assert queries.ended(session, cast.study) == []


def test_an_imported_talk_in_chinese_keeps_its_words(cast: Cast, session: Session) -> None:
    text = "访谈者：什么最让您烦恼？\n客户：导出要一个小时。😀\n"
    made = imports.import_transcript(
        session, cast.study, read_transcript("a.txt", text.encode()), language="zh"
    )
    said = [one for one in queries.notes(session, made) if not one.by_interviewer]
    assert [one.text for one in said] == ["导出要一个小时。😀"]
    assert said[0].question_text == "什么最让您烦恼？"


def test_a_call_of_another_study_is_not_listed(cast: Cast, session: Session, pages: Pages) -> None:
    a_call(session, cast.other_study, title="Their talk")
    pages.sign_in(cast.interviewer)
    assert "Their talk" not in pages.get(f"/s/{cast.study.slug}/interviews/").text
