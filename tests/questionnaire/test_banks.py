"""Bank files are read, checked, written and read back the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings

from survey_app.questionnaire.banks import (
    Bank,
    BankError,
    check_bank,
    dump_bank,
    load_bank,
    load_banks,
    save_bank,
)
from survey_app.questionnaire.errors import QuestionnaireError
from tests.questionnaire.builders import bank, question, section
from tests.questionnaire.strategies import bank_data

SHIPPED = Path(__file__).parents[2] / "question_banks"


def written(folder: Path, data: dict, name: str = "what.toml") -> Path:
    path = folder / name
    path.write_text(tomli_w.dumps(data), encoding="utf-8")
    return path


@settings(max_examples=40, deadline=None)
@given(bank_data())
def test_a_bank_written_and_read_back_is_the_same_bank(data):
    made = Bank.from_dict(data)
    assert Bank.from_dict(tomllib.loads(dump_bank(made))) == made
    assert Bank.from_dict(made.to_dict()) == made


def test_a_bank_file_is_loaded(tmp_path):
    loaded = load_bank(written(tmp_path, bank(section("about", question("age", "number")))))
    assert loaded.id == "what"
    assert loaded.n_questions == 1
    assert loaded.question("age").type == "number"
    assert loaded.audience == ("customer", "interviewer")
    with pytest.raises(QuestionnaireError, match="no question 'size'"):
        loaded.question("size")


def test_all_banks_of_a_folder_are_loaded_by_id(tmp_path):
    written(tmp_path, bank())
    written(tmp_path, bank(id="demo"), "demo.toml")
    (tmp_path / "notes.txt").write_text("not a bank")
    assert list(load_banks(tmp_path)) == ["demo", "what"]


def test_a_saved_bank_never_overwrites_another(tmp_path):
    made = Bank.from_dict(bank())
    assert load_bank(save_bank(made, tmp_path)) == made
    with pytest.raises(QuestionnaireError) as caught:
        save_bank(made, tmp_path)
    assert caught.value.code == "QB056"


def test_a_file_that_is_not_there_is_a_problem_not_a_crash(tmp_path):
    assert [p.code for p in check_bank(tmp_path / "none.toml")] == ["QB001"]


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "what.toml"
    path.write_bytes('title = "Что"'.encode("cp1251"))
    assert [p.code for p in check_bank(path)] == ["QB002"]


@pytest.mark.parametrize("text", ["id = ", "[[sections]\n", "{", "a = 1\na = 2", "[" * 100_000])
def test_a_file_that_is_not_toml_is_named(tmp_path, text):
    path = tmp_path / "what.toml"
    path.write_text(text)
    assert [p.code for p in check_bank(path)] == ["QB003"]


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "what.toml"
    path.write_text(tomli_w.dumps(bank()), encoding="utf-8-sig")
    assert check_bank(path) == []


def test_an_empty_file_lacks_everything(tmp_path):
    path = tmp_path / "what.toml"
    path.write_text("")
    codes = [p.code for p in check_bank(path)]
    # id, version, title, purpose, audience, minutes; and no sections
    assert codes == ["QB005"] * 6 + ["QB017"]


def test_the_id_is_the_name_of_the_file(tmp_path):
    found = check_bank(written(tmp_path, bank(), "who.toml"))
    assert [p.code for p in found] == ["QB006"]
    assert "id 'what' differs from the file name 'who'" in str(found[0])


def test_loading_a_broken_bank_tells_all_problems(tmp_path):
    path = written(tmp_path, bank(minutes=0, version=0))
    with pytest.raises(BankError) as caught:
        load_bank(path)
    assert [p.code for p in caught.value.problems] == ["QB040", "QB028"]
    assert "(1 more)" in str(caught.value)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_bank_that_ships_is_sound_and_round_trips(path):
    assert check_bank(path) == []
    loaded = load_bank(path)
    assert Bank.from_dict(tomllib.loads(dump_bank(loaded))) == loaded


def test_a_broken_bank_is_named_in_the_readers_language():
    with pytest.raises(BankError) as caught:
        Bank.from_dict(bank(minutes=0, version=0))
    assert caught.value.in_language("en") == (
        "the bank: version is 0. (1 more) Use a whole number from 1."
    )
    assert caught.value.in_language("ru").startswith("the bank: версия: 0. (и ещё 1)")
    assert "另有 1 处" in caught.value.in_language("zh")


def test_a_question_that_is_not_there_is_named_in_the_readers_language():
    made = Bank.from_dict(bank()).questionnaire()
    with pytest.raises(QuestionnaireError, match="QB051") as caught:
        made.question("zzz")
    assert caught.value.in_language("ru") == (
        "В анкете нет вопроса «zzz». Выберите из того, что есть."
    )
    with pytest.raises(QuestionnaireError, match="QB051") as caught:
        made.section("zzz")
    assert caught.value.in_language("zh") == "问卷中没有部分“zzz”。 请选择现有的一项。"
