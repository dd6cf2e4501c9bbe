"""In a study of interviews, a theme is a matter: a thing that several people name.

Spoken sentences are like each other by the way people speak ('I mean, when you look at it'), so
that grouping them by likeness finds manners of speaking. A researcher goes by what is spoken of,
and one matter is one theme, though some tell it as a pain and others as a wish. So the things that
most people name and few sentences hold are taken one after the other; each belongs to the kind as
which most people tell it. Praise is read apart.
"""

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from survey_app.nlp.documents import KINDS
from survey_app.nlp.drafts import MIN_RESPONDENTS, Draft
from survey_app.nlp.leftovers import count_words, words_of
from survey_app.nlp.name_words import NAME_WORDS
from survey_app.nlp.units import Unit, says_nothing

MOSTLY_TALK = 0.8  # of the excerpts; material with more answers than this is grouped by likeness
SPEECH = 40  # statements a person, in the mean
LABEL_AT = 0.5
MAX_SHARE = 0.13  # of all statements; a commoner word is the topic of the whole study
FEW_PEOPLE = 6  # from so many on, two who name a thing are a coincidence
LEAST_OF_MANY = 3
N_RESAMPLES, RESAMPLE_SHARE = 10, 0.8  # of the people
RARITY_COUNTS = 0.25  # power: a thing of seven people goes before a rarer one of six
MATTERS_AT_ONCE = 2  # that a statement may be about
MOST_MATTERS, MOST_PRAISED = 22, 8  # a codebook that can be kept in mind
MIN_CONFIDENCE = 0.3  # the share of the resamples in which a matter is found again

Thing = tuple[str, str]  # language and word (synonyms are one word)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement, the things it names, and as which kinds it tells them."""

    unit: Unit
    things: frozenset[Thing]
    kinds: frozenset[str]


def is_speech(units: Sequence[Unit], statements: Sequence[Unit]) -> bool:
    """Tell whether nearly all excerpts come from transcripts.

    What an interviewer noted down is short, and somebody has chosen it already: notes are grouped
    by likeness, as answers are.
    """
    if len(statements) < SPEECH * len({unit.respondent for unit in statements}):
        return False
    spoken = {unit.document_id for unit in statements}
    n_spoken = sum(unit.document_id in spoken for unit in units)
    return bool(spoken) and n_spoken >= MOSTLY_TALK * len(units)


def by_matter(
    units: Sequence[Unit], statements: Sequence[Unit], kind: str, seed: int
) -> tuple[list[Draft], list[Unit]]:
    """Make the themes of a kind from its excerpts; return them and the excerpts that fit in none.

    An excerpt goes with the matter it names that most people name. The confidence of a theme is
    how often its matter is found again when a fifth of the people are left out.
    """
    said = [_read(unit) for unit in statements if not says_nothing(unit)]
    n_units, n_saying = count_words([one.unit for one in said])
    common = frozenset(
        place
        for place, n in n_saying.items()
        if n > max(LEAST_OF_MANY + 2, MAX_SHARE * n_units[place[0]])
        or place[1] in NAME_WORDS[place[0]].numerals
    )
    rarity = {
        place: math.log(n_units[place[0]] / n) ** RARITY_COUNTS for place, n in n_saying.items()
    }
    pool = [one for one in said if ("praise" in one.kinds) == (kind == "praise") and one.kinds]
    people = sorted({one.unit.respondent for one in said})
    most = MOST_PRAISED if kind == "praise" else MOST_MATTERS
    matters = list(islice(_matters(pool, common, rarity, len(people)), most))
    firm = _found_again(pool, common, rarity, people, seed)
    drafts: dict[Thing, Draft] = {}
    loose = []
    order = {thing: at for at, (thing, told_as) in enumerate(matters) if told_as == kind}
    for unit in units:
        named = [
            thing
            for word in words_of(unit)
            if (thing := (unit.language, word)) in order and firm.get(thing, 0.0) >= MIN_CONFIDENCE
        ]
        if not named:
            loose.append(unit)
            continue
        thing = max(named, key=lambda thing: order[thing])
        draft = drafts.setdefault(thing, Draft([], [], [], round(firm[thing], 4), None))
        draft.units.append(unit)
        draft.scores.append(firm[thing])
        draft.firmness.append(firm[thing])
    return [drafts[thing] for thing in sorted(drafts, key=lambda thing: order[thing])], loose


def without_scattered(
    drafts: Sequence[Draft], statements: Sequence[Unit]
) -> tuple[list[Draft], list[Unit]]:
    """Let go of new themes that too few people speak of, all in all; return their excerpts too."""
    least = _least(len({unit.respondent for unit in statements}))
    kept, scattered = [], []
    for draft in drafts:
        said = [*draft.units, *(unit for unit, _ in draft.wider)]
        if draft.seed_id is not None or len({unit.respondent for unit in said}) >= least:
            kept.append(draft)
        else:
            scattered += draft.units
    return kept, scattered


def _least(n_people: int) -> int:
    return LEAST_OF_MANY if n_people >= FEW_PEOPLE else MIN_RESPONDENTS


def _read(unit: Unit) -> _Said:
    kinds = {name for name in KINDS if unit.scores.get(name, 0.0) >= LABEL_AT}
    if len(kinds) > 1:
        kinds.discard("praise")  # 'nice, but I could not find it again' is about what is missing
    return _Said(unit, frozenset((unit.language, w) for w in words_of(unit)), frozenset(kinds))


def _matters(
    pool: Sequence[_Said], common: frozenset[Thing], rarity: dict[Thing, float], n_people: int
) -> Iterator[tuple[Thing, str]]:
    """Take the thing that counts most, then the next, until each statement has named two.

    A thing counts by its people and its rarity. It comes with the kind as which most tell it.
    """
    least = _least(n_people)
    left = list(pool)
    n_named: Counter[tuple[str, int, int]] = Counter()
    taken: set[Thing] = set()
    while True:
        speakers: dict[Thing, set[str]] = {}
        for one in left:
            for thing in one.things - common - taken:
                speakers.setdefault(thing, set()).add(one.unit.respondent)
        usual = [
            (-round(len(who) * rarity.get(thing, 0.0), 9), thing)
            for thing, who in speakers.items()
            if len(who) >= least
        ]
        if not usual:
            return
        thing = min(usual)[1]
        voices: Counter[str] = Counter()
        for name, _ in {
            (name, one.unit.respondent) for one in pool if thing in one.things for name in one.kinds
        }:
            voices[name] += 1
        yield thing, min(voices, key=lambda name: (-voices[name], KINDS.index(name)))
        for one in left:
            n_named[one.unit.key] += thing in one.things
        left = [one for one in left if n_named[one.unit.key] < MATTERS_AT_ONCE]
        taken.add(thing)


def _found_again(
    pool: Sequence[_Said],
    common: frozenset[Thing],
    rarity: dict[Thing, float],
    people: Sequence[str],
    seed: int,
) -> dict[Thing, float]:
    """Tell in what share of the resamples of people each thing is a matter (0-1)."""
    drawn = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    n_kept = max(MIN_RESPONDENTS, round(RESAMPLE_SHARE * len(people)))
    found: Counter[Thing] = Counter()
    for _ in range(N_RESAMPLES):
        kept = set(drawn.sample(people, min(n_kept, len(people))))
        part = [one for one in pool if one.unit.respondent in kept]
        found.update({thing for thing, _ in _matters(part, common, rarity, len(people))})
    return {thing: n / N_RESAMPLES for thing, n in found.items()}
