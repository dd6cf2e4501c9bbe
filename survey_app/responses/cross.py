"""One closed question by groups of respondents: counts, shares and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire import Question
from survey_app.questionnaire.model import Text
from survey_app.questionnaire.types import question_type
from survey_app.questionnaire.types.compound import asked_as
from survey_app.synthesis.prevalence import wilson_interval

FEWEST = 5
"""A group of fewer anonymous people is not shown: they might be recognised."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`n` of the group's people gave this answer; the share lies in low–high (95 %, Wilson)."""

    n: int
    asked: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """One column: a group of respondents and how many of them answered."""

    code: str
    label: Text
    n: int
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Answers (rows) by groups (columns). `hidden` groups were too small to be shown."""

    groups: tuple[Group, ...]
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...]
    hidden: int = 0


def cross_table(
    question: Question,
    groups: Sequence[tuple[str, Text]],
    answers: Iterable[tuple[Sequence[str], Any]],
    *,
    fewest: int = 1,
) -> CrossTable:
    """Count the answers to a question in each group.

    `groups` gives code and label of each column in order; `answers` the codes of the groups that
    a respondent belongs to (several ticks: several groups) and the answer. Groups of fewer than
    `fewest` people are left out and counted as hidden; groups without anybody are left out too.
    """
    kind = question_type(question.type)
    given: dict[str, list[Any]] = {code: [] for code, _label in groups}
    for codes, answer in answers:
        for code in codes:
            if code in given:
                given[code].append(answer)
    overall = kind.summary(question, [one for some in given.values() for one in some])
    shown = [(code, label) for code, label in groups if len(given[code]) >= max(fewest, 1)]
    hidden = sum(1 for code, _label in groups if 0 < len(given[code]) < fewest)
    columns: list[Group] = []
    counts: list[dict[str, int]] = []
    for code, label in shown:
        summary = kind.summary(question, given[code])
        columns.append(Group(code, label, summary.n, summary.figures))
        counts.append({row.code: row.count for row in summary.rows})
    by_code = {row.code: row.label for row in overall.rows}
    rows = tuple(
        (
            label,
            tuple(
                _cell(count.get(code, 0), group.n)
                for group, count in zip(columns, counts, strict=True)
            ),
        )
        for code, label in by_code.items()
    )
    return CrossTable(tuple(columns), rows if _comparable(question) else (), hidden)


def _cell(n: int, asked: int) -> Cell:
    return Cell(n, asked, *wilson_interval(min(n, asked), asked))


def _comparable(question: Question) -> bool:
    """Exact numbers fall into bands of their own in each group, so only their figures compare."""
    return question.type not in ("number", "money") or asked_as(question) != "exact"
