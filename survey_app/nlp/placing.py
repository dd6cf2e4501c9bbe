"""Large material: themes are found in a part of it, and every other excerpt goes where it fits.

Ten thousand excerpts hold every theme that a reader could want to see. Which ones they are is
drawn by the names of their respondents, so that it does not hang on order, time or shards.
"""

import hashlib
import math
from collections.abc import Sequence

from survey_app.nlp.drafts import Draft
from survey_app.nlp.keyphrases import weigh_terms
from survey_app.nlp.units import Unit

MOST_GROUPED = 10_000  # excerpts of a language; more are placed, not grouped
FITS = 0.16  # cosine of an excerpt's words to what a theme turns on


def draw(units: Sequence[Unit], most: int = MOST_GROUPED) -> tuple[list[Unit], list[Unit]]:
    """Divide units into those to group and those to place; whole respondents, accepted ones first.

    Both keep the order of the corpus.
    """
    if len(units) <= most:
        return list(units), []
    sizes: dict[str, int] = {}
    accepted: set[str] = set()
    for unit in units:
        sizes[unit.respondent] = sizes.get(unit.respondent, 0) + 1
        if unit.seed_id is not None:
            accepted.add(unit.respondent)
    drawn: set[str] = set()
    n_drawn = 0
    for person in sorted(sizes, key=lambda name: (name not in accepted, _lot(name), name)):
        if n_drawn + sizes[person] > most and person not in accepted:
            break
        drawn.add(person)
        n_drawn += sizes[person]
    grouped = [unit for unit in units if unit.respondent in drawn]
    return grouped, [unit for unit in units if unit.respondent not in drawn]


def place(drafts: Sequence[Draft], units: Sequence[Unit]) -> list[Unit]:
    """Put units into the themes whose words they use, and return those that fit nowhere."""
    profiles = weigh_terms([draft.units for draft in drafts])
    index: dict[str, list[tuple[int, float]]] = {}
    for at, weights in enumerate(profiles):
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for term, weight in weights.items():
            index.setdefault(term, []).append((at, weight / length))
    loose = []
    for unit in units:
        terms = sorted(set(unit.terms))
        fits: dict[int, float] = {}
        for term in terms:
            for at, weight in index.get(term, ()):
                fits[at] = fits.get(at, 0.0) + weight / math.sqrt(len(terms))
        best = min(fits, key=lambda at: (-round(fits[at], 9), at), default=-1)
        if best < 0 or fits[best] < FITS:
            loose.append(unit)
            continue
        drafts[best].units.append(unit)
        drafts[best].scores.append(round(min(1.0, fits[best]), 4))
        drafts[best].firmness.append(min(1.0, fits[best]))
    return loose


def _lot(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
