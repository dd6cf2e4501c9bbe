"""Excerpts that the grouping left over: some belong to a theme all the same, some share a word.

In a few dozen short answers likeness by all words is thin: 'sat in the queue, it was stuffy' shares
one word of six with the queue's theme, but the one on which that theme turns. What shares none is
left alone.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from survey_app.nlp.drafts import Draft
from survey_app.nlp.name_words import NAME_WORDS
from survey_app.nlp.synonyms import concept
from survey_app.nlp.units import Unit, says_nothing

CORE = 0.6  # of the weight of a theme's heaviest word; such words are its matter
FITS = 0.35  # cosine of an excerpt's words to the theme's
TURNS = 0.75  # of a theme's respondents: a word that nearly all of them say
FIRM = 0.5  # of the fit: how firmly such an excerpt belongs
MIN_WORDS, MAX_WORDS = 3, 8  # a scrap is no surer for being short, nor a long excerpt less so
MIN_SPEAKERS = 3  # respondents of a theme that one word makes
OF_ITS_USE = 0.6  # of all excerpts with that word: it is not some other theme's
MAX_SHARE = 0.15  # of all excerpts; a commoner word is the topic of the whole study
BY_ONE_WORD = 0.5  # confidence of such a theme, which no repeat has tried


def words_of(unit: Unit) -> frozenset[str]:
    """Give the words by which an excerpt is compared; synonyms are one word."""
    return frozenset(concept(term, unit.language) for term in unit.terms)


def count_words(units: Sequence[Unit]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Count the excerpts of each language, and those in which each of its words stands."""
    n_units: Counter[str] = Counter()
    n_saying: Counter[tuple[str, str]] = Counter()
    for unit in units:
        n_units[unit.language] += 1
        n_saying.update((unit.language, word) for word in words_of(unit))
    return n_units, n_saying


def fitting(
    draft: Draft,
    units: Sequence[tuple[Unit, frozenset[str]]],
    n_units: Counter[str],
    n_saying: Counter[tuple[str, str]],
    *,
    by_word: bool = False,
) -> Iterator[tuple[Unit, float]]:
    """Find the units that are about a theme's matter, each with its fit (0.35-1).

    With `by_word` it is enough to say the one word that nearly all of the theme's people say.
    """
    weights = _weights(draft.units, n_saying, n_units)
    if not any(weights.values()):  # nobody else speaks its language
        return
    core = {word for word, w in weights.items() if w >= CORE * max(weights.values())}
    length = math.sqrt(sum(w * w for w in weights.values()))
    languages = {unit.language for unit in draft.units}
    people = {unit.respondent for unit in draft.units}
    nearly_all = {
        word
        for word in core
        if by_word
        and len({u.respondent for u in draft.units if word in words_of(u)}) >= TURNS * len(people)
    }
    for unit, words in units:
        if core.isdisjoint(words) or unit.language not in languages:
            continue
        size = max(MIN_WORDS, min(MAX_WORDS, len(words)))
        fit = sum(weights.get(word, 0.0) for word in sorted(words)) / length / math.sqrt(size)
        if fit >= FITS or not nearly_all.isdisjoint(words):
            yield unit, max(FITS, min(1.0, fit))


def gather(
    drafts: list[Draft], loose: Sequence[Unit], everything: Sequence[Unit]
) -> tuple[list[Draft], list[Unit]]:
    """Put left-over excerpts where they fit best, and make themes of those that share a word."""
    n_units, n_saying = count_words(everything)
    spoken = [(unit, words_of(unit)) for unit in loose if not says_nothing(unit)]
    best: dict[tuple[str, int, int], tuple[float, int]] = {}
    for at, draft in enumerate(drafts):
        for unit, fit in fitting(draft, spoken, n_units, n_saying, by_word=True):
            best[unit.key] = max(best.get(unit.key, (0.0, 0)), (round(fit, 9), -at))
    for unit, _ in spoken:
        if unit.key in best:
            fit, at = best[unit.key]
            drafts[-at].units.append(unit)
            drafts[-at].scores.append(round(FIRM * fit, 4))
            drafts[-at].firmness.append(FIRM * fit)
    left = [(unit, words) for unit, words in spoken if unit.key not in best]
    made = list(_by_one_word(left, n_units, n_saying))
    used = best.keys() | {unit.key for draft in made for unit in draft.units}
    return [*drafts, *made], [unit for unit in loose if unit.key not in used]


def _by_one_word(
    left: list[tuple[Unit, frozenset[str]]],
    n_units: Counter[str],
    n_saying: Counter[tuple[str, str]],
) -> Iterator[Draft]:
    """Make a theme of the word that most of those left over share, then of the next."""
    while True:
        speakers: dict[tuple[str, str], set[str]] = {}
        n_left: Counter[tuple[str, str]] = Counter()
        for unit, words in left:
            for word in words - NAME_WORDS[unit.language].numerals:
                speakers.setdefault((unit.language, word), set()).add(unit.respondent)
                n_left[unit.language, word] += 1
        usual = [
            (-len(who), place)
            for place, who in speakers.items()
            if len(who) >= MIN_SPEAKERS
            and n_left[place] >= OF_ITS_USE * n_saying[place]
            and n_saying[place] <= max(MIN_SPEAKERS + 2, MAX_SHARE * n_units[place[0]])
        ]
        if not usual:
            return
        language, word = min(usual)[1]
        units = [u for u, words in left if u.language == language and word in words]
        left = [one for one in left if one[0] not in units]
        scores = [BY_ONE_WORD] * len(units)
        yield Draft(units, scores, list(scores), BY_ONE_WORD, None)


def _weights(
    units: Sequence[Unit], n_saying: Counter[tuple[str, str]], n_units: Counter[str]
) -> dict[str, float]:
    """Weigh what two or more of a theme's respondents say, by how rare it is in the study."""
    language = units[0].language
    people = {unit.respondent for unit in units}
    said: dict[str, set[str]] = {}
    for unit in units:
        for word in words_of(unit):
            said.setdefault(word, set()).add(unit.respondent)
    total = n_units[language]
    return {
        word: len(who) / len(people) * math.log1p(total / (1 + n_saying[language, word]))
        for word, who in sorted(said.items())
        if len(who) > 1
    }
