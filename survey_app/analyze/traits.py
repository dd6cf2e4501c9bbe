"""Closed answers out of a table's cells: spellings made one, rare answers put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey_app.sources import ColumnGuess, Table
from survey_app.synthesis import Trait

MAX_CHOICES = 12
"""So many of the most frequent answers of a question are kept; the rest is 'other'."""
MIN_PEOPLE = 3
"""An answer of fewer people is 'other' too, unless it is a step of a scale."""
MAX_CHARS = 60
OTHER = "other"
"""Not a choice of the trait: 'other' says nothing of a group and is never shown as a statement."""

# A heading that names one of these tells something about the person that is nobody's business
# unless many share it.
SENSITIVE = re.compile(
    r"\b(?:age|gender|sex|birth\w*|ethnic\w*|race|religio\w*|marital|famil\w*|child\w*|kids"
    r"|income|salary|health|disab\w*)\b|возраст|\bпол\b|семь|семей|дет(?:и|ей)|доход|зарплат"
    r"|религи|здоров|年龄|性别|婚|子女|孩子|收入|民族|宗教|健康",
    re.IGNORECASE,
)
TAGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("usage", re.compile(
        r"how (?:often|long|frequent\w*)|frequency|usage|\bused?\b|как (?:часто|давно|долго)"
        r"|частота|пользу|多久|频率|使用", re.IGNORECASE)),
    ("budget", re.compile(
        r"budget|spend|price|plan\b|tariff|бюджет|тариф|预算|套餐", re.IGNORECASE)),
    ("info_source", re.compile(
        r"(?:learn|hear|heard|find|found) (?:about|out|of)|news source|откуда .*узна|где .*узна"
        r"|从哪里|渠道|得知", re.IGNORECASE)),
    ("decision_role", re.compile(
        r"decision|decide|who (?:buys|chooses|approves)|решени|决策|决定", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClosedAnswers:
    """One closed question: its trait, the columns it takes, and each row's codes."""

    trait: Trait
    columns: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]


def closed_answers(
    table: Table, guesses: Mapping[str, ColumnGuess], columns: Sequence[str]
) -> list[ClosedAnswers]:
    """The closed questions of the named columns; numbered columns of one question become one."""
    groups: dict[str, list[str]] = {}
    for column in columns:
        groups.setdefault(guesses[column].group or column, []).append(column)
    return [_question(table, guesses[names[0]], key, names) for key, names in groups.items()]


def _question(table: Table, guess: ColumnGuess, key: str, columns: list[str]) -> ClosedAnswers:
    answers = [
        [
            part
            for column in columns
            for part in _parts(row[column], guess.separator)
            if any(letter.isalnum() for letter in part)
        ]
        for row in table.rows
    ]
    kept = _kept(answers, guess)
    codes = tuple(
        tuple(dict.fromkeys(_code(answer, kept) for answer in given)) for given in answers
    )
    return ClosedAnswers(
        Trait(
            key=key,
            label=guess.question,
            choices=kept,
            ordered=guess.ordered,
            sensitive=bool(SENSITIVE.search(guess.question)),
            elicits=_tags(guess.question),
        ),
        tuple(columns),
        codes,
    )


def _tags(question: str) -> tuple[str, ...]:
    if SENSITIVE.search(question):
        return ("demographic",)
    return tuple(tag for tag, pattern in TAGS if pattern.search(question))[:1]


def _parts(cell: str, separator: str) -> Iterable[str]:
    if not cell.strip():
        return []
    parts = cell.split(separator) if separator else [cell]
    return [part.strip() for part in parts if part.strip()]


def _kept(answers: Sequence[Sequence[str]], guess: ColumnGuess) -> dict[str, str]:
    """The answers worth telling apart, code -> its most usual spelling, in the order of the scale.

    Without a scale the most frequent come first.
    """
    spellings: dict[str, Counter[str]] = {}
    people: Counter[str] = Counter()
    for given in answers:
        people.update({_folded(answer) for answer in given})
        for answer in given:
            spellings.setdefault(_folded(answer), Counter())[answer] += 1
    shown = {
        code: min(counts, key=lambda text: (-counts[text], text))[:MAX_CHARS]
        for code, counts in spellings.items()
    }
    if guess.ordered:
        steps = dict.fromkeys(_folded(level) for level in guess.levels)
        return {code: shown[code] for code in steps if code in shown}
    n_at_least = MIN_PEOPLE if len(people) > MAX_CHOICES else 1
    frequent = sorted(people, key=lambda code: (-people[code], code))[:MAX_CHOICES]
    return {code: shown[code] for code in frequent if people[code] >= n_at_least and code != OTHER}


def _code(answer: str, kept: Mapping[str, str]) -> str:
    """The kept answer that this one is, or holds in so many words ('senior data scientist')."""
    folded = _folded(answer)
    if folded in kept:
        return folded
    inside = [code for code in kept if re.search(rf"(?<!\w){re.escape(code)}(?!\w)", folded)]
    return max(inside, key=lambda code: (len(code), code)) if inside else OTHER


def _folded(answer: str) -> str:
    return " ".join(re.sub(r"[\s.,;:/_-]+", " ", answer.casefold()).split()) or answer.casefold()
