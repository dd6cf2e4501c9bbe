"""Every bank file that ships is complete and well worded, in three languages.

What a bank may say is the questionnaire library's business; what these do say is checked here,
so that a lost translation or a repeated code is found even where the library lets it pass.
"""

import re

from tests.shipped_banks import (
    LANGUAGES,
    SHIPPED,
    codes,
    every_bank,
    items,
    questions,
    read,
    sentences,
    wordings,
)

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
BAND = re.compile(r"\d+–\d+(\s%)?")

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


@every_bank
def test_a_bank_is_named_after_its_file_and_says_what_it_is_for(name: str) -> None:
    bank = read(name)
    assert bank["id"] == name
    assert bank["version"] >= 1
    assert {"title", "purpose", "source"} <= set(bank)
    assert bank["audience"]
    assert set(bank["audience"]) <= AUDIENCE
    assert len(bank["audience"]) == len(set(bank["audience"]))
    assert 1 <= bank["minutes"] <= 30


@every_bank
def test_every_key_begins_with_one_prefix_so_that_the_bank_can_be_told_from_it(name: str) -> None:
    assert len({asked["key"].split("_")[0] for asked in items(read(name))}) == 1


@every_bank
def test_a_bank_that_interviewers_use_says_how_its_open_questions_are_spoken(name: str) -> None:
    bank = read(name)
    if {"customer", "interviewer"} <= set(bank["audience"]):
        assert any("interviewer_text" in question for question in questions(bank))


@every_bank
def test_a_group_holds_its_parts_and_nothing_else_has_any(name: str) -> None:
    for question in questions(read(name)):
        parts = [part["key"] for part in question.get("parts", [])]
        assert all(part.startswith(f"{question['key']}_") for part in parts), question["key"]
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


@every_bank
def test_every_question_says_what_it_elicits_and_gives_the_interviewer_probes(name: str) -> None:
    for asked in items(read(name)):
        assert asked["elicits"], asked["key"]
        assert set(asked["elicits"]) <= ELICITS, asked["key"]
    for question in questions(read(name)):
        assert 2 <= len(question["probes"]["en"]) <= 3, question["key"]
        for part in question.get("parts", []):
            assert set(part["elicits"]) <= set(question["elicits"]), part["key"]


@every_bank
def test_a_sensitive_question_is_optional_says_why_and_can_be_declined(name: str) -> None:
    for asked in items(read(name)):
        if asked.get("sensitive"):
            assert not asked.get("required", False), asked["key"]
            assert set(asked["purpose"]) == set(LANGUAGES), asked["key"]
            assert not codes(asked) or codes(asked)[-1] == "prefer_not", asked["key"]
        else:
            assert "purpose" not in asked, asked["key"]


@every_bank
def test_age_gender_income_and_family_are_always_sensitive(name: str) -> None:
    personal = re.compile(
        r"\b(how old|your age|gender|married|who do you live with|how many children"
        r"|your household|what do you earn|highest (level|education))\b"
    )
    for asked in items(read(name)):
        words = asked["text"]["en"].lower()
        if personal.search(words):
            assert asked.get("sensitive"), f"{asked['key']}: {words}"
