"""Time themes on generated short answers: python tests/benchmarks/language/speed.py [N]

The sentences come from a small grammar of our own; each answer has its own respondent. With
--signals the finding of signals is part of the time.
"""

import argparse
import os
import random
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from survey_app.nlp.documents import Document  # noqa: E402  after the number of threads is set
from survey_app.nlp.themes import find_themes  # noqa: E402

THINGS = """
the monthly export|the invoice page|the mobile app|the search box|the calendar sync
the approval step|the price list|the onboarding call|the login screen|the audit report
the payment reminder|the stock count|the delivery slot|the customer portal|the data import
the chat support|the training video|the access rights|the dashboard chart|the contract form
"""
FAULTS = """
takes far too long|never loads on Fridays|loses my changes|is hard to find|shows old numbers
asks for the same thing twice|breaks after every update|costs more than we planned
needs three people to finish|does not explain its errors
"""
OPENERS = ("", "", "Honestly, ", "For our team ", "Since last spring ", "I think ", "Most days ")
ENDS = (
    "",
    "",
    " and nobody answers when we ask",
    " so we went back to spreadsheets",
    " which our manager noticed",
    ", especially at the end of the quarter",
)


def answers(number: int, draw: int = 0) -> list[Document]:
    """Generate short answers, the same ones for the same numbers."""
    drawn = random.Random(draw)
    things = THINGS.strip().replace("\n", "|").split("|")
    faults = FAULTS.strip().replace("\n", "|").split("|")
    documents = []
    for at in range(number):
        text = f"{drawn.choice(OPENERS)}{drawn.choice(things)} {drawn.choice(faults)}"
        text = text[0].upper() + text[1:] + drawn.choice(ENDS) + "."
        documents.append(Document(id=f"a{at:06d}", text=text, respondent=f"r{at:06d}"))
    return documents


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Time themes on generated short answers.")
    parser.add_argument("number", type=int, nargs="?", default=10_000)
    parser.add_argument("--signals", action="store_true", help="find signals too")
    options = parser.parse_args(arguments)
    documents = answers(options.number)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun, worked = time.perf_counter(), time.process_time()
    found = find_themes(documents, signals=None if options.signals else [])
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{options.number} answers: {seconds:.1f} s ({worked:.1f} s of work), "
        f"peak {peak:.0f} MB (started at {before:.0f}), {len(found.themes)} themes, "
        f"{len(found.ungrouped)} ungrouped"
    )
    for theme in found.themes[:10]:
        print(f"  {theme.n_respondents:5d}  {theme.confidence:.2f}  {theme.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
