"""What a large theme falls into, and one sentence about a theme made of what people said."""

from collections.abc import Mapping, Sequence

from survey_app.nlp.keyphrases import find_keyphrases, weigh_terms
from survey_app.nlp.naming import name_themes, tidy
from survey_app.nlp.synonyms import concept
from survey_app.nlp.theme_values import Part
from survey_app.nlp.units import Unit

LARGE = 15  # respondents; a smaller theme is read at a glance
MIN_PART = 3  # respondents of a part
MAX_PARTS = 4
N_NAMING = 6  # members of a part that are read for its name
COMMON = 0.5  # of the respondents; a word of that many is the theme itself
N_DESCRIBED = 3  # excerpts in a description
MAX_EXCERPT_CHARS = {"en": 90, "ru": 90, "zh": 36}


def find_parts(units: Sequence[Unit]) -> tuple[Part, ...]:
    """Divide a theme of 15 respondents or more by the words that set groups of it apart.

    The word of most respondents that is not the whole theme's makes the first part, among the
    others the next; what is said by fewer than three stays with the theme. Largest first; none
    where there are not at least two.
    """
    people = {unit.respondent for unit in units}
    if len(people) < LARGE:
        return ()
    words = [frozenset(concept(term, unit.language) for term in unit.terms) for unit in units]
    overall: dict[str, set[str]] = {}
    for spoken, unit in zip(words, units, strict=True):
        for word in spoken:
            overall.setdefault(word, set()).add(unit.respondent)
    theme_wide = {word for word, who in overall.items() if len(who) > COMMON * len(people)}
    left = set(range(len(units)))
    chosen: list[list[int]] = []
    while left and len(chosen) < MAX_PARTS:
        speakers: dict[str, set[str]] = {}
        for at in left:
            for word in words[at] - theme_wide:
                speakers.setdefault(word, set()).add(units[at].respondent)
        usual = [(len(who), word) for word, who in speakers.items() if len(who) >= MIN_PART]
        if not usual:
            break
        _, word = min(usual, key=lambda pair: (-pair[0], pair[1]))
        part = sorted(at for at in left if word in words[at])
        chosen.append(part)
        left -= set(part)
    if len(chosen) < 2:
        return ()
    groups = [[units[at] for at in part] for part in chosen]
    weights = weigh_terms(groups)
    heads = [group[:N_NAMING] for group in groups]
    phrases = [find_keyphrases(g, w) for g, w in zip(heads, weights, strict=True)]
    names = name_themes(heads, weights, phrases)
    return tuple(
        Part(name, len({unit.respondent for unit in group}), tuple(unit.key for unit in group))
        for name, group in zip(names, groups, strict=True)
    )


def describe(units: Sequence[Unit], weights: Mapping[str, float]) -> str:
    """Make one sentence of up to three excerpts by different people, most telling first.

    Whole clauses only: an excerpt that is too long to be read in passing is passed over.
    """
    excerpts: list[str] = []
    heard: set[str] = set()
    said: set[str] = set()
    for unit in units:
        text = tidy(unit.quote)
        short = len(text) <= MAX_EXCERPT_CHARS[unit.language]
        new = set(unit.terms) - said
        if not short or unit.respondent in heard or not new or not set(unit.terms) & set(weights):
            continue
        excerpts.append(text)
        heard.add(unit.respondent)
        said |= set(unit.terms)
        if len(excerpts) == N_DESCRIBED:
            break
    return "; ".join(f"“{text}”" for text in excerpts)
