"""The banks that ship, all of them: as many questions as agreed, and complete in three languages.

What a bank may say is the questionnaire library's business; here every file of the folder is read
with nothing but a TOML reader, so that a lost translation is found even where the library lets it
pass.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from survey_app.questionnaire import check_answers, load_bank, visible

BANKS = Path(__file__).parents[1] / "question_banks"
LANGUAGES = ("en", "ru", "zh")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BAND = re.compile(r"\d+–\d+(\s%)?")
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")

N_QUESTIONS = {
    "brand": 3,
    "cd": 3,
    "char": 9,
    "close": 1,
    "cont": 3,
    "deb": 5,
    "emp": 6,
    "fit": 4,
    "focus": 3,
    "four": 4,
    "gen": 24,
    "jour": 10,
    "nine": 11,
    "out": 4,
    "people": 5,
    "pg": 4,
    "pw": 3,
    "quick": 2,
    "rev": 1,
    "soc": 5,
    "staff": 2,
    "use": 4,
}
"""Banks whose questions are numbered after the bank: nine_1 … nine_11."""

Table = dict[str, Any]

every_file = pytest.mark.parametrize(
    "path", sorted(BANKS.glob("*.toml")), ids=lambda path: path.stem
)


def read(path: Path) -> Table:
    with path.open("rb") as file:
        return tomllib.load(file)


def questions(bank: Table) -> list[Table]:
    return [question for section in bank["sections"] for question in section["questions"]]


def items(bank: Table) -> list[Table]:
    """Questions and the parts of groups, in the order in which they are asked."""
    return [item for question in questions(bank) for item in (question, *question.get("parts", []))]


def wordings(node: Any, place: str) -> Iterator[tuple[str, Table]]:
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


def sentences(bank: Table, language: str) -> Iterator[tuple[str, str]]:
    """Every sentence of one language; a list of probes is taken apart."""
    for place, wording in wordings(bank, bank["id"]):
        said = wording[language]
        for text in said if isinstance(said, list) else [said]:
            yield f"{place}.{language}", text


@pytest.mark.parametrize(("name", "n_questions"), N_QUESTIONS.items())
def test_a_bank_of_the_map_asks_all_its_questions(name: str, n_questions: int) -> None:
    keys = {question["key"] for question in questions(read(BANKS / f"{name}.toml"))}
    assert keys == {f"{name}_{number}" for number in range(1, n_questions + 1)}


@every_file
def test_a_bank_says_what_it_is_for_whom_it_asks_and_how_long_it_takes(path: Path) -> None:
    bank = read(path)
    assert bank["id"] == path.stem
    assert bank["audience"]
    assert set(bank["audience"]) <= {"customer", "interviewer", "team", "analyst"}
    assert 1 <= bank["minutes"] <= 30
    assert {"title", "purpose", "source"} <= set(bank)


@every_file
def test_every_wording_is_said_in_all_three_languages(path: Path) -> None:
    for place, wording in wordings(read(path), path.stem):
        assert set(wording) == set(LANGUAGES), place
        lists = [said for said in wording.values() if isinstance(said, list)]
        assert len({len(said) for said in lists}) <= 1, f"{place}: as many in each language"
        assert len(lists) in (0, len(LANGUAGES)), place
        said = [line for one in wording.values() for line in (one if lists else [one])]
        assert all(line and line == line.strip() for line in said), place


@every_file
def test_each_language_is_written_in_its_own_letters(path: Path) -> None:
    bank = read(path)
    for place, text in sentences(bank, "en"):
        assert not CYRILLIC.search(text), place
        assert not CHINESE.search(text), place
    for place, text in sentences(bank, "ru"):
        # A band such as '10–49' has no letters at all; everything else must be Cyrillic.
        assert CYRILLIC.search(text) or BAND.fullmatch(text), place
        assert not CHINESE.search(text), place
    for place, text in sentences(bank, "zh"):
        assert CHINESE.search(text), place
        assert not CYRILLIC.search(text), place
        assert not re.search(r"[\u4e00-\u9fff]\s*[,;:?.]", text), f"{place}: Chinese punctuation"


@every_file
def test_people_are_addressed_politely_and_without_guessing_their_gender(path: Path) -> None:
    bank = read(path)
    for place, text in sentences(bank, "ru"):
        assert not re.search(r"\b(ты|тебя|тебе|тобой|твой|твоя|твоё|твои)\b", text.lower()), place
        assert not re.search(r"\((а|ла|ая|на)\)|/(а|ла|ая)\b", text), f"{place}: no '(а)'"
        assert not re.search(r"\b(рад|рада|уверена?|готова?|согласен|согласна)\b", text.lower()), (
            place
        )
    for place, text in sentences(bank, "zh"):
        assert "你" not in text, place


@every_file
def test_keys_are_snake_case_and_unique_in_their_bank(path: Path) -> None:
    bank = read(path)
    keys = [item["key"] for item in items(bank)]
    assert len(keys) == len(set(keys))
    assert all(SNAKE_CASE.match(key) for key in keys)
    for question in questions(bank):
        for part in question.get("parts", []):
            assert part["key"].startswith(f"{question['key']}_")


def test_no_key_stands_in_two_banks_so_that_banks_can_be_joined() -> None:
    keys = [item["key"] for path in BANKS.glob("*.toml") for item in items(read(path))]
    assert len(keys) == len(set(keys))


@every_file
def test_choices_differ_in_code_and_in_words(path: Path) -> None:
    for item in items(read(path)):
        choices = item.get("choices", [])
        if item["type"] not in {"number", "money", "matrix"}:
            choosing = {"single", "multi", "ranking", "interests"}
            assert (item["type"] in choosing) == bool(choices), item["key"]
        assert len({choice["code"] for choice in choices}) == len(choices), item["key"]
        for language in LANGUAGES:
            shown = {choice["text"][language] for choice in choices}
            assert len(shown) == len(choices), (item["key"], language)


@every_file
def test_a_sensitive_question_is_optional_says_why_and_can_be_declined(path: Path) -> None:
    for item in items(read(path)):
        if item.get("sensitive"):
            assert not item.get("required", False), item["key"]
            assert set(item["purpose"]) == set(LANGUAGES), item["key"]
            codes = [choice["code"] for choice in item.get("choices", [])]
            assert not codes or codes[-1] == "prefer_not", item["key"]


@every_file
def test_age_gender_income_and_family_are_always_sensitive(path: Path) -> None:
    personal = re.compile(
        r"\b(how old|your age|gender|married|who do you live with|how many children"
        r"|your household|what do you earn|highest (level|education))\b"
    )
    for item in items(read(path)):
        asked = item["text"]["en"].lower()
        if personal.search(asked):
            assert item.get("sensitive"), f"{item['key']}: {asked}"


@every_file
def test_every_question_says_what_it_elicits_and_gives_the_interviewer_probes(path: Path) -> None:
    bank = read(path)
    for item in items(bank):
        assert item["elicits"], item["key"]
    for question in questions(bank):
        assert 2 <= len(question["probes"]["en"]) <= 3, question["key"]
        for part in question.get("parts", []):
            assert set(part["elicits"]) <= set(question["elicits"]), part["key"]


def shown(name: str, answers: Table) -> set[str]:
    """The keys of a bank that are asked after some answers."""
    return visible(load_bank(BANKS / f"{name}.toml").questionnaire(), answers)


def test_the_five_whys_are_one_chain_between_the_wish_and_the_root_need() -> None:
    whys = {question["key"]: question for question in questions(read(BANKS / "why5.toml"))}
    assert list(whys) == ["why5_1", "why5_2", "why5_7"]
    assert (whys["why5_2"]["type"], whys["why5_2"]["rows"]) == ("five_whys", 5)
    assert shown("why5", {}) == {"why5_1"}
    assert shown("why5", {"why5_1": "A quieter phone"}) == set(whys)


def test_only_who_has_complained_is_asked_how_it_was_handled() -> None:
    after = {"jour_5_rating", "jour_5_story"}
    assert shown("jour", {"jour_5_complained": True}) >= after
    assert not shown("jour", {"jour_5_complained": False}) & after
    assert not shown("jour", {}) & after


@pytest.mark.parametrize(("feeling", "n_refused"), [(-3, 1), (-2, 0), (0, 0), (2, 0), (3, 1)])
def test_a_step_of_the_journey_can_feel_bad_or_good(feeling: int, n_refused: int) -> None:
    journey = load_bank(BANKS / "jour.toml").questionnaire()
    assert (
        len(check_answers(journey, {"jour_10_feelings": {"support": feeling}}, "en")) == n_refused
    )
