"""A questionnaire made from banks: what is picked, in which order, under which keys."""

from __future__ import annotations

import pytest

from survey_app.questionnaire import QuestionnaireError, check_questionnaire
from survey_app.questionnaire.banks import Bank
from survey_app.questionnaire.compose import Pick, compose
from tests.questionnaire.builders import bank, choice, question, said, section

WHAT = Bank.from_dict(
    bank(
        section("joys", question("like"), question("kept", "scale")),
        section("pains", question("pain", show_if="kept < 3"), question("role", "group")),
    )
)
DEMO = Bank.from_dict(
    bank(
        section("joys", question("size", "number"), question("like", show_if="size > 3")),
        id="demo",
    )
)
BANKS = {"what": WHAT, "demo": DEMO}
TITLE = said("Spring round")


def keys(made) -> dict[str, list[str]]:
    return {s.key: [q.key for q in s.questions] for s in made.sections}


def code_of(*picks, **more) -> str:
    with pytest.raises(QuestionnaireError) as caught:
        compose(TITLE, BANKS, picks, **more)
    assert caught.value.remedy
    return caught.value.code


def test_a_whole_bank_is_taken_in_its_order():
    made = compose(TITLE, BANKS, ["what"])
    assert keys(made) == {"joys": ["like", "kept"], "pains": ["pain", "role"]}
    assert check_questionnaire(made) == []
    assert compose(TITLE, [WHAT, DEMO], [Pick("what")]) == made


def test_sections_and_questions_are_taken_in_the_order_picked():
    made = compose(TITLE, BANKS, ["what/pains/role", "what/joys/kept", "what/joys/like"])
    assert keys(made) == {"pains": ["role"], "joys": ["kept", "like"]}


def test_each_question_and_part_remembers_where_it_came_from():
    made = compose(TITLE, BANKS, ["what"])
    assert (made.question("kept").bank, made.question("kept").bank_key) == ("what", "kept")
    assert made.question("role_title").bank_key == "role_title"


def test_two_questions_of_one_key_are_refused():
    assert code_of("what", "demo") == "QB050"
    assert code_of("what/joys/like", "what/joys") == "QB050"
    assert code_of("what/joys/like", "what/joys", rename_clashes=True) == "QB050"


def test_a_clash_can_be_renamed_and_the_section_gets_its_own_key():
    made = compose(TITLE, BANKS, ["what", "demo"], rename_clashes=True)
    assert keys(made) == {
        "joys": ["like", "kept"],
        "pains": ["pain", "role"],
        "demo_joys": ["size", "demo_like"],
    }
    assert made.question("demo_like").bank_key == "like"
    assert check_questionnaire(made) == []


def test_a_renamed_key_is_renamed_in_its_banks_rules():
    ruled = Bank.from_dict(
        bank(section("more", question("like"), question("more", show_if='like == "yes"')), id="r")
    )
    made = compose(TITLE, [WHAT, ruled], ["what/joys", "r"], rename_clashes=True)
    assert made.question("more").show_if == 'r_like == "yes"'


def test_a_section_visited_twice_makes_two_pages():
    made = compose(TITLE, BANKS, ["what/joys/like", "what/pains/role", "what/joys/kept"])
    assert list(keys(made)) == ["joys", "pains", "what_joys"]


def test_a_rule_about_a_question_left_behind_is_found_before_publishing():
    made = compose(TITLE, BANKS, ["what/pains"])
    assert [p.code for p in check_questionnaire(made)] == ["QB034"]


def test_a_rule_never_silently_asks_another_banks_question():
    other = Bank.from_dict(bank(section("x", question("kept", "scale")), id="x"))
    with pytest.raises(QuestionnaireError, match="Choose that question of its bank too"):
        compose(TITLE, [WHAT, other], ["x", "what/pains"])


@pytest.mark.parametrize(
    ("pick", "advice"),
    [
        ("waht", "Did you mean 'what'?"),
        ("what/joy", "Did you mean 'joys'?"),
        ("what/joys/lik", "Did you mean 'like'?"),
    ],
)
def test_a_pick_of_nothing_known_is_refused_with_the_nearest(pick, advice):
    with pytest.raises(QuestionnaireError) as caught:
        compose(TITLE, BANKS, [pick])
    assert (caught.value.code, caught.value.remedy) == ("QB051", advice)


def test_picking_nothing_is_refused_in_the_readers_language():
    with pytest.raises(QuestionnaireError) as caught:
        compose(TITLE, BANKS, [])
    assert caught.value.code == "QB052"
    assert caught.value.in_language("en") == "Nothing was chosen. Choose at least one question."
    assert caught.value.in_language("ru") == "Ничего не выбрано. Выберите хотя бы один вопрос."
    assert caught.value.in_language("zh") == "什么都没有选。 请至少选择一道题。"


def test_everything_in_a_question_and_its_section_follows_a_renamed_key():
    asked = question(
        "why",
        "multi",
        text=said("Why, {{like|friend}} of {{left_out|ours}}?"),
        choices=[choice("a", show_if='like != "x"'), choice("b")],
        checks=[{"rule": '"a" in why or like == "y"', "text": said("{{like|That}}?")}],
    )
    own = question("like", "short")
    ruled = Bank.from_dict(
        bank(
            section("first", own, question("left_out", "short")),
            section("second", asked, show_if='like == "z"'),
            id="r",
        )
    )
    made = compose(
        TITLE, [WHAT, ruled], ["what/joys", "r/first/like", "r/second"], rename_clashes=True
    )
    why = made.question("why")
    assert why.text["en"] == "Why, {{r_like|friend}} of ours?"
    assert why.choices[0].show_if == 'r_like != "x"'
    assert why.checks[0].rule == '"a" in why or r_like == "y"'
    assert why.checks[0].text["en"] == "{{r_like|That}}?"
    assert made.section("second").show_if == 'r_like == "z"'
