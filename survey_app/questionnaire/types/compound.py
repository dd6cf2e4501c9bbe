"""Fields of more than one input: rankings, tables, chains of whys, trees, bands, files.

Each hands its type a list of texts, as the single inputs do; ``name=value`` where it matters
which of its inputs said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.model import Choice, Question, wording
from survey_app.questionnaire.types.fields import (
    AnswerField,
    ChoiceField,
    Option,
    RowsField,
)

MAX_QUOTE_CHARS = 160


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ranking or a table: its own input or inputs under one label."""

    code: str
    label: str
    name: str
    id: str
    options: tuple[Option, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """One tick box of a tree with those under it."""

    option: Option
    twigs: tuple[Branch, ...]

    @property
    def is_open(self) -> bool:
        """Whether something is ticked here, so that the branch is shown open."""
        return self.option.checked or any(twig.is_open for twig in self.twigs)

    @property
    def n_checked(self) -> int:
        """How many boxes are ticked on the branch, its own included."""
        return int(self.option.checked) + sum(twig.n_checked for twig in self.twigs)


@dataclass(frozen=True, slots=True)
class Why:
    """One box of a chain of whys: what it asks, and whether it waits for the one before."""

    id: str
    asks: str
    value: str
    waits: bool


class NamedInputsField(AnswerField):
    """One input for each of some codes, named ``<key>.<code>``."""

    def codes(self) -> Iterable[Choice]:
        """What has an input of its own, in order."""
        return self.question.choices

    @property
    def input_names(self) -> tuple[str, ...]:
        """The names of all inputs; the bare key is read as well."""
        return (self.name, *(f"{self.name}.{one.code}" for one in self.codes()))

    def gather(self, formdata: Any) -> list[str]:
        """``code=value`` for each input that holds something; else what came under the bare key."""
        sent = [
            f"{one.code}={value}"
            for one in self.codes()
            for value in formdata.getlist(f"{self.name}.{one.code}")[:1]
            if value
        ]
        return sent or [str(value) for value in formdata.getlist(self.name) if value]


class RankingField(NamedInputsField):
    """A list of choices, each with the place it was given."""

    @property
    def ranked(self) -> list[Row]:
        """The choices with the places to choose from; those placed already come first."""
        places = dict(pairs(self.typed))
        n = len(self.question.choices)
        rows = [
            Row(
                choice.code,
                wording(choice.text, self.language),
                f"{self.name}.{choice.code}",
                f"{self.id}-{choice.code}",
                tuple(
                    Option(str(p), str(p), "", places.get(choice.code) == str(p))
                    for p in range(1, n + 1)
                ),
            )
            for choice in self.question.choices
        ]
        return sorted(rows, key=lambda row: _place(places.get(row.code, ""), n))

    @property
    def focus_id(self) -> str:
        """The first of the inputs."""
        return self.ranked[0].id if self.question.choices else str(self.id)


class MatrixField(NamedInputsField):
    """A table: a group of radio buttons for each item."""

    def codes(self) -> Iterable[Choice]:
        """The rows."""
        return self.question.items

    @property
    def columns(self) -> list[tuple[str, str]]:
        """What can be ticked in each row: value and wording."""
        if scale := self.question.scale:
            named = {scale.low: scale.low_text, scale.high: scale.high_text}
            said = {point: wording(text, self.language) for point, text in named.items()}
            return [
                (str(point), f"{point} – {said[point]}" if said.get(point) else str(point))
                for point in scale.points
            ]
        return [(c.code, wording(c.text, self.language)) for c in self.question.choices]

    @property
    def matrix(self) -> list[Row]:
        """The rows with their radio buttons; those that an answer still lacks are marked."""
        given = dict(pairs(self.typed))
        return [
            Row(
                item.code,
                wording(item.text, self.language),
                f"{self.name}.{item.code}",
                f"{self.id}-{item.code}",
                tuple(
                    Option(value, label, f"{self.id}-{item.code}-{value}",
                           given.get(item.code) == value)
                    for value, label in self.columns
                ),
                missing=bool(self.errors) and self.required and item.code not in given,
            )
            for item in self.question.items
        ]  # fmt: skip

    @property
    def focus_id(self) -> str:
        """The first button of the first row that is missing, else of the first row."""
        rows = self.matrix
        row = next((row for row in rows if row.missing), rows[0] if rows else None)
        return row.options[0].id if row and row.options else str(self.id)


class WhysField(RowsField):
    """Boxes under each other; each quotes the one before and waits until it is filled."""

    @property
    def whys(self) -> list[Why]:
        """All boxes that may be filled; those after the first empty one wait."""
        filled = [text for text in self.typed if text.strip()][: self.n_rows]
        boxes = filled + [""] * (self.n_rows - len(filled))
        return [
            Why(
                id=str(self.id) if place == 0 else f"{self.id}-{place + 1}",
                asks=self.asks_next(boxes[place - 1]) if place else self.label.text,
                value=text,
                waits=place > len(filled),
            )
            for place, text in enumerate(boxes)
        ]

    @property
    def next_id(self) -> str:
        """The HTML id of the first empty box, else of the last."""
        whys = self.whys
        return next((why.id for why in whys if not why.value), whys[-1].id)

    def asks_next(self, answer: str) -> str:
        """Ask why, quoting an answer."""
        short = " ".join(answer.split())
        if len(short) > MAX_QUOTE_CHARS:
            short = short[: MAX_QUOTE_CHARS - 1].rstrip() + "…"
        return self.why_pattern.replace("{answer}", short)

    @property
    def why_pattern(self) -> str:
        """The question of every further box, with ``{answer}`` in place of the quoted answer."""
        return wording(INTERFACE["why_next"], self.language)


class TreeField(ChoiceField):
    """Tick boxes in branches."""

    @property
    def branches(self) -> list[Branch]:
        """The trunk's branches, each with its twigs."""
        by_code = {option.value: option for option in self.options}

        def grown(parent: str) -> tuple[Branch, ...]:
            below = children(self.question, parent)
            return tuple(Branch(by_code[choice.code], grown(choice.code)) for choice in below)

        return list(grown(""))

    @property
    def focus_id(self) -> str:
        """The first branch; it may be folded, so not a box in it."""
        first = self.branches[0] if self.branches else None
        if first is None:
            return str(self.id)
        return f"{first.option.id}-branch" if first.twigs else first.option.id


class NumberField(ChoiceField):
    """A text box for the number, bands to choose from, or both."""

    @property
    def ask(self) -> str:
        """'exact', 'range' or 'either'."""
        return asked_as(self.question)

    @property
    def band_name(self) -> str:
        """The name of the bands' radio buttons: beside a text box they have one of their own."""
        return f"{self.name}.band" if self.ask == "either" else str(self.name)

    @property
    def input_names(self) -> tuple[str, ...]:
        """The names of the text box and of the bands."""
        return (self.name, f"{self.name}.band")

    @property
    def options(self) -> list[Option]:
        """The bands; none where only the number is asked."""
        return [] if self.ask == "exact" else super().options

    @property
    def value(self) -> str:
        """What stands in the text box."""
        codes = {choice.code for choice in self.question.choices}
        if self.ask == "either":
            return self.typed[0] if self.typed else ""
        return super().value if super().value not in codes or self.ask == "exact" else ""

    @property
    def focus_id(self) -> str:
        """The text box where there is one."""
        return super().focus_id if self.ask == "range" else str(self.id)

    def gather(self, formdata: Any) -> list[str]:
        """The number, then the band."""
        sent = [str(value) for value in formdata.getlist(self.name)]
        if self.ask != "either":
            return sent
        bands = [str(value) for value in formdata.getlist(f"{self.name}.band")]
        return [(sent or [""])[0], (bands or [""])[0]]


class FileField(AnswerField):
    """A file to choose. The one stored stays until it is replaced or its removal is ticked."""

    @property
    def remove_name(self) -> str:
        """The name of the tick box that takes the stored file away."""
        return f"{self.name}.remove"

    @property
    def input_names(self) -> tuple[str, ...]:
        """The file and the tick box."""
        return (self.name, self.remove_name)

    @property
    def stored_text(self) -> str:
        """The stored file in words; nothing where there is none."""
        here = self.object_data if self.refused else self.data
        if not isinstance(here, dict):
            return ""
        return self.question_type.as_text(self.question, here, self.language)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """A page sent without a new file leaves the stored one as it is."""
        super().process(None, data, extra_filters)
        if formdata is None:
            return
        sent = [str(value) for value in formdata.getlist(self.name) if value]
        if sent:
            self.process_formdata(sent)
        elif formdata.getlist(self.remove_name):
            self.process_formdata([])


COMPOUND = (RankingField, MatrixField, WhysField, TreeField, FileField)
"""The fields that look unlike a line of text or a list of choices."""


def asked_as(question: Question) -> str:
    """How a number is asked: as the question says, else by range where it has bands."""
    return question.ask or ("range" if question.choices else "exact")


def pairs(typed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Take ``name=value`` apart; what has no value is left out."""
    for entry in typed:
        name, _equals, value = entry.partition("=")
        if value.strip():
            yield name, value.strip()


def children(question: Question, parent: str) -> list[Choice]:
    """The choices right under one ('' the trunk); one whose parent is gone stands on the trunk."""
    codes = {choice.code for choice in question.choices}
    return [
        choice
        for choice in question.choices
        if (choice.parent if choice.parent in codes else "") == parent
    ]


def path(question: Question, code: str) -> list[Choice]:
    """The branches that lead to a choice, with the choice itself at the end."""
    found: list[Choice] = []
    while (choice := question.choice(code)) is not None and choice not in found:
        found.insert(0, choice)
        code = choice.parent
    return found


def _place(place: str, otherwise: int) -> int:
    fits = place.isascii() and place.isdigit() and len(place) < 4
    return int(place) if fits else otherwise + 1
