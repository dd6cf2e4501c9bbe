"""A plain page read quickly comes to the same as its form."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from survey_app.collect import plainly, steps
from survey_app.collect.steps import Sent, take_page
from survey_app.collect.visits import Answering
from survey_app.db import now
from survey_app.questionnaire import Questionnaire
from tests.builders_questionnaires import worded

CHOICES = [{"code": code, "text": worded(code)} for code in ("a", "b", "c")]
SCALE = {"low": 1, "high": 5, "low_text": worded("low"), "high_text": worded("high")}
KINDS: dict[str, dict[str, Any]] = {
    "text": {},
    "short": {},
    "single": {"choices": CHOICES},
    "multi": {"choices": [*CHOICES, {"code": "none", "text": worded("None"), "exclusive": True}]},
    "scale": {"scale": SCALE},
    "nps": {},
    "yes_no": {},
    "date": {},
    "email": {},
}
TYPED = (
    "", " ", "a", "b", "none", "3", "9", "11", "yes", "no", "2026-02-30", "2026-02-28",
    "a@b.example", "e\u0301t\u00e9\r\nline", "\x00", "x" * 10_001,
)  # fmt: skip


def questionnaire(required: bool) -> Questionnaire:
    questions = [
        {"key": kind, "type": kind, "text": worded(kind), "required": required, **more}
        for kind, more in KINDS.items()
    ]
    extra = {"key": "later", "type": "text", "text": worded("Later")}
    return Questionnaire.from_dict(
        {
            "title": worded("All kinds"),
            "languages": ["en", "ru", "zh"],
            "sections": [
                {"key": "all", "title": worded("All"), "questions": questions},
                {"key": "more", "title": worded("More"), "questions": [extra]},
            ],
        }
    )


def one_page(of: Questionnaire) -> Questionnaire:
    definition = of.to_dict()
    return Questionnaire.from_dict({**definition, "sections": definition["sections"][:1]})


FREE, STRICT = questionnaire(required=False), questionnaire(required=True)
MADE = (FREE, STRICT, one_page(FREE), one_page(STRICT))


def answering(answers: dict[str, Any]) -> Answering:
    return Answering(
        id=1, study_id=1, publication_id=1, public_id="0" * 16, status="started", anonymous=False,
        revision=0, saved_by="", language="en", page=0, section="", answers=answers,
        page_seconds={}, updated_at=now(), completed_at=None, copy_asked_at=None,
    )  # fmt: skip


@given(
    typed=st.fixed_dictionaries(
        {}, optional={kind: st.lists(st.sampled_from(TYPED), max_size=3) for kind in KINDS}
    ),
    made=st.sampled_from(MADE),
    stored=st.sampled_from([{}, {"text": "before", "later": "kept"}, {"single": "a"}]),
)
@settings(max_examples=60, deadline=None)
def test_quick_and_slow_come_to_the_same(
    typed: dict[str, list[str]], made: Questionnaire, stored: dict[str, Any]
) -> None:
    sent = Sent("all", MultiDict(typed), "on", 0, "view", "en", "ru")
    quick = take_page(made, answering(stored), sent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "read_plainly", lambda *_: None)
        slow = take_page(made, answering(stored), sent)
    assert slow.form is not None
    if quick.form is None:
        assert not slow.refused
    for name in ("answers", "changed", "refused", "goes_to", "page", "language", "completes"):
        assert getattr(quick, name) == getattr(slow, name), name


def test_the_benchmarks_page_is_read_quickly() -> None:
    from tests.benchmarks.survey import ANSWER, QUESTIONS, twenty_questions

    fields = MultiDict({key: ANSWER for key, _ in QUESTIONS})
    sent = Sent("all", fields, "on", 0, "view", "en", "en")
    assert take_page(twenty_questions(), answering({}), sent).form is None


@pytest.mark.parametrize("change", ["rule", "other", "clash", "back"])
def test_what_is_not_plain_is_left_to_the_form(change: str) -> None:
    definition = FREE.to_dict()
    if change == "rule":
        definition["sections"][1]["questions"][0]["show_if"] = "single == 'a'"
    if change == "other":
        for one in definition["sections"][0]["questions"]:
            if one["type"] == "single":
                one["choices"].append({"code": "other", "text": worded("Other"), "other": True})
    fields = MultiDict({"single": "a"})  # which shows another question, where there is that rule
    sent = Sent("all", fields, "back" if change == "back" else "on",
                5 if change == "clash" else 0, "view", "en", "en")  # fmt: skip
    made = Questionnaire.from_dict(definition)
    assert plainly.read_plainly(made, answering({}), sent) is None
