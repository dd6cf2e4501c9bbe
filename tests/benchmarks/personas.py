"""How well planted personas are found again, and what comes of answers without any.

    python -m tests.benchmarks.personas [--runs 100] [--quick]

Prints the adjusted Rand index over all people (the unclassified count as a group of their own),
the agreement with the second method (rule R8) that readers see beside it, CPU seconds, and for
shuffled answers the share of runs without a publishable segment
(must: 95 of 100). 'Only volume' are people who differ in how much they say and in nothing else.
"""

import argparse
import math
import platform
import random
import statistics
import time

from survey_app.synthesis import (
    KINDS,
    Context,
    Draft,
    Quote,
    Respondent,
    ThemeInfo,
    draft_personas,
    is_publishable,
)
from survey_app.synthesis.stability import adjusted_rand
from tests.synthesis.planted import Study, planted, shuffled

SIZES = (60, 120, 300)
MIXES = {
    "clear (75 % / 12 %)": {},
    "clear, 24 noise themes": {"n_noise": 24},
    "blurred (60 % / 15 %)": {"own": 0.6, "other": 0.15},
    "faint (50 % / 12 %, a quarter unasked)": {"own": 0.5, "other": 0.12, "missing": 0.25},
}


def agreement(draft: Draft, truth: dict[str, int]) -> float:
    """Adjusted Rand between the planted segments and the personas."""
    place = {member: n for n, one in enumerate(draft.personas) for member in one.members}
    people = sorted(truth)
    return adjusted_rand([truth[one] for one in people], [place.get(one, -1) for one in people])


def claims_a_segment(study: Study, draft: Draft) -> bool:
    """Whether at least one persona that claims to be a segment could be published."""
    people, themes, traits = study
    context = Context(tuple(people), tuple(themes), traits)
    return any(one.origin == "segment" and is_publishable(one, context) for one in draft.personas)


def only_volume(n: int, seed: int) -> Study:
    """People with a talkativeness (normal, in log odds) and no opinion, on sixteen themes."""
    chance = random.Random(seed)
    themes = [(f"t{i:02d}", KINDS[i % 4], chance.uniform(-2, 0.3)) for i in range(16)]
    quotes: dict[str, list[Quote]] = {theme: [] for theme, *_ in themes}
    people = []
    for number in range(n):
        one, volume = f"r{number:04d}", chance.gauss(0, 1.5)
        voiced = [
            t for t, _, base in themes if chance.random() < 1 / (1 + math.exp(-volume - base))
        ]
        for theme in voiced:
            quotes[theme].append(Quote(f"{theme}{one}", one, theme, "words"))
        people.append(Respondent(one, frozenset(voiced), frozenset(KINDS)))
    return people, [ThemeInfo(t, kind, t, tuple(quotes[t])) for t, kind, _ in themes], ()


def recovery(n_runs: int) -> None:
    """Prints planted recovery by mix and number of people."""
    print(
        f"{'planted, three segments':40} {'n':>4} {'found 3':>8} {'ARI':>6} {'worst':>6} "
        f"{'R8':>6} {'s':>6}"
    )
    for name, mix in MIXES.items():
        for n in SIZES:
            found, second, three, seconds = [], [], 0, []
            for seed in range(n_runs):
                study, truth = planted(n, seed=seed, **mix)  # type: ignore[arg-type]
                start = time.process_time()
                draft = draft_personas(*study)
                seconds.append(time.process_time() - start)
                found.append(agreement(draft, truth))
                three += len(draft.personas) == 3
                second += [float(str(draft.engine["agreement"] or 0.0))]
            print(
                f"{name:40} {n:>4} {three:>4}/{n_runs:<3} {statistics.mean(found):>6.2f} "
                f"{min(found):>6.2f} {statistics.mean(second):>6.2f} "
                f"{statistics.median(seconds):>6.2f}"
            )


def control(n_runs: int) -> None:
    """Prints how often answers without segments yield a segment that could be published."""
    print(f"\n{'no segments there':40} {'n':>4} {'runs without a publishable segment':>36}")
    for name, make in (
        ("shuffled answers", lambda n, seed: shuffled(planted(n, seed=seed)[0], seed)),
        ("shuffled, 24 noise themes",
         lambda n, seed: shuffled(planted(n, seed=seed, n_noise=24)[0], seed)),
        ("only volume", only_volume),
    ):  # fmt: skip
        for n in (30, *SIZES):
            clean = 0
            for seed in range(n_runs):
                study = make(n, seed)
                clean += not claims_a_segment(study, draft_personas(*study))
            print(f"{name:40} {n:>4} {clean:>30}/{n_runs}")


def main() -> None:
    """Runs both parts and names the machine."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100, help="runs of each control (100)")
    parser.add_argument("--quick", action="store_true", help="three planted runs, ten controls")
    chosen = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, CPU seconds of one core\n")
    recovery(3 if chosen.quick else 10)
    control(10 if chosen.quick else chosen.runs)


if __name__ == "__main__":
    main()
