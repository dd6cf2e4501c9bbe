import random

import pytest

from survey_app.synthesis import Respondent, Trait
from survey_app.synthesis.golden import golden_questions, named_by, score

KEYS = ("size", "tool", "budget", "plan")
TRAITS = [Trait(key, key.title(), {"a": "A", "b": "B"}) for key in (*KEYS, "coin", "secret")]


def _people(n, tells, seed=1):
    """n people in two personas by turns; a question in `tells` gives the persona away so often."""
    chance, people, place = random.Random(seed), [], {}
    for number in range(n):
        own = "ab"[number % 2]
        answers = {}
        for trait in TRAITS:
            hit = chance.random() < tells.get(trait.key, 0.5)
            answers[trait.key] = own if hit else "ba"["ab".index(own)]
        people.append(Respondent(f"p{number:03d}", traits=answers))
        place[f"p{number:03d}"] = own
    return people, place


def test_the_questions_that_tell_personas_apart_are_found_and_held_against_guessing():
    people, place = _people(100, dict.fromkeys(KEYS, 0.9))
    found = golden_questions(people, TRAITS, place)
    assert set(KEYS) <= set(found.questions)
    assert 4 <= len(found.questions) <= 7
    assert found.baseline == 0.5  # fifty of a hundred, whichever is named
    # Three or four of four questions right: 4 x 0.9^3 x 0.1 + 0.9^4 = 0.948, half of the ties more.
    assert found.accuracy > 0.9
    assert found.low > found.baseline
    assert not found.trouble


def test_the_rule_names_the_persona_with_most_points():
    people, place = _people(100, dict.fromkeys(KEYS, 0.9))
    found = golden_questions(people, TRAITS, place)
    typical = Respondent("x", traits=dict.fromkeys(KEYS, "b"))
    assert named_by(typical, found) == "b"
    points = score(typical, found)
    assert points["b"] > points["a"]
    assert named_by(Respondent("silent"), found) is None


def test_coins_tell_nothing_and_that_is_said():
    people, place = _people(100, {})
    assert golden_questions(people, TRAITS, place).trouble == "no_better"


@pytest.mark.parametrize(
    ("n", "traits", "trouble"),
    [(28, TRAITS, "few_people"), (40, TRAITS[:3], "few_questions"), (40, TRAITS, "")],
)
def test_too_few_people_or_questions_give_no_rule(n, traits, trouble):
    people, place = _people(n, dict.fromkeys(KEYS, 1.0))
    assert golden_questions(people, traits, place).trouble == trouble


def test_one_persona_needs_no_questions():
    people, place = _people(40, {})
    assert golden_questions(people, TRAITS, dict.fromkeys(place, "a")).trouble == "one_persona"


def test_sensitive_questions_are_never_chosen_and_order_changes_nothing():
    people, place = _people(60, {**dict.fromkeys(KEYS, 0.8), "secret": 1.0})
    hidden = [*TRAITS[:-1], Trait("secret", "Secret", {"a": "A", "b": "B"}, sensitive=True)]
    found = golden_questions(people, hidden, place)
    assert "secret" not in found.questions
    assert golden_questions(people[::-1], hidden[::-1], place) == found
