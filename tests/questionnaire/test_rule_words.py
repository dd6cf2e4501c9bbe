"""Rules are read back in words that a marketer understands, in each language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.rule_words import SENTENCES, rule_sentence, rule_words
from tests.questionnaire.builders import choice, question, questionnaire, said

SIZE = {"en": "Team size", "ru": "Размер команды", "zh": "团队规模"}
HAPPY = {"en": "Are you happy with it?", "ru": "Вы довольны?", "zh": "您满意吗？"}
PLAN = {"en": "Your plan", "ru": "Ваш тариф", "zh": "您的套餐"}
FREE = {"code": "free", "text": {"en": "Free", "ru": "Бесплатный", "zh": "免费版"}}
PAID = {"code": "paid", "text": {"en": "Paid", "ru": "Платный", "zh": "付费版"}}


def made() -> Questionnaire:
    asked = questionnaire(
        question("size", "number", text=SIZE),
        question("happy", "yes_no", text=HAPPY),
        question("plan", "single", text=PLAN, choices=[FREE, PAID]),
        question("tools", "multi", text=said("Tools"), choices=[choice("excel"), choice("crm")]),
        question("since", "date", text=said("Customer since")),
    )
    total = {"key": "total", "text": said("seats in all"), "value": "size + 1"}
    return Questionnaire.from_dict(asked.to_dict() | {"computed": [total]})


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("size > 10", "team size is over 10"),
        ("10 < size", "team size is over 10"),
        ("size >= 10.5", "team size is 10.5 or more"),
        ("not (size > 10)", "team size is 10 or less or is unanswered"),
        ("happy", "“Are you happy with it?” is yes"),
        ("not happy", "“Are you happy with it?” is not yes"),
        ("happy == false", "“Are you happy with it?” is No"),
        ('plan == "free"', "your plan is “Free”"),
        ('plan != "free"', "your plan is answered, but not “Free”"),
        ('not (plan == "free")', "your plan is not “Free”"),
        ('plan in ["free", "paid"]', "your plan is “Free” or “Paid”"),
        ('plan not in ["free", "paid"]', "your plan is not “Free” or “Paid”"),
        ('"crm" in tools', "tools includes “Crm”"),
        ('not ("crm" in tools)', "tools does not include “Crm”"),
        ('since >= d"2025-01-31"', "customer since is on or after 2025-01-31"),
        ("total > size * 2", "seats in all is over team size × 2"),
        ("happy and (size > 1 or size < 0)",
         "“Are you happy with it?” is yes and (team size is over 1 or team size is under 0)"),
        ('not (happy or plan == "free")',
         "“Are you happy with it?” is not yes and your plan is not “Free”"),
        ("true", "anything is answered"),
        ("size >", "size >"),
    ],
)  # fmt: skip
def test_a_rule_is_read_back_in_words(rule, words):
    assert rule_words(made(), rule, "en") == words


@pytest.mark.parametrize(
    ("rule", "russian", "chinese"),
    [
        ("size > 10", "Показывается, если размер команды больше 10.", "当团队规模大于10时显示。"),
        ("happy", "Показывается, если ответ на «Вы довольны?» — да.",
         "当“您满意吗？”为“是”时显示。"),
        ('plan == "free"', "Показывается, если ваш тариф — «Бесплатный».",
         "当您的套餐是“免费版”时显示。"),
        ('size < 3 and not (plan == "paid")',
         "Показывается, если размер команды меньше 3 и ваш тариф — не «Платный».",
         "当团队规模小于3，并且您的套餐不是“付费版”时显示。"),
    ],
)  # fmt: skip
def test_a_rule_is_read_back_in_russian_and_chinese(rule, russian, chinese):
    assert rule_sentence(made(), rule, "ru") == russian
    assert rule_sentence(made(), rule, "zh") == chinese


def test_each_sentence_is_said_in_every_language():
    assert rule_sentence(made(), "size > 10", "en") == "Shown when team size is over 10."
    for kind in SENTENCES:
        for language in ("en", "ru", "zh"):
            assert "{" not in rule_sentence(made(), "size > 10", language, kind)


@settings(max_examples=60, deadline=None)
@given(rule=st.text(max_size=40))
def test_whatever_is_written_as_a_rule_is_read_back_somehow(rule):
    assert isinstance(rule_words(made(), rule, "ru"), str)
