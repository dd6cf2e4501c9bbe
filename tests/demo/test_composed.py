"""The demo through the questionnaire library: it can be published and all answers are taken."""

from dataclasses import replace
from pathlib import Path

import pytest

from survey_app.demo import BankQuestion, build_demo
from survey_app.demo.composed import compose_questionnaire
from survey_app.questionnaire import (
    QuestionnaireError,
    check_answers,
    check_questionnaire,
    clean,
    load_banks,
)

BANKS = Path(__file__).parents[2] / "question_banks"


@pytest.fixture(scope="module")
def questionnaire():
    return compose_questionnaire(build_demo().questionnaire, load_banks(BANKS))


def test_the_demo_questionnaire_has_nothing_to_mend(questionnaire):
    assert check_questionnaire(questionnaire) == []


def test_the_library_takes_every_answer_and_drops_none(questionnaire):
    for response in build_demo().responses:
        assert check_answers(questionnaire, response.answers, response.language) == {}, response.key
        assert clean(questionnaire, response.answers) == response.answers


def test_only_the_age_is_asked_of_the_facts_about_oneself(questionnaire):
    assert [part.key for part in questionnaire.question("p20_15").parts] == ["p20_15_age"]


def test_questions_remember_their_bank_and_own_ones_have_none(questionnaire):
    assert questionnaire.question("what_3").bank == "what"
    assert questionnaire.question("own_hesitate").bank == ""


@pytest.mark.parametrize("lost", [BankQuestion("whta", "what_1"), BankQuestion("what", "what_11")])
def test_a_missing_bank_or_question_is_named(lost):
    wanted = build_demo().questionnaire
    section = replace(wanted.sections[0], questions=(lost,))
    with pytest.raises(QuestionnaireError) as caught:
        compose_questionnaire(replace(wanted, sections=(section,)), load_banks(BANKS))
    assert lost.bank in str(caught.value) or lost.key in str(caught.value)
