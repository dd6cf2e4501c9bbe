"""Themes in the making that say the same become one: within a language, and between languages."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from survey_app.nlp.drafts import (
    MIN_RESPONDENTS,
    SHARED_BY,
    Draft,
    speakers_by_term,
)
from survey_app.nlp.keyphrases import weigh_terms
from survey_app.nlp.synonyms import concept, is_concept
from survey_app.nlp.units import Unit

OF_ITS_USE = 0.75  # of all who say such a word: it belongs to the themes that turn on it
SHARED_BY_ALL = 0.6  # of the respondents of the themes taken together
MAX_JOINED = 4  # themes; a word of more is a field, not a theme
N_QUOTES = 3  # the first members, which differ from each other
ALIKE = 0.7  # cosine of what two themes turn on; from here on they say the same
SAME_MEANING = 0.85  # cosine of the middles of two themes, where there is a sentence model
TURNS_ON = 0.35  # of the respondents of each theme, to link it to one in another language
SHARED_ABROAD = 0.4  # of the respondents of each, where it is one thing alone
MOSTLY_HERE = 0.5  # of those who say a thing in a language: the theme is about it


def join_same_topic(drafts: list[Draft]) -> list[Draft]:
    """Make one theme of those that turn on the same word, where hardly anybody else says it.

    Modularity likes groups of one size and may cut 'no support on Fridays' in two. A word that
    half of each theme's respondents say, and that is said in few other themes, puts that right.
    """
    said = [speakers_by_term(draft.units) for draft in drafts]
    people = [{unit.respondent for unit in draft.units} for draft in drafts]
    everyone: dict[tuple[str, str], int] = {}
    turns_on: dict[tuple[str, str], list[int]] = {}
    for at, (draft, terms) in enumerate(zip(drafts, said, strict=True)):
        language = draft.units[0].language
        for term, speakers in terms.items():
            everyone[language, term] = everyone.get((language, term), 0) + len(speakers)
            enough = len(speakers) >= max(MIN_RESPONDENTS, SHARED_BY * len(people[at]))
            if enough and draft.seed_id is None:
                turns_on.setdefault((language, term), []).append(at)
    home = list(range(len(drafts)))
    strongest = sorted(
        turns_on.items(), key=lambda item: (-sum(len(said[at][item[0][1]]) for at in item[1]), item)
    )
    for (language, term), places in strongest:
        free = [at for at in places if home.count(home[at]) == 1]  # no chains of other words
        n_here = sum(len(said[at][term]) for at in free)
        if (
            1 < len(free) <= MAX_JOINED
            and n_here >= OF_ITS_USE * everyone[language, term]
            and n_here >= SHARED_BY_ALL * sum(len(people[at]) for at in free)
        ):
            for at in free:
                if mean_the_same(drafts[free[0]], drafts[at]):
                    home[at] = free[0]
    return _gathered(drafts, home)


def mean_the_same(one: Draft, other: Draft) -> bool:
    """Tell by their middles whether two themes mean the same; True where that is not known.

    'top-up failed' and 'top-up pending' share most words and are two matters.
    """
    if one.meaning is None or other.meaning is None:
        return True
    return float(one.meaning @ other.meaning) >= SAME_MEANING


def join_alike(drafts: list[Draft]) -> list[Draft]:
    """Make one theme of those in a language that turn on the same words in the same measure.

    Two themes are alike where the weights of their words (synonyms counting as one word) have a
    cosine of 0.7 or more; the most alike meet first, and all that meet have to be alike.
    """
    profiles = [_profile(group, w) for group, w in _weighed(drafts)]
    home = list(range(len(drafts)))
    pairs = [
        (likeness, one, other)
        for one in range(len(drafts))
        for other in range(one + 1, len(drafts))
        if drafts[one].units[0].language == drafts[other].units[0].language
        and not (drafts[one].seed_id or drafts[other].seed_id)
        and (likeness := _cosine(profiles[one], profiles[other])) >= ALIKE
        and mean_the_same(drafts[one], drafts[other])
    ]
    for _, one, other in sorted(pairs, key=lambda pair: (-round(pair[0], 9), pair[1:])):
        first, second = home[one], home[other]
        together = [at for at, place in enumerate(home) if place in (first, second)]
        if first != second and all(
            _cosine(profiles[a], profiles[b]) >= ALIKE
            for a in together
            for b in together
            if home[a] == first and home[b] == second
        ):
            home = [first if place == second else place for place in home]
    return _gathered(drafts, home)


def join_languages(drafts: list[Draft]) -> list[Draft]:
    """Make one theme of those in different languages that turn on the same things.

    A thing is a group of synonyms. Two themes meet where a third of each one's respondents speak
    of two of the same things, or of one that in both languages is hardly spoken of elsewhere.
    """
    spoken = [_speakers_by_concept(draft.units) for draft in drafts]
    people = [len({unit.respondent for unit in draft.units}) for draft in drafts]
    everywhere: Counter[tuple[str, str]] = Counter()
    for draft, said in zip(drafts, spoken, strict=True):
        for thing, speakers in said.items():
            everywhere[draft.units[0].language, thing] += len(speakers)
    pairs = []
    for one, first in enumerate(drafts):
        for other in range(one + 1, len(drafts)):
            second = drafts[other]
            languages = first.units[0].language, second.units[0].language
            if languages[0] == languages[1] or first.seed_id or second.seed_id:
                continue
            strength = 0.0
            n_shared = 0
            for thing in sorted(spoken[one].keys() & spoken[other].keys()):
                shares = (
                    len(spoken[one][thing]) / people[one],
                    len(spoken[other][thing]) / people[other],
                )
                if min(shares) < TURNS_ON:
                    continue
                own = min(
                    len(spoken[one][thing]) / everywhere[languages[0], thing],
                    len(spoken[other][thing]) / everywhere[languages[1], thing],
                )
                n_shared += 1
                strength += min(shares) * own
                if own >= MOSTLY_HERE and min(shares) >= SHARED_ABROAD:
                    n_shared += 1
            if n_shared >= 2:
                pairs.append((strength, one, other))
    home = list(range(len(drafts)))
    for _, one, other in sorted(pairs, key=lambda pair: (-round(pair[0], 9), pair[1:])):
        first_home, second_home = home[one], home[other]
        together = [
            drafts[at].units[0].language
            for at, place in enumerate(home)
            if place in (first_home, second_home)
        ]
        if first_home != second_home and len(set(together)) == len(together):
            home = [first_home if place == second_home else place for place in home]
    return _gathered(drafts, home)


def _gathered(drafts: Sequence[Draft], home: Sequence[int]) -> list[Draft]:
    return [
        _joined([draft for draft, one in zip(drafts, home, strict=True) if one == at])
        for at in sorted(set(home))
    ]


def _weighed(drafts: Sequence[Draft]) -> list[tuple[Sequence[Unit], Mapping[str, float]]]:
    groups = [draft.units for draft in drafts]
    return list(zip(groups, weigh_terms(groups), strict=True))


def _profile(units: Sequence[Unit], weights: Mapping[str, float]) -> dict[str, float]:
    """Sum up what a theme turns on; synonyms count as one word, the heaviest."""
    language = units[0].language
    profile: dict[str, float] = {}
    for term, weight in weights.items():
        name = concept(term, language)
        profile[name] = max(profile.get(name, 0.0), weight)
    return profile


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(weight * other[term] for term, weight in one.items() if term in other)
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return shared / lengths if lengths else 0.0


def _speakers_by_concept(units: Sequence[Unit]) -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for unit in units:
        for term in unit.terms:
            name = concept(term, unit.language)
            if is_concept(name):
                said.setdefault(name, set()).add(unit.respondent)
    return said


def _joined(parts: list[Draft]) -> Draft:
    """Put parts together: the first quotes of each part stand in front, the rest by score."""
    if len(parts) == 1:
        return parts[0]
    parts = sorted(parts, key=lambda part: (-len(part.units), part.units[0].key))
    rows = [list(zip(p.units, p.scores, p.firmness, strict=True)) for p in parts]
    turns = [part[at] for at in range(N_QUOTES) for part in rows if at < len(part)]
    front = turns[:N_QUOTES]
    chosen = {row[0].key for row in front}
    rest = [row for part in rows for row in part if row[0].key not in chosen]
    rest.sort(key=lambda row: (-row[1], row[0].key))
    ordered = front + rest
    total = sum(len(part.units) for part in parts)
    return Draft(
        [unit for unit, _, _ in ordered],
        [score for _, score, _ in ordered],
        [firm for _, _, firm in ordered],
        sum(part.confidence * len(part.units) for part in parts) / total,
        None,
    )
