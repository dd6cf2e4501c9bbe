"""Our XLSForm is read by pyxform, the library behind KoboToolbox and ODK."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import pytest

from survey_app.questionnaire.banks import load_bank
from survey_app.questionnaire.exchange import take
from tests.questionnaire.exchange.test_xlsform import full

pytest.importorskip("pyxform")
BANKS = Path(__file__).parents[2] / "question_banks"


def converted(data: bytes, ending: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyxform's own
        from pyxform.xls2xform import convert

        form = io.BytesIO(data) if ending == ".xlsx" else data.decode()
        return str(convert(xlsform=form, file_type=ending, pretty_print=False).xform)


@pytest.mark.parametrize("bank", ["persona20", "ctx", "pick", "why5"])
def test_banks_become_xforms(bank: str) -> None:
    form = load_bank(BANKS / f"{bank}.toml").questionnaire()
    xform = converted(take(form, "xlsform-md").data, ".md")
    for question in form.iter_inputs():
        assert f"/{question.key}" in xform


def test_everything_that_we_know_becomes_an_xform() -> None:
    xform = converted(take(full(), "xlsform").data, ".xlsx")
    assert "relevant=" in xform
    assert "count-selected" in xform
    assert "randomize" in xform
