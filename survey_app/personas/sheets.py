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
from survey_app.personas.cards import outline_of
from survey_app.personas.filters import from_kept, in_words
from survey_app.personas.material import closed_questions
from survey_app.personas.models import PersonaVersion, Statement
from survey_app.personas.words import share_in_words
from survey_app.studies.models import Study
from survey_app.synthesis import (
    FIELD_BY_KEY,
    FIELDS,
    NotKnown,
    Trait,
    field_label,
    not_known_text,
    note_text,
    stability_text,
)
from survey_app.themes.models import Theme
from survey_app.themes.queries import Voiced, voiced_by_ids

MAX_VOICE_CHARS = 160  # a longer quote waits behind the line's number


@dataclass(frozen=True, slots=True)
class Ticked:
    """A closed answer behind a statement: how many chose it, and some of them by label."""

    question: str
    choice: str
    n: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with its evidence. `number` is its superscript on the sheet.

    `id` is the statement's, or None for what is true of everyone, which is reached by number.
    `n_withdrawn` pieces of evidence are gone because a person withdrew; `n_broken` quotes read
    differently at their source now.
    """

    number: int
    id: int | None
    field: str
    text: str
    basis: str
    n: int | None = None
    asked: int | None = None
    low: float | None = None
    high: float | None = None
    differs: bool | None = None
    versus: float | None = None
    our_answer: str = ""
    quotes: tuple[Voiced, ...] = ()
    against: tuple[Voiced, ...] = ()
    ticked: tuple[Ticked, ...] = ()
    ticked_against: tuple[Ticked, ...] = ()
    n_withdrawn: int = 0

    @property
    def voice(self) -> Voiced | None:
        """The first quote that is short enough to stand beneath the line on the sheet."""
        return next(
            (one for one in self.quotes if one.intact and len(one.quote) <= MAX_VOICE_CHARS), None
        )

    @property
    def question(self) -> str:
        """The question, where the line is nothing but its answer; '' elsewhere."""
        one = self.ticked[0] if self.ticked else None
        return one.question if one and self.text == f"{one.question}: {one.choice}" else ""

    @property
    def short(self) -> str:
        """The line as it stands beneath its question; the whole text where it has none."""
        return self.ticked[0].choice if self.question else self.text

    @property
    def share(self) -> float | None:
        """The share of those asked, 0-1; None where nobody was counted."""
        return self.n / self.asked if self.n is not None and self.asked else None

    @property
    def more(self) -> bool:
        """Whether it is said more here than by the rest; only where it differs at all."""
        return bool(self.differs) and (self.share or 0.0) > (self.versus or 0.0)

    @property
    def n_broken(self) -> int:
        """How many quotes read differently at their source now."""
        return sum(not one.intact for one in (*self.quotes, *self.against))

    @property
    def has_counter(self) -> bool:
        """Whether anything speaks against it."""
        return bool(self.against or self.ticked_against)


@dataclass(frozen=True, slots=True)
class Part:
    """One field of the sheet with its lines; `kind` colours it, '' for none."""

    key: str
    label: str
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A version of a persona as it is shown. Shares are 0-1."""

    version: PersonaVersion
    name: str
    summary: str
    n: int
    n_respondents: int
    share: float
    share_words: str
    unclassified_share: float
    n_unclassified: int
    origin: str
    stability: str
    stability_word: str
    key_quote: Voiced | None
    parts: tuple[Part, ...]
    everyone: tuple[Line, ...]
    not_known: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All statements in the order of the sheet."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def counter(self) -> tuple[Line, ...]:
        """The statements that somebody's words speak against."""
        return tuple(line for line in self.lines if line.against)

    @property
    def otherwise(self) -> tuple[Line, ...]:
        """The ticked answers, counted, that others answered otherwise."""
        return tuple(line for line in self.lines if line.ticked_against and line.asked)

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
    numbers = _in_sheet_order(version.statements)
    lines = {
        row.id: _line(row, number, voiced, traits, labels)
        for number, row in enumerate(numbers, start=1)
    }
    parts = _parts([lines[row.id] for row in numbers], language)
    return Sheet(
        version=version,
        name=version.name,
        summary=version.summary,
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
            _shared(one, number, voiced, traits)
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


def _in_sheet_order(rows: Sequence[Statement]) -> list[Statement]:
    """By field, then by position; answers to one question stand together."""
    places = {one.key: place for place, one in enumerate(FIELDS)}
    first: dict[str, tuple[int, int]] = {}
    for row in rows:
        if row.question_key:
            first.setdefault(row.question_key, (row.position, row.id))

    def place(row: Statement) -> tuple[int, tuple[int, int], int, int]:
        lead = first.get(row.question_key or "", (row.position, row.id))
        return places.get(row.field, len(places)), lead, row.position, row.id

    return sorted(rows, key=place)


def _parts(lines: Sequence[Line], language: str) -> tuple[Part, ...]:
    keys = dict.fromkeys(line.field for line in lines)
    return tuple(
        Part(
            key=key,
            label=field_label(key, language),
            kind=(FIELD_BY_KEY[key].kind or "") if key in FIELD_BY_KEY else "",
            lines=tuple(line for line in lines if line.field == key),
        )
        for key in keys
    )


def _line(
    row: Statement,
    number: int,
    voiced: Mapping[int, Voiced],
    traits: Mapping[str, Trait],
    labels: Mapping[str, str],
) -> Line:
    def quotes(stance: str) -> tuple[Voiced, ...]:
        return tuple(
            voiced[piece.excerpt_id]
            for piece in row.evidence
            if piece.stance == stance
            and piece.excerpt_id is not None
            and piece.excerpt_id in voiced
        )

    def ticked(stance: str) -> tuple[Ticked, ...]:
        chosen: dict[tuple[str, str], list[str]] = {}
        for piece in row.evidence:
            if piece.stance == stance and piece.excerpt_id is None and piece.question_key:
                key = (piece.question_key, piece.choice_code or "")
                chosen.setdefault(key, []).append(piece.respondent)
        return tuple(
            Ticked(
                question=traits[key].label if key in traits else key,
                choice=traits[key].choices.get(code, code) if key in traits else code,
                # Of many who ticked it, a handful are kept as evidence; the count says how many.
                n=max(row.n or 0, len(who)) if stance == "for" else len(who),
                # What is sensitive is told of a group, never of somebody.
                people=()
                if key in traits and traits[key].sensitive
                else tuple(labels[one] for one in who if one in labels),
            )
            for (key, code), who in chosen.items()
        )

    return Line(
        number=number,
        id=row.id,
        field=row.field,
        text=row.text,
        basis=row.basis,
        n=row.n,
        asked=row.asked,
        low=row.low,
        high=row.high,
        differs=row.differs,
        versus=row.versus,
        our_answer=row.our_answer,
        quotes=quotes("for"),
        against=quotes("against"),
        ticked=ticked("for"),
        ticked_against=ticked("against"),
        n_withdrawn=sum(
            piece.excerpt_id is None and piece.question_key is None for piece in row.evidence
        ),
    )


def _shared(
    one: Mapping[str, Any],
    number: int,
    voiced: Mapping[int, Voiced],
    traits: Mapping[str, Trait],
) -> Line:
    """What is true of everyone, counted over all who answered."""
    pieces: Sequence[tuple[int, str]] = one.get("evidence", ())
    key, code = one.get("trait_key") or "", one.get("code") or ""
    ticked = (
        (Ticked(traits[key].label, traits[key].choices.get(code, code), one["n"] or 0, ()),)
        if key in traits
        else ()
    )
    return Line(
        number=number,
        id=None,
        field=one["field"],
        text=one["text"],
        basis=one.get("basis", "observed"),
        n=one["n"],
        asked=one["asked"],
        low=one.get("low"),
        high=one.get("high"),
        quotes=tuple(voiced[key] for key, stance in pieces if stance == "for" and key in voiced),
        against=tuple(
            voiced[key] for key, stance in pieces if stance == "against" and key in voiced
        ),
        ticked=ticked,
        n_withdrawn=sum(key not in voiced for key, _stance in pieces),
    )


def _key_quote(
    segment: Mapping[str, Any], voiced: Mapping[int, Voiced], parts: Sequence[Part]
) -> Voiced | None:
    """The chosen quote while it stands at its source, else the first that does."""
    chosen = voiced.get(int(segment["key_quote"])) if segment.get("key_quote") else None
    if chosen is not None and chosen.intact:
        return chosen
    return next(
        (quote for part in parts for line in part.lines for quote in line.quotes if quote.intact),
        None,
    )
