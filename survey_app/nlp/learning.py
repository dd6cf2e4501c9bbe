"""What a team's own decisions teach: a model of its customers' words, and what to judge next.

The shipped weights know how people word a pain anywhere. Fifty decisions tell which words do so
here: 'water' may be a pain to one company and the product of another. The refitted model says in
numbers whether it is better, and is used for a kind only where it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from survey_app.nlp.documents import KINDS, Document
from survey_app.nlp.features import Evidence, clause_evidence, fold
from survey_app.nlp.language import detect_language
from survey_app.nlp.model import LABEL_AT, SignalModel, shipped_model
from survey_app.nlp.signals import asked_strengths
from survey_app.nlp.units import topic_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MIN_DECISIONS = 50
MIN_OF_EACH = 8  # yes and no of a kind, below which nothing is refitted for it
MIN_USES = 3  # decisions in which a word stands, to weigh it
N_FOLDS = 5
ANCHOR = 6.0  # how strongly shipped weights are held
TERM_ANCHOR = 2.0  # how strongly a word of the team's own is held to weigh nothing
N_SUGGESTED = 10
SAME_WORDS = 0.5  # Jaccard of words, from which judging one excerpt teaches about the other


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word about an excerpt: it is (or is not) of this kind."""

    document: Document
    start: int
    end: int
    kind: str
    right: bool


@dataclass(frozen=True, slots=True)
class KindLesson:
    """How well a kind is told before and after learning, on decisions that were left out (0-1)."""

    n_yes: int
    n_no: int
    precision_before: float
    recall_before: float
    precision: float
    recall: float
    used: bool  # the refitted weights are better here, so they are taken


@dataclass(frozen=True, slots=True)
class Lesson:
    """A refitted model with its own cross-validation, kind by kind."""

    model: SignalModel
    n_decisions: int
    kinds: Mapping[str, KindLesson]

    @property
    def changes_anything(self) -> bool:
        """Whether any kind is told better than by the shipped model."""
        return any(one.used for one in self.kinds.values())


def learn(judgements: Sequence[Judgement], *, base: SignalModel | None = None) -> Lesson:
    """Refit the weights to a team's decisions; the same decisions give the same model.

    Logistic regression held to the shipped weights, plus the words of the judged excerpts. A kind
    is refitted where it has eight decisions each way, and used where its F1 on decisions that were
    left out (five parts) is higher than before. ValueError below 50 decisions.
    """
    import numpy as np

    shipped = base or shipped_model()
    ordered = sorted(
        judgements, key=lambda one: (one.kind, one.document.id, one.start, one.end, one.right)
    )
    if len(ordered) < MIN_DECISIONS:
        raise ValueError(
            f"{len(ordered)} decisions are too few to learn from. Decide on {MIN_DECISIONS} quotes."
        )
    weights = {name: list(row) for name, row in shipped.weights.items()}
    lessons: dict[str, KindLesson] = {}
    for column, kind in enumerate(KINDS):
        about = [one for one in ordered if one.kind == kind]
        n_yes = sum(one.right for one in about)
        if min(n_yes, len(about) - n_yes) < MIN_OF_EACH:
            continue
        names, rows, start, shift = _design(about, shipped, column)
        truths = np.array([float(one.right) for one in about])
        strength = np.array([TERM_ANCHOR if n.startswith("term.") else ANCHOR for n in names])
        before = rows @ start + shift >= 0
        after = np.zeros(len(about), dtype=bool)
        for part in range(N_FOLDS):
            left_out = np.arange(len(about)) % N_FOLDS == part
            fitted = _fit(rows[~left_out], truths[~left_out], start, shift[~left_out], strength)
            after[left_out] = rows[left_out] @ fitted + shift[left_out] >= 0
        old, new = _figures(before, truths), _figures(after, truths)
        used = bool(_f1(*new) > _f1(*old))
        lessons[kind] = KindLesson(n_yes, len(about) - n_yes, *old, *new, used)
        if used:
            fitted = _fit(rows, truths, start, shift, strength)
            for name, weight in zip(names, fitted, strict=True):
                row = weights.setdefault(name, [0.0] * len(KINDS))
                row[column] = round(float(weight), 3)
    model = replace(
        shipped,
        version=f"{shipped.version}+{len(ordered)}",
        weights={name: tuple(row) for name, row in sorted(weights.items()) if any(row)},
    )
    return Lesson(model, len(ordered), lessons)


def most_instructive(
    candidates: Sequence[tuple[str, str, str, Mapping[str, float]]], n: int = N_SUGGESTED
) -> list[str]:
    """Choose the excerpts whose review would teach most, by id.

    `candidates` are (id, quote, language, scores). Most is learnt where the model is least sure
    (uncertainty sampling, Lewis and Gale 1994), and little from a second one with the same words.
    """
    ranked = sorted(
        candidates,
        key=lambda one: (
            min((abs(score - LABEL_AT) for score in one[3].values()), default=1.0),
            one[0],
        ),
    )
    chosen: list[str] = []
    seen: list[frozenset[str]] = []
    for key, quote, language, _ in ranked:
        words = frozenset(term for _, _, term in topic_terms(quote, language))
        alike = any(len(words & one) > SAME_WORDS * max(1, len(words | one)) for one in seen)
        if words and not alike:
            chosen.append(key)
            seen.append(words)
        if len(chosen) == n:
            break
    return chosen


def judged_evidence(one: Judgement) -> list[Evidence]:
    """Gather what speaks in a judged excerpt: the cues of a clause, and its words."""
    text = one.document.text
    language = one.document.language or detect_language(text)
    asked = asked_strengths(one.document)
    found = clause_evidence(text, fold(text), language, one.start, one.end, asked)
    return [*found, *term_evidence(text, language, one.start, one.end)]


def term_evidence(text: str, language: str, start: int, end: int) -> list[Evidence]:
    """Name the words of a clause as features of a learnt model: 'term.water'."""
    terms: dict[str, Evidence] = {}
    for begin, stop, term in topic_terms(text[start:end], language):
        name = f"term.{term}"
        terms.setdefault(name, Evidence(name, 1.0, start + begin, start + stop))
    return list(terms.values())


def _design(
    about: Sequence[Judgement], shipped: SignalModel, column: int
) -> tuple[list[str], "Floats", "Floats", "Floats"]:
    """Lay out features by decision: their names, the table, shipped weights, and the bias."""
    import numpy as np

    evidence = [judged_evidence(one) for one in about]
    uses: dict[str, int] = {}
    for items in evidence:
        for name in {item.name for item in items}:
            uses[name] = uses.get(name, 0) + 1
    names = sorted(
        name
        for name, n in uses.items()
        if name in shipped.weights or (name.startswith("term.") and n >= MIN_USES)
    )
    index = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(about), len(names)))
    for at, items in enumerate(evidence):
        for item in items:
            if item.name in index:
                rows[at, index[item.name]] += item.strength
    start = np.array([shipped.weights.get(name, (0.0,) * len(KINDS))[column] for name in names])
    return names, rows, start, np.full(len(about), shipped.bias[column])


def _fit(
    rows: "Floats", truths: "Floats", start: "Floats", shift: "Floats", strength: "Floats"
) -> "Floats":
    import numpy as np
    from scipy.optimize import minimize

    def loss(w: "Floats") -> tuple[float, Any]:
        z = rows @ w + shift
        off = w - start
        value = float((np.logaddexp(0, z) - truths * z).sum() + 0.5 * strength @ off**2)
        return value, rows.T @ (1 / (1 + np.exp(-z)) - truths) + strength * off

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x)


def _figures(found: Any, truths: Any) -> tuple[float, float]:
    """Precision and recall; 0 where nothing is found."""
    hits, n_found = float((found & (truths > 0)).sum()), float(found.sum())
    return round(hits / max(1.0, n_found), 4), round(hits / max(1.0, float(truths.sum())), 4)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
