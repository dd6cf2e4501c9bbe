"""`portrait banks`: look at question banks, check them, make them, bring them in, take them out.

Bad input is one clear line on standard error and exit code 2; a bank with something to mend, exit
code 1. What a format cannot carry over is listed on standard error; nothing is dropped in silence.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey_app.cli_admin import Trouble, read_settings
from survey_app.config import LANGUAGES

if TYPE_CHECKING:
    from survey_app.questionnaire import Question, Questionnaire
    from survey_app.questionnaire.banks import Bank
    from survey_app.questionnaire.exchange import Loss

FORMAT_NAMES = ("toml", "xlsform", "xlsform-md", "surveyjs", "pdf")
READ_NAMES = FORMAT_NAMES[:-1]
AUDIENCES = ("customer", "interviewer", "team", "analyst")
MINUTES_A_QUESTION = 0.6
_FILE = click.Path(path_type=Path)


@click.group()
def banks() -> None:
    """Look at the question banks, check files of your own, bring questions in and take them out."""


@banks.command("list")
def list_banks() -> None:
    """List the banks of this installation."""
    from survey_app.questionnaire import wording

    for path in _bank_files():
        bank = _load(path)
        title = wording(bank.title, "en")
        click.echo(f"{bank.id:20} {bank.n_questions:3} questions {bank.minutes:4} min  {title}")


@banks.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check_banks(paths: tuple[Path, ...]) -> None:
    """Say all that is wrong with bank files or folders of them (default: the installation's).

    Exit code 1 when there is anything to mend.
    """
    from survey_app.questionnaire.banks import check_bank

    files = [file for path in paths for file in _files_in(path)] if paths else _bank_files()
    n_problems = 0
    for file in files:
        for problem in check_bank(file):
            click.echo(str(problem))
            n_problems += 1
    if n_problems:
        click.echo(f"{n_problems} to mend in {len(files)} checked.", err=True)
        sys.exit(1)
    click.echo(f"{len(files)} checked, nothing to mend.")


@banks.command("show")
@click.argument("bank_id", metavar="ID")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def show_bank(bank_id: str, language: str) -> None:
    """Print a bank's sections, questions and choices in one language."""
    from survey_app.questionnaire import wording

    bank = _named(bank_id)
    click.echo(f"{wording(bank.title, language)} ({bank.id}, version {bank.version})")
    click.echo(wording(bank.purpose, language))
    for section in bank.sections:
        click.echo(f"\n{section.title.get(language, section.key)}")
        for question in section.questions:
            _show_question(question, language, "  ")


@banks.command("new")
@click.argument("bank_id", metavar="ID")
@click.option("--title", required=True, help="What the bank is called.")
@click.option("--languages", default="en,ru,zh", show_default=True, help="Codes with commas.")
@click.option("--force", is_flag=True, help="Write over a bank of that id.")
def new_bank(bank_id: str, title: str, languages: str, force: bool) -> None:
    """Write a file for a bank of your own, with one question to begin from.

    It stands in the folder of the banks; open it with any text editor.
    """
    codes = tuple(code for code in languages.replace(" ", "").split(",") if code)
    said = dict.fromkeys(codes, title)
    question = {"key": f"{bank_id}_1", "type": "text", "text": said}
    section = {"key": "first", "title": said, "questions": [question]}
    bank = _bank(
        {"sections": [section]}, bank_id, said, codes, said, ["customer"], minutes=1, source=""
    )
    path = _save(bank, force=force)
    click.echo(f"wrote {path}")
    click.echo("Write your questions into it, then run `portrait banks check`.", err=True)


@banks.command("import")
@click.argument("path", metavar="FILE", type=_FILE)
@click.option("--id", "bank_id", default="", help="Default: made of the file's name.")
@click.option("--from", "source", type=click.Choice(READ_NAMES), help="Default: told by the file.")
@click.option("--title", default="", help="Default: the form's own.")
@click.option("--purpose", default="", help="What the answers are for.")
@click.option("--audience", type=click.Choice(AUDIENCES), multiple=True, help="Default: customer.")
@click.option("--minutes", type=click.IntRange(1, 240), help="Default: estimated.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of wordings that name none.")
@click.option("--strict", is_flag=True, help="Write nothing if anything cannot be carried over.")
@click.option("--force", is_flag=True, help="Write over a bank of that id.")
def import_bank(
    path: Path,
    bank_id: str,
    source: str | None,
    title: str,
    purpose: str,
    audience: tuple[str, ...],
    minutes: int | None,
    language: str | None,
    strict: bool,
    force: bool,
) -> None:
    """Make a bank of a form: TOML, XLSForm (xlsx, md) or SurveyJS JSON.

    What cannot be carried over is listed on standard error.
    """
    from survey_app.questionnaire.exchange import bring
    from survey_app.questionnaire.exchange.names import as_key

    with _told():
        found = bring(_read(path), path.name, language=language or "", format=source or "")
    _list_losses(found.losses)
    if found.losses and strict:
        raise Trouble(f"{len(found.losses)} things cannot be carried over; nothing was written.")
    form = found.questionnaire
    titles = dict.fromkeys(form.languages, title) if title else dict(form.title)
    facts = found.bank
    n_questions = sum(1 for _ in form.iter_inputs())
    bank = _bank(
        form.to_dict(),
        bank_id or facts.get("id", "") or as_key(path.stem, "bank"),
        titles,
        form.languages,
        dict.fromkeys(form.languages, purpose) if purpose else facts.get("purpose", titles),
        list(audience) or facts.get("audience", ["customer"]),
        minutes=minutes or facts.get("minutes") or max(1, round(n_questions * MINUTES_A_QUESTION)),
        source=facts.get("source", ""),
    )
    if form.computed:
        names = ", ".join(computed.key for computed in form.computed)
        click.echo(f"A bank holds no computed values; left out: {names}.", err=True)
    click.echo(f"wrote {_save(bank, force=force)}")


@banks.command("export")
@click.argument("bank_id", metavar="ID|FILE")
@click.option("--to", "target", required=True, type=click.Choice(FORMAT_NAMES))
@click.option("--output", type=_FILE, help="File to write; default: the id with the right ending.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the printed form.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export_bank(
    bank_id: str, target: str, output: Path | None, language: str | None, force: bool
) -> None:
    """Write a bank as a form: own TOML, XLSForm, SurveyJS JSON, or a PDF to print."""
    from survey_app.questionnaire.banks import dump_bank
    from survey_app.questionnaire.exchange import format_for, take
    from survey_app.questionnaire.exchange.results import Taken

    bank = _named(bank_id)
    output = output or Path(f"{bank.id}.{format_for(target).EXTENSION}")
    if target == "toml":  # a bank's file is more than its questionnaire
        taken = Taken(dump_bank(bank).encode())
    else:
        with _told():
            taken = take(bank.questionnaire(), target, language=language or "")
    _write(output, taken.data, force=force)
    _list_losses(taken.losses)
    click.echo(f"wrote {output}")


@banks.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def diff_banks(old: str, new: str, language: str) -> None:
    """Say what changed between two banks or files, the gravest first.

    Cosmetic: wordings. Compatible: old answers stay good. Breaking: needs a new wave.
    """
    from survey_app.questionnaire import diff, gravest

    changes = diff(_form(old), _form(new))
    for change in changes:
        click.echo(f"{change.level:10} {change.sentence(language)}")
    worst = gravest(changes)
    click.echo(
        f"{len(changes)} changes, the gravest {worst}." if worst else "No changes.", err=True
    )


def _show_question(question: Question, language: str, indent: str) -> None:
    tags = f" → {', '.join(question.elicits)}" if question.elicits else ""
    text = question.text.get(language, "")
    click.echo(f"{indent}{question.key} [{question.type}]{tags}: {text}")
    for choice in question.choices:
        click.echo(f"{indent}    {choice.code}: {choice.text.get(language, '')}")
    for part in question.parts:
        _show_question(part, language, indent + "  ")


def _form(name: str) -> Questionnaire:
    """A bank by id, or any file that can be brought in."""
    from survey_app.questionnaire.exchange import bring

    path = Path(name)
    if not path.suffix or not path.exists():
        return _named(name).questionnaire()
    with _told():
        return bring(_read(path), path.name).questionnaire


def _named(name: str) -> Bank:
    """A bank by id, or by the path of its file."""
    path = Path(name)
    if path.suffix == ".toml":
        return _load(path)
    files = {file.stem: file for file in _bank_files()}
    if name not in files:
        raise Trouble(f"no bank '{name}'. There are: {', '.join(files) or 'none'}.")
    return _load(files[name])


def _bank(
    form: dict[str, Any],
    bank_id: str,
    title: dict[str, str],
    languages: tuple[str, ...],
    purpose: Any,
    audience: list[str],
    *,
    minutes: int,
    source: str,
) -> Bank:
    """Make a bank, or say in one line what must be mended in the form first."""
    from survey_app.questionnaire.banks import Bank, check_bank_data

    data = {
        "id": bank_id,
        "version": 1,
        "title": title,
        "purpose": purpose,
        "audience": audience,
        "minutes": minutes,
        "source": source,
        "languages": list(languages),
        "sections": form["sections"],
    }
    problems = check_bank_data(data, bank_id)
    if not _is_name(bank_id):
        raise Trouble(f"'{bank_id}' is no id. Use small Latin letters, digits and underscores.")
    if problems:
        for problem in problems[1:]:
            click.echo(str(problem), err=True)
        raise Trouble(f"{problems[0]} Mend it in the form and bring it again.")
    return Bank.from_dict(data)


def _is_name(bank_id: str) -> bool:
    from survey_app.questionnaire.exchange.names import as_key

    return as_key(bank_id, "") == bank_id


def _save(bank: Bank, *, force: bool) -> Path:
    from survey_app.questionnaire.banks import dump_bank

    path = read_settings().banks_dir / f"{bank.id}.toml"
    _write(path, dump_bank(bank).encode(), force=force)
    return path


def _write(path: Path, data: bytes, *, force: bool) -> None:
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError:
        raise Trouble(f"{path} is there already. Choose another name, or add --force.") from None
    except OSError as error:
        raise Trouble(f"{path} cannot be written ({error.strerror}).") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Trouble(f"{path} cannot be read ({error.strerror}).") from None


def _list_losses(losses: tuple[Loss, ...]) -> None:
    if not losses:
        return
    click.echo(f"Not carried over ({len(losses)}):", err=True)
    for loss in losses:
        click.echo(f"  {loss}", err=True)


class _told:  # noqa: N801  (reads as a word: with _told())
    """Turns what is wrong with a file into one line and exit code 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from survey_app.questionnaire import QuestionnaireError

        if isinstance(error, QuestionnaireError):
            raise Trouble(f"{error.sentence} {error.remedy}") from None


def _bank_files() -> list[Path]:
    return _files_in(read_settings().banks_dir)


def _files_in(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    files = sorted(path.glob("*.toml"))
    if not files:
        raise Trouble(f"no .toml file in {path}. Name a bank file or a folder of them.")
    return files


def _load(path: Path) -> Bank:
    from survey_app.questionnaire.banks import BankError, load_bank

    try:
        return load_bank(path)
    except BankError as error:
        raise Trouble(f"{error} Run `portrait banks check`.") from None
