"""The project's own labelled sentences: own/en.csv, own/ru.csv, own/zh.csv (MIT, as the project).

Columns: id, text, label (kinds joined by |, empty: none), objection_type, note (register or why it
is hard), question (asked before the text, mostly none), split ('held': never fitted nor looked at).
`second.csv` holds the labels of a second reading, made blind in shuffled order by the same author:
a check of the labels' clarity, not the agreement of two people.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from survey_app.nlp.documents import KINDS, Document
from survey_app.nlp.signals import find_signals

FOLDER = Path(__file__).parent / "own"
LANGUAGES = ("en", "ru", "zh")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One sentence of our own."""

    id: str
    text: str
    labels: frozenset[str]
    objection_type: str
    note: str
    question: str
    held: bool

    @property
    def language(self) -> str:
        """Give the language, which the id begins with."""
        return self.id[:2]

    @property
    def document(self) -> Document:
        """Give the sentence as the engine takes it; its language is to be found out."""
        return Document(self.id, self.text, question=self.question or None)


def own_rows(language: str, *, held: bool | None = None) -> Iterator[OwnRow]:
    """Read the sentences of a language: all, the held-back third, or the others."""
    with (FOLDER / f"{language}.csv").open(newline="", encoding="utf-8") as stream:
        for raw in csv.DictReader(stream):
            row = OwnRow(
                raw["id"],
                raw["text"],
                frozenset(filter(None, raw["label"].split("|"))),
                raw["objection_type"],
                raw["note"],
                raw["question"],
                raw["split"] == "held",
            )
            if held is None or row.held == held:
                yield row


def typed_right(language: str) -> tuple[int, int]:
    """Count objections found whose strongest cue names their type, and all that were found."""
    right = number = 0
    for row in own_rows(language):
        if not row.objection_type:
            continue
        (signals,) = find_signals([row.document])
        cues = [
            cue
            for excerpt in signals.excerpts
            if "objection" in excerpt.labels
            for cue in excerpt.cues
            if cue.name.startswith("objection.")
        ]
        if cues:
            number += 1
            best = max(cues, key=lambda cue: cue.weight).name.partition(".")[2]
            right += best in row.objection_type.split("|")
    return right, number


def second_reading() -> dict[str, frozenset[str]]:
    """Read the labels of the second reading, by id."""
    with (FOLDER / "second.csv").open(newline="", encoding="utf-8") as stream:
        return {
            row["id"]: frozenset(filter(None, row["label"].split("|")))
            for row in csv.DictReader(stream)
        }


def agreement() -> dict[str, float]:
    """Cohen's kappa (1960) of the two readings for each kind: 1 is full agreement, 0 chance."""
    second = second_reading()
    pairs = [
        (row.labels, second[row.id])
        for language in LANGUAGES
        for row in own_rows(language)
        if row.id in second
    ]
    return {kind: kappa([(kind in a, kind in b) for a, b in pairs]) for kind in KINDS}


def kappa(pairs: list[tuple[bool, bool]]) -> float:
    """Cohen's kappa of two readers' yes and no."""
    n = len(pairs)
    same = sum(a == b for a, b in pairs) / n
    yes_a, yes_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = yes_a * yes_b + (1 - yes_a) * (1 - yes_b)
    return (same - chance) / (1 - chance) if chance < 1 else 1.0
