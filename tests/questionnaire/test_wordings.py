"""All wordings of a questionnaire in one list: counted, written by address, lost never."""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.wordings import n_missing, with_wordings, wordings
from tests.builders_questionnaires import TINY

WHOLE: dict[str, Any] = {
    "title": {"en": "Day"},
    "languages": ["en", "ru"],
    "computed": [{"key": "twice", "text": {"en": "Twice"}, "value": "n * 2"}],
    "sections": [
        {
            "key": "s",
            "title": {"en": "Section", "ru": "Раздел"},
            "questions": [
                {
                    "key": "n",
                    "type": "number",
                    "text": {"en": "How many?"},
                    "unit": {"en": "people"},
                    "checks": [{"rule": "n > 0", "text": {"en": "More than none."}}],
                },
                {
                    "key": "m",
                    "type": "matrix",
                    "text": {"en": "How far?"},
                    "items": [{"code": "one", "text": {"en": "The first"}}],
                    "scale": {"low": 1, "high": 5, "low_text": {"en": "no"}, "high_text": {}},
                },
                {
                    "key": "g",
                    "type": "group",
                    "text": {"en": "Both"},
                    "parts": [{"key": "g_1", "type": "short", "text": {"en": "Left"}}],
                },
            ],
        }
    ],
}


def test_every_wording_is_listed_with_its_address_in_reading_order() -> None:
    assert [one.address for one in wordings(Questionnaire.from_dict(WHOLE))] == [
        "title",
        "computed/twice/text",
        "section/s/title",
        "question/n/text",
        "question/n/unit",
        "question/n/checks/1",
        "question/m/text",
        "question/m/scale/low_text",
        "question/m/items/one",
        "question/g/text",
        "question/g_1/text",
    ]


def test_what_is_missing_is_counted_by_language() -> None:
    # Eleven wordings, one of them (the section's title) in Russian too: 11 - 1 = 10.
    assert n_missing(Questionnaire.from_dict(WHOLE)) == {"en": 0, "ru": 10}
    assert n_missing(Questionnaire.from_dict(TINY)) == {"en": 0, "ru": 0, "zh": 0}


def test_wordings_are_written_by_their_address_and_nothing_else_changes() -> None:
    whole = Questionnaire.from_dict(WHOLE)
    texts = {one.address: f"{one.address} по-русски" for one in wordings(whole)}
    done = with_wordings(whole, "ru", {**texts, "question/nobody/text": "?"})
    assert n_missing(done)["ru"] == 0
    assert done.question("g_1").text == {"en": "Left", "ru": "question/g_1/text по-русски"}
    assert done.question("n").checks[0].text["ru"] == "question/n/checks/1 по-русски"
    back = with_wordings(done, "ru", dict.fromkeys(texts, " "))
    assert back == with_wordings(whole, "ru", {"section/s/title": ""})
