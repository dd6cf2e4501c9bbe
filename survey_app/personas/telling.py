"""The story of a sheet, and what the team believes beside what customers said."""

from __future__ import annotations

from dataclasses import dataclass

from survey_app.personas.linking import Links, link_of
from survey_app.personas.material import Material
from survey_app.personas.models import PersonaVersion
from survey_app.personas.sheets import Line, Sheet
from survey_app.synthesis.beliefs import Held, hold
from survey_app.synthesis.story import Point, Sentence, tell

MAX_STORY_QUOTE_CHARS = 220


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the line that it stands on; the first stands on none."""

    sentence: Sentence
    line: Line | None


@dataclass(frozen=True, slots=True)
class Believed:
    """What the team believes: the line it stands in on the sheet, beside what was found."""

    line: Line
    held: Held


def story_of(sheet: Sheet, *, person: str, language: str) -> tuple[Told, ...]:
    """Tell a sheet's story in the first or third person; only lines with evidence are told."""
    by_number = {line.number: line for line in sheet.lines}
    told = tell(
        [_point(line) for line in sheet.lines if line.basis != "assumed" and not line.link],
        person=person,
        language=language,
        n=sheet.n,
        n_respondents=sheet.n_respondents,
        name=sheet.given_name,
    )
    return tuple(Told(one, by_number.get(one.number or 0)) for one in told)


def beliefs_of(
    version: PersonaVersion, sheet: Sheet, stuff: Material, chosen: Links
) -> tuple[Believed, ...]:
    """Hold every assumption of a sheet against what the persona's people said."""
    members = set(version.segment["members"])
    people = [one for one in stuff.respondents if one.id in members]
    return tuple(
        Believed(
            line,
            hold(
                line.text, line.field, people, len(stuff.respondents), stuff.themes, stuff.traits,
                link_of(chosen, line.text),
            ),
        )
        for line in sheet.lines
        if line.basis == "assumed"
    )  # fmt: skip


def _point(line: Line) -> Point:
    quote = next(
        (one for one in line.quotes if one.intact and len(one.quote) <= MAX_STORY_QUOTE_CHARS), None
    )
    ticked = line.ticked[0] if line.ticked else None
    return Point(
        line.number,
        line.field,
        line.text,
        line.n,
        line.asked,
        quote.quote if quote else "",
        quote.language if quote else "",
        ticked.question if ticked else "",
        ticked.choice if ticked else "",
    )
