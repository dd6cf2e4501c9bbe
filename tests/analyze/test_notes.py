"""Notes and transcripts as material: one file a person, the interviewer's words left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.analyze.material import BadInput
from survey_app.analyze.notes import notes_in, read_notes


def test_the_interviewers_words_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "anna.txt"
    path.write_text(
        "Interviewer: What annoys you most?\nAnna: The export is slow.\n"
        "Interviewer: And what else?\nAnna: Nobody answers on Fridays.\n",
        encoding="utf-8",
    )
    material = read_notes([path], "Calls")
    assert [one.text for one in material.documents] == [
        "The export is slow.", "Nobody answers on Fridays.",
    ]  # fmt: skip
    assert material.documents[0].question == "What annoys you most?"
    assert material.documents[0].elicits == ("pain",)
    assert [one.id for one in material.people] == ["anna.txt"]
    assert material.people[0].asked == {"pain", "goal", "objection", "praise"}


def test_places_count_through_the_text_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p1.md"
    path.write_text("# P1\n\n- likes the map\n- cannot find the filter\n", encoding="utf-8")
    material = read_notes([path], "Calls")
    whole = "\n".join(one.text for one in material.documents)
    for document in material.documents:
        place = material.places[document.id]
        assert place.row_id == "p1.md"
        assert whole[place.offset :].startswith(document.text)


def test_a_folder_without_notes_says_which_endings_are_read(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    with pytest.raises(BadInput, match=r"no notes or transcripts.*\.vtt"):
        notes_in(tmp_path)


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "call.txt").write_text("x", encoding="utf-8")
    with pytest.raises(BadInput, match=r"'call\.txt'"):
        notes_in(tmp_path)
