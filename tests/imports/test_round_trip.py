"""What left comes back: every question type, every way out that can be read again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.exports.responses.formats import FORMATS, Sheet
from survey_app.exports.responses.layout import FACTS, Layout, in_words
from survey_app.imports import kept
from survey_app.imports.mapping import guess_targets
from survey_app.imports.reading import prepare
from survey_app.questionnaire.answers import clean
from tests.imports.test_other_tools import Sent
from tests.questionnaire.builders import choice, question, questionnaire, said


def scale(low: int, high: int) -> dict[str, object]:
    return {"low": low, "high": high, "low_text": said("Never"), "high_text": said("Fully")}


CHOICES = [choice("excel"), choice("crm"), choice("other", other=True)]
PLAIN = [choice("cheap"), choice("quick"), choice("sure")]
BANDS = [{**choice("few"), "high": 10}, {**choice("many"), "low": 10}]
FORM = questionnaire(
    question("age", "number"),
    question("seats", "number", choices=BANDS, ask="either"),
    question("one", "single", choices=CHOICES),
    question("some", "multi", choices=CHOICES),
    question("order", "ranking", choices=PLAIN),
    question("judge", "matrix", items=[choice("price"), choice("speed")], choices=PLAIN),
    question("rate", "matrix", items=[choice("calls"), choice("mails")],
             scale=scale(1, 5)),
    question("like", "scale", scale=scale(-2, 2)),
    question("again", "nps"),
    question("agree", "yes_no"),
    question("born", "date"),
    question("rows", "list"),
    question("whys", "five_whys"),
    question("why", "text"),
    question("phone", "phone"),
)  # fmt: skip
WORDS = st.text("=+-@'\t ,;\"|aбв1", min_size=1, max_size=12).map(str.strip).filter(bool)
LINE = WORDS.map(lambda text: " ".join(text.split()))
ANSWERS = st.fixed_dictionaries({}, optional={
    "age": st.integers(-99, 10**6) | st.sampled_from([0.5, -1.25]),
    "seats": st.integers(0, 50),
    "one": st.sampled_from(["excel", "crm"]),
    "some": st.lists(st.sampled_from(["excel", "crm"]), min_size=1, unique=True)
    .map(lambda codes: sorted(codes, reverse=True)),
    "order": st.permutations(["cheap", "quick", "sure"]),
    "judge": st.fixed_dictionaries({"price": st.sampled_from(["cheap", "sure"])}),
    "rate": st.fixed_dictionaries({"calls": st.integers(1, 5), "mails": st.integers(1, 5)}),
    "like": st.integers(-2, 2),
    "again": st.integers(0, 10),
    "agree": st.booleans(),
    "born": st.dates().map(str),
    "rows": st.lists(LINE, min_size=1, max_size=4),
    "whys": st.lists(WORDS, min_size=1, max_size=5),
    "why": WORDS,
    "phone": st.just("+49 30 123456"),
})  # fmt: skip


@pytest.mark.parametrize(("name", "words"), [("csv", False), ("csv", True), ("xlsx", False)])
def test_what_left_comes_back_as_it_was(app: Flask, tmp_path: Path, name: str, words: bool) -> None:
    layout = Layout([(1, FORM)])
    sheet = Sheet("x", layout.columns, "en", words)
    form, path = FORMATS[name], tmp_path / "x"
    # A tab at a cell's rim and several spaces are the spreadsheet's, not the answer's.

    @settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.lists(ANSWERS.filter(bool), min_size=1, max_size=5))
    def check(given_answers: list[dict[str, Any]]) -> None:
        facts = ["R-1", 1, "completed", "email", None, "en", None, "2026-03-05"]
        assert len(facts) == len(FACTS)
        rows = [layout.row(1, facts, answers) for answers in given_answers]
        if words:
            rows = [in_words(layout.columns, row, "en") for row in rows]
        form.write(sheet, rows, path)
        one = kept.receive(f"x.{form.EXTENSION}", Sent(path.read_bytes()))
        assert one.tool is not None
        targets = guess_targets(one.columns, one.tool, FORM)
        assert [c for c in layout.columns if c.key and not targets[c.name]] == []
        table = kept.head(one.token, one.name, 100)
        found = prepare(table, targets, FORM, "en", one.tool)
        kept.throw_away(one.token)
        assert found.troubles == []
        assert [row.answers for row in found.rows] == [clean(FORM, a) for a in given_answers]

    check()


def test_other_and_its_text_come_back(app: Flask) -> None:
    layout = Layout([(1, FORM)])
    answers = {"one": "other", "one__other": "=zoo", "some": ["crm", "other"],
               "some__other": "1"}  # fmt: skip
    facts = ["R-1", 1, "completed", "email", None, "en", None, None]
    stream = io.StringIO(newline="")
    from survey_app.sources import csv_writer

    csv_writer(stream).writerows(
        [[column.name for column in layout.columns], layout.row(1, facts, answers)]
    )
    one = kept.receive("x.csv", Sent(stream.getvalue().encode()))
    targets = guess_targets(one.columns, one.tool, FORM)
    [row] = prepare(kept.head(one.token, "x", 9), targets, FORM, "en", one.tool).rows
    assert row.answers == answers
    assert not row.finished  # its moment of completion is empty
