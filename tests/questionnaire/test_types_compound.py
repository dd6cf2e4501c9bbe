"""Types with more than one input: how they are sent, checked, said, counted and exported."""

from __future__ import annotations

import pytest

from survey_app.questionnaire import build_form
from survey_app.questionnaire.answers import check_answer
from survey_app.questionnaire.model import Question
from survey_app.questionnaire.types import TYPES, AnswerError, Summary, SummaryRow
from survey_app.questionnaire.types.number import band_of
from survey_app.questionnaire.types.summary import plain, wilson
from tests.questionnaire.builders import built, choice, question, questionnaire, said

TREE = [
    choice("health"),
    choice("diets", parent="health"),
    choice("gym", parent="health"),
    choice("travel"),
]
BANDS = [
    choice("under_30", high=30),
    choice("thirties", low=30, high=40),
    choice("over_40", low=40),
    choice("prefer_not"),
]


def codes(kind: str, answer, **more) -> list[str]:
    return [found.code for found in TYPES[kind].check(built(kind, **more), answer)]


def filled(asked: dict, sent: dict[str, str | list[str]], **more):
    """The form of a page with one question, as sent; and that question's field."""
    form = build_form(questionnaire(asked), "about", "en", more.pop("stored", {}), sent, **more)
    form.validate()
    return form, form[asked["key"]]


def test_a_ranking_is_read_from_the_place_of_each_choice():
    asked = question("why", "ranking", choices=[choice("a"), choice("b"), choice("c")])
    form, _field = filled(asked, {"why.a": "3", "why.b": "", "why.c": "1"})
    assert form.answers() == {"why": ["c", "a"]}
    again = build_form(questionnaire(asked), "about", "en", form.answers())["why"]
    places = {row.code: [o.value for o in row.options if o.checked] for row in again.ranked}
    assert places == {"c": ["1"], "a": ["2"], "b": []}
    assert [row.code for row in again.ranked] == ["c", "a", "b"], "those placed stand first"


def test_two_choices_in_one_place_are_refused_and_stay_as_chosen():
    form, field = filled(question("why", "ranking"), {"why.save_time": "1", "why.cut_costs": "1"})
    assert field.errors == ["Give place 1 to one answer only."]
    assert form.answers() == {}
    assert [row.options[0].checked for row in field.ranked] == [True, True]


@pytest.mark.parametrize(
    ("answer", "code"),
    [([], "place_some"), (["x"], "choose_shown"), (["save_time"] * 2, "choose_once"),
     ("save_time", "choose_shown"), ([1], "choose_shown")],
)  # fmt: skip
def test_a_ranking_holds_known_choices_once_each(answer, code):
    assert codes("ranking", answer) == [code]


def test_rankings_are_counted_by_first_places_and_mean_places():
    asked = built("ranking", choices=[choice("a"), choice("b"), choice("c")])
    counted = TYPES["ranking"].summary(asked, [["b", "a"], ["b", "c", "a"], ["a"]])
    # b: 1, 1 -> 1 · a: 2, 3, 1 -> 6/3 = 2 · c: 2, placed by one only.
    rows = [(row.code, row.count, row.mean, row.n_mean) for row in counted.rows]
    assert rows == [("b", 2, 1.0, 2), ("a", 1, 2.0, 3), ("c", 0, 2.0, 1)]
    assert TYPES["ranking"].export_columns(asked) == ["why.a", "why.b", "why.c"]
    assert TYPES["ranking"].export_cells(asked, ["b", "a"]) == [2, 1, None]
    assert TYPES["ranking"].as_text(asked, ["b", "a"], "en") == "1. B; 2. A"


def test_a_table_that_is_needed_needs_each_row_but_keeps_what_is_there():
    asked = question("why", "matrix", required=True)
    form, field = filled(asked, {"why.price": "strong"})
    assert field.errors == ["Choose one answer in each row."]
    assert [row.missing for row in field.matrix] == [False, True]
    assert field.focus_id == "q-why-speed-weak"
    assert form.merged() == {"why": {"price": "strong"}}, "half a table is not lost"
    found = check_answer(Question.from_dict(asked), {"why": {"price": "strong"}})
    assert [one.code for one in found] == ["answer_rows"]
    free, _field = filled(question("why", "matrix"), {"why.price": "strong"})
    assert free.page_errors == []


def test_a_table_takes_choices_or_points_and_nothing_else():
    assert codes("matrix", {"price": "weak"}) == []
    assert codes("matrix", {"price": "often"}) == ["choose_shown"]
    assert codes("matrix", {"colour": "weak"}) == ["choose_shown"]
    assert codes("matrix", {}) == ["answer_rows"]
    ends = {"low": -2, "high": 2, "low_text": said("Bad"), "high_text": said("Good")}
    for value, found in ((-2, []), (2, []), (3, ["choose_shown"]), ("2", ["choose_shown"])):
        assert codes("matrix", {"price": value}, choices=[], scale=ends) == found
    form, _field = filled(
        question("why", "matrix", choices=[], scale=ends), {"why.price": "-2", "why.speed": "1"}
    )
    assert form.answers() == {"why": {"price": -2, "speed": 1}}


def test_each_row_of_a_table_is_counted_by_itself():
    asked = built("matrix")
    kind = TYPES["matrix"]
    answers = [{"price": "strong", "speed": "weak"}, {"price": "strong"}]
    counted = kind.summary(asked, answers)
    assert counted.n == 2
    rows = {part.code: [row.count for row in part.summary.rows] for part in counted.parts}
    assert rows == {"price": [0, 2], "speed": [1, 0]}
    assert [part.summary.n for part in counted.parts] == [2, 1]
    assert kind.export_columns(asked) == ["why.price", "why.speed"]
    assert kind.export_cells(asked, answers[1]) == ["strong", None]
    assert kind.as_text(asked, answers[0], "en") == "Price: Strong; Speed: Weak"


def test_whys_quote_the_answer_before_and_wait_for_it():
    asked = question("why", "five_whys", rows=3)
    _form, field = filled(asked, {"why": ["A quieter  phone", "", ""]})
    assert [(why.asks, why.value, why.waits) for why in field.whys] == [
        ("What about why?", "A quieter  phone", False),
        ("“A quieter phone”: why is that?", "", False),
        ("“”: why is that?", "", True),
    ]
    assert field.next_id == "q-why-2"


def test_a_chain_closes_up_where_a_box_was_emptied():
    form, _field = filled(question("why", "five_whys"), {"why": ["One", " ", "Three\nlines"]})
    assert form.answers() == {"why": ["One", "Three\nlines"]}


def test_a_long_answer_is_quoted_by_its_beginning():
    _form, field = filled(question("why", "five_whys"), {"why": ["a" * 500]})
    # 160 characters: 159 of the answer and the sign that more follows.
    assert field.whys[1].asks == "“" + "a" * 159 + "…”: why is that?"


def test_chains_are_counted_by_their_depth():
    asked = built("five_whys")
    kind = TYPES["five_whys"]
    counted = kind.summary(asked, [["a"], ["a", "b"], ["c", "d"]])
    assert [row.count for row in counted.rows] == [1, 2, 0, 0, 0]
    assert kind.export_cells(asked, ["a", "b"]) == ["a", "b", None, None, None]
    assert kind.open_texts(asked, ["a", "b"]) == ["a", "b"]
    assert codes("five_whys", ["a"] * 6) == ["fewer_rows"]


@pytest.mark.parametrize("kind", ["list", "five_whys"])
def test_at_least_so_many_lines_are_asked_for_and_fewer_are_kept(kind):
    form, field = filled(question("why", kind, min_rows=2), {"why": ["one"]})
    assert field.errors == ["Write at least 2 lines; there are 1."]
    assert form.merged() == {"why": ["one"]}
    nothing, _field = filled(question("why", kind, min_rows=2), {"why": [""]})
    assert nothing.page_errors == [], "whoever need not answer may leave all of it out"


def test_a_branch_counts_whoever_ticked_it_or_a_twig_of_it():
    asked = built("interests", choices=TREE)
    counted = TYPES["interests"].summary(asked, [["gym"], ["health", "gym", "diets"], ["travel"]])
    rows = [(row.code, row.count, row.depth) for row in counted.rows]
    assert rows == [("health", 2, 0), ("gym", 2, 1), ("diets", 1, 1), ("travel", 1, 0)]
    assert TYPES["interests"].as_text(asked, ["gym", "travel"], "en") == "Health › Gym; Travel"


def test_a_branch_is_open_where_something_on_it_is_ticked():
    _form, field = filled(question("why", "interests", choices=TREE), {"why": ["gym"]})
    health, travel = field.branches
    assert (health.is_open, health.n_checked, travel.is_open) == (True, 1, False)
    assert [twig.option.value for twig in health.twigs] == ["diets", "gym"]
    assert field.focus_id == "q-why-health-branch"


@pytest.mark.parametrize(
    ("ask", "sent", "answer"),
    [
        ("exact", {"why": "33"}, 33),
        ("range", {"why": "thirties"}, "thirties"),
        ("either", {"why": "33", "why.band": ""}, 33),
        ("either", {"why": "", "why.band": "thirties"}, "thirties"),
        ("either", {"why": " ", "why.band": "prefer_not"}, "prefer_not"),
        ("either", {"why": "33", "why.band": "over_40"}, 33),  # who told the number told more
    ],
)
def test_a_number_is_told_exactly_or_by_range_as_the_setting_says(ask, sent, answer):
    asked = question("why", "number", choices=BANDS, ask=ask)
    form, _field = filled(asked, sent)
    assert form.answers() == {"why": answer}
    again = build_form(questionnaire(asked), "about", "en", form.answers())["why"]
    checked = [option.value for option in again.options if option.checked]
    assert (again.value, checked) == (("33", []) if answer == 33 else ("", [answer]))


@pytest.mark.parametrize(
    ("ask", "answer", "found"),
    [("exact", "thirties", "write_number"), ("range", 33, "choose_shown"),
     ("range", "x", "choose_shown"), ("either", "x", "choose_shown")],
)  # fmt: skip
def test_a_number_asked_one_way_is_not_told_the_other(ask, answer, found):
    assert codes("number", answer, choices=BANDS, ask=ask) == [found]


def test_exact_numbers_are_counted_in_the_bands_that_others_chose():
    asked = built("number", choices=BANDS, ask="either")
    counted = TYPES["number"].summary(asked, [29.9, 30, "thirties", "prefer_not", 40, 90])
    rows = [(row.code, row.count) for row in counted.rows]
    # 29.9 is under 30, 30 is in 30 up to 40, 40 and 90 are over 40.
    assert rows == [("under_30", 1), ("thirties", 2), ("over_40", 2), ("prefer_not", 1)]
    assert counted.n == 6
    assert counted.figures["median"] == 35.0  # of 29.9, 30, 40 and 90
    assert TYPES["number"].export_columns(asked) == ["why", "why.band"]
    assert TYPES["number"].export_cells(asked, 30) == [30, "thirties"]
    assert TYPES["number"].export_cells(asked, "over_40") == [None, "over_40"]


def test_a_choice_without_bounds_is_no_band():
    assert band_of(built("number", choices=BANDS[3:] * 2), 5) == ""


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("+7 (495) 123-45-67", True),
        ("８(800)555-35-35", True),  # full-width digit, as Chinese and Japanese keyboards give it
        ("010-1234-5678 转 12", True),
        ("020 7946 0123 ext. 4", True),
        ("123456", True),
        ("12345", False),
        ("1" * 16, False),
        ("call me", False),
        ("+44 20 7946 0123\n", True),
    ],
)
def test_a_telephone_number_is_kept_as_typed_if_its_digits_can_be_one(typed, fits):
    kind, asked = TYPES["phone"], built("phone")
    answer = kind.to_answer(asked, [typed], "en")
    assert (kind.check(asked, answer) == []) is fits
    assert kind.open_texts(asked, answer) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.com", "https://example.com"),
        ("example.com:8080/a", "https://example.com:8080/a"),
        ("//example.com", "https://example.com"),
        ("HTTP://Example.com/a?b#c", "HTTP://Example.com/a?b#c"),
        ("пример.рф/стр", "https://пример.рф/стр"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.com", None),
        ("https://user:word@example.com", None),
        ("https://", None),
        ("localhost", None),
        ("https://exa mple.com", None),
        ("https://example.com:99999", None),
        ("https://[::1", None),
    ],
)
def test_a_web_address_is_http_or_none(typed, kept):
    kind, asked = TYPES["url"], built("url")
    answer = kind.to_answer(asked, [typed], "en")
    assert (answer if kind.check(asked, answer) == [] else None) == kept


def test_pages_of_one_site_are_counted_together():
    counted = TYPES["url"].summary(
        built("url"), ["https://www.a.example/1", "http://a.example/2", "https://b.example"]
    )
    assert [(row.code, row.count) for row in counted.rows] == [("a.example", 2), ("b.example", 1)]


def test_a_file_that_was_not_taken_says_why():
    with pytest.raises(AnswerError) as caught:
        TYPES["file"].to_answer(built("file"), ["!file_size"], "en")
    assert caught.value.in_language("en") == "Choose a file of up to 8 MB."


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"size": 0}, "file_size"),
        ({"size": 8 * 1024 * 1024 + 1}, "file_size"),
        ({"media_type": "image/svg+xml"}, "file_kind"),
        ({"media_type": "text/html"}, "file_kind"),
        ({"id": "../../etc/passwd"}, "choose_file"),
        ({"sha256": ""}, "choose_file"),
        ({"name": ""}, "choose_file"),
        ({"path": "/etc"}, "choose_file"),
        ({"size": True}, "choose_file"),
    ],
)
def test_a_description_of_a_file_is_checked_to_the_letter(change, code):
    good = {"name": "a.pdf", "size": 9, "sha256": "0" * 64, "media_type": "application/pdf",
            "id": "0" * 32}  # fmt: skip
    assert codes("file", good) == []
    assert codes("file", good | change) == [code]


def test_the_longest_bar_comes_first_and_other_stays_last():
    rows = (SummaryRow("a", plain("a"), 1), SummaryRow("other", plain("other"), 5, last=True),
            SummaryRow("b", plain("b"), 3))  # fmt: skip
    assert [bar.row.code for bar in Summary(9, rows).bars] == ["b", "a", "other"]
    assert [bar.row.code for bar in Summary(9, rows, ordered=True).bars] == ["a", "other", "b"]
    assert [bar.share for bar in Summary(4, rows[:1]).bars] == [0.25]


def test_the_interval_of_a_share_is_wilsons():
    # 7 of 12: p = 0.58333, z² = 3.84146; (p + z²/24) / (1 + z²/12) = 0.74339 / 1.32012 = 0.56312;
    # z / 1.32012 · √(p(1-p)/12 + z²/576) = 1.48468 · √(0.020255 + 0.006669) = 0.24361.
    assert wilson(7, 12) == pytest.approx((0.31951, 0.80673), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(0, 10)
    # None of ten: 0 to z²/n / (1 + z²/n) = 0.384146 / 1.384146.
    assert (low, high) == pytest.approx((0.0, 0.27753), abs=1e-4)
