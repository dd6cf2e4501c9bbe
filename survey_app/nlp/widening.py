"""In a study of interviews, a theme gathers all that was said about its matter.

Ten people say little alike: one complains about the cards, the next describes what he did with
them. A researcher codes both, and codes a sentence twice where it speaks of two things. So a theme
that stands is widened by other statements about the same, unless they say the opposite.
"""

from collections.abc import Sequence

from survey_app.nlp.drafts import Draft
from survey_app.nlp.leftovers import FIRM, count_words, fitting, words_of
from survey_app.nlp.units import Unit, says_nothing

LABEL_AT = 0.5


def widen(drafts: Sequence[Draft], kind: str, statements: Sequence[Unit]) -> None:
    """Add to each new theme the statements of talk that are about its matter, firmest first.

    A statement may join several themes. Praise joins no pain, goal or objection, and these join no
    praise. What people accepted is left as it is.
    """
    said = [unit for unit in statements if not says_nothing(unit)]
    n_units, n_saying = count_words(said)
    spoken = [(unit, words_of(unit)) for unit in said if not _opposes(unit, kind)]
    for draft in drafts:
        if draft.seed_id is not None:
            continue
        taken: dict[str, list[tuple[int, int]]] = {}
        for unit in draft.units:
            taken.setdefault(unit.document_id, []).append((unit.start, unit.end))
        draft.wider = [
            (unit, round(FIRM * fit, 4))
            for unit, fit in fitting(draft, spoken, n_units, n_saying)
            if not any(
                unit.start < end and start < unit.end
                for start, end in taken.get(unit.document_id, ())
            )
        ]
        draft.wider.sort(key=lambda one: (-one[1], one[0].key))


def _opposes(unit: Unit, kind: str) -> bool:
    praises = unit.scores["praise"] >= LABEL_AT
    wants = any(unit.scores[name] >= LABEL_AT for name in ("pain", "goal", "objection"))
    if kind == "praise":
        return wants and not praises
    return kind != "any" and praises and not wants
