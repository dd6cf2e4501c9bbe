"""SurveyJS in and out: the common subset, and a sentence for each thing beyond it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from survey_app.questionnaire.exchange import Brought, as_surveyjs
from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.model import Questionnaire
from tests.questionnaire.builders import question, questionnaire, said

SURVEY: dict[str, Any] = {
    "title": {"default": "Coffee", "ru": "Кофе", "de": "Kaffee"},
    "description": "About coffee",
    "showProgressBar": "top",
    "calculatedValues": [{"name": "perYear", "expression": "{cups} * 365"}],
    "pages": [
        {
            "name": "page1",
            "elements": [
                {"type": "text", "name": "cups", "title": "How many cups a day?",
                 "inputType": "number", "min": 0, "max": 20, "step": 1, "isRequired": True},
                {"type": "radiogroup", "name": "Where",
                 "title": {"default": "Where?", "ru": "Где?"},
                 "choices": ["home", {"value": 2, "text": "At work"}], "showOtherItem": True,
                 "visibleIf": "{cups} > 0", "choicesOrder": "random"},
                {"type": "checkbox", "name": "with", "choices": ["milk", "sugar"],
                 "showNoneItem": True, "visibleIf": "{Where} = 2 and {cups} notempty"},
                {"type": "rating", "name": "love", "rateMin": 1, "rateMax": 7,
                 "minRateDescription": "not at all", "maxRateDescription": "madly"},
                {"type": "signaturepad", "name": "sign"},
            ],
        },
        {
            "name": "page2", "title": "More", "visibleIf": "{with} contains 'milk'",
            "elements": [
                {"type": "panel", "name": "who", "title": "Who are you?", "elements": [
                    {"type": "text", "name": "first"}, {"type": "boolean", "name": "owner"}]},
                {"type": "html", "name": "note", "html": "<b>Nearly</b> done &amp; dusted"},
                {"type": "matrix", "name": "rate", "columns": [1, 2], "rows": ["taste", "price"],
                 "eachRowRequired": True},
                {"type": "comment", "name": "why", "title": "Why {cups} cups?",
                 "validators": [{"type": "expression", "expression": "{why} notempty",
                                 "text": "Say why"}, {"type": "regex", "regex": "x+"}]},
                {"type": "ranking", "name": "best", "choices": ["a", "b"]},
                {"type": "text", "name": "mail", "inputType": "email",
                 "visibleIf": "today() > {cups}"},
                {"type": "text", "name": "many", "visibleIf": "{perYear} > 700"},
            ],
        },
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def coffee() -> Brought:
    return as_surveyjs.read(json.dumps(SURVEY).encode(), "coffee.json")


def test_elements_become_questions_of_their_nearest_type(coffee: Brought) -> None:
    assert {one.key: one.type for one in coffee.questionnaire.iter_all()} == {
        "cups": "number", "where": "single", "with": "multi", "love": "scale", "who": "group",
        "first": "short", "owner": "yes_no", "note": "statement", "rate": "matrix",
        "why": "text", "best": "ranking", "mail": "email", "many": "short",
    }  # fmt: skip


def test_wordings_limits_choices_and_conditions_come_along(coffee: Brought) -> None:
    form = coffee.questionnaire
    assert form.title == {"en": "Coffee", "ru": "Кофе"}
    assert form.sections[0].intro == {"en": "About coffee"}
    assert form.sections[1].show_if == '"milk" in with'
    cups, where = form.question("cups"), form.question("where")
    assert (cups.min, cups.max, cups.integer, cups.required) == (0, 20, True, True)
    assert [(c.code, c.other) for c in where.choices] == [
        ("home", False), ("2", False), ("other", True)
    ]  # fmt: skip
    assert where.random_order
    assert form.question("with").show_if == 'where == "2" and cups == cups'
    assert form.question("with").choice("none").exclusive  # type: ignore[union-attr]
    assert form.question("love").scale.high_text == {"en": "madly"}  # type: ignore[union-attr]
    assert form.question("note").text == {"en": "Nearly done & dusted"}
    assert [one.code for one in form.question("rate").items] == ["taste", "price"]
    assert form.question("why").text == {"en": "Why {{cups|…}} cups?"}
    assert [(c.rule, c.text) for c in form.question("why").checks] == [
        ('why != ""', {"en": "Say why"})
    ]
    assert form.question("first").text == {"en": "first"}  # SurveyJS shows the name then
    assert [(c.key, c.value) for c in form.computed] == [("per_year", "cups * 365")]
    assert form.question("many").show_if == "per_year > 700"


def test_whatever_is_left_out_is_named_with_its_element(coffee: Brought) -> None:
    told = [str(loss) for loss in coffee.losses]
    assert "Element 'sign': 'signaturepad' cannot be carried over and is left out." in told
    assert "Wordings in 'de' are left out." in told
    assert "The survey: the setting 'showProgressBar' cannot be carried over (top)." in told
    assert any(one.startswith("Element 'mail': the condition cannot be") for one in told)
    assert any(one.startswith("Element 'why': the check of the answer cannot") for one in told)
    assert any(one.startswith("Element 'note': formatting") for one in told)
    assert any("'Where' is called 'where' here" in one for one in told)


def test_a_changed_element_is_believed_more_than_what_was_kept() -> None:
    form = questionnaire(question("q", "nps", elicits=["goal"]))
    survey = json.loads(as_surveyjs.write(form).data)
    survey["pages"][0]["elements"][0]["rateMax"] = 5
    found = as_surveyjs.read(json.dumps(survey).encode(), "x").questionnaire.question("q")
    assert found.type == "scale"
    assert found.elicits == ("goal",)


def test_a_new_wording_is_taken_and_the_rest_kept() -> None:
    form = questionnaire(question("q", "list", rows=3, elicits=["goal"]))
    survey = json.loads(as_surveyjs.write(form).data)
    survey["pages"][0]["elements"][0]["title"]["ru"] = "Заново"
    found = as_surveyjs.read(json.dumps(survey).encode(), "x").questionnaire.question("q")
    assert (found.text["ru"], found.type, found.rows) == ("Заново", "list", 3)


def test_markup_in_our_wordings_goes_out_as_text() -> None:
    risky = "<script>alert(1)</script> & more"
    form = questionnaire({**question("q", "statement"), "text": {**said("x"), "en": risky}})
    taken = as_surveyjs.write(form)
    html = json.loads(taken.data)["pages"][0]["elements"][0]["html"]["default"]
    assert html == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"
    assert as_surveyjs.read(taken.data, "x").questionnaire == form


def test_a_form_of_one_language_names_its_locale() -> None:
    form = Questionnaire.from_dict(
        {"title": {"ru": "Весна"}, "languages": ["ru"],
         "sections": [{"key": "a", "title": {"ru": "А"},
                       "questions": [{"key": "q", "type": "text", "text": {"ru": "Почему?"}}]}]}
    )  # fmt: skip
    taken = as_surveyjs.write(form)
    assert json.loads(taken.data)["locale"] == "ru"
    assert as_surveyjs.read(taken.data, "x").questionnaire == form


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[1, 2]", "QX004"),
        (b"{", "QX004"),
        (b'{"pages": "x"}', "QX007"),
        (b'{"elements": [{"type": "html"}, 3, null, []]}', ""),
        (b"\xff\xfe{}", "QX004"),
        (b"[" * 100_000, "QX004"),
        (b"", "QX003"),
    ],
)
def test_a_broken_survey_is_told_in_one_sentence(data: bytes, code: str) -> None:
    if not code:
        assert as_surveyjs.read(data, "x.json").questionnaire.sections
        return
    with pytest.raises(ExchangeError, match=code):
        as_surveyjs.read(data, "x.json")
