"""The list of personas as each role sees it: one card a persona, and who fits none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.personas import people, queries
from survey_app.personas.cards import outline_of, summary_of
from survey_app.personas.models import Persona, PersonaVersion
from survey_app.personas.services import EDITABLE
from survey_app.personas.words import share_in_words
from survey_app.studies.models import Study
from survey_app.synthesis import NotKnown, note_text, stability_text


@dataclass(frozen=True, slots=True)
class Card:
    """A persona on the shelf: the version that it shows, and a newer draft where there is one."""

    version: PersonaVersion
    draft: PersonaVersion | None
    summary: str
    share_words: str
    stability: str
    stability_word: str
    n: int
    n_respondents: int
    origin: str


@dataclass(frozen=True, slots=True)
class Outlier:
    """A respondent who fits no persona."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """All cards, and what the newest draft says about the rest."""

    cards: tuple[Card, ...]
    unclassified_share: float
    n_respondents: int
    outliers: tuple[Outlier, ...]
    notes: tuple[str, ...]

    @property
    def n_published(self) -> int:
        """How many personas are published."""
        return sum(card.version.status == "published" for card in self.cards)


def shelf_of(session: Session, study: Study, role: str, language: str) -> Shelf:
    """Return what this role sees: researchers drafts too, all others what is published."""
    found = []
    for persona in queries.personas(session, study):
        card = _card(persona, language, drafts=role == "researcher")
        if card is not None:
            found.append(card)
    newest = _newest(found)
    segment = newest.segment if newest is not None else {}
    keys = segment.get("unclassified", [])
    labels = people.labels(session, study, keys)
    return Shelf(
        cards=tuple(found),
        unclassified_share=segment.get("unclassified_share") or 0.0,
        n_respondents=segment.get("n_respondents", 0),
        outliers=tuple(
            sorted(
                (Outlier(key, labels[key]) for key in keys if key in labels),
                key=lambda one: (len(one.label), one.label),
            )
        ),
        notes=tuple(
            note_text(NotKnown(note["code"], note["params"]), language)
            for note in segment.get("notes", ())
            if note["code"] != "unclassified"  # said by the list itself
        ),
    )


def _card(persona: Persona, language: str, *, drafts: bool) -> Card | None:
    published = [one for one in persona.versions if one.status == "published"]
    open_drafts = [one for one in persona.versions if one.status in EDITABLE] if drafts else []
    draft = open_drafts[-1] if open_drafts else None
    version = published[-1] if published else draft
    if version is None:
        return None
    segment = version.segment
    card = outline_of(version)
    return Card(
        version=version,
        draft=draft if draft is not version else None,
        summary=summary_of(version, language),
        share_words=share_in_words(segment["share"]),
        stability=stability_text(card, language),
        stability_word=segment["stability_word"] or "",
        n=segment["n"],
        n_respondents=segment["n_respondents"],
        origin=segment["origin"],
    )


def _newest(cards: Sequence[Card]) -> PersonaVersion | None:
    shown = [card.draft or card.version for card in cards]
    return max(shown, key=lambda version: version.id, default=None)
