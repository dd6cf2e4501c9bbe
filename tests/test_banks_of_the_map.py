"""What the banks that ship ask: as many questions as agreed, agreed options, and their rules."""

import re
from itertools import pairwise

import pytest

from survey_app.questionnaire import check_answers, load_bank, visible
from tests.shipped_banks import (
    BANKS,
    SHIPPED,
    codes,
    item,
    items,
    questions,
    read,
)

QUESTION_KEYS = {
    "persona20": [f"p20_{n}" for n in range(1, 21)],
    "what": [f"what_{n}" for n in range(1, 8)],
    "demographics": [f"demo_{n}" for n in range(1, 9)],
}
"""The banks that mailed letters and the demonstration name question by question."""
QUESTION_COUNTS = {
    "brand": 3,
    "cd": 3,
    "char": 9,
    "close": 1,
    "comp": 5,
    "cont": 3,
    "crm": 3,
    "ctx": 4,
    "cust": 5,
    "deb": 5,
    "dos": 13,
    "emp": 6,
    "fit": 4,
    "focus": 3,
    "four": 4,
    "gen": 24,
    "ground": 6,
    "icpfit": 6,
    "info": 4,
    "jour": 10,
    "neg": 4,
    "nine": 11,
    "out": 4,
    "people": 5,
    "pg": 4,
    "pick": 3,
    "pw": 3,
    "quick": 2,
    "rev": 1,
    "roles": 3,
    "score": 2,
    "self": 3,
    "soc": 5,
    "staff": 2,
    "story": 6,
    "team": 3,
    "use": 4,
    "who": 3,
    "whybest": 4,
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
SENSITIVE = """
char_1 char_2 char_2_children char_2_family char_3 char_3_place char_4 char_5_income char_8
dos_3 dos_3_age dos_3_children dos_3_family dos_4 dos_4_band dos_4_exact dos_5 dos_5_housing
dos_5_place dos_6_level
gen_2 gen_3 gen_4 gen_5 gen_6 gen_10 gen_11
nine_1 nine_2 nine_2_home nine_3 nine_3_children nine_3_married nine_3_tradition nine_4
nine_5 nine_7_level
p20_15 p20_15_age p20_15_children p20_15_family p20_15_gender p20_15_income p20_15_place
p20_16_level
people_2 people_2_age people_2_education people_2_income
soc_1 soc_1_age soc_1_gender
"""


@pytest.mark.parametrize("name", sorted(QUESTION_KEYS))
def test_a_bank_asks_exactly_its_questions_in_their_order(name: str) -> None:
    assert [question["key"] for question in questions(read(name))] == QUESTION_KEYS[name]


@pytest.mark.parametrize(("name", "count"), sorted(QUESTION_COUNTS.items()))
def test_a_bank_asks_as_many_questions_as_its_topic_has(name: str, count: int) -> None:
    asked = [question["key"] for question in questions(read(name))]
    assert sorted(asked) == sorted(f"{name}_{n}" for n in range(1, count + 1))


@pytest.mark.parametrize("name", sorted(QUESTION_KEYS))
def test_the_parts_of_a_group_have_the_keys_that_letters_and_exports_name(name: str) -> None:
    for question in questions(read(name)):
        parts = [part["key"] for part in question.get("parts", [])]
        words = PART_KEYS.get(question["key"], [])
        assert parts == [f"{question['key']}_{word}" for word in words]


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


def test_exactly_the_personal_questions_are_sensitive() -> None:
    everything = [asked for name in SHIPPED for asked in items(read(name))]
    assert {asked["key"] for asked in everything if asked.get("sensitive")} == set(
        SENSITIVE.split()
    )


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


def shown(name: str, answers: dict[str, object]) -> set[str]:
    """The keys of a bank that are asked after some answers."""
    return visible(load_bank(BANKS / f"{name}.toml").questionnaire(), answers)


def test_the_five_whys_are_one_chain_between_the_wish_and_the_root_need() -> None:
    whys = {question["key"]: question for question in questions(read("why5"))}
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
