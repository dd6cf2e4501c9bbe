"""What a sheet shows: a stored version with its evidence looked up, in the reader's language.

Pages and exports read the same values, so that paper and screen say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.personas import people
from survey_app.personas.cards import outline_of, summary_of
from survey_app.personas.figuring import Figure, figures_of
from survey_app.personas.filters import from_kept, in_words
from survey_app.personas.lines import Line as Line
from survey_app.personas.lines import Ticked as Ticked
from survey_app.personas.lines import line_of, shared_line
from survey_app.personas.material import closed_questions
from survey_app.personas.models import PersonaVersion, Statement
from survey_app.personas.services import PINNED
from survey_app.personas.words import share_in_words
from survey_app.studies.models import Study
from survey_app.synthesis import (
    NotKnown,
    Trait,
    not_known_text,
    note_text,
    stability_text,
)
from survey_app.synthesis.fields import field_on_sheet, places_of
from survey_app.synthesis.shown import ShownPart, ShownPersona, parts_of
from survey_app.themes.models import Theme
from survey_app.themes.queries import Voiced, voiced_by_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(ShownPersona):
    """A version of a persona as it is shown, with its evidence.

    The `face` (a drawn portrait) is off until a person turns it on (rule R18).
    """

    version: PersonaVersion
    share_words: str
    n_unclassified: int
    origin: str
    key_quote: Voiced | None
    parts: tuple[ShownPart[Line], ...]
    everyone: tuple[Line, ...]
    notes: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    face: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """All statements in the order of the sheet."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def counter(self) -> tuple[Line, ...]:
        """The statements that somebody's words, or answers to other questions, speak against."""
        return tuple(
            line for line in self.lines
            if line.against or (line.ticked_against and not line.ticked)
        )  # fmt: skip

    @property
    def otherwise(self) -> tuple[Line, ...]:
        """The ticked answers, counted, that others answered otherwise."""
        return tuple(
            line for line in self.lines if line.ticked and line.ticked_against and line.asked
        )

    @property
    def n_broken(self) -> int:
        """How many quotes on the sheet read differently at their source now."""
        return sum(line.n_broken for line in self.lines)

    @property
    def n_withdrawn(self) -> int:
        """How many pieces of evidence are gone because people withdrew."""
        return sum(line.n_withdrawn for line in self.lines)

    def line_of(self, statement_id: int) -> Line | None:
        """Return the line of a statement of this version."""
        return next((line for line in self.lines if line.id == statement_id), None)


def portrait_seed(persona_id: int) -> str:
    """Return what the drawn portrait follows from: the persona keeps its face."""
    return f"persona {persona_id}"


def sheet_of(session: Session, study: Study, version: PersonaVersion, language: str) -> Sheet:
    """Look up everything that one version shows, with labels in `language` (en, ru, zh)."""
    traits = closed_questions(session, study)
    segment = version.segment
    kept = segment.get("everyone", [])
    ids = {
        piece.excerpt_id
        for statement in version.statements
        for piece in statement.evidence
        if piece.excerpt_id is not None
    }
    ids |= {excerpt_id for one in kept for excerpt_id, _stance in one.get("evidence", ())}
    if segment.get("key_quote"):
        ids.add(int(segment["key_quote"]))
    voiced = voiced_by_ids(session, study, sorted(ids))
    labels = people.labels(
        session,
        study,
        {
            piece.respondent
            for statement in version.statements
            for piece in statement.evidence
            if piece.excerpt_id is None
        },
    )
    kind = version.persona.type
    numbers = _in_sheet_order(version.statements, kind)
    lines = {
        row.id: line_of(row, number, voiced, traits, labels, (kind, language))
        for number, row in enumerate(numbers, start=1)
    }
    parts = parts_of([(one.field, one) for one in lines.values()], language)
    return Sheet(
        version=version,
        name=version.name,
        summary=summary_of(version, language),
        n=segment["n"],
        n_respondents=segment["n_respondents"],
        share=segment["share"],
        share_words=share_in_words(segment["share"]),
        unclassified_share=segment["unclassified_share"] or 0.0,
        n_unclassified=len(segment.get("unclassified", ())),
        origin=segment["origin"],
        stability=_stability(session, study, version, traits, language),
        stability_word=segment["stability_word"] or "",
        key_quote=_key_quote(segment, voiced, parts),
        parts=parts,
        everyone=tuple(
            shared_line(one, number, voiced, traits)
            for number, one in enumerate(kept, start=len(numbers) + 1)
        ),
        not_known=tuple(
            not_known_text(NotKnown(gap["code"], gap["params"]), language)
            for gap in version.not_known
        ),
        notes=tuple(
            note_text(NotKnown(note["code"], note["params"]), language)
            for note in segment.get("notes", ())
        ),
        figures=figures_of(version, language),
        fits=_fits(version),
        given_name=segment.get("given_name", ""),
        face=bool(segment.get("face")),
    )


def _stability(
    session: Session,
    study: Study,
    version: PersonaVersion,
    traits: Mapping[str, Trait],
    language: str,
) -> str:
    """How steady the group is; of one chosen by hand also which filter chose it."""
    text = stability_text(outline_of(version), language)
    chosen = from_kept(version.segment.get("filter"))
    if chosen is None:
        return text
    wanted = [int(one) for one in chosen.themes if one.isdigit()]
    names = session.execute(
        select(Theme.id, Theme.name).where(Theme.study_id == study.id, Theme.id.in_(wanted))
    )
    said = in_words(chosen, traits, {str(key): name for key, name in names})
    return f"{text} {said}"


def _in_sheet_order(rows: Sequence[Statement], kind: str) -> list[Statement]:
    """By field in the order of the type, then by position; answers to one question together."""
    places = places_of(kind)
    first: dict[str, tuple[int, int]] = {}
    for row in rows:
        if row.question_key:
            first.setdefault(row.question_key, (row.position, row.id))

    def place(row: Statement) -> tuple[int, tuple[int, int], int, int]:
        lead = first.get(row.question_key or "", (row.position, row.id))
        field = field_on_sheet(row.field, row.question_key, kind)
        return places.get(field, len(places)), lead, row.position, row.id

    return sorted(rows, key=place)


def _fits(version: PersonaVersion) -> tuple[int, int] | None:
    """What was counted when it was published; a draft is counted on its edit page."""
    kept = version.segment.get("fits") if version.status in PINNED else None
    return (int(kept[0]), int(kept[1])) if kept else None


def _key_quote(
    segment: Mapping[str, Any], voiced: Mapping[int, Voiced], parts: Sequence[ShownPart[Line]]
) -> Voiced | None:
    """The chosen quote while it stands at its source, else the first that does."""
    chosen = voiced.get(int(segment["key_quote"])) if segment.get("key_quote") else None
    if chosen is not None and chosen.intact:
        return chosen
    return next(
        (quote for part in parts for line in part.lines for quote in line.quotes if quote.intact),
        None,
    )
