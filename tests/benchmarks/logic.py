"""What rules cost a respondent's page: 300 questions with 100 rules against the same without.

Run: `python -m tests.benchmarks.logic`. Both are measured in one run on one page of thirty
questions, showing it (GET) and saving it (POST); the median time with rules may be at most twice
the one without. Ends with code 1 when it is more.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from flask import render_template

from survey_app.app import create_app
from survey_app.collect.steps import Sent, take_page
from survey_app.collect.visits import Answering
from survey_app.config import Settings
from survey_app.db import now
from survey_app.questionnaire import Questionnaire, build_form
from survey_app.questionnaire.asked import drawn_from
from survey_app.questionnaire.rules import state

N_PAGES, N_PER_PAGE, N_RULES = 10, 30, 100
MOST_TIMES = 2.0
ROUNDS = 40


def made(rules: int) -> Questionnaire:
    """Ten pages of thirty questions; every third has a rule about the one before or far before."""
    left = rules
    sections, before = [], ""
    for page in range(N_PAGES):
        questions = []
        for place in range(N_PER_PAGE):
            key = f"q{page}_{place}"
            kind = ("yes_no", "text", "number")[place % 3]
            asked: dict[str, Any] = {"key": key, "type": kind, "text": said(f"Question {key}")}
            if place % 3 == 1 and left:
                asked["show_if"], left = f"{before} or q0_0 or q{page}_0", left - 1
            before = key if kind == "yes_no" else before
            questions.append(asked)
        sections.append({"key": f"s{page}", "title": said(f"Page {page}"), "questions": questions})
    return Questionnaire.from_dict({"title": said("Long"), "sections": sections})


def said(english: str) -> dict[str, str]:
    """Word something in every language."""
    return {"en": english, "ru": english, "zh": english}


def answers_to(questionnaire: Questionnaire) -> dict[str, Any]:
    """Answer everything."""
    by_type: dict[str, Any] = {"yes_no": True, "text": "Mostly fine", "number": 12}
    return {one.key: by_type[one.type] for one in questionnaire.iter_inputs()}


def seconds(questionnaire: Questionnaire, verb: str) -> float:
    """Median time of one request's thinking and drawing, in seconds."""
    answers = answers_to(questionnaire)
    response = Answering(
        id=1, study_id=1, publication_id=1, public_id="r" * 16, status="started", anonymous=False,
        revision=3, saved_by="", language="en", page=5, answers=answers, page_seconds={},
        updated_at=now(), completed_at=None, copy_asked_at=None,
    )  # fmt: skip
    section = questionnaire.sections[5]
    typed = {"yes_no": "yes", "text": "Mostly good", "number": "13"}
    fields = Fields({one.key: [typed[one.type]] for one in section.questions})
    sent = Sent(section.key, fields, "on", 3, "v", "en", "en")
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        if verb == "GET":
            drawn_from(questionnaire, section, state(questionnaire, answers), "en")
            form = build_form(questionnaire, section.key, "en", answers, seed="r")
            drawn = [draw(entry, form) for entry in form.entries]
            assert len(drawn) == N_PER_PAGE
        else:
            assert not take_page(questionnaire, response, sent).refused
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def draw(entry: Any, form: Any) -> str:
    """Draw one question as the page does."""
    return render_template("collect/entry.html", entry=entry, form=form, clashes={})


class Fields(dict[str, list[str]]):
    """A page's fields as a browser sends them."""

    def getlist(self, name: str) -> list[str]:
        """All values under a name."""
        return self.get(name, [])


def main() -> int:
    """Compare, and say what came out."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), testing=True))
        with app.test_request_context("/"):
            return compare()


def compare() -> int:
    """Measure both questionnaires, showing a page and saving it."""
    plain, ruled = made(0), made(N_RULES)
    worst = 0.0
    for verb in ("GET", "POST"):
        without, having = seconds(plain, verb), seconds(ruled, verb)
        worst = max(worst, having / without)
        print(f"{verb}: {without * 1e3:.2f} ms without rules, {having * 1e3:.2f} ms with "
              f"{N_RULES}: {having / without:.2f} times")  # fmt: skip
    return 0 if worst <= MOST_TIMES else 1


if __name__ == "__main__":
    sys.exit(main())
