"""What leaves: versions joined by key, codes with a codebook, nobody's secret, rows counted."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey_app.errors import Unprocessable
from survey_app.exports.responses import reading, services
from survey_app.exports.responses.formats import FORMATS, available
from survey_app.exports.responses.layout import Layout
from survey_app.exports.responses.services import Order
from survey_app.sources import unguarded
from tests.builders import Cast
from tests.builders_answers import answered, first_version, second_version, survey

RISKY = '=HYPERLINK("http://x")'


@pytest.fixture
def filled(session: Session, cast: Cast) -> int:
    """A survey in two versions with five responses, and one of another study beside it."""
    made = survey(session, cast.study)
    old, new = made.publications
    answered(session, old, {"age": 40, "field": "other", "field__other": "zoo",
                            "tools": ["crm"], "why": RISKY})  # fmt: skip
    answered(session, new, {"age": -3, "field": "law", "agree": True}, language="ru")
    answered(session, new, {"age": 1}, status="started", completed_at=None)
    answered(session, new, {"age": 99}, trial=True)
    theirs = survey(session, cast.other_study)
    answered(session, theirs.publications[0], {"age": 77})
    session.commit()
    return made.id


def written(session: Session, cast: Cast, folder: Path, order: Order) -> dict[str, bytes]:
    path = folder / "x.zip"
    services.write(session, cast.study, order, path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(files: dict[str, bytes]) -> list[dict[str, str]]:
    text = files["answers.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def order(questionnaire_id: int, **more: Any) -> Order:
    return Order(
        **({"questionnaire_id": questionnaire_id, "format": "csv", "language": "en"} | more)
    )


def test_versions_are_joined_by_key_with_a_version_column(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    rows = table(written(session, cast, tmp_path, order(filled)))
    assert [row["_version"] for row in rows] == ["1", "2"]
    assert list(rows[0])[8:] == [
        "age", "field", "field__other", "tools.excel", "tools.crm", "agree", "months", "why"
    ]  # fmt: skip
    assert (rows[0]["field"], rows[0]["field__other"]) == ("other", "zoo")
    assert (rows[0]["tools.excel"], rows[0]["tools.crm"]) == ("0", "1")
    assert (rows[1]["tools.excel"], rows[1]["agree"]) == ("", "1")
    assert (rows[0]["months"], rows[1]["months"]) == ("", "-36")  # -3 × 12, only version 2 asks


def test_trials_unfinished_ones_and_other_studies_stay_behind(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    assert len(table(written(session, cast, tmp_path, order(filled)))) == 2
    everyone = table(written(session, cast, tmp_path, order(filled, completed_only=False)))
    assert [row["age"] for row in everyone] == ["40", "-3", "1"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_manifest_counts_rows_and_proves_each_file(
    session: Session, cast: Cast, filled: int, tmp_path: Path, name: str
) -> None:
    if not available(FORMATS[name]):
        pytest.skip(f"{name} needs {FORMATS[name].NEEDS}")
    files = written(session, cast, tmp_path, order(filled, format=name))
    manifest = json.loads(files["manifest.json"])
    assert (manifest["rows"], manifest["rows_expected"]) == (2, 2)
    assert manifest["rows_by_version"] == {"1": 1, "2": 1}
    assert len(manifest["versions"]) == 2
    assert manifest["answered_by"] == "customers"
    told = {fact["name"] for fact in manifest["files"]}
    assert told == {f"answers.{FORMATS[name].EXTENSION}", "codebook.csv"}
    assert set(files) == told | {"manifest.json"}
    for fact in manifest["files"]:
        assert len(files[fact["name"]]) == fact["bytes"]
        assert hashlib.sha256(files[fact["name"]]).hexdigest() == fact["sha256"]


def test_the_codebook_says_what_columns_and_codes_mean(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    text = written(session, cast, tmp_path, order(filled))["codebook.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    field = [row for row in rows if row["column"] == "field"]
    assert field[0]["text_ru"] == "What about field? (по-русски)"
    assert field[0]["versions"] == "1 2"
    assert [(row["code"], row["spss_value"]) for row in field[1:]] == [
        ("it", "1"), ("sales", "2"), ("law", "3"), ("other", "4")
    ]  # fmt: skip
    ticks = next(row for row in rows if row["column"] == "tools.crm")
    assert ticks["text_en"] == "What about tools? – Crm"


def test_words_stand_for_codes_when_wanted(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    rows = table(written(session, cast, tmp_path, order(filled, words=True, language="ru")))
    assert rows[0]["field"] == "Other (по-русски)"
    assert rows[1]["agree"] == "Да"
    assert rows[1]["age"] == "-3"


def test_formulas_are_neutralised_and_numbers_stay_numbers(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    rows = table(written(session, cast, tmp_path, order(filled)))
    assert rows[0]["why"] == f"'{RISKY}"
    assert unguarded(rows[0]["why"]) == RISKY
    assert rows[1]["age"] == "-3"


def test_an_anonymous_response_has_no_moment_no_place_and_no_name(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    made = survey(session, cast.study)
    publication = made.publications[0]
    for number in range(40):
        answered(session, publication, {"age": number}, anonymous=True,
                 channel="open_link",
                 public_id=hashlib.sha256(str(number).encode()).hexdigest())  # fmt: skip
    answered(session, publication, {"age": 1000})
    session.commit()
    rows = table(written(session, cast, tmp_path, order(made.id, person=True)))
    assert rows[0]["age"] == "1000"
    hidden = rows[1:]
    assert {row["_respondent"] for row in hidden} == {""}
    assert {row["_started"] for row in hidden} == {"2026-03-05"}
    assert {row["_email"] for row in hidden} == {""}
    ages = [int(row["age"]) for row in hidden]
    assert sorted(ages) == list(range(40))
    assert ages != sorted(ages)


def test_rows_come_in_steps_and_none_is_lost_between_them(
    session: Session, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "STEP_ROWS", 3)
    made = survey(session, cast.study)
    for number in range(10):
        answered(session, made.publications[0], {"age": number},
                 anonymous=number % 3 == 0, public_id=f"{number * 7 % 10}")  # fmt: skip
    session.commit()
    ages = [int(row["age"]) for row in table(written(session, cast, tmp_path, order(made.id)))]
    assert sorted(ages) == list(range(10))


def test_names_come_only_when_asked_for(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    rows = table(written(session, cast, tmp_path, order(filled)))
    assert "_email" not in rows[0]
    assert "_email" in table(written(session, cast, tmp_path, order(filled, person=True)))[0]


def test_excel_keeps_texts_as_texts(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    import openpyxl

    files = written(session, cast, tmp_path, order(filled, format="xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(files["answers.xlsx"]))["answers"]
    labels, names, first, second = sheet.iter_rows()
    assert labels[8].value == "What about age?"
    place = [cell.value for cell in names].index("why")
    assert (first[place].value, first[place].data_type) == (RISKY, "s")
    assert (second[8].value, second[8].data_type) == (-3, "n")


def test_json_has_one_response_a_line_without_blanks(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    files = written(session, cast, tmp_path, order(filled, format="json"))
    lines = [json.loads(line) for line in files["answers.jsonl"].decode().splitlines()]
    assert lines[0]["why"] == RISKY
    assert "why" not in lines[1]


def test_spss_reads_back_with_labels(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    files = written(session, cast, tmp_path, order(filled, format="sav", language="ru"))
    (tmp_path / "x.sav").write_bytes(files["answers.sav"])
    values, meta = pyreadstat.read_sav(str(tmp_path / "x.sav"), output_format="dict")
    assert values["field"] == [4.0, 3.0]  # 'other' is the fourth choice, 'law' the third
    labels = meta.variable_value_labels["field"]
    assert labels[3.0] == "Law (по-русски)"
    assert meta.column_names_to_labels["age"] == "What about age? (по-русски)"
    assert values["age"] == [40.0, -3.0]
    assert values["why"] == [RISKY, ""]


def test_spss_has_codes_with_labels_also_where_words_are_wanted(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    files = written(session, cast, tmp_path, order(filled, format="sav", words=True))
    (tmp_path / "x.sav").write_bytes(files["answers.sav"])
    values, _ = pyreadstat.read_sav(str(tmp_path / "x.sav"), output_format="dict")
    assert values["field"] == [4.0, 3.0]


def test_parquet_has_typed_columns(
    session: Session, cast: Cast, filled: int, tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = written(session, cast, tmp_path, order(filled, format="parquet"))
    read = parquet.read_table(io.BytesIO(files["answers.parquet"]))
    assert read.column("age").to_pylist() == [40.0, -3.0]
    assert read.column("tools.crm").to_pylist() == [1, None]
    assert read.column("why").to_pylist() == [RISKY, None]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_writes_an_empty_table(
    session: Session, cast: Cast, tmp_path: Path, name: str
) -> None:
    if not available(FORMATS[name]):
        pytest.skip(f"{name} needs {FORMATS[name].NEEDS}")
    made = survey(session, cast.study)
    session.commit()
    files = written(session, cast, tmp_path, order(made.id, format=name))
    assert json.loads(files["manifest.json"])["rows"] == 0
    assert set(FORMATS[name].LABEL) == {"en", "ru", "zh"}


def test_a_format_that_cannot_hold_the_rows_says_which_can(
    app: Flask, session: Session, cast: Cast, filled: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FORMATS["xlsx"], "MAX_ROWS", 1)
    with app.test_request_context(), pytest.raises(Unprocessable, match="at most 1 rows"):
        services.size(session, cast.study, order(filled, format="xlsx"))
    monkeypatch.setattr(FORMATS["parquet"], "NEEDS", ("no_such_package_here",))
    with app.test_request_context(), pytest.raises(Unprocessable, match="administrator"):
        services.size(session, cast.study, order(filled, format="parquet"))


def test_a_column_that_versions_measure_differently_holds_words() -> None:
    from tests.questionnaire.builders import question, questionnaire

    text = questionnaire(question("age", "short"))
    layout = Layout([(1, first_version()), (2, second_version()), (3, text)])
    [age] = [column for column in layout.columns if column.name == "age"]
    assert (age.kind, age.versions) == ("text", [3, 2, 1])
