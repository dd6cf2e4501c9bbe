"""What an analysis starts from, whatever file it came in: documents, people, closed questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from survey_app.analyze.words import Fact
from survey_app.nlp import Document
from survey_app.synthesis import Trait

_Item = TypeVar("_Item")


class BadInput(Exception):
    """Input that cannot be analysed as it is: one line that says what to do. Exit code 2."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Person:
    """One respondent or interviewee: what they were asked for, what they ticked, how to name them.

    `label` and `about` ('R-17', 'data scientist') stand beside their quotes.
    """

    id: str
    label: str
    asked: frozenset[str] = frozenset()
    traits: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    asked_traits: frozenset[str] = frozenset()
    about: str = ""
    channel: str = "survey"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands in what the user gave: the row's id, and where in it it begins."""

    row_id: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """Everything read from the paths. `places` are by document id; `sources` say what was read.

    `speakers` are the names of those who speak in transcripts, which make no theme.
    """

    title: str
    documents: tuple[Document, ...]
    people: tuple[Person, ...]
    traits: tuple[Trait, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    sources: tuple[Fact, ...] = ()
    speakers: tuple[str, ...] = ()


def joined(materials: Sequence[Material]) -> Material:
    """Several files as one study; people of different files are different people.

    Raises BadInput where two files have a person of the same id.
    """
    if len(materials) == 1:
        return materials[0]
    seen: set[str] = set()
    for material in materials:
        for person in material.people:
            if person.id in seen:
                raise BadInput(
                    f"Two of the files have a respondent '{person.id}'. "
                    "Analyse them one by one, or give each person an id of their own."
                )
            seen.add(person.id)
    traits: dict[str, Trait] = {}
    for material in materials:
        for trait in material.traits:
            known = traits.get(trait.key)
            choices = {**known.choices, **trait.choices} if known else trait.choices
            traits[trait.key] = replace(known or trait, choices=choices)
    return Material(
        title=" + ".join(material.title for material in materials),
        documents=_chained(material.documents for material in materials),
        people=_chained(material.people for material in materials),
        traits=tuple(traits.values()),
        places={key: place for material in materials for key, place in material.places.items()},
        sources=_chained(material.sources for material in materials),
        speakers=_chained(material.speakers for material in materials),
    )


def _chained(parts: Iterable[tuple[_Item, ...]]) -> tuple[_Item, ...]:
    return tuple(item for part in parts for item in part)
