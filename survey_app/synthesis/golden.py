"""Golden questions: the few closed questions that best tell the personas apart.

Anybody who meets a customer should find the persona with four to seven questions instead of
forty. Which ones, and how often they are right, is learnt from the people whose persona is
known; the questions are chosen anew inside every fold, so that the accuracy told is that of
people who were not looked at (G. Cawley, N. Talbot 2010, JMLR 11:2079-2107).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random

from .prevalence import wilson_interval
from .respondents import Respondent, Trait

MIN_QUESTIONS, MAX_QUESTIONS = 4, 7
N_FOLDS = 5
MIN_PEOPLE = 30
"""Placed people in all; fewer teach a rule that holds for them alone."""
MIN_EACH = 8
MIN_GAIN = 0.01
"""A further question must bring so much accuracy (0-1) to be asked beyond the fourth."""
POINTS = 3.0
"""Points for an answer that a persona gives e times as often as all together."""

_Tables = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Points by question, by answer, by persona."""


@dataclass(frozen=True, slots=True)
class Golden:
    """The questions by key in the order of their worth, and how well they do.

    `accuracy` (0-1, with its 95 % Wilson interval `low` to `high`) is cross-validated over
    `n_people`; `baseline` is what naming the largest persona each time would achieve. `points`
    is the scoring rule: question -> answer -> persona -> whole points, to be added to `start`.
    `trouble` is a code where no honest rule can be given: 'one_persona', 'few_people',
    'few_questions' or 'no_better' (the interval reaches down to the baseline).
    """

    questions: tuple[str, ...] = ()
    accuracy: float = 0.0
    low: float = 0.0
    high: float = 1.0
    baseline: float = 0.0
    n_people: int = 0
    start: Mapping[str, int] | None = None
    points: Mapping[str, Mapping[str, Mapping[str, int]]] | None = None
    trouble: str = ""


def golden_questions(
    respondents: Sequence[Respondent],
    traits: Sequence[Trait],
    place: Mapping[str, str],
    *,
    seed: int = 0,
) -> Golden:
    """Chooses the questions; `place` gives the persona of each respondent who has one.

    Sensitive questions are never chosen. The same people and seed give the same questions.
    """
    people = sorted((one for one in respondents if one.id in place), key=lambda one: one.id)
    sizes = dict.fromkeys(sorted(set(place.values())), 0)
    for person in people:
        sizes[place[person.id]] += 1
    n = len(people)
    if len(sizes) < 2:
        return Golden(n_people=n, trouble="one_persona")
    if n < MIN_PEOPLE or min(sizes.values()) < MIN_EACH:
        return Golden(n_people=n, trouble="few_people")
    usable = [t.key for t in sorted(traits, key=lambda t: t.key) if not t.sensitive
              and sum(bool(one.codes(t.key)) for one in people) >= n / 2]  # fmt: skip
    if len(usable) < MIN_QUESTIONS:
        return Golden(n_people=n, trouble="few_questions")
    right = 0
    for held_out in _folds(people, place, seed):
        rest = [one for one in people if one.id not in held_out]
        chosen = _choose(rest, usable, place)
        start, tables = _learn(rest, chosen, place)
        right += sum(
            _named(one, start, tables) == place[one.id] for one in people if one.id in held_out
        )
    low, high = wilson_interval(right, n)
    baseline = max(sizes.values()) / n
    chosen = _choose(people, usable, place)
    start, tables = _learn(people, chosen, place)
    return Golden(
        tuple(chosen),
        right / n,
        low,
        high,
        baseline,
        n,
        {one: round(POINTS * value) for one, value in start.items()},
        {
            key: {
                code: {one: round(POINTS * value) for one, value in by.items()}
                for code, by in table.items()
            }
            for key, table in tables.items()
        },
        "no_better" if low <= baseline else "",
    )


def score(person: Respondent, golden: Golden) -> dict[str, int]:
    """The points of each persona for one person, by the scoring rule."""
    total = dict(golden.start or {})
    for key, table in (golden.points or {}).items():
        for code in person.codes(key):
            for one, points in table.get(code, {}).items():
                total[one] += points
    return total


def named_by(person: Respondent, golden: Golden) -> str | None:
    """The persona with most points; None for a person who answered none of the questions."""
    if not any(person.codes(key) for key in golden.questions):
        return None
    total = score(person, golden)
    return min(total, key=lambda one: (-total[one], one)) if total else None


def _folds(
    people: Sequence[Respondent], place: Mapping[str, str], seed: int
) -> list[frozenset[str]]:
    """Every persona dealt out evenly over the folds."""
    folds: list[set[str]] = [set() for _ in range(N_FOLDS)]
    chance, at = Random(seed), 0  # noqa: S311 - seeded on purpose
    for persona in sorted(set(place.values())):
        own = [one.id for one in people if place[one.id] == persona]
        chance.shuffle(own)
        for one in own:
            folds[at % N_FOLDS].add(one)
            at += 1
    return [frozenset(fold) for fold in folds]


def _choose(
    people: Sequence[Respondent], usable: Sequence[str], place: Mapping[str, str]
) -> list[str]:
    """Greedily the question that makes people's own personas most probable."""
    start, tables = _learn(people, usable, place)
    totals = {one.id: dict(start) for one in people}
    added = {key: {one.id: _gain(one, key, tables[key]) for one in people} for key in usable}
    chosen: list[str] = []
    reached = 0.0
    while len(chosen) < min(MAX_QUESTIONS, len(usable)):
        best = max(
            (_worth(people, totals, added[key], place), key)
            for key in sorted(usable, reverse=True)
            if key not in chosen
        )
        (_likelihood, accuracy), key = best
        if len(chosen) >= MIN_QUESTIONS and accuracy < reached + MIN_GAIN:
            break
        chosen.append(key)
        reached = accuracy
        for one in people:
            for persona, value in added[key][one.id].items():
                totals[one.id][persona] += value
    return chosen


def _worth(
    people: Sequence[Respondent],
    totals: Mapping[str, Mapping[str, float]],
    added: Mapping[str, Mapping[str, float]],
    place: Mapping[str, str],
) -> tuple[float, float]:
    """The mean log probability of people's own personas, and the share named rightly."""
    right, likely = 0, 0.0
    for one in people:
        sums = {k: value + added[one.id].get(k, 0.0) for k, value in totals[one.id].items()}
        own = place[one.id]
        top = max(sums.values())
        likely += sums[own] - top - log(sum(exp(value - top) for value in sums.values()))
        right += sums[own] == top
    return round(likely / len(people), 9), right / len(people)


def _learn(
    people: Sequence[Respondent], keys: Sequence[str], place: Mapping[str, str]
) -> tuple[dict[str, float], dict[str, dict[str, dict[str, float]]]]:
    """Naive Bayes with one half added to each count: log shares against those of all."""
    personas = sorted({place[one.id] for one in people})
    groups = {p: [one for one in people if place[one.id] == p] for p in personas}
    start = {p: log(len(groups[p]) / len(people)) for p in personas}
    tables: dict[str, dict[str, dict[str, float]]] = {}
    for key in keys:
        codes = sorted({code for one in people for code in one.codes(key)})
        shares = {p: _shares(groups[p], key, codes) for p in personas}
        overall = _shares(people, key, codes)
        tables[key] = {
            code: {p: log(shares[p][code] / overall[code]) for p in personas} for code in codes
        }
    return start, tables


def _shares(people: Sequence[Respondent], key: str, codes: Sequence[str]) -> dict[str, float]:
    answered = [one.codes(key) for one in people if one.codes(key)]
    total = len(answered) + 0.5 * len(codes)
    return {code: (sum(code in own for own in answered) + 0.5) / total for code in codes}


def _gain(
    person: Respondent, key: str, table: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """What one person's answer adds to each persona; nothing where it was left out."""
    gain: dict[str, float] = {}
    for code in person.codes(key):
        for one, value in table.get(code, {}).items():
            gain[one] = gain.get(one, 0.0) + value
    return gain


def _named(person: Respondent, start: Mapping[str, float], tables: _Tables) -> str:
    total = dict(start)
    for key, table in tables.items():
        for code in person.codes(key):
            for one, value in table.get(code, {}).items():
                total[one] += value
    return min(total, key=lambda one: (-total[one], one))
