"""Rows of a table as responses, with a sentence for each cell that cannot be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from survey_app.config import LANGUAGES
from survey_app.imports.mapping import FACT_MARK, parted
from survey_app.imports.moments import Moments
from survey_app.imports.tools import Tool
from survey_app.imports.values import QuestionReader, Unfit
from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.answers import clean
from survey_app.questionnaire.exchange.tongues import language_of
from survey_app.questionnaire.rule_program import program
from survey_app.sources import SourceError, Table

MAX_CELL_CHARS = 80


class Complaint(Protocol):
    """What is wrong, to be said in a language."""

    def in_language(self, language: str) -> str:
        """Say what to do, in a language of the interface."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that cannot be taken: where it stands, what it says, what to do."""

    line: int
    column: str
    cell: str
    error: Complaint


@dataclass(frozen=True, slots=True)
class Crooked:
    """A row with more cells than there are headings."""

    line: int
    found: int
    expected: int

    def in_language(self, language: str) -> str:
        """Say what to do."""
        facts: dict[str, object] = {"line": self.line, "found": self.found,
                                    "expected": self.expected}  # fmt: skip
        return SourceError("SR024", facts).message(language)


@dataclass(slots=True)
class Read:
    """One row: its line in the file, the answers, and what is known besides.

    ``finished`` is False where the file says when people completed it and not so for this one.
    """

    line: int
    answers: dict[str, Any]
    email: str = ""
    language: str = ""
    started: datetime | None = None
    completed: datetime | None = None
    finished: bool = True


@dataclass(slots=True)
class Prepared:
    """Rows that answer anything, the cells that cannot be taken, and how many rows are empty."""

    rows: list[Read] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    n_empty: int = 0


class RowReader:
    """Reads rows by what the columns are. Let it `see` them first: dates are read by all of them.

    ``targets`` are what each column is (see `mapping`), ``language`` that of rows that name none.
    """

    def __init__(
        self,
        columns: Sequence[str],
        targets: Mapping[str, str],
        questionnaire: Questionnaire,
        language: str,
        tool: Tool | None = None,
    ) -> None:
        self.columns, self.questionnaire = columns, questionnaire
        self.language = language if language in LANGUAGES else "en"
        self.blanks = tool.blanks if tool else frozenset()
        self._is_plain = program(questionnaire).plain
        self._facts: dict[str, int] = {}
        self._moments: dict[int, Moments] = {}
        self._asked: list[tuple[QuestionReader, list[int]]] = []
        self._spoken: dict[str, str] = {}
        places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for place, column in enumerate(columns):
            target = targets.get(column, "")
            if target.startswith(FACT_MARK):
                self._facts.setdefault(target.removeprefix(FACT_MARK), place)
            elif target:
                key, part = parted(target)
                places[key].append((place, part))
        for name in ("started", "completed"):
            if name in self._facts:
                self._moments[self._facts[name]] = Moments()
        for question in questionnaire.iter_inputs():
            if found := places.get(question.key):
                moments = Moments() if question.type == "date" else None
                if moments:
                    self._moments |= {place: moments for place, _ in found}
                reader = QuestionReader(question, [part for _, part in found], moments)
                self._asked.append((reader, [place for place, _ in found]))

    @property
    def needs_to_see(self) -> bool:
        """Whether any column has dates, which are read by the whole column."""
        return bool(self._moments)

    def see(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Look how dates are written in these rows."""
        for _, cells in rows if self._moments else ():
            for place, moments in self._moments.items():
                if place < len(cells):
                    moments.see(cells[place])

    def read(self, line: int, cells: Sequence[str], troubles: list[Trouble]) -> Read | None:
        """Read one row; None where it answers nothing. Never raises: troubles are added."""
        if len(cells) != len(self.columns):
            told = " · ".join(cells)[:MAX_CELL_CHARS]
            crooked = Crooked(line, len(cells), len(self.columns))
            troubles.append(Trouble(line, "", told, crooked))
            return None
        if self.blanks:
            cells = ["" if cell.lower() in self.blanks else cell for cell in cells]
        answers: dict[str, Any] = {}
        spoken = self._language(cells)
        for reader, places in self._asked:
            own = [cells[place] for place in places]
            try:
                answer, other = reader.read(own, spoken)
            except Unfit as unfit:
                place = next(place for place in places if cells[place].strip())
                told = cells[place][:MAX_CELL_CHARS]
                troubles.append(Trouble(line, self.columns[place], told, unfit.error))
                continue
            if answer is not None:
                answers[reader.question.key] = answer
                if other:
                    answers[reader.question.other_key] = other
        if not self._is_plain:
            answers = clean(self.questionnaire, answers)
        if not answers:
            return None
        return self._with_facts(Read(line, answers, language=spoken), cells)

    def _language(self, cells: Sequence[str]) -> str:
        place = self._facts.get("language")
        if place is None or not cells[place]:
            return self.language
        told = cells[place]
        if told not in self._spoken:
            self._spoken[told] = language_of(told) or self.language
        return self._spoken[told]

    def _with_facts(self, read: Read, cells: Sequence[str]) -> Read:
        if (place := self._facts.get("email")) is not None:
            read.email = cells[place].strip().lower()
        if (place := self._facts.get("started")) is not None:
            read.started = self._moments[place].read(cells[place])
        if (place := self._facts.get("completed")) is not None:
            read.completed = self._moments[place].read(cells[place])
            read.finished = bool(cells[place])
        return read


def prepare(
    table: Table,
    targets: Mapping[str, str],
    questionnaire: Questionnaire,
    language: str,
    tool: Tool | None = None,
) -> Prepared:
    """Read every row of a table by what its columns are. Never raises for a cell."""
    rows = [
        (line, [row[column] for column in table.columns])
        for line, row in zip(table.lines, table.rows, strict=True)
    ]
    reader = RowReader(table.columns, targets, questionnaire, language, tool)
    reader.see(rows)
    found = Prepared()
    for line, cells in rows:
        n_troubles = len(found.troubles)
        read = reader.read(line, cells, found.troubles)
        if read is not None:
            found.rows.append(read)
        elif len(found.troubles) == n_troubles or found.troubles[-1].column:
            found.n_empty += 1
    return found
