"""SPSS files of our own writing, read by somebody else's reader."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.exports.responses.formats.sav_file import Variable, write_file

pyreadstat = pytest.importorskip("pyreadstat")

LENGTHS = [0, 1, 7, 8, 9, 100, 255, 256, 257, 504, 505, 765, 1000, 5_000, 32_767]
CELL = st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6) | st.integers(-99, 151)
TEXT = st.text("aбв中= '\n;", max_size=12).map(str.rstrip)


def written(path: Path, variables: list[Variable], rows: list[list[Any]]) -> tuple[Any, Any]:
    with path.open("wb") as stream:
        write_file(stream, variables, rows, n_rows=len(rows), title="Весна",
                   made_at=datetime(2026, 3, 5, tzinfo=UTC))  # fmt: skip
    return pyreadstat.read_sav(str(path), output_format="dict")  # type: ignore[no-any-return]


@pytest.mark.parametrize("n_bytes", LENGTHS)
def test_a_text_of_any_length_reads_back(tmp_path: Path, n_bytes: int) -> None:
    long = "".join(chr(97 + n % 26) for n in range(n_bytes))
    variables = [Variable("before", "", 3), Variable("said", "", n_bytes), Variable("n", "")]
    values, meta = written(tmp_path / "x.sav", variables, [["abc", long, 5], ["", "", None]])
    assert values == {"before": ["abc", ""], "said": [long, ""], "n": [5.0, None]}
    assert meta.number_rows == 2


def test_what_is_longer_than_spss_holds_is_cut_between_letters(tmp_path: Path) -> None:
    said = "я" * 20_000  # two bytes each: 16,383 of them fit into 32,767 bytes
    values, _ = written(tmp_path / "x.sav", [Variable("said", "", 40_000)], [[said]])
    assert values["said"] == ["я" * 16_383]


def test_names_labels_and_words_read_back(tmp_path: Path) -> None:
    name = "what_do_you_do_all_day_" * 2
    variables = [
        Variable(name, "Что вы делаете? " * 30, values={1.0: "Продажи", 2.0: "法" * 60}),
        Variable("tools.crm", "CRM – да?", decimals=2),
    ]
    values, meta = written(tmp_path / "x.sav", variables, [[1, 0.5], [2, -3]])
    assert values == {name: [1.0, 2.0], "tools.crm": [0.5, -3.0]}
    # 255 bytes hold 136 of these letters and spaces, less one that would be cut in half.
    label = meta.column_names_to_labels[name]
    assert ("Что вы делаете? " * 30).startswith(label)
    assert 250 <= len(label.encode()) <= 255
    assert meta.variable_value_labels[name] == {1.0: "Продажи", 2.0: "法" * 40}  # 120 bytes
    assert meta.file_label == "Весна"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(CELL, TEXT, CELL, CELL, TEXT), max_size=9))
def test_whatever_the_rows_hold_reads_back(tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    most = max((len(row[place].encode()) for row in rows for place in (1, 4)), default=0)
    variables = [Variable("a", ""), Variable("b", "", most), Variable("c", ""),
                 Variable("d", ""), Variable("e", "", 300)]  # fmt: skip
    values, _ = written(tmp_path / "x.sav", variables, [list(row) for row in rows])
    told = list(zip(*(values[name] for name in "abcde"), strict=True))
    assert told == [tuple(row) for row in rows]
