"""From a draft of `synthesis` to what an export shows; used where no database keeps personas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from survey_app.exports.bundle import Bundle, Line, Quote, Section, Sheet, ThemeSheet
from survey_app.exports.draft_boards import boards_from_draft
from survey_app.exports.words import number, word
from survey_app.synthesis import (
    Draft,
    Evidence,
    PersonaDraft,
    Respondent,
    Statement,
    Trait,
    measure,
    not_known_text,
    note_text,
    persona_summary,
    stability_text,
)
from survey_app.synthesis.fields import places_of
from survey_app.synthesis.shown import parts_of, sentence_case

MAX_PEOPLE_NAMED = 8

Describe = Callable[[Evidence], Quote]
"""Gives an excerpt its sentence and its source; the number is set later."""


class Numbering:
    """Numbers the evidence of one sheet: the same excerpt has the same number wherever cited."""

    def __init__(self) -> None:
        self._by_key: dict[str, Quote] = {}

    def add(self, key: str, quote: Quote) -> int:
        """The number of this evidence, the next free one if it is new."""
        if key not in self._by_key:
            self._by_key[key] = replace(quote, number=len(self._by_key) + 1)
        return self._by_key[key].number

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All evidence so far, by number."""
        return tuple(self._by_key.values())


@dataclass(frozen=True, slots=True)
class Setting:
    """What the draft itself does not know: names, time, how evidence is described."""

    study: str
    organisation: str
    language: str
    made_at: datetime
    describe: Describe
    person_label: Callable[[str], str] = str
    our_answers: Mapping[str, str] | None = None
    respondents: Sequence[Respondent] = ()
    traits: Sequence[Trait] = ()


def bundle_from_draft(
    draft: Draft,
    setting: Setting,
    *,
    themes: Sequence[ThemeSheet] = (),
    sources: Sequence[str] = (),
    engine: Mapping[str, object] | None = None,
) -> Bundle:
    """Everything a draft found as one bundle; personas in the order of the draft."""
    numbering = Numbering()
    shared = _lines(draft.everyone, setting, numbering)
    n_people = draft.n_respondents
    return Bundle(
        study=setting.study,
        organisation=setting.organisation,
        language=setting.language,
        made_at=setting.made_at,
        personas=tuple(_sheet(persona, draft, setting) for persona in draft.personas),
        n_respondents=n_people,
        unclassified_share=len(draft.unclassified) / n_people if n_people else 0.0,
        everyone=_sections(draft.everyone, shared, setting.language),
        everyone_quotes=numbering.quotes,
        themes=tuple(themes),
        notes=tuple(note_text(note, setting.language) for note in draft.notes),
        sources=tuple(sources),
        engine={**draft.engine, **(engine or {})},
    )


def _sheet(persona: PersonaDraft, draft: Draft, setting: Setting) -> Sheet:
    language = setting.language
    numbering = Numbering()
    lines = _lines(persona.statements, setting, numbering)
    boards = boards_from_draft(persona.statements, lines, setting.traits, language)
    key = persona.key_quote
    key_quote = None
    if key is not None:
        described = setting.describe(key)
        key_quote = replace(described, number=numbering.add(key.key, described))
    return Sheet(
        key=persona.id,
        name=persona.name,
        summary=persona_summary(persona, draft, language),
        n=persona.n,
        n_respondents=draft.n_respondents,
        share=persona.share,
        unclassified_share=persona.unclassified_share or 0.0,
        stability=stability_text(persona, language),
        stability_word=persona.stability_word or "",
        key_quote=key_quote,
        fits=_fits(persona, setting),
        sections=_sections(persona.statements, lines, language),
        boards=boards,
        quotes=numbering.quotes,
        not_known=tuple(not_known_text(gap, language) for gap in persona.not_known),
    )


def _lines(
    statements: Sequence[Statement], setting: Setting, numbering: Numbering
) -> dict[int, Line]:
    """Each statement's line by its place; evidence is numbered in the order of the sheet."""
    ordered = _in_sheet_order(statements)
    return {place: _line(statements[place], setting, numbering) for place in ordered}


def _sections(
    statements: Sequence[Statement], lines: Mapping[int, Line], language: str
) -> tuple[Section, ...]:
    return parts_of([(statements[n].field, line) for n, line in lines.items()], language)


def _in_sheet_order(statements: Sequence[Statement]) -> list[int]:
    """Places by field, in the order of the sheet; a field made by hand comes last."""
    ranks = places_of("buyer")
    return sorted(
        range(len(statements)), key=lambda n: (ranks.get(statements[n].field, len(ranks)), n)
    )


def _fits(persona: PersonaDraft, setting: Setting) -> tuple[int, int] | None:
    """How many of those who answered the card fits; None where it would fit everybody."""
    if not setting.respondents:
        return None
    found = measure(persona.statements, setting.respondents)
    return (len(found.matching), found.n_respondents) if found.tells else None


def _line(statement: Statement, setting: Setting, numbering: Numbering) -> Line:
    return Line(
        text=sentence_case(statement.text),
        basis=statement.basis,
        n=statement.n,
        asked=statement.asked,
        low=statement.low,
        high=statement.high,
        differs=statement.differs,
        versus=statement.versus,
        our_answer=(setting.our_answers or {}).get(statement.theme_id or "", ""),
        evidence=_numbers(statement.supporting, setting, numbering, statement.n),
        against=_numbers(statement.opposing, setting, numbering, None),
        question=_question(statement),
    )


def _question(statement: Statement) -> str:
    """The question that a line repeats before the answer which is all it says."""
    ticked = next((piece for piece in statement.supporting if not piece.is_quote), None)
    ending = f": {ticked.text}" if ticked else ""
    return statement.text.removesuffix(ending) if statement.text.endswith(ending or "\0") else ""


def _numbers(
    pieces: Sequence[Evidence], setting: Setting, numbering: Numbering, n: int | None
) -> tuple[int, ...]:
    """Numbers of quotes one by one; those who ticked the same answer share one."""
    numbers = []
    answers: dict[tuple[str, str], list[Evidence]] = {}
    for piece in pieces:
        if piece.is_quote:
            against = piece.stance == "against"
            numbers.append(
                numbering.add(piece.key, replace(setting.describe(piece), against=against))
            )
        else:
            answers.setdefault((piece.trait_key or "", piece.text), []).append(piece)
    for (trait, text), chosen in answers.items():
        against = chosen[0].stance == "against"
        total = len(chosen) if against or n is None else max(n, len(chosen))
        quote = Quote(
            0,
            text,
            _chosen_by([piece.respondent_id for piece in chosen], total, setting),
            against=against,
            is_answer=True,
        )
        stance = "against" if against else "for"
        numbers.append(numbering.add(f"answer:{stance}:{trait}:{text}", quote))
    return tuple(numbers)


def _chosen_by(people: Sequence[str], total: int, setting: Setting) -> str:
    language = setting.language
    named = [setting.person_label(person) for person in people[:MAX_PEOPLE_NAMED]]
    if total > len(named):
        rest = word("and_more", language, n=number(total - len(named), language))
        return word(
            "chosen_by", language, n=number(total, language), people=f"{', '.join(named)} {rest}"
        )
    return word("chosen_by", language, n=number(total, language), people=", ".join(named))
