"""Whether a version still holds for those who answered since it was made."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.personas import queries
from survey_app.personas.cards import card_of
from survey_app.personas.material import Material
from survey_app.personas.models import PersonaVersion, Statement
from survey_app.studies.models import Study
from survey_app.synthesis.drift import find_drift


@dataclass(frozen=True, slots=True)
class DriftWords:
    """How many came since, and the lines they say more or less often; shares are 0-1."""

    n_new: int
    is_stale: bool
    moved: tuple[tuple[Statement, float, float], ...]


def known_to(session: Session, study: Study, version: PersonaVersion) -> set[str]:
    """Return whom some version had looked at when this one was made, members or not."""
    known = set(version.segment.get("members", ())) | set(version.segment.get("unclassified", ()))
    moment = version.published_at or version.created_at
    draft = version.engine.get("fingerprint")
    for persona in queries.personas(session, study):
        for one in persona.versions:
            # The personas of one draft, stored one by one, looked at the same people.
            alike = draft is not None and one.engine.get("fingerprint") == draft
            if alike or one.created_at <= moment:
                known |= set(one.segment.get("members", ()))
                known |= set(one.segment.get("unclassified", ()))
    return known


def drift_of(
    session: Session, study: Study, version: PersonaVersion, stuff: Material
) -> DriftWords:
    """Hold a version against the people whom no version knew when it was made."""
    known = known_to(session, study, version)
    kinds = {theme.id: theme.kind for theme in stuff.themes}
    found = find_drift(card_of(version, {}).statements, stuff.respondents, known, kinds)
    rows = list(version.statements)
    return DriftWords(
        found.n_new,
        found.is_stale,
        tuple((rows[one.statement], one.before, one.since) for one in found.moved),
    )
