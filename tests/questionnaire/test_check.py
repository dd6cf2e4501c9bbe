"""Each way in which a bank can be broken is found and named, and nothing else is."""

from __future__ import annotations

import re
import string
from typing import Any

import pytest

from survey_app.questionnaire.banks import check_bank_data
from survey_app.questionnaire.check import check_definition, check_questionnaire
from survey_app.questionnaire.problem_words import CHINESE, RUSSIAN
from survey_app.questionnaire.problems import KINDS, Problem, problem
from survey_app.questionnaire.terms import nearest
from tests.questionnaire.builders import bank, choice, question, questionnaire, said, section

ENDS = {"low_text": said("Never"), "high_text": said("Fully")}
PROBE = {"en": ["And then?"], "ru": ["А потом?"], "zh": ["然后呢？"]}
NO_CHINESE = {"en": "Why?", "ru": "Почему?"}


def about(*questions: dict[str, Any]) -> dict[str, Any]:
    return bank(section("about", *questions))


def without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


def ticked(**more: Any) -> dict[str, Any]:
    return question("plan", "single", **more)


EARLIER = [
    question("age", "number"),
    question("plan", "single"),
    question("uses", "multi"),
    question("town", "short"),
    question("happy", "yes_no"),
    question("since", "date"),
    question("tools", "list"),
    question("mail", "email"),
]


def ruled(rule: str, section_rule: str = "") -> dict[str, Any]:
    """A bank with questions of every kind and one that is shown by a rule."""
    asked = (*EARLIER, question("why", show_if=rule), question("later", "number"))
    return bank(section("about", *asked, show_if=section_rule))


def checked(rule: str) -> dict[str, Any]:
    check = {"rule": rule, "text": said("Think again")}
    return about(*EARLIER, question("why", "short", checks=[check]))


def quoting(english: str) -> dict[str, Any]:
    asked = question("why", text={**said("Why?"), "en": english})
    return about(*EARLIER, question("role", "group"), asked, question("later", "number"))


def banded(*bands: dict[str, Any], **more: Any) -> dict[str, Any]:
    more = {"choices": [*bands, choice("more", low=5), choice("prefer_not")], **more}
    return about(question("n", "number", **more))


def rows(**more: Any) -> dict[str, Any]:
    asked = {"items": [choice("a"), choice("b")], "choices": [choice("c"), choice("d")], **more}
    asked = question("m", "matrix") | asked
    return {name: value for name, value in asked.items() if value is not None}


def computing(*keys_and_values: str) -> dict[str, Any]:
    """A questionnaire with computed values; `check` finds no bank in it."""
    pairs = zip(keys_and_values[::2], keys_and_values[1::2], strict=True)
    computed = [{"key": key, "text": said(key), "value": value} for key, value in pairs]
    made = {"title": said("A"), "sections": [section("about", *EARLIER)], "computed": computed}
    return {name: value for name, value in made.items() if value}


# (code, the broken bank, words that its sentence or remedy holds)
BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("QB004", about(question("age"), question("age")), "'age' (first in section 'about')"),
    ("QB004", about(question("r", "group"), question("r_title")), "repeats key 'r_title'"),
    ("QB005", without(bank(), "id"), "the bank has no 'id'"),
    ("QB005", without(bank(), "title"), "the bank has no 'title'"),
    ("QB005", without(bank(), "purpose"), "no 'purpose'"),
    ("QB005", about(without(question("age"), "text")), "question 'age' has no 'text'"),
    ("QB005", about(without(question("age"), "key")), "question 1 of about has no 'key'"),
    ("QB005", about(without(question("plan", "single"), "choices")), "has no 'choices'"),
    ("QB005", about(without(question("kept", "scale"), "scale")), "has no 'scale'"),
    ("QB005", about(without(question("cost", "money"), "currency")), "has no 'currency'"),
    ("QB005", about(ticked(choices=[{"text": said("A")}, choice("b")])), "choice 1 has no 'code'"),
    ("QB005", about(question("k", "scale", scale={"low": 1, "high": 5})), "has no 'low_text'"),
    ("QB007", bank(mintues=3), "Did you mean 'minutes'?"),
    ("QB007", about(question("age", txet=said("A"))), "unknown key 'txet'. Did you mean 'text'?"),
    ("QB007", about(ticked(choices=[choice("a", exlusive=True), choice("b")])), "'exclusive'?"),
    ("QB007", bank(section("about", question(), titel=said("A"))), "section 'about'"),
    ("QB008", bank(title=NO_CHINESE), "the bank lacks zh in 'title'"),
    ("QB008", about(question("why", text={"en": "Why?"})), "lacks ru and zh in 'text'"),
    ("QB008", about(question("why", help=NO_CHINESE)), "'help'"),
    ("QB008", about(question("why", probes={"en": ["And?"]})), "'probes'"),
    ("QB008", about(ticked(choices=[choice("a"), {"code": "b", "text": NO_CHINESE}])), "'b'"),
    ("QB009", bank(title={**said("A"), "de": "Titel"}), "'de'. Use one of: en, ru, zh"),
    ("QB010", bank(title="What they think"), "a table of texts by language"),
    ("QB010", bank(minutes="8"), "'minutes' must be a whole number"),
    ("QB010", bank(minutes=True), "'minutes' must be a whole number"),
    ("QB010", about(question("why", required="no")), "must be true or false"),
    ("QB010", about(question("why", elicits="pain")), "must be a list of texts"),
    ("QB010", about(question("why", probes=["And?"])), "lists of texts by language"),
    ("QB010", about(question("n", "number", min=float("inf"))), "'min' must be a number"),
    ("QB010", about(question("k", "scale", scale=[1, 5])), "'scale' must be a table"),
    ("QB010", bank(sections={"about": section()}), "'sections' must be a list of tables"),
    ("QB010", about({**question(), "key": 3}), "'key' must be text"),
    ("QB011", about(question("why", text={**said("A"), "zh": " "})), "'text' (zh). Write it."),
    ("QB011", about(question("why", probes={**PROBE, "en": [""]})), "'probes' (en)"),
    ("QB012", about(question("why", "txt")), "Did you mean 'text'?"),
    ("QB012", about(question("why", "hologram")), "Use one of: consent, date"),
    ("QB013", about(question("why", elicits=["pains"])), "'pains'. Did you mean 'pain'?"),
    ("QB014", about(question("Age")), "has key 'Age'"),
    ("QB014", about(question("tes__t")), "has key 'tes__t'"),
    ("QB014", bank(section("über uns")), "section 'über uns' has key"),
    ("QB014", about(question("a" * 41)), "at most 40"),
    ("QB015", bank(section("a", question("x")), section("a", question("y"))), "key 'a' is used"),
    ("QB016", bank(section("empty", questions=[])), "section 'empty' has no questions"),
    ("QB017", bank(sections=[]), "there are no sections"),
    ("QB017", without(bank(), "sections"), "there are no sections"),
    ("QB018", about(ticked(choices=[choice("a")])), "fewer than two choices"),
    ("QB019", about(ticked(choices=[choice("a"), choice("Two words")])), "'Two words'"),
    ("QB020", about(ticked(choices=[choice("a"), choice("a")])), "repeats choice code 'a'"),
    ("QB021", about(question("age", "number", sensitive=True)), "states no purpose"),
    (
        "QB022",
        about(question("age", "number", sensitive=True, purpose=said("A"), required=True)),
        "Set required = false",
    ),
    ("QB023", about(ticked(sensitive=True, purpose=said("A"))), "'prefer_not'"),
    (
        "QB023",
        about(
            question(
                "you", "group", sensitive=True, purpose=said("A"), parts=[question("g", "single")]
            )
        ),
        "question 'g'",
    ),
    ("QB024", about(question("k", "scale", scale={"low": 5, "high": 1, **ENDS})), "from 5 to 1"),
    ("QB024", about(question("k", "scale", scale={"low": 3, "high": 3, **ENDS})), "from 3 to 3"),
    ("QB026", about(question("k", "scale", scale={"low": 0, "high": 100, **ENDS})), "101 points"),
    ("QB027", about(question("n", "number", min=10, max=1)), "min 10 above max 1"),
    ("QB028", bank(minutes=0), "minutes is 0"),
    ("QB029", bank(audience=["customers"]), "Use one or more of: customer"),
    ("QB029", bank(audience=[]), "audience"),
    (
        "QB030",
        about(question("a", "group", parts=[question("b", "group")])),
        "question 'b' is a group inside a group",
    ),
    ("QB031", about(question("a", "group", parts=[])), "a group without parts"),
    ("QB032", ruled("age >"), "cannot be read: age >"),
    ("QB032", ruled("age = 3"), "Write == to compare"),
    ("QB032", ruled('plan == "save_time'), "Close the quotation mark"),
    ("QB033", ruled('town =~ "a+"'), "'=~', which rules do not know"),
    ("QB033", ruled("age.real > 3"), "'.'"),
    ("QB033", ruled("len(town) > 3"), "a function call"),
    ("QB033", ruled("age ** 9 > 3"), "'**'"),
    ("QB033", ruled("[x for x in tools]"), "'for'"),
    ("QB033", ruled("town == null"), "'null'"),
    ("QB033", ruled('"x" in ["x", [age]]'), "plain values"),
    ("QB034", ruled("ages > 3"), "Did you mean 'age'?"),
    ("QB034", ruled("zzzzz > 3"), "Use the key of an earlier question"),
    ("QB035", ruled("later > 3"), "'later', which is not asked before it"),
    ("QB035", ruled('why == "a"'), "'why', which is not asked before it"),
    ("QB036", ruled('age > "old"'), "compares a number with text"),
    ("QB036", ruled("plan > 3"), "compares one choice with a number"),
    ("QB036", ruled('uses == "save_time"'), "compares several choices ('uses')"),
    ("QB036", ruled('town < "b"'), "orders text by '<'"),
    ("QB036", ruled("age in uses"), "looks for a number in several choices"),
    ("QB036", ruled('age in ["a"]'), "looks for a number among text"),
    ("QB036", ruled("age + 1"), "comes to a number"),
    ("QB036", ruled("age and happy"), "uses 'and' on a number ('age')"),
    ("QB036", ruled("town + 1 > 2"), "calculates with text ('town')"),
    ("QB036", ruled('mail == "a@b.c"'), "holds no answer a rule can use"),
    ("QB036", ruled("since > 3"), "compares a date with a number"),
    ("QB036", ruled("age > 9999999999999999"), "a number nobody answers"),
    ("QB037", ruled('plan == "save_tim"'), "Did you mean 'save_time'?"),
    ("QB037", ruled('"cut_cost" in uses'), "Did you mean 'cut_costs'?"),
    ("QB037", ruled('plan in ["save_time", "nothing"]'), "choice 'nothing'"),
    ("QB038", ruled("age > 1 or " * 40 + "happy"), "too long"),
    ("QB038", ruled("(" * 20 + "happy" + ")" * 20), "too deeply nested"),
    ("QB038", ruled("not " * 20 + "happy"), "too deeply nested"),
    ("QB039", about(question("why", min=3)), "of type 'text' does not use 'min'"),
    ("QB039", about(question("note", "statement", required=True)), "does not use 'required'"),
    ("QB040", bank(version=0), "version is 0"),
    ("QB041", about(question("cost", "money", currency="euro")), "such as EUR"),
    (
        "QB042",
        about(ticked(choices=[choice("a", other=True), choice("b", other=True)])),
        "more than one 'other'",
    ),
    ("QB043", about(ticked(choices=[choice("a"), choice("b", exclusive=True)])), "'multi'"),
    ("QB044", about(question("in", "number")), "reserved key 'in'"),
    ("QB044", about(question("csrf_token")), "reserved key"),
    ("QB044", about(question("plan__other")), "reserved key"),
    ("QB045", about(question("tools", "list", rows=0)), "allows 0 rows"),
    (
        "QB046",
        about(
            question("u", "multi", choices=[choice("a"), choice("b", other=True, exclusive=True)])
        ),
        "both 'other' and 'exclusive'",
    ),
    ("QB047", about(question("why", text=said("Why\x07?"))), "control character"),
    # logic
    ("QB004", computing("age", "1 + 1"), "computed value 'age' repeats key 'age'"),
    ("QB004", computing("sum", "1 + 1", "sum", "2 + 2"), "first in computed value 'sum'"),
    ("QB005", computing("sum", ""), "computed value 'sum' has no 'value'"),
    (
        "QB007",
        about(question(checks=[{"rule": 'why == "a"', "text": said("A"), "why": 1}])),
        "check 1",
    ),
    ("QB014", computing("Sum", "age + 1"), "computed value 'Sum' has key 'Sum'"),
    ("QB032", computing("sum", "age +"), "computed value 'sum' has a rule that cannot be read"),
    ("QB034", computing("sum", "ages + 1"), "'ages', which is no question here"),
    ("QB035", ruled("true", section_rule="later > 3"), "section 'about' has a rule about 'later'"),
    ("QB035", about(ticked(choices=[choice("a", show_if='plan == "b"'), choice("b")])), "'plan'"),
    ("QB036", computing("sum", "age + plan"), "calculates with one choice"),
    ("QB036", checked("age + 1"), "question 'why', check 1 has a rule that comes to a number"),
    ("QB039", about(question("why", random_order=True)), "does not use 'random_order'"),
    ("QB057", bank(section("a", audience=["customers"])), "'a' is meant for 'customers'"),
    ("QB058", computing("all", "uses"), "computed value 'all' comes to a list"),
    ("QB059", computing("a", "b + 1", "b", "age + 1"), "'b', which is not computed above it"),
    ("QB059", computing("a", "b + 1", "b", "a + 1"), "none may lead back to itself"),
    ("QB060", quoting("Hello {{town}}!"), "Add them after a bar: {{town|words}}"),
    ("QB060", quoting("Hello {{town| }}!"), "without words for when it is unanswered"),
    ("QB061", quoting("Hello {{twon|you}}!"), "'twon' in 'text' (en), which is no question here"),
    ("QB061", quoting("Hello {{twon|you}}!"), "Did you mean 'town'?"),
    ("QB062", quoting("Hello {{later|you}}!"), "'later' in 'text' (en), which is not asked"),
    ("QB062", quoting("Hello {{why|you}}!"), "'why' in 'text' (en), which is not asked"),
    ("QB062", bank(section("a", question("x"), title=said("{{x|A}}"))), "section 'a' quotes 'x'"),
    ("QB063", quoting("Hello {{town|you}!"), "that quote nothing: {{town|you}!"),
    ("QB063", quoting("Hello town}}!"), "that quote nothing: }}!"),
    ("QB063", quoting("Hello {{the town|you}}!"), "Write {{key|words}}"),
    ("QB064", quoting("Hello {{role|you}}!"), "quotes 'role' in 'text' (en), which has no answer"),
    ("QB065", ruled("age > 5 and age < 3"), "nothing that can be answered fulfils 'age > 5"),
    ("QB065", ruled('plan == "save_time" and plan == "cut_costs"'), "question 'why' can never"),
    ("QB065", about(ticked(choices=[choice("a", show_if="false"), choice("b")])), "choice 'a'"),
    ("QB067", ruled("true", section_rule="1 > 2"), "Never asked: age, plan"),
    ("QB068", checked('why == "a" and why == "b"'), "check 1 can never be fulfilled"),
    ("QB069", checked("age > 3"), "check 1 does not speak of 'why', whose answer it checks"),
    ("QB070", about(question(required_text=said("We compare."))), "why it is required, but it is"),
    ("QB071", banded(ask="maybe"), "asks 'maybe'. Use one of: exact, range, either"),
    ("QB072", about(question("n", "number", ask="range")), "has no bands to choose"),
    ("QB073", banded(choice("a", low=9, high=9)), "a band from 9 to 9, which holds no number"),
    ("QB074", banded(choice("a", high=9)), "overlapping bands: 5 is in 'a' and in 'more'"),
    ("QB075", banded(choice("a")), "a band without bounds: 'a'"),
    ("QB076", about(question("t", "list", rows=2, min_rows=3)), "at least 3 rows but allows 2"),
    ("QB045", about(question("t", "list", min_rows=0)), "allows 0 rows"),
    (
        "QB077",
        about(ticked(choices=[choice("a", parent="c"), choice("b")])),
        "choice 'a' stands under 'c', which is no choice here",
    ),
    (
        "QB078",
        about(ticked(choices=[choice("a", parent="b"), choice("b", parent="a")])),
        "choice 'a' stands under itself",
    ),
    ("QB079", about(rows(choices=None)), "either choices or a scale"),
    ("QB079", about(rows(scale={"low": 1, "high": 5, **ENDS})), "Keep one of the two"),
    ("QB080", about(rows(items=[])), "has no rows to answer"),
    ("QB020", about(rows(items=[choice("a"), choice("a")])), "repeats choice code 'a'"),
    ("QB008", about(rows(items=[{"code": "a", "text": NO_CHINESE}])), "row 'a' lacks zh"),
    ("QB048", about(question("why", text=said("Why? " * 500))), "Shorten it to 2000"),
]

ELSEWHERE = {
    # files and folders: test_banks.py
    *("QB001", "QB002", "QB003", "QB006", "QB056"),
    # making and editing questionnaires: test_compose.py, test_edit.py, and below
    *("QB050", "QB051", "QB052", "QB053", "QB054", "QB055"),
}


def check(broken: dict[str, Any], place: str) -> list[Problem]:
    if "computed" in broken:
        return check_definition(broken, place)
    return check_bank_data(broken, place, stem=broken.get("id", ""))


@pytest.mark.parametrize(("code", "broken", "words"), BROKEN)
def test_a_broken_bank_is_explained(code, broken, words):
    found = check(broken, "question_banks/what.toml")
    assert code in {problem.code for problem in found}, found
    lines = [str(problem) for problem in found if problem.code == code]
    assert any(words in line for line in lines), lines
    assert all(line.startswith(f"{code} question_banks/what.toml: ") for line in lines)


@pytest.mark.parametrize(("code", "broken", "words"), BROKEN)
def test_one_mistake_gives_one_problem(code, broken, words):
    found = check(broken, "what.toml")
    own = [problem for problem in found if problem.code == code]
    # A bank in which several wordings or ends are broken at once may repeat its own kind.
    assert own
    others = {problem.code for problem in found} - {code}
    # A file without a language's wording may hold an empty one; a missing key is a missing key.
    assert others <= {"QB005"}, found


@pytest.mark.parametrize(("code", "broken", "words"), BROKEN)
def test_a_problem_is_said_in_every_language_of_the_interface(code, broken, words):
    for found in check(broken, "what.toml"):
        sentence, remedy = found.in_language("ru")
        assert re.search("[а-яё]", sentence)
        assert re.search("[а-яё]", remedy)
        sentence, remedy = found.in_language("zh")
        assert re.search("[\u4e00-\u9fff]", sentence)
        assert re.search("[\u4e00-\u9fff]", remedy)
        assert "Did you" not in sentence + remedy


def test_the_three_tables_of_problems_list_the_same_kinds_and_details():
    assert set(KINDS) == set(RUSSIAN) == set(CHINESE)
    for code, (sentence, remedy) in KINDS.items():
        known = details_of(sentence + remedy) | {"rule"}
        for table in (RUSSIAN, CHINESE):
            assert details_of("".join(table[code])) <= known, code


def details_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_kind_of_problem_is_tested():
    assert {code for code, _, _ in BROKEN} | ELSEWHERE == set(KINDS)
    assert len(KINDS) >= 40


def test_a_sound_bank_of_every_kind_of_question_has_no_problem():
    parts = [question("role_title", "short"), question("role_size", "number", min=0, integer=True)]
    sound = bank(
        section(
            "about",
            question("note", "statement"),
            question("role", "group", parts=parts, elicits=["role"], probes=PROBE),
            question("plan", "single", choices=[choice("a"), choice("other", other=True)]),
            question("uses", "multi", choices=[choice("a"), choice("none", exclusive=True)]),
            question("cost", "money", min=0, max=1000),
            question("kept", "scale"),
            question("nps", "nps"),
            question("happy", "yes_no"),
            question("since", "date"),
            question("tools", "list", rows=5, show_if="happy and kept >= 3"),
            question("mail", "email"),
            question("agree", "consent", required=True),
            question(
                "age",
                "single",
                sensitive=True,
                purpose=said("To compare"),
                choices=[choice("20_30"), choice("prefer_not")],
            ),
            intro=said("Hello"),
        ),
        source="our own",
    )
    assert check_bank_data(sound, "what.toml", stem="what") == []


@pytest.mark.parametrize(
    "rule",
    [
        "age > 30",
        "age > 30 and not (plan == 'save_time')",
        'plan in ["save_time", "cut_costs"] or "save_time" in uses',
        'plan not in ["save_time"]',
        "happy == true",
        "happy",
        "not happy",
        "(age + 2) * 3 / 4 - 1 >= -2.5",
        'since >= d"2025-01-31"',
        '"Excel" in tools',
        'town != "Paris = love?"',
        "age in [1, 2, 3]",
        " or ".join(["age == 1"] * 25),
    ],
)
def test_a_sensible_rule_is_accepted(rule):
    assert check_bank_data(ruled(rule), "what.toml") == []


def test_a_questionnaire_is_checked_in_its_own_languages_only():
    english = {"title": {"en": "A"}, "languages": ["en"]}
    made = english | {"sections": [section("a", question("q", text={"en": "Why?"}))]}
    assert check_definition(made) == []
    in_two = check_definition(made | {"languages": ["en", "zh"]})
    assert {p.code for p in in_two} == {"QB008"}
    assert check_questionnaire(questionnaire(question("q"))) == []


def test_a_questionnaire_needs_languages_that_are_known():
    assert "QB053" in {p.code for p in check_definition({"title": said("A"), "languages": []})}
    found = check_definition({"title": said("A"), "languages": ["en", "tlh"]})
    assert [p.sentence for p in found if p.code == "QB054"] == ["the language 'tlh' is unknown."]


def test_a_rule_may_ask_about_a_part_of_an_earlier_group_but_not_about_the_group():
    fine = about(question("role", "group"), question("why", show_if="role_size > 3"))
    assert check_bank_data(fine, "what.toml") == []
    broken = about(question("role", "group"), question("why", show_if="role > 3"))
    assert [p.code for p in check_bank_data(broken, "what.toml")] == ["QB036"]


def test_the_purpose_of_a_sensitive_group_holds_for_its_parts():
    parts = [question("age", "number", sensitive=True)]
    group = question("you", "group", sensitive=True, purpose=said("To compare"), parts=parts)
    assert check_bank_data(about(group), "what.toml") == []


def test_a_problem_reads_as_code_place_sentence_and_remedy():
    said_so = problem("QB004", "question_banks/x.toml", what="question 'age'", key="age",
                      first="section 'About you'")  # fmt: skip
    assert str(said_so) == (
        "QB004 question_banks/x.toml: question 'age' repeats key 'age' "
        "(first in section 'About you'). Rename one."
    )


def test_the_nearest_known_name_is_advised():
    assert str(nearest("titel", ["title", "text"])) == "Did you mean 'title'?"
    assert str(nearest("xyz", ["title", "text"])) == "Use one of: text, title."


@pytest.mark.parametrize("junk", [None, 3, "text", [], [[]], {"a": 1}, [None], [3], ["x"]])
def test_the_checker_never_fails_on_junk(junk):
    whole = question("q", "group")
    places = [
        *({**bank(), name: junk} for name in bank()),
        *(bank({**section(), name: junk}) for name in section()),
        *(about({**whole, name: junk}) for name in whole),
        about(question("q", "single", choices=junk)),
        about(question("q", "single", choices=[junk, choice("a")])),
        about(question("q", "single", choices=[{"code": junk, "text": junk}])),
        about(question("q", "scale", scale=junk)),
        about(question("q", "scale", scale={"low": junk, "high": junk, **ENDS})),
    ]
    for broken in places:
        assert isinstance(check_bank_data(broken, "what.toml"), list)
