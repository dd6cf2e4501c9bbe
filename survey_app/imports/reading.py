"""Rows of a table as responses, with a sentence for each cell that cannot be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from survey_app.config import LANGUAGES
from survey_app.imports.mapping import FACT_MARK, parted
from survey_app.imports.values import Unfit, answer_of, moments, words_of
from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.answers import clean
from survey_app.questionnaire.exchange.tongues import language_of
from survey_app.questionnaire.types.base import AnswerError
from survey_app.sources import Table

MAX_CELL_CHARS = 80


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that cannot be taken: where it stands, what it says, what to do."""

    line: int
    column: str
    cell: str
    error: AnswerError


@dataclass(slots=True)
class Read:
    """One row: its line in the file, the answers, and what is known besides."""

    line: int
    answers: dict[str, Any]
    email: str = ""
    language: str = ""
    started: datetime | None = None
    completed: datetime | None = None


@dataclass(slots=True)
class Prepared:
    """All rows that answer anything, the cells that cannot be taken, and the empty rows."""

    rows: list[Read] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    n_empty: int = 0


def prepare(
    table: Table, targets: Mapping[str, str], questionnaire: Questionnaire, language: str
) -> Prepared:
    """Read every row by what its columns are. Never raises for a cell."""
    found = Prepared()
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    facts: dict[str, str] = {}
    for column in table.columns:
        target = targets.get(column, "")
        if target.startswith(FACT_MARK):
            facts.setdefault(target.removeprefix(FACT_MARK), column)
        elif target:
            key, part = parted(target)
            columns[key].append((column, part))
    asked = {
        question.key: question
        for question in questionnaire.iter_inputs()
        if question.key in columns
    }
    words = {key: words_of(question) for key, question in asked.items()}
    times = {
        name: moments([row[facts[name]] for row in table.rows])
        for name in ("started", "completed")
        if name in facts
    }
    for place, (line, row) in enumerate(zip(table.lines, table.rows, strict=True)):
        told = row.get(facts.get("language", ""), "")
        spoken = language_of(told) or (language if language in LANGUAGES else "en")
        read = Read(line, {}, language=spoken)
        for key, question in asked.items():
            cells = [(part, row[column]) for column, part in columns[key]]
            try:
                answer, other = answer_of(question, cells, spoken, words[key])
            except Unfit as unfit:
                column, cell = next((c, row[c]) for c, _ in columns[key] if row[c].strip())
                found.troubles.append(Trouble(line, column, cell[:MAX_CELL_CHARS], unfit.error))
                continue
            if answer is not None:
                read.answers[key] = answer
                if other:
                    read.answers[question.other_key] = other
        read.answers = clean(questionnaire, read.answers)
        if not read.answers:
            found.n_empty += 1
            continue
        read.email = row.get(facts.get("email", ""), "").strip().lower()
        read.started = times["started"][place] if "started" in times else None
        read.completed = times["completed"][place] if "completed" in times else None
        found.rows.append(read)
    return found
