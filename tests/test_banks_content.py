"""The bank files that ship are complete, read with nothing but a TOML reader.

What a bank may say is the questionnaire library's business; what these do say is checked here,
so that a lost translation or a repeated code is found even where the library lets it pass.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

BANKS = Path(__file__).parents[1] / "question_banks"
LANGUAGES = ("en", "ru", "zh")
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
BAND = re.compile(r"\d+–\d+(\s%)?")

QUESTION_KEYS = {
    "persona20": [f"p20_{n}" for n in range(1, 21)],
    "what": [f"what_{n}" for n in range(1, 8)],
    "demographics": [f"demo_{n}" for n in range(1, 9)],
}
"""The banks that mailed letters and the demonstration name question by question."""
QUESTION_COUNTS = {
    "who": 3,
    "self": 3,
    "ctx": 4,
    "info": 4,
    "roles": 3,
    "ground": 6,
    "whybest": 4,
    "score": 2,
    "icpfit": 6,
    "cust": 5,
    "team": 3,
    "crm": 3,
    "pick": 3,
    "dos": 13,
    "story": 6,
    "neg": 4,
    "comp": 5,
}
"""Banks whose questions are numbered from <bank>_1 to this; they may stand in another order."""
PART_KEYS = {
    "p20_1": ["title", "duties"],
    "p20_2": ["above", "reports"],
    "p20_8": ["people", "turnover"],
    "p20_15": ["age", "gender", "family", "children", "income", "place"],
    "p20_16": ["level", "subject"],
    "p20_19": ["online", "how"],
    "what_5": ["best", "worst"],
    "what_6": ["kept", "why"],
}
SENSITIVE = {
    "p20_15",
    "p20_15_age",
    "p20_15_gender",
    "p20_15_family",
    "p20_15_children",
    "p20_15_income",
    "p20_15_place",
    "p20_16_level",
    "dos_3",
    "dos_3_age",
    "dos_3_family",
    "dos_3_children",
    "dos_4",
    "dos_4_band",
    "dos_4_exact",
    "dos_5",
    "dos_5_place",
    "dos_5_housing",
    "dos_6_level",
}
ELICITS = {
    *("action", "behaviour", "budget", "channel", "competitor", "complaint", "context"),
    *("decision_role", "demographic", "disqualifier", "emotion", "expectation", "fear"),
    *("firmographic", "fit", "goal", "info_source", "interest", "journey_stage", "loyalty"),
    *("metric", "motivation", "need", "objection", "outlook", "pain", "praise"),
    *("preference", "psychographic", "quote", "role", "skill", "tool", "trigger", "usage"),
    "value",
}
"""The tags that these banks bring out; the set is closed, so that a misspelt tag is found."""
TYPES_HERE = {
    *("consent", "date", "email", "group", "list", "money", "multi", "nps", "number"),
    *("scale", "short", "single", "statement", "text", "yes_no"),
    *("file", "five_whys", "interests", "matrix", "ranking", "url"),
}
CHOOSING = {"single", "multi", "ranking", "interests"}
MAY_CHOOSE = {"number", "money", "matrix"}
AUDIENCE = {"customer", "interviewer", "team", "analyst"}
QUOTED_KEY = re.compile(r"\{\{\w+\|")
"""The key of an earlier answer that a wording quotes; its fallback follows."""
NAMES_IN_RUSSIAN = re.compile(r"\bCRM\b")
"""Latin letters that Russian marketers write themselves."""

Bank = dict[str, Any]
Item = dict[str, Any]

SHIPPED = sorted(path.stem for path in BANKS.glob("*.toml"))

every_bank = pytest.mark.parametrize("name", SHIPPED)


def read(name: str) -> Bank:
    with (BANKS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def questions(bank: Bank) -> list[Item]:
    return [question for section in bank["sections"] for question in section["questions"]]


def items(bank: Bank) -> list[Item]:
    """Questions and the parts of groups, in the order in which they are asked."""
    return [item for question in questions(bank) for item in (question, *question.get("parts", []))]


def item(bank: Bank, key: str) -> Item:
    return next(found for found in items(bank) if found["key"] == key)


def codes(of: Item) -> list[str]:
    return [choice["code"] for choice in of.get("choices", [])]


def wordings(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table by language in a bank, with the place where it stands."""
    if isinstance(node, list):
        for number, child in enumerate(node):
            yield from wordings(child, f"{place}[{number}]")
    elif isinstance(node, dict):
        if set(node) & set(LANGUAGES):
            yield place, node
        else:
            for key, child in node.items():
                yield from wordings(child, f"{place}.{key}")


def sentences(bank: Bank, language: str) -> Iterator[tuple[str, str]]:
    """Every sentence of one language; a list of probes is taken apart."""
    for place, wording in wordings(bank, bank["id"]):
        said = wording[language]
        for text in said if isinstance(said, list) else [said]:
            yield place, text


@every_bank
def test_a_bank_is_named_after_its_file_and_says_what_it_is_for(name: str) -> None:
    bank = read(name)
    assert bank["id"] == name
    assert bank["version"] >= 1
    assert {"title", "purpose"} <= set(bank)
    assert bank["audience"]
    assert set(bank["audience"]) <= AUDIENCE
    assert len(bank["audience"]) == len(set(bank["audience"]))
    assert 1 <= bank["minutes"] <= 30


@pytest.mark.parametrize("name", sorted(QUESTION_KEYS))
def test_a_bank_asks_exactly_its_questions_in_their_order(name: str) -> None:
    assert [question["key"] for question in questions(read(name))] == QUESTION_KEYS[name]


@pytest.mark.parametrize(("name", "count"), sorted(QUESTION_COUNTS.items()))
def test_a_bank_asks_as_many_questions_as_its_topic_has(name: str, count: int) -> None:
    asked = [question["key"] for question in questions(read(name))]
    assert sorted(asked) == sorted(f"{name}_{n}" for n in range(1, count + 1))


@every_bank
def test_every_key_begins_with_one_prefix_so_that_the_bank_can_be_told_from_it(name: str) -> None:
    assert len({asked["key"].split("_")[0] for asked in items(read(name))}) == 1


@every_bank
def test_a_bank_that_interviewers_use_says_how_its_open_questions_are_spoken(name: str) -> None:
    bank = read(name)
    if {"customer", "interviewer"} <= set(bank["audience"]):
        assert any("interviewer_text" in question for question in questions(bank))


def test_persona20_goes_from_the_role_to_buying_in_seven_sections() -> None:
    # 6 + 2 + 2 + 1 + 3 + 3 + 3 = 20
    sections = read("persona20")["sections"]
    assert [(section["key"], len(section["questions"])) for section in sections] == [
        ("role", 6),
        ("company", 2),
        ("goals", 2),
        ("challenges", 1),
        ("watering_holes", 3),
        ("background", 3),
        ("shopping", 3),
    ]


@every_bank
def test_a_group_holds_its_parts_and_nothing_else_has_any(name: str) -> None:
    for question in questions(read(name)):
        parts = [part["key"] for part in question.get("parts", [])]
        assert all(part.startswith(f"{question['key']}_") for part in parts), question["key"]
        if name in QUESTION_KEYS:
            words = PART_KEYS.get(question["key"], [])
            assert parts == [f"{question['key']}_{word}" for word in words]
        assert (question["type"] == "group") == bool(parts)
        assert len(parts) != 1, f"{question['key']}: a group of one is a question"
        assert all(part["type"] != "group" for part in question.get("parts", []))


@every_bank
def test_every_wording_is_said_in_all_three_languages(name: str) -> None:
    for place, wording in wordings(read(name), name):
        assert set(wording) == set(LANGUAGES), place
        said = [wording[language] for language in LANGUAGES]
        if any(isinstance(one, list) for one in said):
            assert len({len(one) for one in said}) == 1, f"{place}: as many in each language"
    for language in LANGUAGES:
        for place, text in sentences(read(name), language):
            assert text, f"{place}.{language}"
            assert text == text.strip(), f"{place}.{language}"
            assert not re.search(r"[!！]", text), f"{place}.{language}"


@every_bank
def test_each_language_is_written_in_its_own_letters(name: str) -> None:
    bank = read(name)
    for place, text in sentences(bank, "en"):
        assert not CYRILLIC.search(text), place
        assert not CHINESE.search(text), place
    for place, text in sentences(bank, "ru"):
        # A band such as '10–49' has no letters at all; everything else must be Cyrillic.
        assert CYRILLIC.search(text) or BAND.fullmatch(text), place
        said = QUOTED_KEY.sub("", NAMES_IN_RUSSIAN.sub("", text))
        assert not LATIN.search(said), place
        assert not CHINESE.search(text), place
    for place, text in sentences(bank, "zh"):
        assert CHINESE.search(text), place
        assert not CYRILLIC.search(text), place


@every_bank
def test_respondents_are_addressed_politely_and_without_guessing_their_gender(name: str) -> None:
    bank = read(name)
    for place, text in sentences(bank, "ru"):
        assert not re.search(r"\b(ты|тебя|тебе|тобой|твой|твоя|твоё|твои)\b", text.lower()), place
        assert not re.search(r"\((а|ла|ая|на)\)|/(а|ла|ая)\b", text), f"{place}: no '(а)'"
        assert not re.search(
            r"\b(сам|сама|рад|рада|уверена?|готова?|согласен|согласна)\b", text.lower()
        ), place
    for place, text in sentences(bank, "zh"):
        assert "你" not in text, place


@every_bank
def test_chinese_uses_chinese_punctuation(name: str) -> None:
    for place, text in sentences(read(name), "zh"):
        assert not re.search(r"[\u4e00-\u9fff]\s*[,;:?.]", text), place


@every_bank
def test_keys_are_unique_and_snake_case(name: str) -> None:
    bank = read(name)
    keys = [asked["key"] for asked in items(bank)]
    sections = [section["key"] for section in bank["sections"]]
    assert len(keys) == len(set(keys))
    assert len(sections) == len(set(sections))
    assert all(SNAKE_CASE.match(key) for key in keys + sections)


def test_no_key_stands_in_two_banks_so_that_banks_can_be_joined() -> None:
    keys = [asked["key"] for name in SHIPPED for asked in items(read(name))]
    assert len(keys) == len(set(keys))


@every_bank
def test_choices_belong_to_choice_questions_and_their_codes_and_words_differ(name: str) -> None:
    for asked in items(read(name)):
        assert asked["type"] in TYPES_HERE, asked["key"]
        if asked["type"] not in MAY_CHOOSE:
            assert (asked["type"] in CHOOSING) == bool(codes(asked)), asked["key"]
        assert len(codes(asked)) == len(set(codes(asked))), asked["key"]
        assert all(SNAKE_CASE.match(code) for code in codes(asked)), asked["key"]
        for language in LANGUAGES:
            shown = [choice["text"][language] for choice in asked.get("choices", [])]
            assert len(shown) == len(set(shown)), (asked["key"], language)
        for choice in asked.get("choices", []):
            assert choice.get("other", False) == (choice["code"] == "other"), asked["key"]
            assert not choice.get("exclusive") or asked["type"] == "multi", asked["key"]


def test_the_same_code_is_worded_the_same_wherever_the_same_thing_is_asked() -> None:
    persona20, demographics = read("persona20"), read("demographics")
    assert item(persona20, "p20_8_people")["choices"] == item(demographics, "demo_3")["choices"]
    dossier, ground = read("dos"), read("ground")
    assert item(dossier, "dos_1_people")["choices"] == item(demographics, "demo_3")["choices"]
    assert item(ground, "ground_6_people")["choices"] == item(demographics, "demo_3")["choices"]
    for mine, theirs in (
        ("dos_3_age", "p20_15_age"),
        ("dos_3_family", "p20_15_family"),
        ("dos_3_children", "p20_15_children"),
        ("dos_4_band", "p20_15_income"),
        ("dos_6_level", "p20_16_level"),
    ):
        assert item(dossier, mine)["choices"] == item(persona20, theirs)["choices"], mine
    assert item(read("info"), "info_1_ways")["choices"] == item(persona20, "p20_12")["choices"]
    served, refused = (item(read("icpfit"), f"icpfit_2_{word}") for word in ("served", "refused"))
    assert served["choices"] == item(persona20, "p20_7")["choices"]
    assert refused["choices"][:-1] == served["choices"]
    refusals = [
        choice["text"]
        for name in SHIPPED
        for asked in items(read(name))
        for choice in asked.get("choices", [])
        if choice["code"] == "prefer_not"
    ]
    assert refusals
    agreed = {"en": "Prefer not to say", "ru": "Предпочитаю не отвечать", "zh": "不愿透露"}
    assert all(refusal == agreed for refusal in refusals)


@every_bank
def test_every_question_says_what_it_elicits_and_gives_the_interviewer_probes(name: str) -> None:
    for asked in items(read(name)):
        assert asked["elicits"], asked["key"]
        assert set(asked["elicits"]) <= ELICITS, asked["key"]
    for question in questions(read(name)):
        assert 2 <= len(question["probes"]["en"]) <= 3, question["key"]
        for part in question.get("parts", []):
            assert set(part["elicits"]) <= set(question["elicits"]), part["key"]


def test_exactly_the_personal_questions_are_sensitive() -> None:
    known = [*QUESTION_KEYS, *QUESTION_COUNTS]
    everything = [asked for name in known for asked in items(read(name))]
    assert {asked["key"] for asked in everything if asked.get("sensitive")} == SENSITIVE


@every_bank
def test_a_sensitive_question_is_optional_says_why_and_can_be_declined(name: str) -> None:
    for asked in items(read(name)):
        if asked.get("sensitive"):
            assert not asked.get("required", False), asked["key"]
            assert set(asked["purpose"]) == set(LANGUAGES), asked["key"]
            assert not codes(asked) or codes(asked)[-1] == "prefer_not", asked["key"]
        else:
            assert "purpose" not in asked, asked["key"]


def test_the_agreed_options_are_all_there() -> None:
    persona20, what, demographics = read("persona20"), read("what"), read("demographics")
    assert codes(item(what, "what_2")) == ["save_time", "cut_costs", "simplify_workflows", "other"]
    assert codes(item(demographics, "demo_2"))[:3] == ["local", "regional", "national"]
    levels = codes(item(persona20, "p20_16_level"))
    assert {"secondary", "vocational", "student", "higher", "bachelor"} <= set(levels)
    assert {"male", "female", "other", "prefer_not"} == set(codes(item(persona20, "p20_15_gender")))
    # Five bands of the upper half, 10 % each, and the lower half: 5 x 10 + 50 = 100, with no gap.
    assert codes(item(persona20, "p20_15_income")) == [
        "top_10",
        "top_11_20",
        "top_21_30",
        "top_31_40",
        "top_41_50",
        "bottom_50",
        "prefer_not",
    ]
    kept = item(what, "what_6_kept")["scale"]
    assert (kept["low"], kept["high"]) == (1, 5)
    forces = item(read("ctx"), "ctx_3_forces")
    assert [force["code"] for force in forces["items"]] == [
        "economic",
        "political",
        "social",
        "regulatory",
        "technological",
    ]
    assert codes(forces) == ["none", "some", "strong"]
    traits = item(read("score"), "score_1")
    assert len(traits["items"]) == 7
    assert (traits["scale"]["low"], traits["scale"]["high"]) == (0, 3)
    reasons = codes(item(read("neg"), "neg_2"))
    assert reasons == ["price", "churn", "conditions", "no_budget", "other"]
    gates = [part["key"].removeprefix("neg_3_") for part in item(read("neg"), "neg_3")["parts"]]
    assert gates == reasons, "every reason of misfit passes the gate"


@pytest.mark.parametrize(
    ("name", "key"),
    [("persona20", "p20_15_age"), ("persona20", "p20_8_people"), ("demographics", "demo_3")],
)
def test_bands_leave_no_gap_and_do_not_overlap(name: str, key: str) -> None:
    found = [re.search(r"(\d+)_(\d+)\Z", code) for code in codes(item(read(name), key))]
    closed = [(int(band[1]), int(band[2])) for band in found if band]
    assert len(closed) == 4
    assert all(after[0] == before[1] + 1 for before, after in pairwise(closed))


@pytest.mark.parametrize(
    ("name", "key", "ask"),
    [
        ("persona20", "p20_15_age", "range"),
        ("people", "people_2_age", "range"),
        ("dos", "dos_3_age", "either"),
        ("char", "char_1", "exact"),
    ],
)
def test_age_is_asked_exactly_or_by_range_as_a_setting_with_the_same_bands(
    name: str, key: str, ask: str
) -> None:
    age = item(read(name), key)
    assert (age["type"], age["ask"]) == ("number", ask)
    assert age["choices"] == item(read("persona20"), "p20_15_age")["choices"]
    bands = age["choices"][:-1]  # the last is 'prefer not to say'
    assert "low" not in bands[0]
    assert "high" not in bands[-1]
    assert all(before["high"] == after["low"] for before, after in pairwise(bands))
