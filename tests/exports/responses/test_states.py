"""Who came when the group was full is told apart from who only began, in every format."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from survey_app.db import now
from survey_app.exports.responses import services
from survey_app.exports.responses.formats import FORMATS, available
from survey_app.exports.responses.services import Order
from tests.builders import Cast
from tests.builders_answers import answered, survey


@pytest.fixture
def survey_id(session: Session, cast: Cast) -> int:
    """One who completed, one who began, and one who came when the group was full."""
    made = survey(session, cast.study)
    version = made.publications[1]
    answered(session, version, {"age": 1})
    answered(session, version, {"age": 2}, status="started", completed_at=None)
    answered(session, version, {"age": 3}, status="started", completed_at=None,
             turned_away_at=now())  # fmt: skip
    session.commit()
    return made.id


def written(session: Session, cast: Cast, folder: Path, order: Order) -> Path:
    services.write(session, cast.study, order, folder / "x.zip")
    with zipfile.ZipFile(folder / "x.zip") as archive:
        archive.extractall(folder)
    return folder / f"answers.{FORMATS[order.format].EXTENSION}"


def states_of(path: Path) -> list[Any]:
    """The column of states as each format's own readers give it."""
    if path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        return [row["_status"] for row in rows]
    if path.suffix == ".jsonl":
        return [json.loads(line)["_status"] for line in path.read_text().splitlines()]
    if path.suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        _labels, names, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        return [row[names.index("_status")] for row in rows]
    if path.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return list(parquet.read_table(path).column("_status").to_pylist())
    pyreadstat = pytest.importorskip("pyreadstat")
    frame, meta = pyreadstat.read_sav(str(path), output_format="dict")
    assert meta.variable_value_labels["about_status"][3.0].startswith("Came when")
    return list(frame["about_status"])


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_says_who_came_too_late(
    session: Session, cast: Cast, survey_id: int, tmp_path: Path, name: str
) -> None:
    if not available(FORMATS[name]):
        pytest.skip(f"{name} needs {FORMATS[name].NEEDS}")
    path = written(session, cast, tmp_path, Order(survey_id, name, "en", completed_only=False))
    told = states_of(path)
    expected = [1.0, 2.0, 3.0] if name == "sav" else ["completed", "started", "over_quota"]
    assert told == expected
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["rows_by_state"] == {"completed": 1, "over_quota": 1, "started": 1}


def test_the_codebook_explains_the_states_and_words_stand_for_them(
    session: Session, cast: Cast, survey_id: int, tmp_path: Path
) -> None:
    order = Order(survey_id, "csv", "ru", words=True, completed_only=False)
    path = written(session, cast, tmp_path, order)
    assert states_of(path)[2] == "Пришёл, когда группа уже набралась, не учитывается"
    book = (tmp_path / "codebook.csv").read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(book, newline=""))
    found = {row["code"]: row["code_en"] for row in rows if row["column"] == "_status"}
    assert found["over_quota"] == "Came when the group was full, not counted"


def test_who_came_too_late_is_not_among_the_completed(
    session: Session, cast: Cast, survey_id: int, tmp_path: Path
) -> None:
    assert states_of(written(session, cast, tmp_path, Order(survey_id, "csv", "en"))) == [
        "completed"
    ]
