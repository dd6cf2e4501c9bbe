"""Fit the weights that Portrait ships.

`PYTHONPATH=. python tests/benchmarks/language/fit_signals.py DATA`

DATA is the folder of the labelled sets (or the variable PORTRAIT_LANGUAGE_DATA). Only sets that
are CC0, CC BY, MIT, BSD or Apache are read. Fitting is logistic regression drawn towards the
hand-set weights (a Gaussian prior around them): free sets are other people's domains, and every
loosening of the prior that was tried lost on the sets that are only measured.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np
from hand_weights import BIAS, WEIGHTS
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sets import FITTED, LabelledSet

from survey_app.nlp.documents import KINDS
from survey_app.nlp.features import clause_evidence, fold
from survey_app.nlp.lang import LANGUAGES

ANCHOR = 200.0  # strength of the prior: a weight moves by 0.1 where 20 texts' worth of error asks
FITTED_KINDS = ("pain", "praise")  # no free set shows goals or objections as people word them
MAX_TEXTS = {"pros_cons": 4_000, "banking": 1_200, "clinc": 800, "napire": 600}
TARGET = Path(__file__).parents[3] / "survey_app" / "nlp" / "signal_weights.json"


def fitted_model(folder: Path, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """Fit a model on the free sets, without the families that are to be scored by it."""
    table = {name: list(row) for name, row in WEIGHTS.items()}
    for kind in FITTED_KINDS:
        column = KINDS.index(kind)
        for name, weight in _fit(folder, kind, without).items():
            table[name][column] = weight
    return {
        "version": "1",
        "kinds": list(KINDS),
        "bias": list(BIAS),
        "language_bias": {code: [0.0] * len(KINDS) for code in LANGUAGES},
        "weights": {name: [round(w, 3) for w in row] for name, row in sorted(table.items())},
    }


def _fit(folder: Path, kind: str, without: frozenset[str]) -> dict[str, float]:
    names = list(WEIGHTS)
    index = {name: i for i, name in enumerate(names)}
    rows, columns, values, truths, shares = [], [], [], [], []
    for labelled in FITTED:
        if labelled.kind != kind or labelled.family in without:
            continue
        texts = list(labelled.rows(folder))
        share = min(1.0, MAX_TEXTS.get(labelled.family, 3_000) / max(1, len(texts)))
        for row in texts:
            if not row.text.strip():
                continue
            for name, strength in _whole_text(row.text, labelled):
                if name in index:
                    rows.append(len(truths))
                    columns.append(index[name])
                    values.append(strength)
            truths.append(float(bool(row.truth)))
            shares.append(share)
    column = KINDS.index(kind)
    start = np.array([WEIGHTS[name][column] for name in names])
    if not truths:
        return dict(zip(names, start.tolist(), strict=True))
    x = csr_matrix((values, (rows, columns)), shape=(len(truths), len(names)))
    y, share_of = np.array(truths), np.array(shares)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w + BIAS[column]
        error = share_of * (1 / (1 + np.exp(-z)) - y)
        off = w - start
        value = share_of @ (np.logaddexp(0, z) - y * z) + 0.5 * ANCHOR * off @ off
        return float(value), x.T @ error + ANCHOR * off

    fit = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return dict(zip(names, fit.x.tolist(), strict=True))


def _whole_text(text: str, labelled: LabelledSet) -> list[tuple[str, float]]:
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    evidence = clause_evidence(text, fold(text), labelled.language, start, end, {})
    return [(item.name, item.strength) for item in evidence]


def main() -> None:
    """Fit and write the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default=os.environ.get("PORTRAIT_LANGUAGE_DATA"))
    arguments = parser.parse_args()
    if not arguments.data or not (Path(arguments.data) / "labelled").is_dir():
        sys.exit("Name the folder that holds labelled/ (or set PORTRAIT_LANGUAGE_DATA).")
    model = fitted_model(Path(arguments.data))
    TARGET.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(WEIGHTS)} features, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
