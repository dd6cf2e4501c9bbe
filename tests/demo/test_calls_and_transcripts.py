"""Calls read as an interviewer's notes; transcripts are WebVTT."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from survey_app.demo import DemoStudy, build_demo
from survey_app.demo.call_notes import read_notes


@pytest.fixture(scope="module")
def study() -> DemoStudy:
    return build_demo()


def test_typed_notes_become_blocks_with_tags_and_free_notes():
    blocks, free = read_notes("# what_4\np slow on Mondays\nplain\n# what_3 skipped\n# free\nnice")
    assert [(block.question_key, block.state) for block in blocks] == [
        ("what_4", "answered"),
        ("what_3", "skipped"),
    ]
    assert [(line.tag, line.text) for line in blocks[0].lines] == [
        ("pain", "slow on Mondays"),
        (None, "plain"),
    ]
    assert free == "nice"


def test_a_question_without_notes_counts_as_asked():
    blocks, _ = read_notes("# what_4\n# what_3 asked")
    assert [block.state for block in blocks] == ["asked", "asked"]


def test_a_note_before_the_first_question_is_refused():
    with pytest.raises(ValueError, match="before the first question"):
        read_notes("lost line\n# what_4")


def test_each_call_has_notes_of_one_to_four_lines_and_free_notes(study):
    states = set()
    for interview in study.interviews:
        states |= {block.state for block in interview.blocks}
        for block in interview.blocks:
            assert len(block.lines) <= 4
            assert bool(block.lines) == (block.state == "answered")
        assert interview.free_notes
        assert 10 <= interview.minutes <= 90
    assert states == {"answered", "asked", "skipped"}


def test_all_tags_of_the_call_pad_occur(study):
    tags = {
        line.tag
        for interview in study.interviews
        for block in interview.blocks
        for line in block.lines
    }
    assert tags == {None, "pain", "goal", "objection", "praise", "quote"}


def test_no_note_is_written_twice(study):
    notes = [
        line.text
        for interview in study.interviews
        for block in interview.blocks
        for line in block.lines
        if len(line.text) >= 12
    ]
    assert len(notes) == len(set(notes))


def test_call_times_are_in_working_hours_or_the_early_evening(study):
    for interview in study.interviews:
        assert 9 <= interview.held_at.hour <= 19
        assert interview.held_at.weekday() < 5


def test_transcripts_are_webvtt_with_two_speakers_and_rising_times(study):
    assert [transcript.language for transcript in study.transcripts] == ["en", "ru"]
    for transcript in study.transcripts:
        head, *cues = transcript.text.strip().split("\n\n")
        assert head == "WEBVTT"
        times = []
        for cue in cues:
            stamps = re.findall(r"(\d\d):(\d\d):(\d\d)\.(\d{3})", cue.split("\n")[0])
            assert len(stamps) == 2
            times += [
                ((int(h) * 60 + int(m)) * 60 + int(s)) * 1000 + int(ms) for h, m, s, ms in stamps
            ]
        assert times == sorted(times)
        assert len(set(re.findall(r"<v ([^>]+)>", transcript.text))) == 2


def test_the_first_transcript_belongs_to_a_contact_who_was_not_called_otherwise(study):
    key = study.transcripts[0].contact_key
    assert key in {contact.key for contact in study.contacts}
    assert key not in {interview.contact_key for interview in study.interviews}


@pytest.mark.parametrize("day", range(1, 8))
def test_no_interviewer_is_in_two_calls_at_once(day):
    calls = sorted(
        (call.interviewer_email, call.held_at, call.held_at + timedelta(minutes=call.minutes))
        for call in build_demo(now=datetime(2030, 5, day, 9, 0, tzinfo=UTC)).interviews
    )
    for (who, _, end), (who_next, start, _) in pairwise(calls):
        assert who != who_next or end <= start
