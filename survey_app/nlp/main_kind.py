"""One kind an excerpt, for whoever groups kinds apart.

The scores of the kinds are independent: 'the export breaks, please mend it' is a pain and a wish.
Grouped by each of its labels it would stand twice among the themes, so each excerpt goes where it
speaks loudest, and keeps its scores.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from survey_app.nlp.documents import KINDS, Signals
from survey_app.nlp.model import LABEL_AT, shipped_model

CLEARLY_ASKED = 0.1  # a kind this close to the loudest wins where the question asked for it


def with_main_kind(signals: Signals, asked: Iterable[str] = ()) -> Signals:
    """Keep of each excerpt's labels the one with the highest score.

    Among labels within 0.1 of the highest, one that the question asked for is preferred; then the
    order pain, goal, objection, praise decides.
    """
    wanted = frozenset(asked)
    excerpts = tuple(
        one
        if len(one.labels) < 2
        else replace(one, labels=(_loudest(one.scores, one.labels, wanted),))
        for one in signals.excerpts
    )
    if excerpts == signals.excerpts:
        return signals
    labels = {label for one in excerpts for label in one.labels}
    return replace(
        signals, excerpts=excerpts, labels=tuple(kind for kind in KINDS if kind in labels)
    )


def _loudest(scores: Mapping[str, float], labels: tuple[str, ...], wanted: frozenset[str]) -> str:
    loud = {label: _loudness(label, scores[label], wanted) for label in labels}
    highest = max(loud.values())
    near = [label for label in labels if loud[label] >= highest - CLEARLY_ASKED]
    return min(near, key=lambda label: (label not in wanted, -loud[label], KINDS.index(label)))


def _loudness(kind: str, score: float, wanted: frozenset[str]) -> float:
    """Undo the ceiling of a kind that nobody asked for: it says how sure, not how loud."""
    if kind in wanted or score <= LABEL_AT:
        return score
    top = shipped_model().ceiling[KINDS.index(kind)]
    return round(LABEL_AT + (score - LABEL_AT) * (1 - LABEL_AT) / (top - LABEL_AT), 4)
