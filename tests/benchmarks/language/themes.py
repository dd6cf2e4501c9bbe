"""Score themes against people's own labels: python tests/benchmarks/language/themes.py DATA [SET …]

DATA is a folder of CSV files (id, text, label). The number of themes is not told.
"""

import argparse
import csv
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from survey_app.nlp.documents import Document, Signals
from survey_app.nlp.themes import ThemeSet, find_themes

Label = Callable[[str], str | None]


def _whole(label: str) -> str | None:
    return label


def _before_polarity(label: str) -> str | None:
    return None if "|" in label else label.split("=")[0]


def _first_code(label: str) -> str | None:
    return None if label == "NotCodable" else label.split("|")[0]


SETS: dict[str, tuple[str, str, int, Label]] = {  # name: file, language, rows a label, label
    "banking": ("banking77", "en", 40, _whole),
    "banking small": ("banking77", "en", 7, _whole),
    "intents": ("clinc150", "en", 25, _whole),
    "shopping zh": ("zh_shopping", "zh", 250, _before_polarity),
    "shopping zh small": ("zh_shopping", "zh", 50, _before_polarity),
    "causes": ("napire_causes", "en", 2_000, _first_code),
    "restaurants": ("absa_restaurants", "en", 2_000, _before_polarity),
    "vaccine": ("vaccine_concerns", "en", 300, _first_code),
    "food": ("food_survey", "en", 2_000, _whole),
}


def load(folder: Path, name: str, draw: int = 1) -> tuple[list[Document], dict[str, str]]:
    """Read a set, the same number of rows for each label, drawn with a fixed seed."""
    file, language, n_rows, clean = SETS[name]
    by_label: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            label = clean(row["label"])
            if label:
                by_label[label].append(row)
    drawn = random.Random(draw)
    documents, truth = [], {}
    for label in sorted(by_label):
        rows = by_label[label]
        drawn.shuffle(rows)
        for row in rows[:n_rows]:
            documents.append(Document(id=row["id"], text=row["text"], language=language))
            truth[row["id"]] = label
    return documents, truth


def score(found: ThemeSet, truth: dict[str, str]) -> dict[str, float]:
    """Compare with the truth; documents left out count as one more group each way."""
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    ids = sorted(truth)
    said = [found.assignments[i] or "left out" for i in ids]
    true = [truth[i] for i in ids]
    kept = [(s, t) for s, t in zip(said, true, strict=True) if s != "left out"]
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for s, t in kept:
        groups[s][t] += 1
    return {
        "V": v_measure_score(true, said),
        "ARI": adjusted_rand_score(true, said),
        "V kept": v_measure_score([t for _, t in kept], [s for s, _ in kept]),
        "ARI kept": adjusted_rand_score([t for _, t in kept], [s for s, _ in kept]),
        "purity": sum(max(c.values()) for c in groups.values()) / max(1, len(kept)),
        "left out": 1 - len(kept) / len(ids),
        "found": len(groups),
        "true": len(set(true)),
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Score themes against people's own labels.")
    parser.add_argument("data", type=Path, help="folder with labelled CSV files")
    parser.add_argument("sets", nargs="*", help=f"of: {', '.join(SETS)}")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--vectors", default="off", help="off, auto or the folder of a model")
    parser.add_argument("--show", type=int, default=0, help="print the names of so many themes")
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        print(f"{options.data} is not a folder. Name the folder of CSV files.", file=sys.stderr)
        return 2
    unknown = [name for name in options.sets if name not in SETS]
    if unknown:
        print(f"Unknown set {unknown[0]!r}. Choose of: {', '.join(SETS)}.", file=sys.stderr)
        return 2
    print(f"{'set':<18}{'rows':>6}   V     ARI   V-kept ARI-k purity  out  found/true  seconds")
    for name in options.sets or SETS:
        if not (options.data / f"{SETS[name][0]}.csv").exists():
            print(f"{name:<18} no file {SETS[name][0]}.csv")
            continue
        documents, truth = load(options.data, name)
        begun = time.perf_counter()
        none: list[Signals] = []
        found = find_themes(documents, signals=none, seed=options.seed, vectors=options.vectors)
        seconds = time.perf_counter() - begun
        s = score(found, truth)
        print(
            f"{name:<18}{len(documents):>6}  {s['V']:.3f} {s['ARI']:.3f}  {s['V kept']:.3f} "
            f"{s['ARI kept']:.3f}  {s['purity']:.3f}  {s['left out']:.2f}  "
            f"{s['found']:>4.0f}/{s['true']:<4.0f}  {seconds:6.1f}",
            flush=True,
        )
        for theme in found.themes[: options.show]:
            print(
                f"    {theme.n_respondents:4d} {theme.confidence:.2f} {theme.name}"
                f"   [{', '.join(theme.keyphrases)}]"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
