"""The rules inside the shipped banks: what is asked follows what was answered before."""

from pathlib import Path
from typing import Any

import pytest

from survey_app.questionnaire.banks import load_banks
from survey_app.questionnaire.check import check_questionnaire
from survey_app.questionnaire.compose import compose
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.rules import visible

BANKS = load_banks(Path(__file__).parents[1] / "question_banks")
TITLE = {"en": "Trial", "ru": "Проба", "zh": "试用"}


def whole(*names: str) -> Questionnaire:
    return compose(TITLE, BANKS, names)


def shown(bank: str, answers: dict[str, Any], beginning: str) -> set[str]:
    """What is shown of a question and its parts, without the beginning of the key."""
    keys = visible(whole(bank), answers)
    return {key.removeprefix(beginning) for key in keys if key.startswith(beginning)}


@pytest.mark.parametrize("name", sorted(BANKS))
def test_a_whole_bank_makes_a_questionnaire_with_nothing_to_mend(name: str) -> None:
    assert check_questionnaire(whole(name)) == []


def test_all_banks_together_make_one_questionnaire_without_renaming() -> None:
    together = whole(*sorted(BANKS))
    assert check_questionnaire(together) == []
    asked = sum(1 for _ in together.iter_questions())
    assert asked == sum(bank.n_questions for bank in BANKS.values())


def test_the_gate_asks_only_about_the_reasons_that_were_chosen() -> None:
    assert shown("neg", {}, "neg_3") == set()
    assert shown("neg", {"neg_2": ["price"]}, "neg_3") == {"", "_price"}
    both = shown("neg", {"neg_2": ["churn", "other"]}, "neg_3")
    assert both == {"", "_churn", "_other"}


def test_only_those_who_have_tried_are_asked_how_it_went() -> None:
    always = {"", "_tried"}
    assert shown("comp", {}, "comp_3") == always
    assert shown("comp", {"comp_3_tried": False}, "comp_3") == always
    assert shown("comp", {"comp_3_tried": True}, "comp_3") == always | {"_outcome", "_feeling"}


def test_only_a_moment_that_we_could_spare_calls_for_the_way_to_do_it() -> None:
    always = {"", "_moments", "_preventable"}
    assert shown("ctx", {"ctx_2_preventable": False}, "ctx_2") == always
    assert shown("ctx", {"ctx_2_preventable": True}, "ctx_2") == always | {"_how"}
