"""What a theme would say on a sheet: counted among the persona's people, with their quotes."""

from __future__ import annotations

from urllib.parse import urlsplit

from survey_app.personas.material import Material
from survey_app.personas.models import PersonaVersion
from survey_app.synthesis import FIELD_BY_KEY, sheet
from survey_app.synthesis.claims import Claim, compare, theme_key
from survey_app.synthesis.respondents import Quote

MAX_QUOTES_STATED = 5
FIELD_OF_KIND = {field.kind: field.key for field in FIELD_BY_KEY.values() if field.kind}


def is_web_address(text: str) -> bool:
    """Whether it is the address of a page; nothing else is ever put behind a link."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text.strip()


def as_statement(
    version: PersonaVersion, material: Material, theme_id: str
) -> tuple[sheet.Statement, ...]:
    """Return the statement that a theme would be; nothing where it is not accepted."""
    theme = next((one for one in material.themes if one.id == theme_id), None)
    if theme is None:
        return ()
    claim = claims_about(version, material)[theme_key(theme.id)]
    return (
        sheet.Statement(
            field=FIELD_OF_KIND[theme.kind],
            text=theme.name,
            basis="observed" if claim.asked else "inferred",
            n=claim.n if claim.asked else None,
            asked=claim.asked or None,
            low=claim.low if claim.asked else None,
            high=claim.high if claim.asked else None,
            theme_id=theme.id,
            evidence=tuple(
                sheet.Evidence(quote.respondent_id, quote.text, quote_id=quote.id)
                for quote in quotes_of(version, material, int(theme.id))[:MAX_QUOTES_STATED]
            ),
            differs=claim.differs if claim.asked else None,
            versus=claim.versus if claim.asked else None,
        ),
    )


def quotes_of(version: PersonaVersion, material: Material, theme_id: int) -> list[Quote]:
    """Return what the persona's people said of a theme: each person once, the best fit first."""
    members = set(version.segment["members"])
    theme = next((one for one in material.themes if one.id == str(theme_id)), None)
    own = [one for one in theme.quotes if one.respondent_id in members] if theme else []
    own.sort(key=lambda quote: (-quote.score, int(quote.id)))
    first: dict[str, Quote] = {}
    for quote in own:
        first.setdefault(quote.respondent_id, quote)
    again = [quote for quote in own if first[quote.respondent_id] is not quote]
    return [*first.values(), *again]


def claims_about(version: PersonaVersion, material: Material) -> dict[str, Claim]:
    """Return every claim about the persona's people, held against all others."""
    members = set(version.segment["members"])
    people = [person for person in material.respondents if person.id in members]
    (claims,) = compare([people], material.respondents, material.themes, material.traits)
    return claims
