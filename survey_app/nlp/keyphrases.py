"""Which words set a theme apart, written as people wrote them."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from survey_app.nlp.lang import get_language
from survey_app.nlp.name_words import NAME_WORDS
from survey_app.nlp.topic_free import topic_free_terms
from survey_app.nlp.units import Unit, quoted_terms

N_KEYPHRASES = 6
MIN_SHARED = 4  # respondents; from here on, a word of one of them is not the theme's
MAX_SPEAKERS = 50  # members read for phrases, the most telling ones
MAX_GAP_CHARS = 5  # between two words of one phrase: 'time to load'

_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ '’-])*")

TermWeights = dict[str, float]


def weigh_terms(groups: Sequence[Sequence[Unit]]) -> list[TermWeights]:
    """Weigh each theme's stems: said by many of its respondents, and by few of the others'.

    The share of respondents within, times the logarithm of how much larger it is than elsewhere.
    """
    spoken = [_respondents_by_term(group) for group in groups]
    people = [len({unit.respondent for unit in group}) for group in groups]
    everywhere: Counter[str] = Counter()
    for terms in spoken:
        everywhere.update(terms)
    total = sum(people)
    weights = []
    for terms, n_people in zip(spoken, people, strict=True):
        others = total - n_people
        weights.append(
            {
                term: n
                / n_people
                * math.log1p((n / n_people) / ((everywhere[term] - n + 0.5) / (others + 1)))
                for term, n in terms.items()
                if n > 1 or n_people < MIN_SHARED
            }
        )
    return weights


def find_keyphrases(group: Sequence[Unit], weights: Mapping[str, float]) -> tuple[str, ...]:
    """Choose up to six words and pairs of words, strongest first, in their commonest spelling."""
    spellings: dict[tuple[str, ...], Counter[str]] = {}
    speakers: dict[tuple[str, ...], set[str]] = {}
    for unit in group[:MAX_SPEAKERS]:
        placed = quoted_terms(unit.quote, unit.language)
        for at, (start, end, term) in enumerate(placed):
            found: list[tuple[tuple[str, ...], int, int]] = [((term,), start, end)]
            if at + 1 < len(placed) and placed[at + 1][0] - end <= MAX_GAP_CHARS:
                found.append(((term, placed[at + 1][2]), start, placed[at + 1][1]))
            for key, begin, stop in found:
                spelling = " ".join(unit.quote[begin:stop].lower().split())
                if _PLAIN.fullmatch(spelling):
                    spellings.setdefault(key, Counter())[spelling] += 1
                    speakers.setdefault(key, set()).add(unit.respondent)
    n_people = len({unit.respondent for unit in group[:MAX_SPEAKERS]})
    free = topic_free_terms(group[0].language)
    scored = []
    for key, counts in spellings.items():
        if len(speakers[key]) < 2 and n_people >= MIN_SHARED:
            continue
        if any(term not in weights and term not in free for term in key):
            continue  # the question's own words
        strength = sum(weights.get(term, 0.0) for term in key)
        spelling = max(counts, key=lambda s: (counts[s], s))
        if strength <= 0 or not _stands_alone(spelling, group[0].language):
            continue
        share = len(speakers[key]) / n_people
        scored.append((strength * math.sqrt(share), spelling, key))
    scored.sort(key=lambda item: (-item[0], item[1]))
    chosen: list[str] = []
    covered: list[set[str]] = []
    for _, spelling, key in scored:
        if any(set(key) <= terms for terms in covered) or spelling in chosen:
            continue
        chosen.append(spelling)
        covered.append(set(key))
        if len(chosen) == N_KEYPHRASES:
            break
    return tuple(chosen)


def _stands_alone(spelling: str, language: str) -> bool:
    words = NAME_WORDS[language]
    parts = spelling.replace("’", "'").split()
    weak = words.weak_starts | words.vague_starts | words.joints
    opener = (parts[0],) in words.openers_by_start.get(parts[0], ())
    return (
        not opener and parts[0] not in weak and parts[-1] not in words.weak_ends | words.vague_ends
    )


def _respondents_by_term(group: Sequence[Unit]) -> Counter[str]:
    said = {(term, unit.respondent) for unit in group for term in unit.terms}
    stops = {unit.language: get_language(unit.language).stop_words for unit in group}
    return Counter(term for term, _ in said if not any(term in words for words in stops.values()))
