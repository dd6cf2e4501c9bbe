"""The commands that need no database: signals, themes, split, analyze."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

KINDS = ("pain", "goal", "objection", "praise", "any")

_Command = TypeVar("_Command", bound=Callable[..., Any])


class OneLine(click.ClickException):
    """Bad input: one line on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the message as one line."""
        click.echo("Error: " + " ".join(self.format_message().split()), err=True)


class PlainCommand(click.Command):
    """A command whose wrong options are told in one line too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, but without its page of help on an error."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise OneLine(f"{error.format_message()} Help: {ctx.command_path} --help") from None


@contextmanager
def told() -> Iterator[None]:
    """Turn what is wrong with the input into one line and exit code 2."""
    from survey_app.analyze.material import BadInput
    from survey_app.sources import SourceError

    try:
        yield
    except (BadInput, SourceError) as error:
        raise OneLine(str(error)) from None


def table_options(command: _Command) -> _Command:
    """The options that every command over a CSV file shares."""
    for option in reversed(
        (
            click.option("--input", "path", required=True, type=click.Path(path_type=Path),
                         help="CSV file in UTF-8 with a line of headings."),
            click.option("--id-column", required=True, help="Column with each row's id."),
            click.option("--text-column", required=True, help="Column with the text."),
            click.option("--output", required=True, type=click.Path(path_type=Path),
                         help="File to write."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(cls=PlainCommand)
@table_options
@click.option("--question-column", help="Column with the question that the text answers.")
@click.option("--elicits-column", help="Column with what it asks for: pain|goal|objection|praise.")
@click.option(
    "--language", default="auto", show_default=True, type=click.Choice(["auto", "en", "ru", "zh"])
)
def signals(
    path: Path,
    id_column: str,
    text_column: str,
    output: Path,
    question_column: str | None,
    elicits_column: str | None,
    language: str,
) -> None:
    """Find pains, goals, objections and praise in each row of a CSV file (JSON Lines)."""
    from survey_app.nlp import Document, find_signals

    with told():
        columns = [id_column, text_column, question_column, elicits_column]
        rows = _rows(path, columns)
        documents = (
            Document(
                id=row[id_column],
                text=row[text_column],
                language=None if language == "auto" else language,
                question=(row[question_column] or None) if question_column else None,
                elicits=_tags(row[elicits_column]) if elicits_column else (),
            )
            for row in rows
        )
        with _writing(output) as write:
            for found in find_signals(documents):
                write(_line(_signals_as_data(found)))


@click.command(cls=PlainCommand)
@table_options
@click.option("--respondent-column", help="Column that tells who wrote the row.")
@click.option("--kind", default="any", show_default=True, type=click.Choice(KINDS))
@click.option(
    "--vectors",
    default="off",
    show_default=True,
    metavar="auto|off|FOLDER",
    help="Sentence vectors for English, where they are installed, or the folder of a model.",
)
def themes(
    path: Path,
    id_column: str,
    text_column: str,
    output: Path,
    respondent_column: str | None,
    kind: str,
    vectors: str,
) -> None:
    """Group what the rows of a CSV file say into named themes (JSON)."""
    from survey_app.analyze.material import BadInput
    from survey_app.analyze.progress import ProgressBar
    from survey_app.analyze.theme_file import themes_as_data
    from survey_app.nlp import Document, find_themes

    with told():
        rows = _rows(path, [id_column, text_column, respondent_column])
        documents = [
            Document(
                id=row[id_column],
                text=row[text_column],
                respondent=(row[respondent_column] or None) if respondent_column else None,
            )
            for row in rows
        ]
        bar = ProgressBar()
        try:
            found = find_themes(documents, kind=kind, vectors=vectors, progress=bar)
        except ValueError as error:  # two rows with one id
            raise BadInput(f"{path.name}: {error}") from None
        finally:
            bar.close()
        with _writing(output) as write:
            write(_clean(json.dumps(themes_as_data([found]), ensure_ascii=False, indent=1)) + "\n")


@click.command(cls=PlainCommand)
@table_options
def split(path: Path, id_column: str, text_column: str, output: Path) -> None:
    """Split the texts of a CSV file into sentences (JSON Lines)."""
    from survey_app.nlp import split_sentences

    with told():
        rows = _rows(path, [id_column, text_column])
        with _writing(output) as write:
            for row in rows:
                spans = [[start, end] for start, end in split_sentences(row[text_column])]
                write(_line({"id": row[id_column], "sentences": spans}))


@click.command(cls=PlainCommand)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option(
    "--output", required=True, type=click.Path(path_type=Path), help="Folder to write to."
)
@click.option("--text-columns", default="", help="Columns with open answers: a,b,c.")
@click.option("--respondent-column", default="", help="Column that tells who answered.")
@click.option("--segment-columns", default="", help="Columns that cut people into groups: x,y.")
@click.option(
    "--language",
    default="auto",
    show_default=True,
    type=click.Choice(["auto", "en", "ru", "zh"]),
    help="Language of the report; auto: that of most answers.",
)
def analyze(
    paths: tuple[Path, ...],
    output: Path,
    text_columns: str,
    respondent_column: str,
    segment_columns: str,
    language: str,
) -> None:
    """Make personas of a table of responses (csv, xlsx) or a folder of notes and transcripts.

    Writes themes.json, personas.json, report.html and report.pdf. Columns that are not named are
    guessed, and the guess is said.
    """
    from survey_app.analyze.progress import ProgressBar
    from survey_app.analyze.reading import read_material
    from survey_app.analyze.report import main_language, make_bundle, write_files
    from survey_app.analyze.run import analyze as run
    from survey_app.analyze.survey import Columns
    from survey_app.nlp import detect_language

    with told():
        if output.exists() and not output.is_dir():
            raise OneLine(f"{output.name} is a file; --output wants a folder.")
        columns = Columns(text_columns, respondent_column, segment_columns)
        material = read_material(paths, columns)
        for fact in material.sources:
            click.echo(fact.text(), err=True)
        if language == "auto":
            language = main_language({d.id: detect_language(d.text) for d in material.documents})
        bar = ProgressBar()
        try:
            analysis = run(material, language=language, progress=bar)
            bar(0.96, "writing")
            bundle = make_bundle(analysis, language=language, made_at=datetime.now(UTC))
            written = write_files(analysis, bundle, output, lambda text: click.echo(text, err=True))
            bar(1.0, "done")
        finally:
            bar.close()
    for note in bundle.notes:
        click.echo(note)
    for sheet in bundle.personas:
        click.echo(f"persona: {sheet.name} ({sheet.n} of {sheet.n_respondents})")
    click.echo("wrote " + ", ".join(str(file) for file in written))


COMMANDS: tuple[click.Command, ...] = (signals, themes, split, analyze)


def _rows(path: Path, columns: Sequence[str | None]) -> list[dict[str, str]]:
    """The rows of a CSV file, cells exactly as they stand, so that offsets hold for the file."""
    from survey_app.sources import read_table, require

    table = read_table(path.name, path, strict=True)
    require(table, [column for column in columns if column])
    return table.rows


def _tags(cell: str) -> tuple[str, ...]:
    """What a cell says is asked for; several tags stand with | , or ; between them."""
    for mark in ",;":
        cell = cell.replace(mark, "|")
    return tuple(tag for part in cell.split("|") if (tag := part.strip().lower()))


def _signals_as_data(found: Any) -> dict[str, Any]:
    return {
        "id": found.document_id,
        "language": found.language,
        "signals": dict(found.scores),
        "labels": list(found.labels),
        "excerpts": [
            {
                "start": excerpt.start,
                "end": excerpt.end,
                "quote": excerpt.quote,
                "labels": list(excerpt.labels),
                "cues": [
                    {"name": cue.name, "start": cue.start, "end": cue.end, "weight": cue.weight}
                    for cue in excerpt.cues
                ],
            }
            for excerpt in found.excerpts
        ],
    }


def _line(data: dict[str, Any]) -> str:
    return _clean(json.dumps(data, ensure_ascii=False)) + "\n"


def _clean(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def _writing(output: Path) -> Iterator[Callable[[str], Any]]:
    """A function that appends text to the output file; what cannot be written is told."""
    from survey_app.analyze.material import BadInput

    try:
        stream = output.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInput(f"{output.name}: cannot be written ({error.strerror}).") from None
    with stream:
        yield stream.write
