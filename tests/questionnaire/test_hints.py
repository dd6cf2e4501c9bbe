"""Advice on wording: what gives a question away, in three languages, and what it leaves alone."""

from __future__ import annotations

import pytest

from survey_app.questionnaire.hints import ADVICE, hints

TROUBLE = [
    ("en", "Was it quick and/or easy?", "two_things"),
    ("en", "Was the course useful and friendly?", "two_things"),
    ("en", "What do you use and why do you pay for it?", "two_things"),
    ("en", "What do you use? How often?", "several_questions"),
    ("en", "Don't you think it is too dear?", "leading"),
    ("en", "How helpful is our team?", "leading"),
    ("en", "Which pain points does your onboarding have?", "jargon"),
    ("en", "Which of them do you not use?", "negative"),
    ("en", "Do you always plan the week?", "absolute"),
    ("en", "word " * 25 + "?", "long"),
    ("ru", "Было удобно и/или быстро?", "two_things"),
    ("ru", "Было быстро и удобно?", "two_things"),
    ("ru", "Чем вы пользуетесь и почему платите?", "two_things"),
    ("ru", "Чем пользуетесь? Как часто?", "several_questions"),
    ("ru", "Согласитесь, что это дорого?", "leading"),
    ("ru", "Какие кейсы закрывает наш функционал?", "jargon"),
    ("ru", "Чем вы не пользуетесь?", "negative"),
    ("ru", "Вы всегда планируете неделю?", "absolute"),
    ("ru", "слово " * 21 + "?", "long"),
    ("zh", "您用什么以及花多少钱？", "two_things"),
    ("zh", "您用什么？多久用一次？", "several_questions"),
    ("zh", "难道您觉得贵吗？", "leading"),
    ("zh", "哪些触点需要赋能？", "jargon"),
    ("zh", "您为什么不用它？", "negative"),
    ("zh", "您总是提前计划吗？", "absolute"),
    ("zh", "很长" * 23 + "？", "long"),
]


@pytest.mark.parametrize(("language", "text", "code"), TROUBLE)
def test_a_wording_that_gives_trouble_is_noticed(language: str, text: str, code: str) -> None:
    assert code in [hint.code for hint in hints(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What gets in your way most?"),
        ("en", "How big is your team?"),
        ("ru", "Что мешает вам больше всего?"),
        ("ru", "А что вам просто ближе?"),
        ("zh", "什么最妨碍您？"),
        ("zh", "您能不能举个例子？"),
        ("zh", "还有什么要补充的？"),
        ("de", "Warum nicht immer und/oder nie?"),
        ("en", ""),
        ("en", "🙂" * 50),
        ("ru", "ما الذي يزعجك؟"),
    ],
)
def test_a_plain_wording_is_left_alone(language: str, text: str) -> None:
    assert hints(text, language) == []


def test_never_is_said_once() -> None:
    assert [hint.code for hint in hints("Do you never plan?", "en")] == ["absolute"]


def test_a_very_long_text_is_read_quickly() -> None:
    for language in ("en", "ru", "zh"):
        found = hints("and or not и или не 不 всегда always " * 300, language)
        assert "long" in [hint.code for hint in found]


def test_every_kind_of_advice_is_worded_in_each_language() -> None:
    assert {code for _, _, code in TROUBLE} == set(ADVICE)
    assert all(
        set(texts) == {"en", "ru", "zh"} and all(texts.values()) for texts in ADVICE.values()
    )
