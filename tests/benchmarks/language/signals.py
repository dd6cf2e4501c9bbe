"""Score splitting and signals.

`PYTHONPATH=. python tests/benchmarks/language/signals.py DATA [--rows N]`

DATA is the folder of the labelled sets (or the variable PORTRAIT_LANGUAGE_DATA). One frozen engine
for all sets. A set whose family was fitted is scored by a model fitted without that family and is
marked 'left out'. No set is told its question, but for the survey's, which is scored both ways.
"""

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from fit_signals import fitted_model
from sets import MEASURED, LabelledSet

from survey_app.nlp.documents import Document
from survey_app.nlp.model import LABEL_AT, SignalModel, read_model, shipped_model
from survey_app.nlp.signals import find_signals
from survey_app.nlp.split import split_sentences

SPLITS = (
    ("en", "split_en_ewt.csv", 0.86),
    ("ru", "split_ru_taiga.csv", 0.85),
    ("zh", "split_zh_gsd.csv", 0.99),
)
LABELS_OF_SURVEY = {
    "pain": ("pain", "objection"),
    "objection": ("objection",),
    "goal": ("goal", "goal_first"),
    "praise": ("praise",),
}


def scores(pairs: Iterable[tuple[bool, bool]]) -> tuple[int, float, float, float]:
    """Count texts and give precision, recall and F1 of (found, true) pairs."""
    pairs = list(pairs)
    hits = sum(found and true for found, true in pairs)
    found = sum(found for found, _ in pairs)
    true = sum(true for _, true in pairs)
    precision, recall = hits / max(1, found), hits / max(1, true)
    return len(pairs), precision, recall, 2 * hits / max(1, found + true)


def score_set(
    labelled: LabelledSet, folder: Path, model: SignalModel, limit: int
) -> tuple[int, float, float, float]:
    """Score one set: a text carries the kind where its score reaches the label's threshold."""
    rows = list(labelled.rows(folder))
    rows = rows[:: max(1, -(-len(rows) // limit))]
    documents = (Document(str(i), row.text, labelled.language) for i, row in enumerate(rows))
    found = (s.scores[labelled.kind] >= LABEL_AT for s in find_signals(documents, model=model))
    return scores(zip(found, (bool(row.truth) for row in rows), strict=True))


def score_survey(
    folder: Path, model: SignalModel
) -> Iterator[tuple[str, tuple[int, float, float, float]]]:
    """Score the survey's answers with the heading of the question that each answers."""
    with (folder / "labelled" / "jupyter_survey.csv").open(newline="", encoding="utf-8") as stream:
        rows = [r for r in csv.DictReader(stream) if r["label"] not in ("met_need", "unmet_need")]
    documents = [
        Document(r["id"], r["text"], "en", question=r["id"].partition(":")[2]) for r in rows
    ]
    results = list(find_signals(documents, model=model))
    for kind, labels in LABELS_OF_SURVEY.items():
        yield (
            kind,
            scores(
                (s.scores[kind] >= LABEL_AT, r["label"] in labels)
                for s, r in zip(results, rows, strict=True)
            ),
        )


def score_split(file: Path, language: str) -> tuple[int, float, float, float, float]:
    """Compare sentence ends with the gold ones: all ends, and F1 of those inside the text only."""
    hits = found = true = inner_hits = inner_found = inner_true = 0
    with file.open(newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            gold = set(json.loads(row["label"]))
            ends = {end for _, end in split_sentences(row["text"], language)}
            hits, found, true = hits + len(gold & ends), found + len(ends), true + len(gold)
            last = {max(gold), len(row["text"].rstrip())}
            inner_hits += len((gold & ends) - last)
            inner_found, inner_true = inner_found + len(ends - last), inner_true + len(gold - last)
    return (
        true,
        hits / found,
        hits / true,
        2 * hits / (found + true),
        2 * inner_hits / (inner_found + inner_true),
    )


def score_speed() -> float:
    """Time 10,000 short answers, each different, from detection to signals."""
    answers = [
        f"The export of report {i} takes too long, but support is friendly."
        if i % 2
        else f"I wish page {i} could be printed on one sheet"
        for i in range(10_000)
    ]
    list(find_signals([Document("warm", "up")]))
    begin = time.process_time()
    for _ in find_signals(Document(str(i), text) for i, text in enumerate(answers)):
        pass
    return time.process_time() - begin


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default=os.environ.get("PORTRAIT_LANGUAGE_DATA"))
    parser.add_argument("--rows", type=int, default=4_000, help="at most so many texts a set")
    arguments = parser.parse_args()
    if not arguments.data or not (Path(arguments.data) / "labelled").is_dir():
        sys.exit("Name the folder that holds labelled/ (or set PORTRAIT_LANGUAGE_DATA).")
    folder = Path(arguments.data)
    print(f"{'set':<22}{'kind':<11}{'n':>6}{'P':>7}{'R':>7}{'F1':>7}  target")
    for language, file, target in SPLITS:
        n, p, r, f, inner = score_split(folder / "labelled" / file, language)
        note = f"  {target}  inside texts {inner:.3f}"
        print(f"{file[:-4]:<22}{'split':<11}{n:>6}{p:>7.3f}{r:>7.3f}{f:>7.3f}{note}")
    models: dict[str, SignalModel] = {}
    for labelled in MEASURED:
        model = shipped_model()
        if labelled.fitted:
            family = labelled.family
            if family not in models:
                models[family] = read_model(fitted_model(folder, frozenset({family})))
            model = models[family]
        n, p, r, f = score_set(labelled, folder, model, arguments.rows)
        note = f"  {labelled.target or ''}{'  left out' if labelled.fitted else ''}"
        print(
            f"{labelled.name:<22}{labelled.kind:<11}{n:>6}{p:>7.3f}{r:>7.3f}{f:>7.3f}{note}",
            flush=True,
        )
    for kind, (n, p, r, f) in score_survey(folder, models.get("jupyter", shipped_model())):
        print(f"{'jupyter + question':<22}{kind:<11}{n:>6}{p:>7.3f}{r:>7.3f}{f:>7.3f}  left out")
    print(f"10,000 short answers: {score_speed():.1f} s of CPU")


if __name__ == "__main__":
    main()
