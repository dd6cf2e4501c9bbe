"""A survey made of a table's headings, for answers that no survey here has asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from survey_app.imports.headings import coded, says_other, stems
from survey_app.imports.mapping import FACT_MARK, fact_of
from survey_app.imports.tools import Tool
from survey_app.imports.values import folded, is_tick
from survey_app.questionnaire import Choice, Question, Questionnaire, Section
from survey_app.questionnaire.exchange.names import Names
from survey_app.questionnaire.exchange.plain import OTHER_TEXT
from survey_app.sources import ColumnGuess, Table, guess_columns

MAX_LABEL_CHARS = 300
MAX_TITLE_CHARS = 200
MAX_ROW_LEVELS = 11
MAX_LEVEL_CHARS = 60
_TITLES = {"en": "Answers", "ru": "Ответы", "zh": "回答"}


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring columns that are one question: its words, and each column's choice or row."""

    text: str
    columns: tuple[tuple[ColumnGuess, str], ...]


def definition_of(
    table: Table, tool: Tool | None, *, title: str, language: str
) -> tuple[Questionnaire, dict[str, str]]:
    """Make a survey of a table's headings, and say which column answers which question.

    A column becomes a question of the type that its cells look like; columns with one choice or
    one row each become one question. Facts and technical columns are left out.
    """
    maker = _Maker(table, language)
    for guess in guess_columns(table):
        own = fact_of(guess.name, tool)
        if own is None and guess.role == "email":
            own = "email"
        if own is None and guess.role == "id":
            own = "respondent"
        if own is not None or guess.role in ("technical", "name", "phone"):
            maker.targets[guess.name] = f"{FACT_MARK}{own}" if own else ""
        else:
            maker.waiting.append(guess)
    maker.make()
    said = {language: title[:MAX_TITLE_CHARS] or _TITLES[language]}
    section = Section("answers", {language: _TITLES[language]}, questions=tuple(maker.questions))
    return Questionnaire(said, (language,), (section,) if maker.questions else ()), maker.targets


def _stem(heading: str) -> tuple[str, str]:
    """The question in a heading and the choice or row behind it, without the tool's codes."""
    found = coded(heading)
    return next(stems(found[2] if found and found[2] else heading), ("", ""))


class _Maker:
    """Turns columns into questions, one after the other."""

    def __init__(self, table: Table, language: str) -> None:
        self.language = language
        self.names = Names()
        self.questions: list[Question] = []
        self.targets: dict[str, str] = {}
        self.waiting: list[ColumnGuess] = []
        self._values = {
            column: {row[column] for row in table.rows if row[column]} for column in table.columns
        }

    def make(self) -> None:
        """Make a question of each run of columns and of each column that stands alone."""
        for run in self._runs():
            together = len(run.columns) > 1 and (self._ticks(run) or self._rows(run))
            if not together:
                for guess, _ in run.columns:
                    self._alone(guess)

    def _runs(self) -> Iterator[_Run]:
        """Neighbours with the same question in their headings; else choices alone."""
        stem = {one.name: _stem(one.name) for one in self.waiting}
        for text, found in groupby(self.waiting, lambda one: stem[one.name][0]):
            columns = list(found)
            if text:
                yield _Run(text, tuple((one, stem[one.name][1]) for one in columns))
                continue
            for alone, group in groupby(columns, self._is_choice):
                members = list(group)
                if alone and len(members) > 1:
                    words = ", ".join(one.name for one in members)
                    yield _Run(words, tuple((one, one.name) for one in members))
                else:
                    yield from (_Run("", ((one, ""),)) for one in members)

    def _is_choice(self, guess: ColumnGuess) -> bool:
        """Whether a column says its own heading or nothing, as Typeform writes a ticked choice."""
        values = {folded(value) for value in self._values[guess.name]}
        return values == {folded(guess.name)}

    def _ticks(self, run: _Run) -> bool:
        """Several choices, one a column; the column of 'other' may say anything."""
        ticked = [(one, part) for one, part in run.columns if not says_other(part)]
        if not ticked or not any(self._values[one.name] for one, _ in ticked):
            return False
        if not all(is_tick(v, part) for one, part in ticked for v in self._values[one.name]):
            return False
        question_names = Names(taken=("other",))
        choices: list[Choice] = []
        key = self.names.fresh(run.text, "question")
        for one, part in run.columns:
            if says_other(part):
                self.targets[one.name] = f"{key}__other"
                continue
            code = question_names.fresh(part, "choice")
            choices.append(Choice(code, {self.language: part[:MAX_LABEL_CHARS]}))
            self.targets[one.name] = f"{key}.{code}"
        self.questions.append(
            self._asked(key, "multi", run.text, choices=self._with_other(choices))
        )
        return True

    def _rows(self, run: _Run) -> bool:
        """Rows judged alike: each column has few, short values of the same kind."""
        values = {value for one, _ in run.columns for value in self._values[one.name]}
        levels = sorted(values, key=lambda v: (not v.isdigit(), int(v) if v.isdigit() else 0, v))
        short = all(len(value) <= MAX_LEVEL_CHARS for value in levels)
        if not 1 < len(levels) <= MAX_ROW_LEVELS or not short:
            return False
        key = self.names.fresh(run.text, "question")
        rows, codes = Names(), Names()
        items = [Choice(rows.fresh(part, "row"), {self.language: part[:MAX_LABEL_CHARS]})
                 for _, part in run.columns]  # fmt: skip
        choices = [Choice(codes.fresh(level, "choice"), {self.language: level}) for level in levels]
        for (one, _), item in zip(run.columns, items, strict=True):
            self.targets[one.name] = f"{key}.{item.code}"
        asked = self._asked(key, "matrix", run.text, choices=choices, items=items)
        self.questions.append(asked)
        return True

    def _alone(self, guess: ColumnGuess) -> None:
        if guess.role == "empty":
            self.targets[guess.name] = ""
            return
        key = self.names.fresh(guess.name, "question")
        self.targets[guess.name] = key
        text = guess.question or guess.name
        levels = [level for level in guess.levels if level.strip()]
        if guess.role in ("number", "date"):
            self.questions.append(self._asked(key, guess.role, text))
        elif guess.role == "closed" and len(levels) > 1:
            codes = Names(taken=("other",))
            choices = [Choice(codes.fresh(one, "choice"), {self.language: one}) for one in levels]
            kind = "multi" if guess.separator else "single"
            self.questions.append(self._asked(key, kind, text, choices=self._with_other(choices)))
        else:
            self.questions.append(self._asked(key, "text", text))

    def _asked(
        self,
        key: str,
        kind: str,
        text: str,
        *,
        choices: Sequence[Choice] = (),
        items: Sequence[Choice] = (),
    ) -> Question:
        said = {self.language: text[:MAX_LABEL_CHARS]}
        return Question(key, kind, said, choices=tuple(choices), items=tuple(items))

    def _with_other(self, choices: Sequence[Choice]) -> list[Choice]:
        other = Choice("other", {self.language: OTHER_TEXT[self.language]}, other=True)
        return [*choices, other]
