"""The library stands alone: it works in a notebook, with no app and no database."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_library_loads_neither_flask_nor_sqlalchemy():
    program = (
        "import sys, survey_app.questionnaire as q;"
        "assert q.load_banks and q.build_form;"
        "print([m for m in ('flask', 'sqlalchemy', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_300_questions_with_100_rules_are_decided_quickly():
    from time import perf_counter

    from survey_app.questionnaire import visible
    from tests.questionnaire.builders import question, questionnaire

    asked = [question(f"q{i}", "number") for i in range(200)]
    ruled = [question(f"r{i}", show_if=f"q{i} > {i} and q1 < 100") for i in range(100)]
    made = questionnaire(*asked, *ruled)
    answers = {f"q{i}": i + 1 for i in range(200)}
    assert len(visible(made, answers)) == 300  # first call reads the rules
    started = perf_counter()
    visible(made, answers)
    # About 0.6 ms on two cores; the limit only catches a rule read anew each time.
    assert perf_counter() - started < 0.05
