"""The honest page: what this study does not know, and who to talk to next (rules R10, R13, R17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.customers.models import Contact
from survey_app.personas import people, queries
from survey_app.personas.cards import outline_of
from survey_app.personas.material import Material
from survey_app.personas.models import PersonaVersion
from survey_app.studies.models import Study
from survey_app.synthesis import find_gaps, not_known_text, represent, saturation
from survey_app.synthesis.representation import Representation
from survey_app.synthesis.respondents import Quote
from survey_app.synthesis.saturation import Saturation

MAX_VALUES = 12
"""An attribute with more values than this is a name or a number, not a group."""
SMALL_PERSONA = 12
MAX_OUTLIERS = 12


@dataclass(frozen=True, slots=True)
class OutlierVoice:
    """Somebody who fits no persona, with the words that say most about it, if any."""

    key: str
    label: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Honest:
    """Everything on the page. `missing` are (attribute, value) pairs too few of whom answered."""

    gaps: tuple[str, ...]
    representation: tuple[Representation, ...]
    saturation: Saturation
    outliers: tuple[OutlierVoice, ...]
    n_outliers: int
    small: tuple[PersonaVersion, ...]
    n_contacts: int

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """The groups to talk to next: many among the customers, few among those who answered."""
        return tuple((one.attribute, value.value) for one in self.representation
                     for value in one.missing)  # fmt: skip


def honest_of(session: Session, study: Study, stuff: Material, language: str) -> Honest:
    """Look over the whole study for what it cannot know; words in `language` (en, ru, zh)."""
    everyone = stuff.respondents
    newest = queries.newest_versions(session, study)
    placed = {member for version in newest for member in outline_of(version).members}
    outside = [person.id for person in everyone if person.id not in placed] if newest else []
    contacts = session.scalars(
        select(Contact).where(Contact.study_id == study.id).options(joinedload(Contact.company))
    ).all()
    return Honest(
        gaps=tuple(
            not_known_text(gap, language)
            for gap in find_gaps(everyone, everyone, stuff.themes, stuff.traits)
        ),
        representation=_representation(contacts, {one.id for one in everyone}),
        # Interviews and answers in the order in which people first spoke.
        saturation=saturation(one.voiced for one in everyone if one.asked or one.voiced),
        outliers=_voices(session, study, outside[:MAX_OUTLIERS], stuff),
        n_outliers=len(outside),
        small=tuple(one for one in newest if one.segment.get("n", 0) < SMALL_PERSONA),
        n_contacts=len(contacts),
    )


def _representation(contacts: Sequence[Contact], answered: set[str]) -> tuple[Representation, ...]:
    """Every attribute of contacts and companies that forms groups."""
    values: dict[str, dict[str, str]] = {}
    for contact in contacts:
        own = {**(contact.company.attributes if contact.company else {}), **contact.attributes}
        for name, value in own.items():
            if isinstance(value, str | bool) and str(value).strip():
                values.setdefault(name, {})[f"c{contact.id}"] = str(value).strip()
    found = []
    for name, base in sorted(values.items()):
        if 2 <= len(Counter(base.values())) <= MAX_VALUES:
            compared = represent(name, base, answered)
            if compared is not None:
                found.append(compared)
    return tuple(found)


def _voices(
    session: Session, study: Study, keys: list[str], stuff: Material
) -> tuple[OutlierVoice, ...]:
    labels = people.labels(session, study, keys)
    best: dict[str, Quote] = {}
    for theme in stuff.themes:
        for quote in theme.quotes:
            if quote.respondent_id in labels:
                kept = best.get(quote.respondent_id)
                if kept is None or quote.score > kept.score:
                    best[quote.respondent_id] = quote
    return tuple(OutlierVoice(key, labels[key], best.get(key)) for key in keys if key in labels)
