"""Fit the weights that Portrait ships.

`PYTHONPATH=. python tests/benchmarks/language/fit_signals.py DATA`

DATA is the folder of the labelled sets (or the variable PORTRAIT_LANGUAGE_DATA). Only sets that
are CC0, CC BY, MIT, BSD or Apache are read. The project's own sentences are read too,
but for the third that is held back. Fitting is logistic regression drawn towards the hand-set
weights (a Gaussian prior around them): free sets are other people's domains, and every loosening
of the prior that was tried lost on the sets that are only measured.
"""

import argparse
import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from hand_weights import BIAS, WEIGHTS
from own import own_rows
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sets import CEILED, FITTED

from survey_app.nlp.documents import KINDS, Document
from survey_app.nlp.features import Evidence, clause_evidence, fold
from survey_app.nlp.lang import LANGUAGES
from survey_app.nlp.model import LABEL_AT, SignalModel, read_model
from survey_app.nlp.signals import asked_strengths, find_signals

ANCHOR = 40.0  # strength of the prior: a weight moves by 0.1 where 20 texts' worth of error asks
OWN_WEIGHT = 3.0  # of a sentence of our own: few, but of all kinds, languages and registers
FOREIGN_KINDS = ("pain", "praise")  # no free set shows goals or objections as people word them
MAX_TEXTS = {"pros_cons": 4_000, "banking": 1_200, "clinc": 800, "napire": 600}
CEILING_TEXTS = 600  # of a set
N_PARTS = 5  # of our own sentences, each scored by a model fitted without it
TARGET = Path(__file__).parents[3] / "survey_app" / "nlp" / "signal_weights.json"


@cache
def fitted_model(folder: Path, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """Fit a model on the free sets, without the families that are to be scored by it."""
    table = {name: list(row) for name, row in WEIGHTS.items()}
    temperatures = []
    for kind in KINDS:
        column = KINDS.index(kind)
        material = _gather(folder, kind, without)
        everything = np.ones(len(material.truths), dtype=bool)
        for name, weight in zip(WEIGHTS, _solve(material, column, everything), strict=True):
            table[name][column] = float(weight)
        temperatures.append(_temperature(material, column))
    return {
        "version": "3",
        "kinds": list(KINDS),
        "bias": list(BIAS),
        "temperature": temperatures,
        "language_bias": {code: [0.0] * len(KINDS) for code in LANGUAGES},
        "weights": {name: [round(w, 3) for w in row] for name, row in sorted(table.items())},
    }


def with_ceilings(
    model: dict[str, object], folder: Path, without: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Add for each kind how sure words alone may be, as strangers' texts show.

    Each free set is scored by a model fitted without its family, and counts the same; so do our
    own sentences, the other end, on which the cues are nearly always right. The mean of what each
    set would have (by log loss) is kept. It stays at 1 where no free set asks about a kind.
    """
    models: dict[str, SignalModel] = {}
    scored: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {kind: [] for kind in KINDS}
    for labelled in CEILED:
        if labelled.family in without:
            continue
        if labelled.family not in models:
            left_out = without | {labelled.family}
            models[labelled.family] = read_model(fitted_model(folder, left_out))
        texts = [row for row in labelled.rows(folder) if row.text.strip()]
        texts = texts[:: max(1, len(texts) // CEILING_TEXTS)]
        documents = [Document("", row.text, labelled.language) for row in texts]
        found = find_signals(documents, model=models[labelled.family])
        scores = np.array([one.scores[labelled.kind] for one in found])
        scored[labelled.kind].append((scores, np.array([bool(row.truth) for row in texts])))
    own = [row for language in LANGUAGES for row in own_rows(language, held=False)]
    found = list(find_signals((row.document for row in own), model=read_model(model)))
    for kind in KINDS:
        if scored[kind]:
            truths = np.array([kind in row.labels for row in own])
            scored[kind].append((np.array([one.scores[kind] for one in found]), truths))
    tops = [
        round(float(np.mean([_ceiling(*one) for one in scored[kind]] or [1.0])), 2)
        for kind in KINDS
    ]
    return model | {"ceiling": tops}


def _ceiling(scores: np.ndarray, truths: np.ndarray) -> float:
    high = scores > LABEL_AT
    tried = np.linspace(0.55, 1.0, 46)
    losses = []
    for top in tried:
        s = LABEL_AT + (scores[high] - LABEL_AT) * (top - LABEL_AT) / (1 - LABEL_AT)
        right, wrong = np.log(s), np.log1p(-s.clip(0, 1 - 1e-6))
        losses.append(-np.where(truths[high], right, wrong).mean())
    return float(tried[int(np.argmin(losses))])


@dataclass(frozen=True, slots=True)
class Material:
    """What a kind is fitted on: features, truths, the weight of each text, which are our own."""

    features: csr_matrix
    truths: np.ndarray
    shares: np.ndarray
    families: np.ndarray  # where each text comes from; our own make five parts


def _gather(folder: Path, kind: str, without: frozenset[str]) -> Material:
    index = {name: i for i, name in enumerate(WEIGHTS)}
    rows, columns, values, truths, shares, families = [], [], [], [], [], []

    def take(document: Document, language: str, truth: bool, share: float, family: str) -> None:
        for item in _evidence(document, language):
            if item.name in index:
                rows.append(len(truths))
                columns.append(index[item.name])
                values.append(item.strength)
        truths.append(float(truth))
        shares.append(share)
        families.append(family)

    for labelled in FITTED:
        if labelled.kind != kind or kind not in FOREIGN_KINDS or labelled.family in without:
            continue
        texts = [row for row in labelled.rows(folder) if row.text.strip()]
        most = MAX_TEXTS.get(labelled.family, 3_000)
        for row in texts[:: max(1, len(texts) // most)]:
            take(Document("", row.text), labelled.language, bool(row.truth), 1.0, labelled.family)
    for language in LANGUAGES:
        for at, row in enumerate(own_rows(language, held=False)):
            part = f"own {at % N_PARTS}"
            take(row.document, language, kind in row.labels, OWN_WEIGHT, part)
    shape = (len(truths), len(index))
    return Material(
        csr_matrix((values, (rows, columns)), shape=shape),
        np.array(truths),
        np.array(shares),
        np.array(families),
    )


def _solve(material: Material, column: int, used: np.ndarray) -> np.ndarray:
    """Logistic regression with a Gaussian prior around the hand-set weights."""
    start = np.array([row[column] for row in WEIGHTS.values()])
    x, y, share = material.features[used], material.truths[used], material.shares[used]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w + BIAS[column]
        error = share * (1 / (1 + np.exp(-z)) - y)
        off = w - start
        value = share @ (np.logaddexp(0, z) - y * z) + 0.5 * ANCHOR * off @ off
        return float(value), x.T @ error + ANCHOR * off

    fit = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(fit.x)


def _temperature(material: Material, column: int) -> float:
    """By how much to divide log-odds so that 0.8 means eight in ten (Guo et al. 2017).

    Each family is scored by a model fitted without it and counts the same. One number a kind makes
    scores honest and leaves every label where it was. It never sharpens: where there are only our
    own sentences, they and the cues have one author.
    """
    odds, truths, counts = [], [], []
    for family in np.unique(material.families):
        left_out = np.flatnonzero(material.families == family)
        used = material.families != family
        odds.append(material.features[left_out] @ _solve(material, column, used) + BIAS[column])
        truths.append(material.truths[left_out])
        counts.append(np.full(len(left_out), 1 / len(left_out)))
    z, y, share = np.concatenate(odds), np.concatenate(truths), np.concatenate(counts)
    tried = np.linspace(1.0, 3.0, 41)
    losses = [float(share @ (np.logaddexp(0, z / t) - y * z / t)) for t in tried]
    return round(float(tried[int(np.argmin(losses))]), 2)


def _evidence(document: Document, language: str) -> list[Evidence]:
    """Read a whole text as one clause."""
    text = document.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return clause_evidence(text, fold(text), language, start, end, asked_strengths(document))


def main() -> None:
    """Fit and write the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default=os.environ.get("PORTRAIT_LANGUAGE_DATA"))
    arguments = parser.parse_args()
    if not arguments.data or not (Path(arguments.data) / "labelled").is_dir():
        sys.exit("Name the folder that holds labelled/ (or set PORTRAIT_LANGUAGE_DATA).")
    model = with_ceilings(fitted_model(Path(arguments.data)), Path(arguments.data))
    TARGET.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(WEIGHTS)} features, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
