"""Edits give a new questionnaire and leave the old one as it was."""

from __future__ import annotations

import pytest

from survey_app.questionnaire import Choice, Question, QuestionnaireError, Section, edit
from tests.questionnaire.builders import built, question, said, section, sections

DRAFT = sections(
    section("one", question("a"), question("b", "single"), question("role", "group")),
    section("two", question("c")),
)


def keys(made) -> dict[str, list[str]]:
    return {s.key: [q.key for q in s.questions] for s in made.sections}


@pytest.fixture(autouse=True)
def draft_stays_as_it_was():
    before = DRAFT.to_dict()
    yield
    assert DRAFT.to_dict() == before


def test_a_question_a_part_a_choice_and_a_section_are_reworded():
    made = edit.set_wording(DRAFT, "a", "en", " Why? ")
    assert made.question("a").text["en"] == "Why?"
    assert made.question("a").text["ru"] == "What about a? (по-русски)"
    made = edit.set_wording(DRAFT, "role_title", "zh", "职位？")
    assert made.question("role_title").text["zh"] == "职位？"
    made = edit.set_wording(DRAFT, "b", "en", "Win time", choice="save_time")
    assert made.question("b").choices[0].text["en"] == "Win time"
    made = edit.set_section_wording(DRAFT, "two", "ru", "Дальше")
    assert made.section("two").title["ru"] == "Дальше"
    assert edit.set_title(DRAFT, "en", "Autumn").title["en"] == "Autumn"


def test_help_is_added_and_taken_away():
    made = edit.set_wording(DRAFT, "a", "en", "In a word", name="help")
    assert made.question("a").help == {"en": "In a word"}
    assert edit.set_wording(made, "a", "en", "", name="help") == DRAFT


def test_questions_move_within_and_between_sections():
    assert keys(edit.move_question(DRAFT, "role", 0))["one"] == ["role", "a", "b"]
    assert keys(edit.move_question(DRAFT, "a", 1))["one"] == ["b", "a", "role"]
    assert keys(edit.move_question(DRAFT, "a", -5)) == keys(DRAFT)
    assert keys(edit.move_question(DRAFT, "a", 99, "two")) == {
        "one": ["b", "role"],
        "two": ["c", "a"],
    }


def test_sections_move_and_are_added_and_removed():
    assert list(keys(edit.move_section(DRAFT, "two", 0))) == ["two", "one"]
    made = edit.add_section(DRAFT, Section("three", said("Three")), 1)
    assert list(keys(made)) == ["one", "three", "two"]
    assert edit.remove_section(made, "three") == DRAFT


def test_questions_parts_and_choices_are_added_and_removed():
    made = edit.add_question(DRAFT, "two", built("number", key="n"), 0)
    assert keys(made)["two"] == ["n", "c"]
    assert edit.remove_question(made, "n") == DRAFT
    made = edit.remove_question(DRAFT, "role_size")
    assert [part.key for part in made.question("role").parts] == ["role_title"]
    made = edit.add_choice(DRAFT, "b", Choice("grow", said("Grow")))
    assert [c.code for c in made.question("b").choices] == ["save_time", "cut_costs", "grow"]
    assert edit.remove_choice(made, "b", "grow") == DRAFT


def test_required_rule_and_languages_are_set():
    assert edit.set_required(DRAFT, "a", True).question("a").required
    assert edit.set_rule(DRAFT, "c", " a == 'x' ").question("c").show_if == "a == 'x'"
    assert edit.set_languages(DRAFT, ("zh", "en")).languages == ("en", "zh")


REFUSED = {
    "no such question": (lambda: edit.set_wording(DRAFT, "x", "en", "A"), "QB051"),
    "no such choice": (lambda: edit.set_wording(DRAFT, "b", "en", "A", choice="x"), "QB051"),
    "no such language": (lambda: edit.set_wording(DRAFT, "a", "de", "A"), "QB054"),
    "no such wording": (lambda: edit.set_wording(DRAFT, "a", "en", "A", name="key"), "QB055"),
    "no such title": (lambda: edit.set_section_wording(DRAFT, "one", "en", "A", name="x"), "QB055"),
    "no such section": (lambda: edit.set_section_wording(DRAFT, "x", "en", "A"), "QB051"),
    "title in Klingon": (lambda: edit.set_title(DRAFT, "tlh", "A"), "QB054"),
    "moving nothing": (lambda: edit.move_question(DRAFT, "x", 0), "QB051"),
    "moving a part": (lambda: edit.move_question(DRAFT, "role_title", 0), "QB051"),
    "moving nowhere": (lambda: edit.move_question(DRAFT, "a", 0, "x"), "QB051"),
    "moving no section": (lambda: edit.move_section(DRAFT, "x", 0), "QB051"),
    "a key taken": (lambda: edit.add_question(DRAFT, "two", built("text", key="a")), "QB050"),
    "a part's key taken": (
        lambda: edit.add_question(DRAFT, "two", Question.from_dict(question("role_title"))),
        "QB050",
    ),
    "adding to nowhere": (lambda: edit.add_question(DRAFT, "x", built("text")), "QB051"),
    "a section's key taken": (lambda: edit.add_section(DRAFT, Section("one", {})), "QB015"),
    "a choice taken": (lambda: edit.add_choice(DRAFT, "b", Choice("save_time", {})), "QB020"),
    "removing nothing": (lambda: edit.remove_question(DRAFT, "x"), "QB051"),
    "removing no section": (lambda: edit.remove_section(DRAFT, "x"), "QB051"),
    "removing no choice": (lambda: edit.remove_choice(DRAFT, "b", "x"), "QB051"),
    "no languages": (lambda: edit.set_languages(DRAFT, ()), "QB053"),
    "unknown languages": (lambda: edit.set_languages(DRAFT, ("en", "de")), "QB054"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_impossible_edit_is_refused_with_a_code_and_a_remedy(case):
    attempt, code = REFUSED[case]
    with pytest.raises(QuestionnaireError) as caught:
        attempt()
    assert caught.value.code == code
    assert caught.value.remedy
