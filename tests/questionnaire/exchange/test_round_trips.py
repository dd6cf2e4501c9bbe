"""Out and in again: what both sides know is the same, whatever was asked."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.banks import load_bank
from survey_app.questionnaire.exchange import FORMATS, READABLE, ExchangeError, bring, take
from survey_app.questionnaire.model import Questionnaire, canonical_json
from tests.questionnaire.strategies import section_lists

BANKS = Path(__file__).parents[3] / "question_banks"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
LANGUAGE_SETS = [("en", "ru", "zh"), ("en",), ("ru", "zh"), ("zh",)]


def only(value: Any, languages: tuple[str, ...]) -> Any:
    """A definition with its wordings in some languages."""
    if isinstance(value, dict):
        wording = value and set(value) <= {"en", "ru", "zh"}
        kept = {k: v for k, v in value.items() if not wording or k in languages}
        return {name: only(entry, languages) for name, entry in kept.items()}
    return [only(entry, languages) for entry in value] if isinstance(value, list) else value


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(section_lists(), st.sampled_from(LANGUAGE_SETS), st.sampled_from(sorted(READABLE)))
def test_any_questionnaire_comes_back_the_same(
    sections: list[dict[str, Any]], languages: tuple[str, ...], name: str
) -> None:
    title = {"en": "Spring", "ru": "Весна", "zh": "春"}
    whole = {"title": title, "languages": list(languages), "sections": sections}
    form = Questionnaire.from_dict(only(whole, languages))
    found = bring(take(form, name).data, "form", format=name)
    assert canonical_json(found.questionnaire) == canonical_json(form)
    assert found.losses == ()


@pytest.mark.parametrize("name", [name for name in READABLE if name != "xlsform"])
@pytest.mark.parametrize("path", sorted(BANKS.glob("*.toml"))[::4], ids=lambda path: path.stem)
def test_the_banks_come_back_the_same(path: Path, name: str) -> None:
    form = load_bank(path).questionnaire()
    taken = take(form, name)
    found = bring(taken.data, "form", format=name)
    assert found.questionnaire == form
    assert found.losses == ()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_file_makes_a_reader_fall(data: bytes) -> None:
    for name in READABLE:
        with contextlib.suppress(ExchangeError):
            assert bring(data, "x", format=name).questionnaire.sections


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_has_a_name_in_each_language(name: str) -> None:
    one = FORMATS[name]
    assert set(one.LABEL) == {"en", "ru", "zh"}
    assert one.EXTENSION
    assert "/" in one.MEDIA_TYPE
