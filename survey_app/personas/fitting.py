"""How many real people a card fits as a whole (rule R6), on the answers of this moment."""

from __future__ import annotations

from survey_app.personas.cards import card_of
from survey_app.personas.material import Material
from survey_app.personas.models import PersonaVersion
from survey_app.personas.stating import as_statement
from survey_app.synthesis import RealityMeter, measure


def fitting(version: PersonaVersion, stuff: Material, *, theme_id: str = "") -> RealityMeter:
    """Read the reality meter of a version; with `theme_id` as if that theme stood on it too."""
    statements = list(card_of(version, {}).statements)
    if theme_id:
        statements += as_statement(version, stuff, theme_id)
    kinds = {theme.id: theme.kind for theme in stuff.themes}
    return measure(statements, stuff.respondents, kinds)


def kept_with(version: PersonaVersion, stuff: Material) -> list[int] | None:
    """Return what a published version keeps: how many people it fits, of how many.

    None where the card claims so little of most of its people that it would fit everybody.
    """
    found = fitting(version, stuff)
    return [len(found.matching), found.n_respondents] if found.tells else None
