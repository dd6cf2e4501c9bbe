"""Score the language engine and print tables: python tests/benchmarks/language [DATA] [options]

DATA is the folder of the labelled sets and interview studies (or the variable
PORTRAIT_LANGUAGE_DATA); without it only the project's own sentences, speed and personas are scored.
One frozen engine for all: a set whose family was fitted is scored by a model fitted without it.
Sections: own, split, signals, themes, interviews, personas, speed. Each run adds a line to a
history file, and every figure is printed beside that of the run before.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[2])]

from measures import f1, interval, reliability  # noqa: E402  after the path is set
from own import LANGUAGES, agreement, own_rows, typed_right  # noqa: E402
from peers import PAIN_PEERS, group_peers  # noqa: E402
from studies import QUESTIONS  # noqa: E402
from studies import show as show_study  # noqa: E402

from survey_app.nlp import KINDS, Document, find_signals, find_themes  # noqa: E402
from survey_app.nlp.model import LABEL_AT, SignalModel, read_model, shipped_model  # noqa: E402

SECTIONS = ("own", "split", "signals", "themes", "interviews", "personas", "speed")
SEEDS = (0, 1, 2)
HISTORY = HERE / "history.jsonl"


class Report:
    """Prints figures beside those of the last run, and keeps them."""

    def __init__(self, history: Path) -> None:
        self.history = history
        self.figures: dict[str, float] = {}
        lines = history.read_text("utf-8").splitlines() if history.exists() else []
        self.before: dict[str, float] = {}
        for line in lines:
            self.before |= json.loads(line)["figures"]

    def figure(self, name: str, value: float) -> str:
        """Note a figure and tell how it changed: '0.712 (+0.010)'."""
        value = round(value, 3)
        self.figures[name] = value
        change = value - self.before[name] if name in self.before else None
        return f"{value:.3f}" + ("        " if change is None else f" ({change:+.3f})")

    def keep(self, note: str) -> None:
        """Add this run to the history."""
        line = {"at": f"{datetime.now(UTC):%Y-%m-%d %H:%M}", "note": note, "figures": self.figures}
        with self.history.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line) + "\n")


def score_own(report: Report) -> None:
    """Our own sentences, the held-back third apart, with the reliability of scores."""
    print("\nOur own sentences; 'held' were never fitted, but the cues have the same author")
    kappas = ", ".join(f"{kind} {value:.2f}" for kind, value in agreement().items())
    print(f"second reading of a third, blind, by the same author: kappa {kappas}")
    scored: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for language in LANGUAGES:
        for held in (False, True):
            rows = list(own_rows(language, held=held))
            found = list(find_signals(row.document for row in rows))
            for kind in KINDS:
                truths = [kind in row.labels for row in rows]
                pairs = list(zip((kind in s.labels for s in found), truths, strict=True))
                precision, recall, score = f1(pairs)
                low, high = interval(pairs)
                name = f"own {language} {kind} {'held' if held else 'fit'}"
                print(f"  {name:<28}P {precision:.2f} R {recall:.2f} "
                      f"F1 {report.figure(name, score)} [{low:.2f}-{high:.2f}]")  # fmt: skip
                if held:
                    scores = (s.scores[kind] for s in found)
                    scored[kind] += zip(scores, truths, strict=True)
    for language in LANGUAGES:
        right, number = typed_right(language)
        name = f"own {language} objection types"
        print(f"  {language} objections whose type is named right, of those found: "
              f"{report.figure(name, right / number)} of {number}")  # fmt: skip
    _print_reliability(report, "on the held third", "reliability", scored)


def _print_reliability(
    report: Report, where: str, name: str, scored: dict[str, list[tuple[float, bool]]]
) -> None:
    """Print how often a score of 0.8 is right in eight of ten cases, kind by kind."""
    print(f"Reliability {where}: mean score > true share (texts)")
    for kind, pairs in scored.items():
        error, bins = reliability(pairs)
        cells = "  ".join(f"{mean:.2f}>{share:.2f} ({n})" for mean, share, n in bins)
        print(f"  {kind:<10}error {report.figure(f'{name} {kind}', error)} {cells}")


def score_split(report: Report, folder: Path) -> None:
    """Sentence splitting."""
    from signals import SPLITS
    from signals import score_split as score

    print("\nSentence splitting: F1 of all ends, of those inside the text")
    for language, file, target in SPLITS:
        *_, value, inner = score(folder / "labelled" / file, language)
        print(f"  {file[:-4]:<22}{report.figure(f'split {language}', value)} "
              f"inside {inner:.3f}  target {target}")  # fmt: skip


def score_signals(report: Report, folder: Path, rows: int) -> None:
    """Signals set by set, with peers for pains, macro F1 and the worst set."""
    from fit_signals import fitted_model, with_ceilings
    from sets import MEASURED
    from signals import score_survey

    print(f"\nSignals, at most {rows} texts a set; 'left out': scored by a model fitted without it")
    models: dict[str, SignalModel] = {}
    by_kind: dict[str, list[tuple[float, str]]] = {}
    scored: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for labelled in MEASURED:
        model = shipped_model()
        if labelled.fitted:
            if labelled.family not in models:
                without = frozenset({labelled.family})
                fitted = with_ceilings(fitted_model(folder, without), folder, without)
                models[labelled.family] = read_model(fitted)
            model = models[labelled.family]
        texts = list(labelled.rows(folder))
        texts = texts[:: max(1, -(-len(texts) // rows))]
        documents = [Document(str(i), row.text, labelled.language) for i, row in enumerate(texts)]
        found = find_signals(documents, model=model)
        truths = [bool(row.truth) for row in texts]
        scores = [s.scores[labelled.kind] for s in found]
        scored[labelled.kind] += zip(scores, truths, strict=True)
        pairs = [(s >= LABEL_AT, truth) for s, truth in zip(scores, truths, strict=True)]
        precision, recall, score = f1(pairs)
        low, high = interval(pairs)
        by_kind.setdefault(labelled.kind, []).append((score, labelled.name))
        line = (f"  {labelled.name:<21}{labelled.kind:<10}P {precision:.2f} R {recall:.2f} F1 "
                f"{report.figure(f'signals {labelled.name} {labelled.kind}', score)} "
                f"[{low:.2f}-{high:.2f}] target {labelled.target or '-'}")  # fmt: skip
        if labelled.kind == "pain":
            peers = {
                name: f1(
                    [
                        (peer(d.text, labelled.language), t)
                        for d, t in zip(documents, truths, strict=True)
                    ]
                )[2]
                for name, peer in PAIN_PEERS.items()
            }
            line += "  " + ", ".join(f"{name} {value:.2f}" for name, value in peers.items())
        print(line + ("  left out" if labelled.fitted else ""), flush=True)
    for kind, figures in by_kind.items():
        macro = sum(score for score, _ in figures) / len(figures)
        worst, name = min(figures)
        print(f"  {kind:<10}macro F1 {report.figure(f'signals macro {kind}', macro)} "
              f"worst {worst:.3f} ({name})")  # fmt: skip
    _print_reliability(report, "on strangers' sets, left out alike", "reliability abroad", scored)
    for kind, (_, _, _, score) in score_survey(folder, models.get("jupyter", shipped_model())):
        print(
            f"  survey with its question, {kind:<10}{report.figure(f'survey asked {kind}', score)}"
        )


def score_themes(report: Report, folder: Path, names: list[str], vectors: str) -> None:
    """Themes over three seeds beside peers that are told the number."""
    from sklearn.metrics import adjusted_rand_score, v_measure_score
    from themes import load, score

    print(f"\nThemes, number not told, vectors {vectors}: mean of seeds {SEEDS}")
    for name in names:
        documents, truth = load(folder / "labelled", name)
        runs = [
            score(find_themes(documents, signals=[], seed=seed, vectors=vectors), truth)
            for seed in SEEDS
        ]
        mean = {key: sum(run[key] for run in runs) / len(runs) for key in runs[0]}
        spread = max(run["V"] for run in runs) - min(run["V"] for run in runs)
        ari = report.figure(f"themes {name} ARI {vectors}", mean["ARI"])
        print(f"  {name:<18}V {report.figure(f'themes {name} V {vectors}', mean['V'])} "
              f"(spread {spread:.3f}) ARI {ari} "
              f"purity {mean['purity']:.2f} left out {mean['left out']:.2f} "
              f"found {mean['found']:.0f} of {mean['true']:.0f}", flush=True)  # fmt: skip
        true = [truth[d.id] for d in documents]
        language = documents[0].language or "en"
        for peer, said in group_peers([d.text for d in documents], language, len(set(true))):
            print(f"      {peer:<15}V {v_measure_score(true, said):.3f} "
                  f"ARI {adjusted_rand_score(true, said):.3f}", flush=True)  # fmt: skip


def score_interviews(report: Report, folder: Path, vectors: str) -> None:
    """Interview studies, side by side for reading."""
    from interviews import STUDIES, show

    for study in STUDIES:
        if (folder / study / "notes").is_dir():
            n_found, n_all = show(folder / study, vectors)
            print(f"  share found {report.figure(f'interviews {study}', n_found / n_all)}")


def score_personas() -> None:
    """Planted respondents and the shuffled control, in a process of their own."""
    command = [sys.executable, "-m", "tests.benchmarks.personas", "--quick"]
    print("\nPersonas", flush=True)
    subprocess.run(command, cwd=HERE.parents[2], check=True)


def score_speed(report: Report, number: int) -> None:
    """Time and memory from detection to named themes, in a process of its own."""
    command = [sys.executable, str(HERE / "speed.py"), str(number), "--signals"]
    env = os.environ | {"PYTHONPATH": str(HERE.parents[2])}
    begun = time.perf_counter()
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    print(f"\nSpeed\n  {done.stdout.splitlines()[0]}")
    report.figure(f"seconds for {number} answers", time.perf_counter() - begun)


def main(arguments: list[str]) -> int:
    """Run the chosen sections; exit code 2 and one line where something is not there."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/language", description=__doc__)
    parser.add_argument("data", nargs="?", default=os.environ.get("PORTRAIT_LANGUAGE_DATA"))
    parser.add_argument("--sections", default=",".join(SECTIONS), help="a list with commas")
    parser.add_argument("--rows", type=int, default=1_500, help="at most so many texts a set")
    parser.add_argument("--themes", default="banking small,shopping zh small,food,causes")
    parser.add_argument("--vectors", default="off", help="auto, off or the folder of a model")
    parser.add_argument("--answers", type=int, default=10_000, help="answers to time")
    parser.add_argument("--history", type=Path, default=HISTORY, help="file with earlier figures")
    parser.add_argument("--note", default="", help="what changed, for the history")
    options = parser.parse_args(arguments)
    sections = options.sections.split(",")
    unknown = [one for one in sections if one not in SECTIONS]
    if unknown:
        print(f"Unknown section {unknown[0]!r}. Choose of: {', '.join(SECTIONS)}.", file=sys.stderr)
        return 2
    folder = Path(options.data) if options.data else None
    if folder and not (folder / "labelled").is_dir():
        print(f"{folder} has no folder labelled/. Name the folder that has.", file=sys.stderr)
        return 2
    report = Report(options.history)
    if "own" in sections:
        score_own(report)
        for language in QUESTIONS:
            show_study(language, report.figure)
    if folder:
        if "split" in sections:
            score_split(report, folder)
        if "signals" in sections:
            score_signals(report, folder, options.rows)
        if "themes" in sections:
            score_themes(report, folder, options.themes.split(","), options.vectors)
        if "interviews" in sections:
            score_interviews(report, folder, options.vectors)
    if "personas" in sections:
        score_personas()
    if "speed" in sections:
        score_speed(report, options.answers)
    report.keep(options.note)
    return 0


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    sys.exit(main(sys.argv[1:]))
