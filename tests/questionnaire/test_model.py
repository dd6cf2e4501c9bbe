"""A questionnaire as a value: plain form, canonical spelling, version id."""

from __future__ import annotations

import hashlib
import json

import pytest

from survey_app.questionnaire import Questionnaire, QuestionnaireError, canonical_json, version_id
from survey_app.questionnaire.model import wording
from tests.questionnaire.builders import (
    built,
    choice,
    question,
    questionnaire,
    said,
    section,
    sections,
)


def test_the_plain_form_reads_back_as_the_same_questionnaire():
    made = questionnaire(question("a", "group"), question("b", "scale"), question("c", "multi"))
    assert Questionnaire.from_dict(made.to_dict()) == made
    assert Questionnaire.from_dict(json.loads(canonical_json(made))) == made


def test_canonical_json_has_sorted_keys_and_no_white_space():
    made = Questionnaire.from_dict({"title": {"ru": "Да", "en": "Yes"}, "sections": []})
    # keys in order: languages, sections, title; inside the title en before ru
    assert canonical_json(made) == (
        '{"languages":["en","ru","zh"],"sections":[],"title":{"en":"Yes","ru":"Да"}}'
    )
    assert version_id(made) == hashlib.sha256(canonical_json(made).encode()).hexdigest()


def test_two_spellings_of_one_accent_give_one_version():
    composed = Questionnaire.from_dict({"title": {"en": "Caf\u00e9"}, "sections": []})
    combined = Questionnaire.from_dict({"title": {"en": "Cafe\u0301"}, "sections": []})
    assert version_id(composed) == version_id(combined)


def test_a_changed_word_gives_another_version():
    one = questionnaire(question("a"))
    other = questionnaire(question("a", text=said("Why?")))
    assert version_id(one) != version_id(other)


def test_questions_and_parts_are_found_by_key():
    made = sections(section("one", question("role", "group"), question("note", "statement")))
    assert [q.key for q in made.iter_questions()] == ["role", "note"]
    assert [q.key for q in made.iter_all()] == ["role", "role_title", "role_size", "note"]
    assert [q.key for q in made.iter_inputs()] == ["role_title", "role_size"]
    assert made.question("role_size").type == "number"
    with pytest.raises(QuestionnaireError, match="no question 'age'"):
        made.question("age")
    with pytest.raises(QuestionnaireError, match="no section 'two'"):
        made.section("two")


def test_a_part_without_tags_elicits_what_its_group_elicits():
    made = questionnaire(
        question(
            "role",
            "group",
            elicits=["role"],
            parts=[question("title", "short"), question("wish", elicits=["goal"])],
        )
    )
    assert made.elicits("title") == ("role",)
    assert made.elicits("wish") == ("goal",)
    assert made.elicits("nobody") == ()


def test_a_draft_without_a_translation_shows_the_english_wording():
    assert wording({"en": "Why?", "ru": "Почему?"}, "ru") == "Почему?"
    assert wording({"en": "Why?", "ru": ""}, "ru") == "Why?"
    assert wording({"zh": "为什么？"}, "ru") == "为什么？"
    assert wording({}, "ru") == ""


def test_an_interviewer_says_the_spoken_wording_where_there_is_one():
    assert built("text", interviewer_text={"en": "Tell me why"}).spoken("en") == "Tell me why"
    assert built("text").spoken("ru") == "What about why? (по-русски)"


@pytest.mark.parametrize(
    "broken",
    [
        {"sections": []},
        {"title": "Plain", "sections": []},
        {"title": {"en": 3}, "sections": []},
        {"title": {"en": "A"}, "sections": {"a": 1}},
        {"title": {"en": "A"}, "sections": ["a"]},
        {"title": {"en": "A"}, "languages": "en"},
        {"title": {"en": "A"}, "sections": [section("a", question("q", required="yes"))]},
        {"title": {"en": "A"}, "sections": [section("a", question("q", "number", min=True))]},
        {"title": {"en": "A"}, "sections": [section("a", question("q", "list", rows=1.5))]},
        {"title": {"en": "A"}, "sections": [section("a", question("q", "scale", scale={}))]},
        {"title": {"en": "A"}, "sections": [section("a", {"key": "q", "text": said("A")})]},
    ],
)
def test_a_malformed_definition_is_refused_with_a_code(broken):
    with pytest.raises(QuestionnaireError) as caught:
        Questionnaire.from_dict(broken)
    assert caught.value.code == "QB010"
    assert caught.value.remedy


def test_every_field_of_the_definition_survives_reading_and_writing() -> None:
    data = {
        "title": said("Round"),
        "languages": ["en", "ru", "zh"],
        "computed": [{"key": "total", "text": said("Total"), "value": "age + 1"}],
        "sections": [
            section(
                "about",
                question("age", "number", ask="either", required_text=said("We compare ages.")),
                question(
                    "plan",
                    "single",
                    random_order=True,
                    checks=[{"rule": 'plan != "a"', "text": said("Not a.")}],
                    choices=[
                        choice("a", show_if="age > 3", parent="b"),
                        choice("b", low=0, high=10),
                    ],
                    items=[choice("row")],
                ),
                question("tools", "list", rows=5, min_rows=2),
                show_if="age > 1",
                audience=["interviewer"],
            )
        ],
    }
    assert Questionnaire.from_dict(data).to_dict() == data
