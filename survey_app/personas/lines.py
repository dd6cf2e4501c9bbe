"""One line of a sheet: a statement with its evidence looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.personas.models import Statement
from survey_app.synthesis import FIELD_BY_KEY, Trait
from survey_app.synthesis.fields import field_on_sheet
from survey_app.synthesis.shown import ShownLine
from survey_app.themes.queries import Voiced

MAX_VOICE_CHARS = 160  # a longer quote waits behind the line's number


@dataclass(frozen=True, slots=True)
class Ticked:
    """A closed answer behind a statement: how many chose it, and some of them by label."""

    question: str
    choice: str
    n: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(ShownLine):
    """One statement with its evidence. `number` is its superscript on the sheet.

    `id` is the statement's, or None for what is true of everyone, which is reached by number.
    `n_withdrawn` pieces of evidence are gone because a person withdrew; `n_broken` quotes read
    differently at their source now. `ours` is what the team's answer is called in its field;
    `link` a source outside of the answers.
    """

    number: int
    id: int | None
    field: str
    quotes: tuple[Voiced, ...] = ()
    against: tuple[Voiced, ...] = ()
    ticked: tuple[Ticked, ...] = ()
    ticked_against: tuple[Ticked, ...] = ()
    n_withdrawn: int = 0
    ours: str = ""
    link: str = ""

    @property
    def voice(self) -> Voiced | None:
        """The first quote that is short enough to stand beneath the line on the sheet."""
        return next(
            (one for one in self.quotes if one.intact and len(one.quote) <= MAX_VOICE_CHARS), None
        )

    @property
    def n_broken(self) -> int:
        """How many quotes read differently at their source now."""
        return sum(not one.intact for one in (*self.quotes, *self.against))

    @property
    def has_counter(self) -> bool:
        """Whether anything speaks against it."""
        return bool(self.against or self.ticked_against)


def line_of(
    row: Statement,
    number: int,
    voiced: Mapping[int, Voiced],
    traits: Mapping[str, Trait],
    labels: Mapping[str, str],
    shown: tuple[str, str],
) -> Line:
    """The line of a row; `shown` is the type of the persona and the language of labels."""
    kind, language = shown
    key = field_on_sheet(row.field, row.question_key, kind)
    own = FIELD_BY_KEY.get(key)

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

    chosen = ticked("for")
    return Line(
        number=number,
        id=row.id,
        field=key,
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
        ticked=chosen,
        ticked_against=ticked("against"),
        n_withdrawn=sum(
            piece.excerpt_id is None and piece.question_key is None for piece in row.evidence
        ),
        question=_question(row.text, chosen)
        or (own.label[language] if own is not None and own.part and not chosen else ""),
        ours=own.ours.get(language, "") if own is not None else "",
        link=row.link or "",
    )


def shared_line(
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
        question=_question(one["text"], ticked),
    )


def _question(text: str, ticked: Sequence[Ticked]) -> str:
    """The question, where the line is nothing but its answer; '' elsewhere."""
    one = ticked[0] if ticked else None
    return one.question if one and text == f"{one.question}: {one.choice}" else ""
