"""Answers by choice and number: what an audience ticks, with the usual spread."""

from random import Random
from typing import Any

from survey_app.demo.material import cast
from survey_app.demo.people import Person

Weights = dict[str, float]

PEOPLE: dict[str, Weights] = {
    "office": {"people_2_9": 7, "people_10_49": 56, "people_50_249": 33, "people_250_999": 4},
    "sole": {"people_1": 84, "people_2_9": 16},
    "bookkeeper": {"people_1": 35, "people_2_9": 55, "people_10_49": 10},
    "misfit": {"people_10_49": 35, "people_250_999": 25, "people_1000_plus": 15, "not_sure": 25},
    "misfit:it": {"people_1": 100},
}
TURNOVER: dict[str, Weights] = {
    "office": {
        "from_500k_to_2m": 22,
        "from_2m_to_10m": 42,
        "from_10m_to_50m": 12,
        "not_sure": 12,
        "prefer_not": 12,
    },
    "sole": {"under_100k": 62, "from_100k_to_500k": 24, "prefer_not": 14},
    "bookkeeper": {"under_100k": 40, "from_100k_to_500k": 45, "prefer_not": 15},
    "misfit": {"under_100k": 15, "over_50m": 20, "not_sure": 40, "prefer_not": 25},
    "misfit:it": {"under_100k": 100},
}
REACH: dict[str, Weights] = {
    "office": {"local": 16, "regional": 54, "national": 25, "international": 5},
    "sole": {"local": 70, "regional": 14, "national": 10, "international": 6},
    "bookkeeper": {"local": 60, "regional": 40},
    "misfit": {"local": 40, "regional": 20, "national": 25, "international": 15},
}
WISH: dict[str, Weights] = {
    "office": {"simplify_workflows": 56, "cut_costs": 18, "save_time": 22, "other": 4},
    "sole": {"save_time": 66, "simplify_workflows": 20, "cut_costs": 9, "other": 5},
    "bookkeeper": {"simplify_workflows": 45, "save_time": 45, "other": 10},
    "misfit": {"save_time": 25, "cut_costs": 45, "simplify_workflows": 15, "other": 15},
}
AGE: dict[str, Weights] = {
    "office": {"age_25_34": 18, "age_35_44": 31, "age_45_54": 32, "age_55_64": 13, "prefer_not": 6},
    "sole": {"age_25_34": 22, "age_35_44": 50, "age_45_54": 18, "age_55_64": 4, "prefer_not": 6},
    "bookkeeper": {"age_35_44": 20, "age_45_54": 45, "age_55_64": 30, "prefer_not": 5},
    "misfit": {
        "age_25_34": 20,
        "age_45_54": 15,
        "age_55_64": 30,
        "age_65_plus": 25,
        "prefer_not": 10,
    },
    "misfit:it": {"age_under_25": 70, "age_25_34": 30},
}
# For each choice on its own, the chance in percent that it is ticked.
LEARNS: dict[str, Weights] = {
    "office": {
        "people": 52,
        "search": 48,
        "ai_assistant": 22,
        "courses": 40,
        "events": 44,
        "social": 9,
        "video": 14,
        "books": 33,
    },
    "sole": {
        "people": 40,
        "search": 55,
        "ai_assistant": 30,
        "courses": 24,
        "events": 8,
        "social": 60,
        "video": 58,
        "books": 10,
    },
    "bookkeeper": {"people": 45, "search": 40, "courses": 75, "events": 30, "books": 70},
    "misfit": {
        "people": 35,
        "search": 60,
        "ai_assistant": 35,
        "social": 30,
        "video": 35,
        "books": 25,
    },
}
CONTACT: dict[str, Weights] = {
    "office": {"email": 78, "phone": 46, "video": 30, "in_person": 34, "chat": 10},
    "sole": {"email": 45, "phone": 14, "video": 8, "in_person": 10, "chat": 68},
    "bookkeeper": {"email": 90, "phone": 40, "in_person": 15},
    "misfit": {"email": 55, "phone": 20, "chat": 40, "video": 15},
}
OTHER_WISH: dict[str, tuple[str, ...]] = {
    "en": ("peace of mind", "fewer arguments at home", "look professional", "just curious"),
    "ru": ("спокойствие", "выглядеть солидно", "просто любопытно"),
    "zh": ("图个安心", "显得专业", "只是好奇"),
}
PRODUCT_PAINS = frozenset({"export_breaks", "friday_silence", "phone_awkward", "rota_changes"})
PRAISES = frozenset({"invoice_fast", "calendar_clear", "polite_reminders", "patient_people"})


def closed_answers(rng: Random, person: Person, concerns: frozenset[str]) -> dict[str, Any]:
    """The closed part of one person's answers document; a skipped question is absent."""
    audience, language = person.contact.audience, person.contact.language
    # Colleagues name the same size: an office's facts hang on the company's name, not on the dice.
    firm = Random(person.contact.company) if audience == "office" else rng  # noqa: S311
    answers: dict[str, Any] = {"p20_7": person.industry}
    if rng.random() < 0.97:
        answers["p20_8_people"] = cast.SIZES.get(person.contact.company) or _of(
            firm, PEOPLE, person
        )
    if rng.random() < 0.85:
        answers["p20_8_turnover"] = _of(firm, TURNOVER, person)
    if rng.random() < 0.96:
        answers["demo_2"] = _of(firm, REACH, person)
    answers["what_2"] = _of(rng, WISH, person)
    if answers["what_2"] == "other":
        answers["what_2__other"] = rng.choice(OTHER_WISH[language])
    if learns := _several(rng, LEARNS[audience]):
        answers["p20_12"] = learns
    if rng.random() < 0.06:
        answers["p20_18"] = ["none"]
    elif contact := _several(rng, CONTACT[audience]):
        answers["p20_18"] = contact
    if rng.random() < 0.82:
        answers["p20_15_age"] = _of(rng, AGE, person)
    if rng.random() < 0.95:
        answers["what_6_kept"] = _kept(rng, concerns)
    return answers


def _kept(rng: Random, concerns: frozenset[str]) -> int:
    """A mark from 1 to 5: people with praise give more, people with product troubles less."""
    mark = 3.6 + 0.5 * len(concerns & PRAISES) - 0.5 * len(concerns & PRODUCT_PAINS)
    return min(5, max(1, round(mark + rng.gauss(0, 0.7))))


def _size(rng: Random, person: Person) -> str:
    return cast.SIZES.get(person.contact.company) or _of(rng, PEOPLE, person)


def _of(rng: Random, table: dict[str, Weights], person: Person) -> str:
    audience = person.contact.audience
    weights = table.get(f"{audience}:{person.industry}", table[audience])
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _several(rng: Random, percents: Weights) -> list[str]:
    return [code for code, percent in percents.items() if rng.random() * 100 < percent]
