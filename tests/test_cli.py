"""The command line: what it prints, what it refuses, and that one line says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.orm import Session

from survey_app import cli_admin, doctor
from survey_app.accounts import queries
from survey_app.cli import main
from survey_app.config import REPOSITORY, Settings
from tests.builders import PASSWORD, Cast

FRESH = "a fresh sentence for signing in"


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, words, input=typed, prog_name="portrait")


def refused(*words: str, typed: str = "") -> str:
    """What stands on standard error: one line, and the exit code is 2."""
    result = run(*words, typed=typed)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


@pytest.fixture
def installation(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Commands work on the test's database instead of the environment's."""
    monkeypatch.setattr(cli_admin, "_app", lambda: app)
    return app


def test_help_names_every_command() -> None:
    shown = run("--help").output
    for name in ("banks", "user", "study", "doctor", "db", "serve", "worker"):
        assert f"\n  {name} " in shown


@pytest.mark.parametrize("group", ["banks", "user", "study", "db"])
def test_every_command_of_a_group_says_what_it_does(group: str) -> None:
    command = main.commands[group]
    assert command.help
    assert all(one.help for one in command.commands.values())  # type: ignore[attr-defined]


def test_every_setting_has_a_description() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_banks_are_listed_with_their_size() -> None:
    lines = run("banks", "list").output.splitlines()
    assert len(lines) == len(list((REPOSITORY / "question_banks").glob("*.toml")))
    assert any(line.startswith("persona20") and "20 questions" in line for line in lines)


def test_the_shipped_banks_have_nothing_to_mend() -> None:
    result = run("banks", "check")
    assert result.exit_code == 0
    assert "nothing to mend" in result.output


def test_a_broken_bank_gives_a_line_for_each_problem_and_exit_code_1(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('id = "other"\nversion = 1\nminutes = 900\naudience = ["customer"]\n')
    result = run("banks", "check", str(tmp_path))
    assert result.exit_code == 1
    codes = [line.split()[0] for line in result.stdout.splitlines()]
    assert "QB006" in codes, "id and file name differ"
    assert "QB028" in codes, "900 minutes"
    assert all(str(path) in line for line in result.stdout.splitlines())


def test_a_bank_file_that_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    assert run("banks", "check", str(tmp_path / "none.toml")).exit_code == 2
    assert "no .toml file" in refused("banks", "check", str(tmp_path))


def test_a_bank_is_shown_in_a_language() -> None:
    shown = run("banks", "show", "what", "--language", "ru").output
    assert "what_1 [text]" in shown
    assert "?" in shown
    assert any("а" <= letter <= "я" for letter in shown)


def test_an_unknown_bank_is_answered_with_the_known_ones() -> None:
    assert "persona20" in refused("banks", "show", "nothing")
    assert run("banks", "show", "what", "--language", "xx").exit_code == 2


def test_a_user_is_added_with_a_typed_password(
    installation: Flask, cast: Cast, session: Session
) -> None:
    result = run("user", "add", "Nina@Portrait.Example", "--name", "Nina", typed=f"{FRESH}\n")
    assert result.exit_code == 0, result.output
    assert FRESH not in result.output
    session.expire_all()
    nina = queries.user_by_email(session, "nina@portrait.example")
    assert nina is not None
    assert not nina.is_admin
    assert nina.password
    assert FRESH not in nina.password


def test_the_first_user_sets_portrait_up(installation: Flask, session: Session) -> None:
    assert "--workspace" in refused("user", "add", "ada@portrait.example", "--name", "Ada")
    words = ("user", "add", "ada@portrait.example", "--name", "Ada", "--workspace", "Northwind")
    assert run(*words, typed=f"{FRESH}\n").exit_code == 0
    session.expire_all()
    assert [one.is_admin for one in queries.users(session)] == [True]


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "no address", "--name", "N"), "", "no address"),
        (("add", "new@portrait.example", "--name", " "), "", "name is empty"),
        (("add", "new@portrait.example", "--name", "N"), "short\n", "10 to 256"),
        (("add", "rita@portrait.example", "--name", "R"), FRESH, "is a user already"),
        (("password", "nobody@portrait.example"), FRESH, "no user"),
        (("password", "rita@portrait.example"), "", "10 to 256"),
        (("admin", "nobody@portrait.example"), "", "no user"),
        (("admin", "ada@portrait.example", "--revoke"), "", "only administrator"),
    ],
)
def test_bad_input_about_users_is_one_line_and_changes_nothing(
    installation: Flask,
    cast: Cast,
    session: Session,
    words: tuple[str, ...],
    typed: str,
    said: str,
) -> None:
    before = [(one.email, one.password, one.is_admin) for one in queries.users(session)]
    assert said in refused("user", *words, typed=typed)
    session.expire_all()
    assert [(one.email, one.password, one.is_admin) for one in queries.users(session)] == before


def test_a_new_password_ends_all_sessions(
    installation: Flask, cast: Cast, session: Session
) -> None:
    before = (cast.viewer.password, cast.viewer.fs_uniquifier)
    assert run("user", "password", cast.viewer.email, typed=f"{FRESH}\n").exit_code == 0
    session.expire_all()
    assert cast.viewer.password != before[0]
    assert cast.viewer.fs_uniquifier != before[1]


def test_the_admin_right_is_given_and_taken(
    installation: Flask, cast: Cast, session: Session
) -> None:
    assert run("user", "admin", cast.viewer.email).exit_code == 0
    assert run("user", "admin", cast.admin.email, "--revoke").exit_code == 0
    session.expire_all()
    assert cast.viewer.is_admin
    assert not cast.admin.is_admin


def test_users_and_studies_are_listed(installation: Flask, cast: Cast) -> None:
    users = run("user", "list").output
    assert f"{cast.admin.email:36}" in users
    assert users.count(" admin\n") == 1
    assert PASSWORD not in users
    studies = run("study", "list").output
    assert cast.study.slug in studies
    assert cast.other_study.slug in studies


def test_commands_without_tables_say_how_to_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTRAIT_INSTANCE", str(tmp_path / "new"))
    assert "portrait db upgrade" in refused("user", "list")


def test_a_setting_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTRAIT_SMTP_PORT", "many")
    assert "PORTRAIT_SMTP_PORT" in refused("doctor")


def test_the_doctor_says_what_is_missing_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTRAIT_INSTANCE", str(tmp_path / "new"))
    monkeypatch.setenv("PORTRAIT_SMPT_HOST", "mail.example")
    result = run("doctor", "--settings")
    assert result.exit_code == 1
    assert "Did you mean PORTRAIT_SMTP_HOST?" in result.output
    assert "portrait db upgrade" in result.output
    for name in Settings.model_fields:
        assert f"PORTRAIT_{name.upper()} " in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_finds_a_migrated_database_up_to_date(app: Flask, settings: Settings) -> None:
    assert doctor.database(settings).level == "ok"
    assert doctor.instance(settings).level == "ok"


def test_the_doctor_shows_no_secret(tmp_path: Path) -> None:
    settings = Settings(
        instance=tmp_path,
        smtp_password="hush-1",  # type: ignore[arg-type]
        secret_key="hush-2",  # type: ignore[arg-type]
        queue_url="redis://user:hush-3@host/0",
        database_url="postgresql+psycopg://user:hush-4@127.0.0.1:1/none",
    )
    findings = doctor.examine(settings, {})
    assert "hush" not in "\n".join(doctor.setting_lines(settings)) + str(findings)
    assert doctor.secret_key(settings).level == "look", "a key of 6 characters is short"
    assert doctor.database(settings).level == "missing"


def test_the_doctor_minds_a_key_that_others_can_read(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    path = tmp_path / "secret_key"
    path.write_text("x" * 64)
    path.chmod(0o644)
    assert doctor.secret_key(settings).remedy == f"chmod 600 {path}"
    path.chmod(0o600)
    assert doctor.secret_key(settings).level == "ok"


@pytest.mark.parametrize(
    ("url", "smtp_host", "level"),
    [
        ("http://localhost:8000", "", "ok"),
        ("http://localhost:8000", "mail.example", "missing"),
        ("http://survey.example", "", "look"),
        ("https://survey.example", "mail.example", "ok"),
    ],
)
def test_the_doctor_checks_where_links_lead(url: str, smtp_host: str, level: str) -> None:
    assert doctor.address(Settings(base_url=url, smtp_host=smtp_host)).level == level
