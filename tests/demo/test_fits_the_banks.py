"""Every demo answer is one that the bank files allow; read from the files, with no loader."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from survey_app.demo import BankQuestion, DemoStudy, OwnQuestion, build_demo

BANKS = Path(__file__).parents[2] / "question_banks"


@pytest.fixture(scope="module")
def study() -> DemoStudy:
    return build_demo()


@pytest.fixture(scope="module")
def questions(study) -> dict[str, dict[str, Any]]:
    """What may be answered, by key: groups are replaced by their parts."""
    allowed: dict[str, dict[str, Any]] = {}
    for section in study.questionnaire.sections:
        for question in section.questions:
            if isinstance(question, OwnQuestion):
                allowed[question.key] = dict(question.definition)
                continue
            definition = find_in_bank(question)
            parts = definition.get("parts", [definition])
            for part in parts:
                if question.parts is None or part["key"] in question.parts:
                    allowed[part["key"]] = part
    return allowed


def find_in_bank(wanted: BankQuestion) -> dict[str, Any]:
    bank = tomllib.loads((BANKS / f"{wanted.bank}.toml").read_text("utf-8"))
    found = [q for s in bank["sections"] for q in s["questions"] if q["key"] == wanted.key]
    assert len(found) == 1, wanted
    return found[0]


def problem(definition: dict[str, Any], value: Any) -> str | None:
    """Why a value is no answer to the question, or None."""
    codes = [choice["code"] for choice in definition.get("choices", [])]
    match definition["type"]:
        case "text" | "short":
            good = isinstance(value, str) and bool(value.strip())
        case "number" if codes:  # asked as a range: the code of a band
            good = value in codes
        case "single":
            good = value in codes
        case "multi":
            exclusive = {c["code"] for c in definition["choices"] if c.get("exclusive")}
            good = (
                isinstance(value, list)
                and 0 < len(value) == len(set(value))
                and set(value) <= set(codes)
                and (len(value) == 1 or not exclusive & set(value))
            )
        case "scale":
            scale = definition["scale"]
            good = isinstance(value, int) and scale["low"] <= value <= scale["high"]
        case "list":
            good = isinstance(value, list) and bool(value)
            good = good and all(isinstance(row, str) and row.strip() for row in value)
        case "number" if definition.get("ask") == "range":
            good = value in codes
        case _:
            return f"type {definition['type']} is not expected in the demo"
    return None if good else f"{value!r} does not fit {definition['type']} {codes}"


@pytest.mark.parametrize("seed", [2, 7])
def test_every_answer_fits_the_type_and_the_codes_of_its_question(questions, seed):
    for response in build_demo(seed).responses:
        for key, value in response.answers.items():
            base = key.removesuffix("__other")
            if base != key:
                assert response.answers[base] == "other"
                assert isinstance(value, str)
                assert value
                continue
            assert key in questions, key
            assert problem(questions[key], value) is None, (response.key, key)


def test_every_open_and_closed_question_is_answered_by_many(study, questions):
    for key in questions:
        n = sum(key in response.answers for response in study.responses)
        assert n >= 40, (key, n)


def test_a_wrong_code_would_be_noticed(questions):
    assert problem(questions["what_2"], "save_tme") is not None
    assert problem(questions["what_6_kept"], 6) is not None


def test_sections_have_two_to_four_questions_and_wording_in_three_languages(study):
    for section in study.questionnaire.sections:
        assert 2 <= len(section.questions) <= 4
        assert set(section.title) == set(section.intro) == {"en", "ru", "zh"}


def test_the_two_own_questions_are_worded_in_three_languages(study):
    own = [
        question
        for section in study.questionnaire.sections
        for question in section.questions
        if isinstance(question, OwnQuestion)
    ]
    assert [question.key for question in own] == ["own_hesitate", "close_1"]
    assert own[0].definition["elicits"] == ["objection", "fear"]
    assert all(set(question.definition["text"]) == {"en", "ru", "zh"} for question in own)


def test_calls_ask_only_questions_of_the_questionnaire(study):
    asked = {q.key for section in study.questionnaire.sections for q in section.questions}
    for interview in study.interviews:
        assert {block.question_key for block in interview.blocks} <= asked


def test_people_stop_on_several_pages_and_every_page_took_time():
    responses = build_demo(7).responses
    stopped = {one.page for one in responses if one.completed_at is None}
    assert len(stopped) > 1
    for one in responses:
        assert len(one.page_seconds) == one.page + 1
        assert min(one.page_seconds.values()) >= 5
