"""Every message exists in every language, with the same details, and says what to do."""

from __future__ import annotations

import re
import string

import pytest

from survey_app.questionnaire.diff import SENTENCES
from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.messages import INTERFACE, MESSAGES, message
from survey_app.questionnaire.model import LANGUAGES
from survey_app.questionnaire.terms import TERMS
from survey_app.questionnaire.types import TYPES

ALL = MESSAGES | INTERFACE | TERMS | {code: text for code, (_, text) in SENTENCES.items()}


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", ALL)
def test_a_message_stands_in_every_language_with_the_same_details(code):
    assert set(ALL[code]) == set(LANGUAGES)
    assert len({frozenset(fields_of(text)) for text in ALL[code].values()}) == 1
    assert re.search("[а-яё]", ALL[code]["ru"])
    assert re.search("[\u4e00-\u9fff]", ALL[code]["zh"])


def test_messages_say_what_to_do():
    assert message("choose_some", "en") == "Choose at least one."
    assert message("choose_point", "ru", low=1, high=5) == "Выберите число от 1 до 5."


def test_what_a_type_says_about_a_missing_answer_is_a_message():
    assert {kind.required_code for kind in TYPES.values()} <= set(MESSAGES)


def test_an_unknown_code_or_language_is_an_error():
    with pytest.raises(QuestionnaireError, match="no message 'hello'"):
        message("hello", "en")
    with pytest.raises(QuestionnaireError, match="Use one of: en, ru, zh"):
        message("choose_some", "de")
