"""The printed form: numbers, boxes, conditions in words, and letters of three alphabets."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from survey_app.questionnaire.exchange import ExchangeError, lost, take
from survey_app.questionnaire.exchange.paper.blocks import Paper
from survey_app.questionnaire.model import Questionnaire
from tests.questionnaire.builders import choice, question, questionnaire, said

FORM = questionnaire(
    question("age", "number", min=18, unit=said("years")),
    question("hello", "statement"),
    question("tools", "multi", choices=[choice("excel"), choice("other", other=True)]),
    question("who", "group", show_if='age > 30 and "excel" in tools'),
    question("why", "text", show_if='not (who_title == "me") or age >= 99', required=True),
    {
        **question("bye", "statement", show_if="age * 2 > 9"),
        "text": said("Bye {{who_title|friend}}"),
    },
)


def text_of(form: Questionnaire, language: str) -> str:
    pages = PdfReader(io.BytesIO(take(form, "pdf", language=language).data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_questions_are_numbered_parts_by_letter_and_statements_not() -> None:
    assert Paper(FORM, "en").numbers == {
        "age": "1", "tools": "2", "who": "3", "who_title": "3a", "who_size": "3b", "why": "4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "group", "why"),
    [
        (
            "en",
            "Only if question 1 is over 30 and “Excel” is ticked in question 2.",
            "Only if question 3a is not “me” or question 1 is 99 or more.",
        ),
        (
            "ru",
            "Только если вопрос 1 больше 30 и в вопрос 2 отмечено «Excel (по-русски)».",
            "Только если вопрос 3a — не «me» или вопрос 1 не меньше 99.",
        ),
        (
            "zh",
            "仅当第 1 题大于30且第 2 题选了“Excel（中文）”时填写。",
            "仅当第 3a 题不是“me”或第 1 题不小于99时填写。",
        ),
    ],
)
def test_conditions_are_read_in_words_by_number(language: str, group: str, why: str) -> None:
    blocks = Paper(FORM, language).page()["sections"][0]["questions"]
    assert blocks[3]["only_if"] == group
    assert blocks[4]["only_if"] == why


def test_the_sheet_shows_every_wording_and_the_unit() -> None:
    text = text_of(FORM, "en")
    for words in ("Spring round", "What about age?", "years", "At least 18.", "Tick all that fit.",
                  "Excel", "Other", "* marks what needs an answer", "Bye friend"):  # fmt: skip
        assert words in text


def test_what_paper_cannot_do_is_named() -> None:
    told = [str(loss) for loss in lost(FORM, "pdf")]
    assert "Question 'bye': the condition cannot be carried over" in told[0]
    assert any("paper cannot do it: {{…}}" in one for one in told)


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_other_alphabets_are_set(language: str) -> None:
    assert FORM.question("age").text[language].replace(" ", "") in text_of(FORM, language).replace(
        " ", ""
    )


def test_the_document_is_tagged_and_says_its_language() -> None:
    root = PdfReader(io.BytesIO(take(FORM, "pdf", language="ru").data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a PDF's own truth)
    assert root["/Lang"] == "ru"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert take(FORM, "pdf").data == take(FORM, "pdf").data


def test_words_are_never_read_as_markup() -> None:
    risky = '#panic("x") *bold* $x$ \\ <a> @b `c`'
    form = questionnaire({**question("q"), "text": {**said("x"), "en": risky}})
    assert "#panic" in text_of(form, "en")


def test_a_language_that_the_form_lacks_is_refused_with_those_it_has() -> None:
    form = Questionnaire.from_dict({**FORM.to_dict(), "languages": ["en", "ru"]})
    with pytest.raises(ExchangeError, match="Choose one of: en, ru"):
        take(form, "pdf", language="zh")
