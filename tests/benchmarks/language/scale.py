"""Memory and work of an analysis in shares: python tests/benchmarks/language/scale.py [N]

Generated answers (see speed.py) are read in shares as workers of the job queue read them; then all
that was read is brought together and grouped, once for each N of a list such as 300000,1000000.
Each step runs in a process of its own, so that its peak is its own. Work is time of the processor.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from speed import answers  # which sets the number of threads first

from survey_app.nlp.documents import Document
from survey_app.nlp.main_kind import with_main_kind
from survey_app.nlp.shards import read_share, size_and_fingerprint, units_of
from survey_app.nlp.signals import find_signals
from survey_app.nlp.talk import Talk
from survey_app.nlp.themes import Constraints, Material, add_fingerprints, themes_in

SHARE = 10_000  # passages, as in the app
KIND = "pain"  # of which the generated answers are full


def share_of(number: int, last: int) -> list[Document]:
    """Generate the answers of one share; every share draws anew."""
    n_here = min(SHARE, last - number * SHARE)
    return [
        Document(
            f"{number:04d}-{one.id}",
            one.text,
            respondent=f"{number:04d}-{one.respondent}",
            elicits=("pain",),  # so that nearly every answer is one
        )
        for one in answers(n_here, draw=number)
    ]


def read(folder: Path, n_answers: int) -> str:
    """Read every share and put what was found into the folder."""
    for number in range(-(-n_answers // SHARE)):
        documents = share_of(number, n_answers)
        signals = [with_main_kind(one) for one in find_signals(documents)]
        (folder / f"{number:04d}").write_bytes(
            read_share(
                documents,
                signals,
                constraints=Constraints(),
                talk=Talk(),
                versions={document.id: "1" for document in documents},
            )
        )
    return f"{n_answers} answers read"


def group(folder: Path, n_answers: int) -> str:
    """Bring the shares together and group them, as the last step of an analysis does."""
    units, sizes = [], []
    for number in range(-(-n_answers // SHARE)):
        share = (folder / f"{number:04d}").read_bytes()
        texts = {document.id: document.text for document in share_of(number, n_answers)}
        units += units_of(share, KIND, texts)
        sizes.append(size_and_fingerprint(share))
    units.sort(key=lambda unit: unit.key)
    n_units = len(units)
    material = Material(
        units=units,
        statements=[],
        n_documents=sum(n for n, _ in sizes),
        fingerprint=add_fingerprints(print_ for _, print_ in sizes),
    )
    del units
    found = themes_in(material, kind=KIND, constraints=Constraints())
    return f"{n_units} excerpts grouped: {len(found.themes)} themes, {len(found.ungrouped)} left"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="?", default="300000", help="answers, a list with commas")
    parser.add_argument("--step", choices=("read", "group"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="where the shares are kept; else thrown away")
    options = parser.parse_args(arguments)
    numbers = sorted(int(number) for number in options.numbers.split(","))
    if options.step:
        begun, worked = time.perf_counter(), time.process_time()
        said = (read if options.step == "read" else group)(options.folder, numbers[-1])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{said}; {time.process_time() - worked:.0f} s of work "
            f"in {time.perf_counter() - begun:.0f} s, peak {peak:.0f} MB",
            flush=True,
        )
        return 0
    with tempfile.TemporaryDirectory() as kept:
        steps = [("read", numbers[-1]), *(("group", number) for number in numbers)]
        for step, number in steps:
            command = [sys.executable, __file__, str(number), "--step", step]
            subprocess.run([*command, "--folder", str(options.folder or kept)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
