"""The README says what is true: its two commands, every command, setting, type and format."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from survey_app.cli import main
from survey_app.config import Settings
from survey_app.exports.formats import FORMATS
from survey_app.exports.responses.formats import FORMATS as TABLES
from survey_app.questionnaire.exchange import FORMATS as EXCHANGE
from survey_app.questionnaire.types import TYPES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)


def test_the_first_two_code_blocks_are_one_line_each() -> None:
    demo, test = (block.strip() for block in BLOCKS[:2])
    assert "\n" not in demo
    assert "\n" not in test
    assert demo.endswith("portrait demo")
    assert ".venv/bin/pytest" in test


def test_the_gate_runs_the_readmes_test_command_word_for_word() -> None:
    assert BLOCKS[1].strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_lock_files_carry_no_addresses() -> None:
    locked = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in locked
    assert "flask-sqlalchemy" in locked.lower()


@pytest.mark.parametrize("name", sorted(main.list_commands(click.Context(main))))
def test_every_command_is_named(name: str) -> None:
    assert f"`portrait {name}" in README


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_named(name: str) -> None:
    assert f"`PORTRAIT_{name.upper()}`" in README


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_question_type_is_named(name: str) -> None:
    assert re.search(rf"\b{name}\b", README)


def test_every_export_format_is_named() -> None:
    for one in FORMATS:
        assert {"html": "HTML", "md": "Markdown"}.get(
            one.extension, one.extension.upper()
        ) in README


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_format_of_answers_is_named(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", sorted(EXCHANGE))
def test_every_questionnaire_format_is_named(name: str) -> None:
    assert f"`{name}`" in README


def test_the_example_for_notebooks_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [example] = [block for block in BLOCKS if "find_themes" in block]
    exec(compile(example, "README.md", "exec"), {})
    assert "('pain',)" in capsys.readouterr().out
