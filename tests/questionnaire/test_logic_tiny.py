"""Each feature of the logic has a tiny questionnaire with cases: what is shown, kept and said."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire import (
    Questionnaire,
    build_form,
    check_answers,
    check_questionnaire,
    clean,
    wording,
)
from survey_app.questionnaire.asked import as_asked
from survey_app.questionnaire.rules import computed_answers, state
from tests.questionnaire.strategies import anything

FOLDER = Path(__file__).parent / "tiny" / "logic"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def tiny(name: str) -> tuple[Questionnaire, list[dict[str, Any]]]:
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    cases = data.pop("cases")
    return Questionnaire.from_dict(data), cases


CASES = [(name, case) for name in NAMES for case in tiny(name)[1]]


@pytest.mark.parametrize("name", NAMES)
def test_a_tiny_questionnaire_is_sound_and_survives_writing_and_reading(name: str) -> None:
    made, _ = tiny(name)
    assert check_questionnaire(made) == []
    assert Questionnaire.from_dict(made.to_dict()) == made


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_tiny_questionnaire_comes_to_what_its_case_says(name: str, case: dict[str, Any]) -> None:
    made, _ = tiny(name)
    answers = case["answers"]
    now = state(made, answers)
    assert sorted(now.shown) == sorted(case["shown"])
    if "kept" in case:
        assert clean(made, answers) == case["kept"]
    if "computed" in case:
        assert computed_answers(made, answers) == case["computed"]
    for key, words in case.get("said", {}).items():
        assert wording(as_asked(made, made.question(key), now, "en").text, "en") == words
    found = check_answers(made, answers, "en")
    assert sorted(found) == sorted(case.get("errors", []))
    if "words" in case:
        assert case["words"] in found[case["errors"][0]]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_answered_logic_never_raises_and_hides_what_it_hides(
    name: str, data: st.DataObject
) -> None:
    made, cases = tiny(name)
    keys = [question.key for question in made.iter_all()]
    usual = {k: [c["answers"][k] for c in cases if k in c["answers"]] or [None] for k in keys}
    answers = {
        key: data.draw(st.one_of(st.sampled_from(usual[key]), anything), label=key)
        for key in data.draw(st.lists(st.sampled_from(keys), unique=True))
    }
    now = state(made, answers)
    kept = clean(made, answers)
    assert {key.removesuffix("__other") for key in kept} <= set(now.shown)
    for key, codes in now.unoffered.items():
        said = kept.get(key)
        assert not codes & {one for one in (said if isinstance(said, list) else [said])
                            if isinstance(one, str)}  # fmt: skip
    assert clean(made, kept) == kept
    assert state(made, kept).shown == now.shown
    check_answers(made, answers, "ru")
    for section in made.sections:
        form = build_form(made, section.key, "zh", kept, seed="r")
        assert {entry.question.key for entry in form.entries} <= set(now.shown)
