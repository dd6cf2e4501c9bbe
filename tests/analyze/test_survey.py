"""A table of responses as material: what is guessed, what is said, who was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.analyze.material import BadInput, Material
from survey_app.analyze.survey import Columns, read_survey
from survey_app.sources import SourceError

HEAD = "id,pains_1,pains_2,what_is_pleasant,role\n"


def read(folder: Path, body: str, head: str = HEAD, **columns: str) -> Material:
    path = folder / "shop answers.csv"
    path.write_text(head + body, encoding="utf-8")
    return read_survey(path, Columns(**columns))


BODY = (
    "7,the export is far too slow,it crashes every week,the support is kind,Agency\n"
    "8,nobody answers my letters,,,agency \n"
    "9,,,,\n"
)


def test_each_open_answer_is_a_document_with_its_question(tmp_path: Path) -> None:
    material = read(tmp_path, BODY)
    assert material.title == "Shop answers"
    by_id = {one.id: one for one in material.documents}
    assert list(by_id) == ["7:pains_1", "7:pains_2", "7:what_is_pleasant", "8:pains_1"]
    assert by_id["7:pains_2"].question == "Pains"
    assert by_id["7:pains_2"].elicits == ("pain",)
    assert by_id["7:what_is_pleasant"].elicits == ("praise",)
    assert by_id["8:pains_1"].respondent == "8"


def test_who_gave_a_later_answer_was_asked_and_who_left_early_was_not(tmp_path: Path) -> None:
    people = {one.id: one for one in read(tmp_path, BODY).people}
    # 8 skipped the pleasant part but told the role after it; 9 gave no answer at all
    assert people["8"].asked == {"pain", "praise"}
    assert people["8"].asked_traits == {"role"}
    assert people["9"].asked == frozenset()
    assert people["9"].asked_traits == frozenset()


def test_spellings_of_a_closed_answer_are_one(tmp_path: Path) -> None:
    material = read(tmp_path, BODY)
    assert {one.id: one.traits for one in material.people} == {
        "7": {"role": "agency"}, "8": {"role": "agency"}, "9": {},
    }  # fmt: skip
    assert material.people[0].about == "Agency"


def test_what_was_guessed_is_said_in_three_languages(tmp_path: Path) -> None:
    facts = read(tmp_path, BODY).sources
    assert "open answers “Pains” (pains_1, pains_2): pains" in [one.text() for one in facts]
    assert "открытые ответы «Pains» (pains_1, pains_2): боли" in [one.text("ru") for one in facts]
    assert "细分：role" in [one.text("zh") for one in facts]


def test_without_a_heading_that_asks_everyone_counts_as_asked_for_all(tmp_path: Path) -> None:
    material = read(tmp_path, "1,it is slow and ugly\n2,we like it a lot\n", "id,remarks\n")
    assert all(len(one.asked) == 4 for one in material.people)
    assert "all_kinds" in [one.code for one in material.sources]


def test_named_columns_are_used_even_with_commas_in_their_headings(tmp_path: Path) -> None:
    head = '"Well, what annoys you?",other\n'
    material = read(tmp_path, "slow export,x y\nnobody answers,z z\n", head,
                    text="Well, what annoys you?")  # fmt: skip
    assert [one.id for one in material.documents] == [
        "1:Well, what annoys you?", "2:Well, what annoys you?",
    ]  # fmt: skip


def test_a_person_with_two_rows_keeps_both(tmp_path: Path) -> None:
    material = read(
        tmp_path, "1,it is slow\n1,it is ugly\n", "id,pains\n", text="pains", respondent="id"
    )
    assert [one.id for one in material.documents] == ["1:pains", "1:pains#2"]
    assert len(material.people) == 1


def test_a_missing_column_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no column 'gains'.*pains_1"):
        read(tmp_path, BODY, text="gains")


def test_a_table_without_open_answers_says_how_to_name_them(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="--text-columns"):
        read(tmp_path, "1,5\n2,4\n3,5\n", "id,score\n")


def test_named_columns_that_are_empty_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="all empty"):
        read(tmp_path, "1,,x y z\n2,,x z y\n", "id,pains,note\n", text="pains")
