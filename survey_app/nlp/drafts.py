"""Themes in the making: which excerpts stay, which are let go, which meet again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from survey_app.nlp.theme_values import Seed
from survey_app.nlp.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_RESPONDENTS = 2
MIN_FIRMNESS = 0.15
TELLING_SHARE = 0.05  # of the weight of a theme's strongest word
STAYS_ANYWAY = 0.5  # firmness
MIN_CLOSENESS = 0.12  # cosine to the middle of the theme
MIN_CONFIDENCE = 0.3  # for themes of fewer than FEW_RESPONDENTS; below it is chance
FEW_RESPONDENTS = 5
SHARED_BY = 0.5  # of the respondents: a word that a theme turns on
REJECTED_SHARE = 0.5  # a theme with this much of what was rejected is not suggested again


class Draft:
    """A theme in the making: its units with scores, most telling first.

    `wider` are statements about its matter that have no part in naming and ordering it. `meaning`
    is its middle where a sentence model was used.
    """

    __slots__ = ("confidence", "firmness", "meaning", "scores", "seed_id", "units", "wider")

    def __init__(
        self,
        units: list[Unit],
        scores: list[float],
        firmness: list[float],
        confidence: float,
        seed_id: str | None,
    ) -> None:
        self.units, self.scores, self.firmness = units, scores, firmness
        self.confidence, self.seed_id = confidence, seed_id
        self.wider: list[tuple[Unit, float]] = []
        self.meaning: NDArray[np.float32] | None = None

    def keep(self, which: Sequence[bool]) -> None:
        """Let go of the units that are marked False."""
        self.units = [unit for unit, stays in zip(self.units, which, strict=True) if stays]
        self.scores = [score for score, stays in zip(self.scores, which, strict=True) if stays]
        self.firmness = [firm for firm, stays in zip(self.firmness, which, strict=True) if stays]


def draft_theme(
    units: list[Unit],
    vectors: "NDArray[np.float32]",
    firmness: "NDArray[np.float32]",
    confidence: float,
    seed_id: str | None,
) -> tuple[Draft | None, list[Unit]]:
    """Keep the units that hold together, order them, and let the others go."""
    import numpy as np

    from survey_app.nlp.quotes import order_by_telling

    accepted = np.array([unit.seed_id is not None for unit in units])
    closeness = _closeness(vectors)
    kept = accepted | ((firmness >= MIN_FIRMNESS) & (closeness >= MIN_CLOSENESS))
    if len({u.respondent for u, k in zip(units, kept, strict=True) if k}) < MIN_RESPONDENTS:
        kept = accepted
    if not kept.any():
        return None, units
    inside = np.flatnonzero(kept)
    scores = np.where(accepted, 1.0, 0.5 * firmness + 0.5 * closeness.clip(0, 1))[inside]
    telling = (0.5 * firmness + 0.5 * closeness)[inside]
    chosen = [units[i] for i in inside]
    order = order_by_telling(chosen, telling.tolist(), vectors[inside])
    draft = Draft(
        [chosen[i] for i in order],
        [round(float(min(1.0, scores[i])), 4) for i in order],
        [float(firmness[inside][i]) for i in order],
        1.0 if accepted[inside].all() else confidence,
        seed_id,
    )
    return draft, [units[i] for i in np.flatnonzero(~kept)]


def _closeness(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Cosine of each row to the middle of the others."""
    import numpy as np

    if len(vectors) < 2:
        return np.ones(len(vectors), dtype=np.float32)
    others = vectors.sum(axis=0) - vectors
    lengths = np.linalg.norm(others, axis=1)
    lengths[lengths == 0] = 1
    return np.asarray((others * vectors).sum(axis=1) / lengths, dtype=np.float32)


def without_strays(drafts: list[Draft]) -> tuple[list[Draft], list[Unit]]:
    """Let go of units that share no telling word with their theme, unless they hold firmly.

    Likeness through a third excerpt makes a mixed bag; a reader wants to see why a quote is there.
    """
    from survey_app.nlp.keyphrases import weigh_terms

    kept, strays = [], []
    for draft, weights in zip(drafts, weigh_terms([d.units for d in drafts]), strict=True):
        telling = TELLING_SHARE * max(weights.values(), default=0.0)
        words = {term for term, weight in weights.items() if weight >= telling}
        stays = [
            unit.seed_id is not None or firm >= STAYS_ANYWAY or not words.isdisjoint(unit.terms)
            for unit, firm in zip(draft.units, draft.firmness, strict=True)
        ]
        strays += [unit for unit, stay in zip(draft.units, stays, strict=True) if not stay]
        draft.keep(stays)
        n_respondents = len({unit.respondent for unit in draft.units})
        chance = n_respondents < FEW_RESPONDENTS and (
            draft.confidence < MIN_CONFIDENCE or not _say_the_same(draft.units)
        )
        if draft.seed_id or (n_respondents >= MIN_RESPONDENTS and not chance):
            kept.append(draft)
        else:
            strays += draft.units
    return kept, strays


def _say_the_same(units: Sequence[Unit]) -> bool:
    """Tell whether half of a handful of people share a word, or all of it is one coincidence."""
    said = speakers_by_term(units)
    people = {unit.respondent for unit in units}
    most = max((len(speakers) for speakers in said.values()), default=0)
    return most >= max(MIN_RESPONDENTS, SHARED_BY * len(people))


def speakers_by_term(units: Sequence[Unit]) -> dict[str, set[str]]:
    """Tell who says each term."""
    said: dict[str, set[str]] = {}
    for unit in units:
        for term in unit.terms:
            said.setdefault(term, set()).add(unit.respondent)
    return said


def join_by_seed(drafts: list[Draft]) -> list[Draft]:
    """Make one theme of an accepted theme's parts in several languages."""
    joined: dict[str, Draft] = {}
    free = []
    for draft in drafts:
        if draft.seed_id is None:
            free.append(draft)
        elif draft.seed_id in joined:
            whole = joined[draft.seed_id]
            whole.units += draft.units
            whole.scores += draft.scores
            whole.firmness += draft.firmness
            whole.confidence = min(whole.confidence, draft.confidence)
        else:
            joined[draft.seed_id] = draft
    return [*joined.values(), *free]


def without_rejected(
    drafts: list[Draft], rejected: Sequence[Seed], kind: str
) -> tuple[list[Draft], list[Unit]]:
    """Let go of new themes that are mostly what a person rejected before."""
    kept, dropped = [], []
    for draft in drafts:
        again = False
        for theme in rejected:
            if kind != "any" and theme.kind not in (kind, "any"):
                continue
            places: dict[str, list[tuple[int, int]]] = {}
            for document_id, start, end in theme.members:
                places.setdefault(document_id, []).append((start, end))
            n_same = sum(
                any(unit.start < e and s < unit.end for s, e in places.get(unit.document_id, ()))
                for unit in draft.units
            )
            again = again or n_same >= REJECTED_SHARE * len(draft.units)
        if again and draft.seed_id is None:
            dropped += draft.units
        else:
            kept.append(draft)
    return kept, dropped
