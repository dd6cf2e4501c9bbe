"""In a study of interviews, a theme gathers all that was said about its matter.

Ten people say little alike: one complains about the cards, the next describes what he did with
them. A researcher codes both, and codes a sentence twice where it speaks of two things. So a theme
that stands is widened by other statements about the same, unless they say the opposite.
"""

import math
from collections import Counter
from collections.abc import Sequence

from survey_app.nlp.drafts import Draft
from survey_app.nlp.synonyms import concept
from survey_app.nlp.units import Unit, says_nothing

CORE = 0.6  # of the weight of a theme's heaviest word; such words are its matter
FITS = 0.35  # cosine of a statement's words to the theme's
WIDER = 0.5  # of the fit: how firmly such a statement belongs
LABEL_AT = 0.5
MIN_WORDS, MAX_WORDS = 3, 8  # a scrap is no surer for being short, nor a long statement less so


def widen(drafts: Sequence[Draft], kind: str, statements: Sequence[Unit]) -> None:
    """Add to each new theme the statements of talk that are about its matter, firmest first.

    A statement may join several themes. Praise joins no pain, goal or objection, and these join no
    praise. What people accepted is left as it is.
    """
    spoken = [(unit, _words(unit)) for unit in statements if not says_nothing(unit)]
    n_saying: Counter[tuple[str, str]] = Counter()
    n_statements: Counter[str] = Counter()
    for unit, words in spoken:
        n_statements[unit.language] += 1
        n_saying.update((unit.language, word) for word in words)
    for draft in drafts:
        if draft.seed_id is not None:
            continue
        weights = _weights(draft.units, n_saying, n_statements)
        if not any(weights.values()):  # nobody is interviewed in its language
            continue
        core = {word for word, w in weights.items() if w >= CORE * max(weights.values())}
        length = math.sqrt(sum(w * w for w in weights.values()))
        taken: dict[str, list[tuple[int, int]]] = {}
        for unit in draft.units:
            taken.setdefault(unit.document_id, []).append((unit.start, unit.end))
        languages = {unit.language for unit in draft.units}
        for unit, words in spoken:
            if core.isdisjoint(words) or unit.language not in languages:
                continue
            size = max(MIN_WORDS, min(MAX_WORDS, len(words)))
            fit = sum(weights.get(word, 0.0) for word in sorted(words)) / length / math.sqrt(size)
            if (
                fit >= FITS
                and not _opposes(unit, kind)
                and not any(
                    unit.start < end and start < unit.end
                    for start, end in taken.get(unit.document_id, ())
                )
            ):
                draft.wider.append((unit, round(min(1.0, WIDER * fit), 4)))
        draft.wider.sort(key=lambda one: (-one[1], one[0].key))


def _words(unit: Unit) -> frozenset[str]:
    return frozenset(concept(term, unit.language) for term in unit.terms)


def _weights(
    units: Sequence[Unit], n_saying: Counter[tuple[str, str]], n_statements: Counter[str]
) -> dict[str, float]:
    """Weigh what two or more of a theme's respondents say, by how rare it is in the study."""
    language = units[0].language
    people = {unit.respondent for unit in units}
    said: dict[str, set[str]] = {}
    for unit in units:
        for word in _words(unit):
            said.setdefault(word, set()).add(unit.respondent)
    return {
        word: len(who)
        / len(people)
        * math.log1p(n_statements[language] / (1 + n_saying[language, word]))
        for word, who in sorted(said.items())
        if len(who) > 1
    }


def _opposes(unit: Unit, kind: str) -> bool:
    praises = unit.scores["praise"] >= LABEL_AT
    wants = any(unit.scores[name] >= LABEL_AT for name in ("pain", "goal", "objection"))
    if kind == "praise":
        return wants and not praises
    return kind != "any" and praises and not wants
