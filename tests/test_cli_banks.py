"""`portrait banks`: making, bringing in, taking out, comparing; one line for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_app.cli import main
from survey_app.config import REPOSITORY
from survey_app.questionnaire.banks import load_bank

SHIPPED = REPOSITORY / "question_banks"
FORM = """
| survey |
| | type | name | label |
| | geopoint | where | Where? |
| | text | why | Why did you come? |
| settings |
| | form_title |
| | Visitors |
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["banks", *words], prog_name="portrait")


def refused(*words: str) -> str:
    """The last line on standard error; the exit code is 2 and nothing was printed."""
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return result.stderr.strip().splitlines()[-1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of banks of its own; commands run beside it."""
    banks = tmp_path / "banks"
    banks.mkdir()
    monkeypatch.setenv("PORTRAIT_BANKS_DIR", str(banks))
    monkeypatch.chdir(tmp_path)
    return banks


def test_a_new_bank_is_sound_at_once(folder: Path) -> None:
    assert run("new", "our_own", "--title", "Our own").exit_code == 0
    assert load_bank(folder / "our_own.toml").title["zh"] == "Our own"
    assert "nothing to mend" in run("check").output
    assert run("new", "english", "--title", "X", "--languages", "en").exit_code == 0
    assert load_bank(folder / "english.toml").languages == ("en",)
    assert "2 checked" in run("check").output
    assert len(run("list").output.splitlines()) == 2


def test_a_bank_is_never_overwritten_unless_told(folder: Path) -> None:
    run("new", "ours", "--title", "First")
    assert "--force" in refused("new", "ours", "--title", "Second")
    assert load_bank(folder / "ours.toml").title["en"] == "First"
    assert run("new", "ours", "--title", "Second", "--force").exit_code == 0
    assert load_bank(folder / "ours.toml").title["en"] == "Second"


@pytest.mark.parametrize("name", ["../evil", "Big", "a b", "", "-x", "п"])
def test_an_id_that_is_none_is_refused(folder: Path, name: str) -> None:
    assert run("new", "--title", "X", "--", name).exit_code == 2
    assert list(folder.parent.rglob("*.toml")) == []


def test_a_form_becomes_a_bank_and_its_losses_are_listed(folder: Path) -> None:
    Path("Visitors 2024.md").write_text(FORM)
    result = run("import", "Visitors 2024.md", "--purpose", "To learn why people come")
    assert result.exit_code == 0
    assert result.stdout.strip().endswith("visitors_2024.toml")
    assert "'geopoint' cannot be carried over and is left out." in result.stderr
    bank = load_bank(folder / "visitors_2024.toml")
    assert bank.title == {"en": "Visitors"}
    assert bank.purpose == {"en": "To learn why people come"}
    assert (bank.languages, bank.minutes, bank.audience) == (("en",), 1, ("customer",))
    shown = run("show", "visitors_2024", "--language", "ru").output
    assert "Visitors" in shown


def test_strict_writes_nothing_when_anything_is_lost(folder: Path) -> None:
    Path("form.md").write_text(FORM)
    assert "nothing was written" in refused("import", "form.md", "--strict")
    assert list(folder.iterdir()) == []


def test_bad_files_are_one_line_and_exit_code_two(folder: Path) -> None:
    Path("empty.md").write_text("")
    Path("x.gif").write_bytes(b"GIF89a")
    Path("x.json").write_text("{")
    assert "is empty" in refused("import", "empty.md")
    assert "cannot be read here" in refused("import", "x.gif")
    assert "damaged" in refused("import", "x.json")
    assert "No such file" in refused("import", "none.xlsx")
    assert "no bank 'none'" in refused("diff", "none", "none") or not list(folder.iterdir())
    assert run("export", "none", "--to", "docx").exit_code == 2


def test_a_form_that_makes_no_sound_bank_says_what_to_mend(folder: Path) -> None:
    Path("x.toml").write_text(
        'title.en = "X"\nlanguages = ["en"]\n[[sections]]\nkey = "a"\ntitle.en = "A"\n'
        '[[sections.questions]]\nkey = "q"\ntype = "single"\ntext.en = "Q"\n'
        'choices = [{code = "a", text.en = "A"}]\n'
    )
    assert "QB018" in refused("import", "x.toml")


@pytest.mark.parametrize(
    ("target", "ending"),
    [("toml", "toml"), ("xlsform", "xlsx"), ("xlsform-md", "md"), ("surveyjs", "json")],
)
def test_a_bank_goes_out_and_comes_back_the_same(folder: Path, target: str, ending: str) -> None:
    bank = load_bank(SHIPPED / "quick.toml")
    assert run("export", str(SHIPPED / "quick.toml"), "--to", target).exit_code == 0
    assert "--force" in refused("export", str(SHIPPED / "quick.toml"), "--to", target)
    result = run("import", f"quick.{ending}", "--id", "again")
    assert result.exit_code == 0, result.stderr
    again = load_bank(folder / "again.toml")
    assert (again.sections, again.title) == (bank.sections, bank.title)
    assert run("diff", str(SHIPPED / "quick.toml"), "again").stderr == "No changes.\n"


def test_a_printed_form_is_written_in_a_language(folder: Path) -> None:
    result = run("export", str(SHIPPED / "quick.toml"), "--to", "pdf", "--language", "ru",
                 "--output", "form.pdf")  # fmt: skip
    assert result.exit_code == 0
    assert Path("form.pdf").read_bytes().startswith(b"%PDF")


def test_a_difference_is_said_in_words_the_gravest_first(folder: Path) -> None:
    run("export", str(SHIPPED / "quick.toml"), "--to", "surveyjs")
    survey = json.loads(Path("quick.json").read_text())
    survey["pages"][0]["elements"][0]["title"]["default"] = "What now?"
    survey["pages"][0]["elements"] = survey["pages"][0]["elements"][:1]
    Path("changed.json").write_text(json.dumps(survey))
    result = run("diff", str(SHIPPED / "quick.toml"), "changed.json")
    lines = result.stdout.splitlines()
    assert lines[0] == "breaking   Question 'quick_2' is gone."
    assert "cosmetic   Question 'quick_1' was reworded." in lines
    assert result.stderr.endswith("the gravest breaking.\n")
    russian = run("diff", str(SHIPPED / "quick.toml"), "changed.json", "--language", "ru")
    assert "Вопрос «quick_2» убран." in russian.stdout
