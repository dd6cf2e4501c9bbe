"""How personas belong together, told from either side: 'people in this company', 'its negative'."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.personas import queries, queries_around
from survey_app.personas.models import PersonaVersion
from survey_app.studies.models import Study

# What stands before the other's name, seen from the first persona and seen from the other.
SIDES = {
    "part_of": (_l("Works in this company"), _l("People in this company")),
    "works_with": (_l("Decides together with"), _l("Decides together with")),
    "negative_of": (_l("Its opposite, whom we want"), _l("Its opposite, whom we turn away")),
    "variant_of": (_l("A variant of"), _l("Variants")),
    "unlike": (_l("Not to be confused with"), _l("Not to be confused with")),
}


@dataclass(frozen=True, slots=True)
class Relative:
    """Another persona of the study: the version that readers go by, and its kind."""

    persona_id: int
    number: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One way of belonging together, and all personas that do."""

    words: str
    others: tuple[Relative, ...]


def relations_of(
    session: Session, study: Study, version: PersonaVersion, *, drafts: bool
) -> tuple[Relation, ...]:
    """Return how a persona belongs to others; without `drafts` only to published ones."""
    shown = {
        one.persona_id: Relative(one.persona_id, one.number, one.name, one.persona.type)
        for one in queries.newest_versions(session, study)
        if drafts or one.status == "published"
    }
    found: dict[str, list[Relative]] = {}
    for link in queries_around.links(session, version.persona):
        ahead = link.persona_id == version.persona_id
        other = shown.get(link.other_id if ahead else link.persona_id)
        if other is not None:
            found.setdefault(str(SIDES[link.relation][0 if ahead else 1]), []).append(other)
    return tuple(Relation(words, tuple(others)) for words, others in found.items())
