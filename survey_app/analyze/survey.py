"""A table of responses as material: open answers become documents, closed ones traits."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_app.analyze.material import BadInput, Material, Person, Place
from survey_app.analyze.traits import OTHER, ClosedAnswers, closed_answers
from survey_app.analyze.words import Fact, listed
from survey_app.nlp import KINDS, Document, infer_elicits
from survey_app.sources import ColumnGuess, Table, guess_columns, guess_layout, read_table, require


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns to use, as the user named them; None or empty: to be guessed."""

    text: str = ""
    respondent: str = ""
    segments: str = ""


def read_survey(path: Path, wanted: Columns) -> Material:
    """Read a CSV or XLSX table; SourceError or BadInput where it cannot be used."""
    table = read_table(path.name, path)
    guesses = {guess.name: guess for guess in guess_columns(table)}
    layout = guess_layout(table)
    text = _named(wanted.text, table) if wanted.text else list(layout.text)
    segments = _named(wanted.segments, table) if wanted.segments else list(layout.segments)
    respondent = wanted.respondent or layout.respondent
    require(table, [respondent] if respondent else [])
    text = [column for column in text if column != respondent]
    segments = [column for column in segments if column not in (*text, respondent)]
    if not text:
        raise BadInput(
            f"{table.name}: no column looks like open answers. Name them with --text-columns; "
            f"there are: {listed(table.columns)}."
        )
    elicits = {column: infer_elicits(guesses[column].question) for column in text}
    closed = closed_answers(table, guesses, segments)
    people = _people(table, respondent, text, elicits, closed)
    documents, places = _documents(table, respondent, text, guesses, elicits)
    if not documents:
        raise BadInput(f"{table.name}: the open answers are all empty ({listed(tuple(text))}).")
    return Material(
        title=_title(path),
        documents=documents,
        people=people,
        traits=tuple(answers.trait for answers in closed),
        places=places,
        sources=_said(table, respondent, text, segments, guesses, elicits),
    )


def _named(option: str, table: Table) -> list[str]:
    """The columns of an option: one heading as it stands, or several with commas between."""
    if option in table.columns:
        return [option]
    names = [name.strip() for name in next(csv.reader([option], skipinitialspace=True), [])]
    names = list(dict.fromkeys(name for name in names if name))
    require(table, names)
    return names


def _row_people(table: Table, respondent: str | None) -> list[str]:
    """Whose row each row is; a row without an id is a person of its own."""
    ids = []
    for number, row in enumerate(table.rows, start=1):
        given = row[respondent] if respondent else str(number)
        ids.append(given or f"row {number}")
    return ids


def _documents(
    table: Table,
    respondent: str | None,
    text: Sequence[str],
    guesses: Mapping[str, ColumnGuess],
    elicits: Mapping[str, tuple[str, ...]],
) -> tuple[tuple[Document, ...], dict[str, Place]]:
    documents: list[Document] = []
    times: Counter[str] = Counter()
    for person, row in zip(_row_people(table, respondent), table.rows, strict=True):
        for column in text:
            if not any(letter.isalnum() for letter in row[column]):
                continue
            key = f"{person}:{column}"
            times[key] += 1
            if times[key] > 1:  # a person with several rows
                key = f"{key}#{times[key]}"
            question = guesses[column].question
            documents.append(Document(key, row[column], None, person, question, elicits[column]))
    return tuple(documents), {document.id: Place(document.id) for document in documents}


def _people(
    table: Table,
    respondent: str | None,
    text: Sequence[str],
    elicits: Mapping[str, tuple[str, ...]],
    closed: Sequence[ClosedAnswers],
) -> tuple[Person, ...]:
    order = {column: at for at, column in enumerate(table.columns)}
    asking = [column for column in text if elicits[column]]
    answered = [*text, *(column for answers in closed for column in answers.columns)]
    asked: dict[str, set[str]] = {}
    shown: dict[str, set[str]] = {}
    codes: dict[str, dict[str, tuple[str, ...]]] = {}
    for at, (person, row) in enumerate(
        zip(_row_people(table, respondent), table.rows, strict=True)
    ):
        # A form is answered from left to right: whoever gave a later answer was shown this one.
        reached = max((order[column] for column in answered if row[column].strip()), default=-1)
        kinds = asked.setdefault(person, set())
        kinds.update(
            kind
            for column in asking
            if order[column] <= reached
            for kind in elicits[column]
            if kind in KINDS
        )
        if not asking and any(row[column].strip() for column in text):
            kinds.update(KINDS)
        seen = shown.setdefault(person, set())
        own = codes.setdefault(person, {})
        for answers in closed:
            if min(order[column] for column in answers.columns) <= reached:
                seen.add(answers.trait.key)
            if answers.codes[at]:
                own[answers.trait.key] = answers.codes[at]
    return tuple(
        Person(
            id=person,
            label=f"R-{person}" if person[:1].isdigit() else person,
            asked=frozenset(asked[person]),
            traits=_single(own),
            asked_traits=frozenset(shown[person]),
            about=_about(own, closed),
        )
        for person, own in codes.items()
    )


def _single(codes: Mapping[str, tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    return {key: given[0] if len(given) == 1 else given for key, given in codes.items()}


def _about(codes: Mapping[str, tuple[str, ...]], closed: Sequence[ClosedAnswers]) -> str:
    """One closed answer that tells a reader who speaks: the first, no scale and not private."""
    for answers in closed:
        trait = answers.trait
        if trait.ordered or trait.sensitive or trait.elicits:
            continue
        for code in codes.get(trait.key, ()):
            if code != OTHER and code in trait.choices:
                return trait.choices[code]
    return ""


def _said(
    table: Table,
    respondent: str | None,
    text: Sequence[str],
    segments: Sequence[str],
    guesses: Mapping[str, ColumnGuess],
    elicits: Mapping[str, tuple[str, ...]],
) -> tuple[Fact, ...]:
    """What was read and how, for the report and the terminal."""
    facts = [
        Fact("table", {"name": table.name, "rows": len(table.rows), "columns": len(table.columns)}),
        Fact("respondent", {"column": respondent}) if respondent else Fact("row_each"),
    ]
    by_question: dict[str, list[str]] = {}
    for column in text:
        by_question.setdefault(guesses[column].question, []).append(column)
    for question, columns in by_question.items():
        kinds = tuple(kind for kind in elicits[columns[0]] if kind in KINDS)
        params = {"question": question, "columns": tuple(columns), "kinds": kinds}
        facts.append(Fact("question" if kinds else "question_open", params))
    if not any(elicits[column] for column in text):
        facts.append(Fact("all_kinds"))
    facts.append(
        Fact("segments", {"columns": tuple(segments)}) if segments else Fact("no_segments")
    )
    left = tuple(
        name
        for name, guess in guesses.items()
        if name not in (*text, *segments, respondent) and guess.role not in ("empty", "constant")
    )
    return (*facts, Fact("left_out", {"columns": left})) if left else tuple(facts)


def _title(path: Path) -> str:
    """A title from the file's name, or its folder's where the file is just 'responses.csv'."""
    stem = path.stem
    if stem.casefold() in ("responses", "answers", "data", "results", "survey", "export"):
        stem = path.resolve().parent.name or stem
    text = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return text[:1].upper() + text[1:]
