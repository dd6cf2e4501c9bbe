"""Rules of sections, choices and rows; computed values; quoted answers; orders of one's own."""

from __future__ import annotations

from typing import Any

import pytest

from survey_app.questionnaire import Questionnaire, build_form
from survey_app.questionnaire.answers import check_answers, clean
from survey_app.questionnaire.asked import as_asked, respondents_order
from survey_app.questionnaire.piping import piped
from survey_app.questionnaire.rules import computed_answers, state
from tests.questionnaire.builders import choice, question, questionnaire, said, section, sections


def with_computed(*computed: tuple[str, str], questions: list[dict[str, Any]]) -> Questionnaire:
    listed = [{"key": key, "text": said(key), "value": value} for key, value in computed]
    data = questionnaire(*questions).to_dict() | {"computed": listed}
    return Questionnaire.from_dict(data)


def test_a_hidden_section_hides_its_questions_and_their_answers():
    made = sections(
        section("first", question("uses", "yes_no")),
        section("second", question("why"), show_if="uses"),
        section("third", question("then", "number", show_if='why == "x"')),
    )
    answers = {"uses": False, "why": "x", "then": 3}
    assert state(made, answers).sections == ("first",)
    assert clean(made, answers) == {"uses": False}
    assert clean(made, answers | {"uses": True}) == answers | {"uses": True}


def test_a_hidden_choice_leaves_the_answers_that_hold_it():
    many = [choice("a"), choice("b", show_if="uses"), choice("c")]
    made = questionnaire(
        question("uses", "yes_no"),
        question("one", "single", choices=many),
        question("some", "multi", choices=many),
        question("after", show_if='"b" in some'),
    )
    answers = {"uses": False, "one": "b", "some": ["b", "c"], "after": "x"}
    assert clean(made, answers) == {"uses": False, "some": ["c"]}
    assert clean(made, answers | {"uses": True}) == answers | {"uses": True}


def test_a_choice_under_a_hidden_one_is_hidden_with_it():
    tree = [
        choice("leaf", parent="branch"),
        choice("branch", show_if="uses"),
        choice("twig", parent="leaf"),
        choice("other_branch"),
    ]
    made = questionnaire(question("uses", "yes_no"), question("some", "multi", choices=tree))
    assert state(made, {}).unoffered == {"some": frozenset({"leaf", "branch", "twig"})}


def test_a_question_with_nothing_left_to_choose_is_not_asked():
    gone = [choice("a", show_if="uses"), choice("b", show_if="uses")]
    made = questionnaire(
        question("uses", "yes_no"), question("one", "single", required=True, choices=gone)
    )
    assert state(made, {}).shown == {"uses"}
    assert check_answers(made, {}, "en") == {}


def test_a_group_without_a_shown_part_is_not_shown():
    part = question("n", "number", show_if="uses")
    made = questionnaire(question("uses", "yes_no"), question("g", "group", parts=[part]))
    assert state(made, {}).shown == {"uses"}
    assert state(made, {"uses": True}).shown == {"uses", "g", "n"}


def test_a_band_counts_as_its_lower_bound():
    bands = [choice("small", high=10), choice("middle", low=10, high=50), choice("big", low=50),
             choice("prefer_not")]  # fmt: skip
    size = question("size", "number") | {"choices": bands, "ask": "range"}
    made = questionnaire(
        size, question("over", show_if="size > 9"), question("low", show_if="size < 1")
    )
    # 'middle' starts at 10: over nine; 'small' is open below and counts as 0: under one
    assert state(made, {"size": "middle"}).shown == {"size", "over"}
    assert state(made, {"size": "small"}).shown == {"size", "low"}
    assert state(made, {"size": "prefer_not"}).shown == {"size"}
    assert state(made, {"size": 12}).shown == {"size", "over"}


def test_a_computed_value_serves_rules_wordings_and_exports():
    made = with_computed(
        ("total", "seats + guests"),
        ("crowded", "total > 10"),
        questions=[
            question("seats", "number"),
            question("guests", "number"),
            question("why", text=said("Why {{total|so many}}?"), show_if="crowded"),
        ],
    )
    answers = {"seats": 7, "guests": 4.5, "why": "fun"}
    now = state(made, answers)
    assert computed_answers(made, answers) == {"total": 11.5, "crowded": True}  # 7 + 4.5 > 10
    assert "why" in now.shown
    assert as_asked(made, made.question("why"), now, "en").text["en"] == "Why 11.5?"
    assert computed_answers(made, {"seats": 7}) == {"crowded": False}
    assert clean(made, {"seats": 7, "guests": 3, "why": "fun"}) == {"seats": 7, "guests": 3}


def test_computed_values_that_lead_in_circles_come_to_nothing():
    made = with_computed(
        ("a", "b + 1"), ("b", "a + 1"), ("c", "n +"), questions=[question("n", "number")]
    )
    assert computed_answers(made, {"n": 1}) == {}


@pytest.mark.parametrize(
    ("kind", "answers", "language", "words"),
    [
        ("short", {"q": "Ann"}, "en", "Hello Ann!"),
        ("short", {}, "en", "Hello friend!"),
        ("short", {"q": "Ann"}, "ru", "Hello Ann! (по-русски)"),
        ("single", {"q": "save_time"}, "en", "Hello Save time!"),
        ("single", {"q": "save_time"}, "zh", "Hello Save time（中文）!（中文）"),
        ("multi", {"q": ["save_time", "cut_costs"]}, "en", "Hello Save time, Cut costs!"),
        ("list", {"q": ["Excel", "1C"]}, "zh", "Hello Excel、1C!（中文）"),
        ("text", {"q": "two\nlines"}, "en", "Hello two lines!"),
        ("short", {"q": "{{q|x}}"}, "en", "Hello { {q|x}}!"),
        ("text", {"q": "a" * 300}, "en", "Hello " + "a" * 199 + "…!"),
    ],
)
def test_a_wording_quotes_an_answer_or_its_fallback(kind, answers, language, words):
    made = questionnaire(question("q", kind), question("why"))
    text = said("Hello {{q|friend}}!")
    assert piped(made, text, state(made, answers), language) == words


def test_other_is_quoted_by_what_was_written():
    options = [choice("a"), choice("other", other=True)]
    made = questionnaire(question("q", "single", choices=options), question("why"))
    now = state(made, {"q": "other", "q__other": "Lotus"})
    assert piped(made, said("{{ q | it }}?"), now, "en") == "Lotus?"


def test_the_answer_to_a_hidden_question_is_not_quoted():
    made = questionnaire(
        question("uses", "yes_no"),
        question("name", "short", show_if="uses"),
        question("why", text=said("Why, {{name|friend}}?")),
    )
    form = build_form(made, "about", "en", {"uses": False, "name": "Ann"})
    assert form["why"].label.text == "Why, friend?"
    form = build_form(made, "about", "en", {"uses": True, "name": "Ann"})
    assert form["why"].label.text == "Why, Ann?"
    assert form.entries[-1].text == "Why, Ann?"


def test_each_respondent_has_an_order_of_choices_and_keeps_it():
    codes = [choice(code) for code in "abcdefgh"]
    last = [choice("other", other=True), choice("none", exclusive=True), choice("prefer_not")]
    asked = question("some", "multi", random_order=True, choices=[*last, *codes])
    made = questionnaire(asked)

    def order(seed: str, language: str = "en") -> list[str]:
        form = build_form(made, "about", language, {}, seed=seed)
        return [option.value for option in form["some"].options]

    assert order("one") == order("one") == order("one", "zh")
    assert len({tuple(order(f"response {n}")) for n in range(20)}) > 10
    for seed in ("one", "two"):
        assert sorted(order(seed)[:8]) == list("abcdefgh")
        assert order(seed)[8:] == ["other", "none", "prefer_not"]
    assert order("") == ["other", "none", "prefer_not", *"abcdefgh"]


def test_a_choice_added_later_leaves_the_order_of_the_others_alone():
    few = questionnaire(question("q", "multi", choices=[choice(c) for c in "abcdef"]))
    more = questionnaire(question("q", "multi", choices=[choice(c) for c in "abcdefg"]))
    first, second = (
        [one.code for one in respondents_order(made.question("q").choices, "seed", "q")]
        for made in (few, more)
    )
    assert [code for code in second if code != "g"] == first


def test_a_page_drops_a_choice_that_it_has_just_hidden():
    made = questionnaire(
        question("uses", "yes_no"),
        question("some", "multi", choices=[choice("a"), choice("b", show_if="uses"), choice("c")]),
    )
    sent = {"uses": "no", "some": ["b", "c"]}
    form = build_form(made, "about", "en", {"uses": True, "some": ["b"]}, sent)
    assert form.validate()
    assert form.merged() == {"uses": False, "some": ["c"]}
    assert [option.value for option in form["some"].options] == ["a", "c"]
    back = build_form(made, "about", "en", {"uses": False}, {"uses": "yes"})
    assert back.newly_shown == ["some"]  # the choice 'b' has come up


def test_an_answer_that_fails_its_check_hears_the_words_of_the_check():
    checks = [{"rule": "end >= start", "text": said("Write {{start|the start}} or more.")}]
    made = questionnaire(
        question("start", "number"), question("end", "number", checks=checks, required=True)
    )
    form = build_form(made, "about", "en", {}, {"start": "5", "end": "3"})
    assert not form.validate()
    assert [error.message for error in form.page_errors] == ["Write 5 or more."]
    assert check_answers(made, {"start": 5, "end": 3}, "en") == {"end": ["Write 5 or more."]}
    assert check_answers(made, {"start": 5, "end": 5}, "en") == {}
    # nothing to compare with: the check waits
    assert check_answers(made, {"end": 3}, "en") == {}
    assert list(check_answers(made, {"start": 5}, "en")) == ["end"]


def test_a_page_without_the_fallbacks_reader_says_the_fallback():
    from survey_app.questionnaire import wording

    assert wording(said("Thank you, {{name|friend}}."), "en") == "Thank you, friend."
