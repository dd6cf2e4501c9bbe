"""The answers document: cleaned, checked, put into words, made into passages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.answers import answer_text, check_answers, clean, passages
from tests.questionnaire.builders import choice, question, questionnaire
from tests.questionnaire.strategies import anything

OTHER = [choice("save_time"), choice("other", other=True)]
MADE = questionnaire(
    question("note", "statement"),
    question("happy", "yes_no"),
    question("why", show_if="happy == false", required=True),
    question("plan", "single", choices=OTHER),
    question("uses", "multi", choices=OTHER),
    question("tools", "list"),
    question("role", "group"),
    question("mail", "email"),
)
FULL = {
    "happy": False,
    "why": "Too slow",
    "plan": "other",
    "plan__other": "Peace",
    "uses": ["save_time", "other"],
    "uses__other": "Rest",
    "tools": ["Excel", "1C"],
    "role_title": "Owner",
    "role_size": 12,
    "mail": "anna@example.com",
}


def test_a_sound_document_stays_as_it_is():
    assert clean(MADE, FULL) == FULL
    assert check_answers(MADE, FULL, "en") == {}


def test_answers_to_hidden_questions_are_dropped():
    kept = clean(MADE, FULL | {"happy": True})
    assert "why" not in kept
    assert kept["tools"] == ["Excel", "1C"]


def test_unknown_keys_and_the_text_of_an_unticked_other_are_dropped():
    dirty = FULL | {
        "nobody": 1,
        "note": "x",
        "role": "x",
        "plan": "save_time",
        "uses": ["save_time"],
    }
    kept = clean(MADE, dirty)
    assert not {"nobody", "note", "role", "plan__other", "uses__other"} & set(kept)


def test_what_is_wrong_is_said_by_question_in_the_readers_language():
    found = check_answers(MADE, {"happy": False, "plan": "hack", "role_size": "12"}, "ru")
    assert found == {
        "why": ["Напишите ответ."],
        "plan": ["Выберите из предложенных вариантов."],
        "role_size": ["Напишите число, например 12,5."],
    }


def test_an_overlong_text_beside_other_is_found():
    found = check_answers(MADE, {"plan": "other", "plan__other": "x" * 501}, "en")
    assert found == {"plan": ["Shorten the answer to 500 characters; it has 501."]}


def test_open_texts_become_passages_in_page_order():
    assert passages(MADE, FULL, "en") == [
        ("why", 0, "Too slow"),
        ("plan", 0, "Peace"),
        ("uses", 0, "Rest"),
        ("tools", 0, "Excel"),
        ("tools", 1, "1C"),
        ("role_title", 0, "Owner"),
    ]


def test_hidden_answers_give_no_passages_and_texts_are_in_nfc():
    answers = {"happy": True, "why": "Too slow", "role_title": "Cafe\u0301"}
    assert passages(MADE, answers, "en") == [("role_title", 0, "Caf\u00e9")]


def test_an_answer_reads_as_words():
    assert answer_text(MADE.question("plan"), FULL, "en") == "Other: Peace"
    assert answer_text(MADE.question("happy"), FULL, "zh") == "否"
    assert answer_text(MADE.question("why"), {}, "en") == ""


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*FULL, "note", "nobody"]), anything))
def test_junk_never_makes_them_fail(answers):
    kept = clean(MADE, answers)
    assert clean(MADE, kept) == kept
    assert isinstance(check_answers(MADE, answers, "zh"), dict)
    if not check_answers(MADE, kept, "en"):
        assert all(isinstance(text, str) and text for _, _, text in passages(MADE, kept, "en"))
