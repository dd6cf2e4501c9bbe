"""Conditions between our rules, XPath and SurveyJS: the same people see the same questions."""

from __future__ import annotations

import pytest

from survey_app.questionnaire.exchange.conditions import Known, from_rule, to_rule, to_value
from survey_app.questionnaire.exchange.dialects import (
    SURVEYJS,
    SURVEYJS_STYLE,
    XPATH,
    XPATH_STYLE,
)
from survey_app.questionnaire.exchange.expressions import Untranslatable, parse
from survey_app.questionnaire.exchange.rule_text import rule_text
from survey_app.questionnaire.rule_syntax import parse_rule

THERE = {
    "Age": Known("age", "number", {}, "Age"),
    "field": Known("field", "code", {"IT": "it", "sales": "sales"}, "field"),
    "tools": Known("tools", "codes", {"excel": "excel", "crm": "crm"}, "tools"),
    "since": Known("since", "date", {}, "since"),
    "owner": Known("owner", "truth", {"yes": "true", "no": "false"}, "owner"),
    "name": Known("name", "text", {}, "name"),
    "loc": Known("loc", None, {}, "loc"),
}
HERE = {one.key: one for one in THERE.values()}


@pytest.mark.parametrize(
    ("xpath", "rule"),
    [
        ("${Age} > 18", "age > 18"),
        ("18 < ${Age}", "age > 18"),
        ("${Age} >= -2.5", "age >= -2.5"),
        ("${Age} > '18'", "age > 18"),
        ("${field} = 'IT'", 'field == "it"'),
        ("${field} != 'IT'", 'not (field == "it")'),
        ("${field} != '' and ${field} != 'IT'", 'field != "it"'),
        ("${field} = ''", "not (field == field)"),
        ("${name} != ''", 'name != ""'),
        ("selected(${tools}, 'crm')", '"crm" in tools'),
        ("selected(${field}, 'sales')", 'field == "sales"'),
        ("not(selected(${tools}, 'crm'))", 'not ("crm" in tools)'),
        ("${tools} != ''", '"excel" in tools or "crm" in tools'),
        ("${owner} = 'yes'", "owner == true"),
        ("${since} >= date('2020-01-31')", 'since >= d"2020-01-31"'),
        ("(${Age} + 2) * 3 div 2 > 9", "(age + 2) * 3 / 2 > 9"),
        ("${Age} - 2 - 1 > 9", "age - 2 - 1 > 9"),
        ("${Age} - (2 - 1) > 9", "age - (2 - 1) > 9"),
        (
            "${Age} < 3 or ${Age} > 5 and ${field} = 'sales'",
            'age < 3 or age > 5 and field == "sales"',
        ),
        (
            "(${Age} < 3 or ${Age} > 5) and ${field} = 'sales'",
            '(age < 3 or age > 5) and field == "sales"',
        ),
    ],
)
def test_an_xpath_condition_becomes_the_rule_that_means_the_same(xpath: str, rule: str) -> None:
    assert to_rule(parse(xpath, XPATH), THERE) == rule


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        ("{Age} > 18 and {field} = 'IT'", 'age > 18 and field == "it"'),
        ("{Age} > 18 && !({field} == 'IT')", 'age > 18 and not (field == "it")'),
        ("{tools} contains 'crm' || {owner}", '"crm" in tools or owner == true'),
        ("{tools} notcontains 'crm'", 'not ("crm" in tools)'),
        ("{tools} anyof ['crm', 'excel']", '"crm" in tools or "excel" in tools'),
        ("{tools} allof ['crm', 'excel']", '"crm" in tools and "excel" in tools'),
        ("{field} anyof ['IT', 'sales']", 'field == "it" or field == "sales"'),
        ("{name} notempty", 'name != ""'),
        ("{Age} empty", "not (age == age)"),
        ("{field} <> 'IT'", 'not (field == "it")'),
        ("{since} < '2021-05-01'", 'since < d"2021-05-01"'),
        ("{owner} = true", "owner == true"),
    ],
)
def test_a_surveyjs_condition_becomes_the_rule_that_means_the_same(
    expression: str, rule: str
) -> None:
    assert to_rule(parse(expression, SURVEYJS), THERE) == rule


@pytest.mark.parametrize(
    "xpath",
    [
        "regex(${name}, '^a')",
        "today() > ${since}",
        "${tools} = 'crm'",
        "${loc} != ''",
        "${nobody} = 1",
        "${field} = 'gone'",
        "count-selected(${tools}) > 1",
        "${Age} mod 2 = 0",
        "if(${Age} > 1, 2, 3) = 2",
        "${Age} >",
        "(((",
        "",
        "${Age} = 'many'",
        "-" * 3000 + "1",
        "(" * 3000,
        "x" * 5000,
        "/data/age > 1",
    ],
)
def test_what_our_rules_cannot_say_is_refused_and_not_guessed(xpath: str) -> None:
    with pytest.raises(Untranslatable):
        to_rule(parse(xpath, XPATH), THERE)


@pytest.mark.parametrize(
    "rule",
    [
        "age > 18",
        'field != "it"',
        'not (field == "it")',
        '"crm" in tools and not ("excel" in tools)',
        'name != ""',
        "age == age",
        "owner == true or owner == false",
        'since >= d"2020-01-31"',
        "(age + 2) * 3 / 2 > 9 or -age < 1",
    ],
)
def test_a_rule_goes_out_and_comes_back_the_same(rule: str) -> None:
    same_codes = {
        key: Known(one.key, one.kind, {c: c for c in one.codes.values()}, key)
        for key, one in HERE.items()
        if one.kind != "truth"
    } | {"owner": HERE["owner"]}
    assert to_rule(parse(from_rule(rule, XPATH_STYLE, same_codes), XPATH), same_codes) == rule
    truth = {**same_codes, "owner": Known("owner", "truth", {"true": "true", "false": "false"})}
    said = from_rule(rule, SURVEYJS_STYLE, truth)
    assert to_rule(parse(said, SURVEYJS), truth) == rule


def test_an_unanswered_question_keeps_its_meaning_on_the_way_out() -> None:
    # With us 'field is not it' is false while field is unanswered; in XPath '' != 'it' is true.
    assert from_rule('field != "it"', XPATH_STYLE, HERE) == "(${field} != '' and ${field} != 'it')"
    assert from_rule('field != "it"', SURVEYJS_STYLE, HERE) == (
        "({field} notempty and {field} != 'it')"
    )


def test_a_choice_of_several_is_written_out() -> None:
    said = from_rule('field in ["it", "sales"]', XPATH_STYLE, HERE)
    assert said == "(${field} = 'it' or ${field} = 'sales')"


def test_a_calculation_becomes_a_value() -> None:
    assert to_value(parse("${Age} * 12 + 1", XPATH), THERE) == "age * 12 + 1"
    assert to_value(parse("${Age} > 17", XPATH), THERE) == "age > 17"


@pytest.mark.parametrize(
    "rule",
    ['a in ["x", "y"] and not b', "-a * (b + 1) >= 2", 'd"2024-02-29" == a', "not (a or b) and c"],
)
def test_a_tree_is_written_so_that_it_reads_the_same(rule: str) -> None:
    node = parse_rule(rule)
    assert parse_rule(rule_text(node)) == node
