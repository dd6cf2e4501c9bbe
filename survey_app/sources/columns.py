"""What the columns of a table are: who answered, open answers, closed ones, and what cuts groups.

Every guess is for showing and correcting: `guess_columns` tells what each column seems to be,
`guess_layout` which ones an analysis would use.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from survey_app.sources.bands import ordered_levels
from survey_app.sources.headings import is_trait, known_kind, numbered, question_of, write_in_of
from survey_app.sources.tables import Table

ColumnRole = Literal[
    "id", "text", "closed", "number", "date", "email", "name", "phone",
    "write_in", "technical", "constant", "empty",
]  # fmt: skip

MAX_LEVELS = 12
MAX_MULTI_LEVELS = 40
# Closed answers repeat: at most this share of the filled cells are different ones …
MAX_CLOSED_DISTINCT_SHARE = 0.3
# … and are short; open answers are at least two words long on average.
MAX_CLOSED_CHARS = 80
MIN_TEXT_WORDS = 2.0
ONE_KIND_SHARE = 0.9

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_PHONE = re.compile(r"^\+?[\d\s().-]{7,20}$")
_NUMBER = re.compile(r"^[+-−]?(?:\d{1,3}(?:[ \u00a0,.']\d{3})+|\d+)(?:[.,]\d+)?\s*[%€$£¥₽]?$")
_DATE = re.compile(
    r"^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
    r"(?:[T\s].{0,30})?$"
)
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column seems to be.

    `question` is the heading in a person's words; `group` is the common stem of numbered columns
    that are one question asked several times ('pains' of pains_1 … pains_3), else None.
    `levels` are a closed column's values, from least to most if `ordered`, else the most
    frequent first; of a multiple choice (`separator` not '') they are the single choices.
    `is_segment` says that the column can cut respondents into groups worth comparing.
    """

    name: str
    role: ColumnRole
    question: str
    group: str | None
    n_filled: int
    n_distinct: int
    levels: tuple[str, ...] = ()
    ordered: bool = False
    separator: str = ""
    is_segment: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns an analysis would use: who answered, the open answers, the segments.

    `respondent` is None where no column says who answered: then each row is a respondent.
    """

    respondent: str | None
    text: tuple[str, ...]
    segments: tuple[str, ...]


def guess_columns(table: Table) -> list[ColumnGuess]:
    """Guess what each column is, in the order of the table."""
    guesses = [_guess(table, column) for column in table.columns]
    guesses = _grouped(guesses)
    closed = frozenset(g.name for g in guesses if g.role == "closed")
    return [
        replace(g, role="write_in", levels=(), is_segment=False)
        if g.role in ("text", "closed", "constant") and write_in_of(g.name, closed)
        else g
        for g in guesses
    ]


def guess_layout(table: Table) -> Layout:
    """Choose the columns for an analysis out of the guesses.

    Segments are traits (role, industry …) and ordered bands; in a table with neither, the
    closed questions of two to eight answers.
    """
    guesses = guess_columns(table)
    ids = [g for g in guesses if g.role == "id"]
    segments = [g.name for g in guesses if g.is_segment]
    if not segments:
        segments = [g.name for g in guesses if g.role == "closed" and 2 <= len(g.levels) <= 8]
    return Layout(
        respondent=ids[0].name if ids else None,
        text=tuple(g.name for g in guesses if g.role == "text"),
        segments=tuple(segments),
    )


def _guess(table: Table, column: str) -> ColumnGuess:
    values = [row[column].strip() for row in table.rows if row[column].strip()]
    counts = Counter(values)
    bare = ColumnGuess(column, "empty", question_of(column), None, len(values), len(counts))
    if not values:
        return bare
    role = _plain_role(column, values, counts, first=column == table.columns[0])
    if role is not None:
        return replace(bare, role=role)
    if len(counts) == 1 and len(values) > 1 and not is_trait(column):
        return replace(bare, role="constant", levels=(values[0],))
    closed = _closed(bare, values, counts)
    if closed is not None:
        return closed
    return replace(bare, role="number" if _share(_NUMBER, values) >= ONE_KIND_SHARE else "text")


def _plain_role(
    column: str, values: list[str], counts: Counter[str], *, first: bool
) -> ColumnRole | None:
    """Tell the roles that the heading or the form of the values gives away."""
    known = known_kind(column)
    if _share(_EMAIL, values) >= ONE_KIND_SHARE:
        return "email"
    all_short = max(map(len, values)) <= 64
    if known == "id" and all_short:
        return "id"
    if known == "technical" and _mean_words(values) < 5:
        return "technical"
    if known == "name" and all_short:
        return "name"
    if known == "phone" and _share(_PHONE, values) >= 0.5:
        return "phone"
    if _share(_DATE, values) >= ONE_KIND_SHARE:
        return "date"
    one_word = all(len(v.split()) == 1 and len(v) <= 40 for v in values)
    with_digits = sum(any(c.isdigit() for c in v) for v in values) >= ONE_KIND_SHARE * len(values)
    if first and one_word and with_digits and len(counts) == len(values) > 1:
        return "id"
    return None


def _closed(bare: ColumnGuess, values: list[str], counts: Counter[str]) -> ColumnGuess | None:
    """Return the guess of a closed question, single or multiple, or None if it is open."""
    trait = is_trait(bare.name)
    n = len(values)
    numeric = _share(_NUMBER, values) >= ONE_KIND_SHARE
    if numeric:
        steps = [v for v in counts if re.fullmatch(r"\d{1,2}", v) and int(v) <= 10]
        if len(steps) < len(counts) or (n < 2 * len(counts) and not trait):
            return None
        levels = tuple(sorted(counts, key=int))
        return replace(bare, role="closed", levels=levels, ordered=True, is_segment=trait)
    # A closed question may end in 'Other', where a few people write at length.
    short = sum(len(v) <= MAX_CLOSED_CHARS for v in values) >= 0.75 * n
    few = len(counts) <= MAX_LEVELS and n >= 2 * len(counts)
    repeating = n >= 10 and len(counts) <= MAX_CLOSED_DISTINCT_SHARE * n
    words = _mean_words(values)
    if short and (few or (repeating and len(counts) <= MAX_MULTI_LEVELS)):
        several = len(counts) > MAX_LEVELS or any(";" in v or "|" in v for v in counts)
        multiple = _multiple(bare, values) if several else None
        return multiple or _levelled(bare, counts, trait)
    multiple = _multiple(bare, values)
    if multiple is not None:
        return multiple
    if trait and words <= 6:
        return _levelled(bare, counts, trait)
    ordered = ordered_levels(counts) if len(counts) <= MAX_LEVELS else None
    if ordered or (n > len(counts) and n < 10 and words < MIN_TEXT_WORDS):
        return _levelled(bare, counts, trait)
    return None


def _levelled(bare: ColumnGuess, counts: Counter[str], trait: bool) -> ColumnGuess:
    ordered = ordered_levels(counts) if len(counts) <= MAX_LEVELS * 2 else None
    by_frequency = tuple(sorted(counts, key=lambda v: (-counts[v], v)))
    return replace(
        bare,
        role="closed",
        levels=ordered or by_frequency,
        ordered=ordered is not None,
        is_segment=trait or ordered is not None,
    )


def _multiple(bare: ColumnGuess, values: list[str]) -> ColumnGuess | None:
    """Recognise several choices in one cell, such as 'comfortable;quick' or 'Biology, Physics'."""
    for separator in (";", "|", "\n", ", "):
        cut = re.compile(r",\s+(?![^()]*\))" if separator == ", " else re.escape(separator))
        joined_cells = sum(bool(cut.search(v)) for v in values)
        if len(values) < 10 or joined_cells < 0.1 * len(values):
            continue
        parts = Counter(p.strip() for v in values for p in cut.split(v) if p.strip())
        n_parts = sum(parts.values())
        frequent = [p for p, count in parts.most_common(MAX_MULTI_LEVELS) if count > 1]
        covered = sum(parts[p] for p in frequent)
        if covered >= 0.8 * n_parts and max(map(len, frequent)) <= MAX_CLOSED_CHARS:
            return replace(bare, role="closed", levels=tuple(frequent), separator=separator)
    return None


def _grouped(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Put numbered columns together; the members of a group that are filled share one role."""
    series: defaultdict[str, list[tuple[int, ColumnGuess]]] = defaultdict(list)
    for guess in guesses:
        stem, number = numbered(guess.name)
        if number is not None and guess.role in ("text", "closed", "empty", "constant"):
            series[stem].append((number, guess))
    changed: dict[str, ColumnGuess] = {}
    for stem, members in series.items():
        numbers = sorted(number for number, _ in members)
        if len(members) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            continue
        if numbers[0] > 1 or any(len(g.levels) > 0 and g.levels[0].isdigit() for _, g in members):
            continue  # rows of a matrix that are rated with numbers are different questions
        is_text = sum(g.n_filled for _, g in members if g.role == "text") * 2 >= sum(
            g.n_filled for _, g in members
        )
        for _, guess in members:
            together = replace(guess, group=stem)
            if is_text and guess.role != "empty":
                together = replace(
                    together, role="text", levels=(), ordered=False, separator="", is_segment=False
                )
            changed[guess.name] = together
    return [changed.get(g.name, g) for g in guesses]


def _share(pattern: re.Pattern[str], values: list[str]) -> float:
    return sum(bool(pattern.match(value)) for value in values) / len(values)


def _mean_words(values: list[str]) -> float:
    """Return words a value; two Chinese characters count as a word."""
    n_words = sum(len(_CJK.sub(" ", v).split()) + len(_CJK.findall(v)) / 2 for v in values)
    return n_words / len(values)
