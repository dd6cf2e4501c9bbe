"""Another type, and copies: what carries over, what is left behind, which key."""

from __future__ import annotations

import pytest

from survey_app.questionnaire import TYPES, Questionnaire, QuestionnaireError
from survey_app.questionnaire.check import check_questionnaire
from survey_app.questionnaire.retype import (
    copy_question,
    copy_section,
    free_key,
    left_behind,
    retyped,
)
from tests.builders_questionnaires import TINY

DRAFT = Questionnaire.from_dict(TINY)


def test_choices_carry_over_from_one_to_several_and_are_left_behind_by_a_text() -> None:
    size = DRAFT.question("size")
    assert retyped(size, "multi").choices == size.choices
    assert left_behind(size, "multi") == []
    assert left_behind(size, "text") == ["choices"]
    assert retyped(size, "text").required is True
    assert retyped(size, "statement").required is False


def test_a_scale_gets_ends_in_each_language() -> None:
    scale = retyped(DRAFT.question("annoys"), "scale").scale
    assert scale is not None
    assert (scale.low, scale.high, sorted(scale.low_text)) == (1, 5, ["en", "ru", "zh"])


@pytest.mark.parametrize("name", TYPES)
def test_every_type_can_become_every_other_and_keeps_what_both_know(name: str) -> None:
    for question in DRAFT.iter_all():
        other = retyped(question, name)
        assert (other.key, other.text, other.elicits) == (
            question.key,
            question.text,
            question.elicits,
        )
        assert retyped(other, name) == other


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(QuestionnaireError, match="QB012"):
        retyped(DRAFT.question("size"), "telepathy")


def test_a_copy_stands_right_after_under_the_next_key() -> None:
    twice = copy_question(copy_question(DRAFT, "annoys"), "annoys")
    keys = [question.key for question in twice.section("words").questions]
    assert keys == ["annoys", "annoys_3", "annoys_2", "tools", "kept"]
    assert twice.question("annoys_2").bank == ""
    assert check_questionnaire(twice) == []


def test_rules_inside_a_copied_section_ask_the_copies() -> None:
    copied = copy_section(DRAFT, "work")
    assert [section.key for section in copied.sections] == ["work", "work_2", "words"]
    assert copied.question("team_2").show_if == "size_2 == 'many'"
    assert check_questionnaire(copied) == []


def test_checks_choices_and_quotes_follow_a_copied_section() -> None:
    data = DRAFT.to_dict()
    size, team = data["sections"][0]["questions"]
    team["text"]["en"] = "What are your {{size|few}} people called?"
    team["checks"] = [{"rule": "team != ''", "text": size["text"]}]
    annoys = data["sections"][1]["questions"][0]
    annoys["text"]["en"] = "What annoys you, {{team|friend}}?"
    copied = copy_section(Questionnaire.from_dict(data), "work")
    assert copied.question("team_2").text["en"] == "What are your {{size_2|few}} people called?"
    assert copied.question("team_2").checks[0].rule == "team_2 != ''"
    again = copy_question(copied, "annoys")
    assert again.question("annoys_2").text["en"] == "What annoys you, {{team|friend}}?"


def test_a_free_key_counts_on_and_stays_short_enough() -> None:
    assert free_key("age", {"age"}) == "age_2"
    assert free_key("age_2", {"age", "age_2"}) == "age_3"
    assert free_key("a" * 40, {"a" * 40}) == "a" * 38 + "_2"
