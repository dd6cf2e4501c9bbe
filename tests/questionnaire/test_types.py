"""Each question type: what it accepts, how an answer reads, what is counted and exported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.model import LANGUAGES, Question
from survey_app.questionnaire.types import TYPES, AnswerError, question_type, table_of
from survey_app.questionnaire.types.number import parse_number
from survey_app.questionnaire.types.short import ShortText
from survey_app.questionnaire.types.summary import count_numbers
from tests.questionnaire.builders import built, choice
from tests.questionnaire.strategies import anything, question_data, typed

ANSWERING = sorted(name for name, kind in TYPES.items() if kind.takes_answer)
A_GOOD_ANSWER = {
    "short": "Owner",
    "text": "It saves\nmy evenings",
    "single": "save_time",
    "multi": ["cut_costs", "save_time"],
    "number": 12.5,
    "money": 1200,
    "scale": 4,
    "nps": 10,
    "yes_no": False,
    "date": "2025-01-31",
    "list": ["Excel", "1C"],
    "email": "anna@example.com",
    "consent": True,
    "ranking": ["cut_costs", "save_time"],
    "matrix": {"price": "strong", "speed": "weak"},
    "interests": ["save_time"],
    "five_whys": ["A quieter phone", "To finish\nby five"],
    "phone": "+44 (0)20 7946-0123",
    "url": "https://example.com/story?id=7",
    "file": {
        "name": "receipt.pdf",
        "size": 348160,
        "sha256": "0a" * 32,
        "media_type": "application/pdf",
        "id": "0b" * 16,
    },
}


def taken(kind: str, *sent: str, language: str = "en", **more):
    question = built(kind, **more)
    return question_type(kind).to_answer(question, sent, language)


def complaints(kind: str, answer, **more) -> list[str]:
    return [found.code for found in question_type(kind).check(built(kind, **more), answer)]


def test_the_table_lists_every_type_once():
    assert set(A_GOOD_ANSWER) | {"statement", "group"} == set(TYPES)
    with pytest.raises(ValueError, match="two question types are named 'short'"):
        table_of(ShortText(), ShortText())


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_type_has_a_label_in_every_language(name):
    assert set(TYPES[name].label) == set(LANGUAGES)
    assert all(TYPES[name].label.values())


@pytest.mark.parametrize("name", ANSWERING)
def test_a_good_answer_is_accepted_and_survives_being_shown_again(name):
    kind, question, answer = TYPES[name], built(name), A_GOOD_ANSWER[name]
    assert kind.check(question, answer) == []
    for language in LANGUAGES:
        shown = kind.from_answer(question, answer)
        assert kind.to_answer(question, shown, language) == answer
        assert kind.as_text(question, answer, language)
    assert len(kind.export_cells(question, answer)) == len(kind.export_columns(question))
    assert kind.summary(question, [answer, answer]).n == 2


@pytest.mark.parametrize("name", ANSWERING)
def test_nothing_typed_is_no_answer(name):
    for nothing in ([], [""], ["  "]) if name != "single" else ([], [""]):
        assert TYPES[name].to_answer(built(name), nothing, "en") is None
    assert TYPES[name].summary(built(name), []).n == 0
    assert set(TYPES[name].export_cells(built(name), None)) == {None}


@pytest.mark.parametrize("name", sorted(TYPES))
@settings(max_examples=60, deadline=None)
@given(answer=anything)
def test_a_check_never_fails_on_junk(name, answer):
    found = TYPES[name].check(built(name), answer)
    for language in LANGUAGES:
        assert all(problem.in_language(language) for problem in found)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), name=st.sampled_from(ANSWERING), sent=typed)
def test_whatever_is_accepted_survives_being_shown_again(data, name, sent):
    question = Question.from_dict(data.draw(question_data("q", name)))
    if question.choices and data.draw(st.booleans()):
        sent = data.draw(st.lists(st.sampled_from([c.code for c in question.choices])))
    kind = TYPES[name]
    language = data.draw(st.sampled_from(LANGUAGES))
    try:
        answer = kind.to_answer(question, sent, language)
    except AnswerError:
        return
    if answer is None or kind.check(question, answer):
        return
    for other in LANGUAGES:
        assert kind.to_answer(question, kind.from_answer(question, answer), other) == answer
    assert kind.as_text(question, answer, language)
    assert len(kind.export_cells(question, answer)) == len(kind.export_columns(question))


@pytest.mark.parametrize("name", ["statement", "group"])
def test_a_type_without_an_answer_takes_none(name):
    kind = TYPES[name]
    assert [p.code for p in kind.check(built(name), "x")] == ["leave_empty"]
    assert kind.export_columns(built(name)) == []
    with pytest.raises(AnswerError):
        kind.to_answer(built(name), ["x"], "en")


def test_an_unknown_type_is_an_error_with_the_nearest_known_one():
    with pytest.raises(ValueError, match="Did you mean 'multi'"):
        question_type("mutli")


@pytest.mark.parametrize(
    ("written", "language", "whole", "number"),
    [
        ("12", "en", False, 12),
        ("12.0", "en", False, 12),
        ("12.5", "ru", False, 12.5),
        ("12,5", "ru", False, 12.5),
        ("12,5", "en", False, 12.5),
        ("1,234", "en", False, 1234),
        ("1,234", "zh", False, 1234),
        ("1,234", "ru", False, 1.234),
        ("1,234", "ru", True, 1234),
        ("1.234", "ru", True, 1234),
        ("1.234", "en", False, 1.234),
        ("1,234,567", "ru", False, 1234567),
        ("1.234,5", "ru", False, 1234.5),
        ("1,234.5", "en", False, 1234.5),
        ("1 234,5", "ru", False, 1234.5),
        ("1\u00a0234", "ru", False, 1234),
        ("1\u202f234", "en", False, 1234),
        ("1'234", "en", False, 1234),
        ("€ 1200", "en", False, 1200),
        ("1200 руб.", "ru", False, 1200),
        ("１２００元", "zh", False, 1200),
        ("−5", "en", False, -5),
        ("+5", "en", False, 5),
        (".5", "en", False, 0.5),
        ("5.", "en", False, 5),
        ("٣", "en", False, None),
        ("", "en", False, None),
        ("many", "en", False, None),
        ("1e9", "en", False, None),
        ("nan", "en", False, None),
        ("12-15", "en", False, None),
        ("1.2.3", "en", False, None),
        ("9" * 41, "en", False, None),
    ],
)
def test_a_number_is_read_as_people_write_it(written, language, whole, number):
    assert parse_number(written, language, whole=whole) == number


def test_a_number_out_of_its_limits_is_refused():
    limits = {"min": 0, "max": 100, "integer": True}
    assert complaints("number", -1, **limits) == ["number_low"]
    assert complaints("number", 101, **limits) == ["number_high"]
    assert complaints("number", 1.5, **limits) == ["write_whole"]
    assert complaints("number", True, **limits) == ["write_whole"]
    assert complaints("number", float("nan")) == ["write_number"]
    assert complaints("number", float("inf")) == ["write_number"]
    assert complaints("number", 10**400) == ["write_number"]
    assert complaints("number", 0, **limits) == complaints("number", 100, **limits) == []


def test_text_is_tidied_but_its_words_are_kept():
    assert taken("text", "  One\r\ntwo\rthree\n\n") == "One\ntwo\nthree"
    assert taken("text", "nu\x00ll \x07bell") == "null bell"
    assert taken("text", "Cafe\u0301") == "Caf\u00e9"
    assert taken("text", "مرحبا 👩‍👧 family") == "مرحبا 👩‍👧 family"
    assert taken("short", "One\n  line") == "One line"


def test_a_text_over_the_limit_is_told_its_length():
    assert complaints("text", "x" * 10_000) == []
    assert complaints("text", "x" * 200_000) == ["shorten"]
    assert complaints("short", "x" * 501) == ["shorten"]
    [found] = question_type("text").check(built("text"), "x" * 200_000)
    assert found.in_language("en") == "Shorten the answer to 10000 characters; it has 200000."
    assert complaints("text", "  ") == ["write_answer"]
    assert complaints("text", "nu\x00ll") == ["write_text"]


def test_a_choice_that_is_not_offered_is_refused():
    assert complaints("single", "hack") == ["choose_shown"]
    assert complaints("single", ["save_time"]) == ["choose_shown"]
    assert complaints("multi", ["save_time", "hack"]) == ["choose_shown"]
    assert complaints("multi", ["save_time", "save_time"]) == ["choose_once"]
    assert complaints("multi", []) == ["choose_some"]
    with pytest.raises(AnswerError):
        taken("single", "save_time", "cut_costs")


def test_none_of_these_cannot_stand_beside_another_answer():
    choices = [choice("a"), choice("none", exclusive=True)]
    question = built("multi", choices=choices)
    assert complaints("multi", ["none"], choices=choices) == []
    [found] = question_type("multi").check(question, ["a", "none"])
    assert found.in_language("en") == "Choose either “None” or the other answers."
    assert "None (по-русски)" in found.in_language("ru")


def test_a_list_takes_rows_from_many_inputs_or_from_lines_of_one():
    assert taken("list", " Excel ", "", "1C\nWord") == ["Excel", "1C", "Word"]
    assert complaints("list", ["a"] * 4, rows=3) == ["fewer_rows"]
    assert complaints("list", ["a"] * 10) == []
    assert complaints("list", ["a"] * 11) == ["fewer_rows"]
    assert complaints("list", ["a", "x" * 501]) == ["shorten_row"]
    assert complaints("list", []) == ["write_row"]
    assert complaints("list", ["a", 3]) == ["write_text"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-01-31", "2025-01-31"),
        ("2025/1/31", "2025-01-31"),
        ("31.1.2025", "2025-01-31"),
        ("2025年1月31日", "2025-01-31"),
        (" 2025 年 1 月 31 日 ", "2025-01-31"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_people_write_it(written, day):
    assert taken("date", written) == day


@pytest.mark.parametrize("written", ["2025-02-30", "3/4/2025", "tomorrow", "0000-01-01"])
def test_a_date_that_is_no_day_or_could_be_two_is_refused(written):
    with pytest.raises(AnswerError) as caught:
        taken("date", written)
    assert caught.value.code == "write_date"


@pytest.mark.parametrize("day", ["20250131", "2025-W05-5", "31.1.2025", 20250131, None])
def test_a_stored_date_has_one_spelling(day):
    assert complaints("date", day) == ["write_date"]


def test_an_address_is_checked_for_its_shape_only():
    assert taken("email", " ａnna＠example.com ") == "anna@example.com"
    for fine in ("a@b.co", "anna.o'neil+x@mail.example.org", "почта@пример.рф"):
        assert complaints("email", fine) == []
    for broken in ("anna", "anna@", "@example.com", "a@b", "a b@c.de", "a@b..c", 3):
        assert complaints("email", broken) == ["write_email"]
    assert question_type("email").open_texts(built("email"), "a@b.co") == []


def test_scales_take_only_their_points():
    assert complaints("scale", 0) == complaints("scale", 6) == ["choose_point"]
    assert complaints("scale", True) == complaints("scale", 3.0) == ["choose_point"]
    assert complaints("nps", 0) == complaints("nps", 10) == []
    assert complaints("nps", 11) == ["choose_point"]
    with pytest.raises(AnswerError):
        taken("scale", "high")


def test_consent_is_given_or_absent():
    assert taken("consent", "yes") is True
    assert complaints("consent", False) == ["give_consent"]


def test_answers_read_as_words():
    other = [choice("save_time"), choice("other", other=True)]
    single = built("single", choices=other)
    kind = question_type("single")
    assert kind.as_text(single, "save_time", "ru") == "Save time (по-русски)"
    assert kind.as_text(single, "other", "en", "peace of mind") == "Other: peace of mind"
    assert kind.as_text(single, "gone", "en") == "gone"
    multi = built("multi", choices=other)
    assert question_type("multi").as_text(multi, ["save_time", "other"], "en", "rest") == (
        "Save time; Other: rest"
    )
    assert question_type("money").as_text(built("money"), 1200.5, "en") == "1200.5 EUR"
    assert question_type("yes_no").as_text(built("yes_no"), True, "zh") == "是"
    assert question_type("list").as_text(built("list"), ["a", "b"], "en") == "a; b"
    assert question_type("consent").as_text(built("consent"), True, "ru") == "Согласие дано"


def test_choices_are_counted_in_their_order_with_none_left_out():
    counted = question_type("multi").summary(
        built("multi"), [["cut_costs"], ["cut_costs", "save_time"], ["gone"]]
    )
    assert counted.n == 3
    assert [(row.code, row.count) for row in counted.rows] == [
        ("save_time", 1),
        ("cut_costs", 2),
        ("gone", 1),  # a choice of an earlier version
    ]


def test_numbers_are_counted_with_their_figures():
    counted = question_type("number").summary(built("number"), [1, 2, 2, 7])
    assert [(row.code, row.count) for row in counted.rows] == [("1", 1), ("2", 2), ("7", 1)]
    # median of 1 2 2 7 is 2; mean 12 / 4 = 3
    assert counted.figures == {"min": 1, "median": 2, "mean": 3, "max": 7}


def test_many_different_numbers_are_counted_in_bands():
    # 0 … 59 in six bands of width 59 / 6 = 9.83…: 0–9, 10–19, 20–29, 30–39, 40–49, 50–59
    rows = count_numbers(list(range(60)))
    assert [row.count for row in rows] == [10] * 6
    assert rows[0].code == "0 – 9.83333"


def test_the_net_promoter_score_is_promoters_less_detractors():
    counted = question_type("nps").summary(built("nps"), [10, 9, 9, 8, 7, 6, 0, 10])
    # promoters 10 9 9 10 = 4, passives 8 7 = 2, detractors 6 0 = 2; 100 × (4 − 2) / 8 = 25
    assert counted.figures["score"] == 25
    assert (counted.figures["promoters"], counted.figures["detractors"]) == (4, 2)
    assert [row.count for row in counted.rows] == [1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2]
    assert question_type("nps").summary(built("nps"), []).figures == {}


def test_equal_short_answers_are_counted_together():
    counted = question_type("list").summary(built("list"), [["Excel", "1C"], ["excel"]])
    assert [(row.label["en"], row.count) for row in counted.rows] == [("Excel", 2), ("1C", 1)]
    assert counted.n == 2


def test_the_other_summaries_count_people():
    happy = question_type("yes_no").summary(built("yes_no"), [True, False, True])
    assert [row.count for row in happy.rows] == [2, 1]
    assert question_type("consent").summary(built("consent"), [True, True]).n == 2
    months = question_type("date").summary(
        built("date"), ["2025-01-31", "2025-01-02", "2024-12-01"]
    )
    assert [(row.code, row.count) for row in months.rows] == [("2024-12", 1), ("2025-01", 2)]
    assert question_type("scale").summary(built("scale"), [5, 5, 4]).rows[4].count == 2
    assert question_type("text").summary(built("text"), ["ab", "abcd", "a"]).figures == {
        "median_chars": 2
    }


def test_several_choices_fill_one_column_each():
    question = built("multi", choices=[choice("a"), choice("b"), choice("other", other=True)])
    kind = question_type("multi")
    assert kind.export_columns(question) == ["why.a", "why.b", "why.other", "why__other"]
    assert kind.export_cells(question, ["b", "other"], "rest") == [0, 1, 1, "rest"]
    assert kind.export_cells(question, None) == [None] * 4


def test_open_texts_are_what_people_wrote_themselves():
    assert question_type("text").open_texts(built("text"), "Too slow") == ["Too slow"]
    assert question_type("list").open_texts(built("list"), ["a", "b"]) == ["a", "b"]
    assert question_type("single").open_texts(built("single"), "other", "en", "rest") == ["rest"]
    assert question_type("number").open_texts(built("number"), 3) == []
