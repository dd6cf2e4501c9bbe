"""What the battlecard, the rubrics and the codebook show of a theme: counts, words, our answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.studies.models import Study
from survey_app.themes.arranging import OBJECTION_TYPES
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt
from survey_app.themes.queries import RankedTheme, ranked
from survey_app.themes.review_order import as_tree

QUOTES_ON_A_CARD = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A quote on a card, with the language it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Card:
    """A theme on a sheet: how many say it, in which words, and what the team makes of it."""

    theme: RankedTheme
    definition: str
    our_answer: str
    rubric: str
    objection_type: str
    type_by_person: bool
    quotes: tuple[Said, ...]


def cards(session: Session, study: Study, *, kind: str) -> list[Card]:
    """Return a kind's themes in the order of the list; the best quotes of each come first."""
    found = []
    themes = {
        theme.id: theme
        for theme in session.scalars(
            select(Theme).where(Theme.study_id == study.id, Theme.kind == kind)
        )
    }
    for one in as_tree(ranked(session, study, kind=kind)):
        theme = themes[one.id]
        guessed = _type_of(session, theme) if kind == "objection" else ""
        found.append(
            Card(
                theme=one,
                definition=theme.definition,
                our_answer=theme.our_answer,
                rubric=theme.rubric,
                objection_type=theme.objection_type or guessed,
                type_by_person=theme.objection_type is not None,
                quotes=_best_quotes(session, theme),
            )
        )
    return found


def by_type(cards: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """Group objections by type, the type that most people voice first; '' comes last."""
    weight = Counter[str]()
    for card in cards:
        weight[card.objection_type] += card.theme.n_voices
    order = sorted(weight, key=lambda name: (name == "", -weight[name], name))
    return [(name, [card for card in cards if card.objection_type == name]) for name in order]


def by_rubric(cards: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """Group pains by rubric, alphabetically; those without one come last."""
    order = sorted({card.rubric for card in cards}, key=lambda name: (name == "", name.casefold()))
    return [(name, [card for card in cards if card.rubric == name]) for name in order]


def _type_of(session: Session, theme: Theme) -> str:
    """Return the type that most of a theme's quotes give reason for, or ''."""
    counted = Counter[str]()
    rows = session.scalars(
        select(Excerpt.cues)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .where(ThemeExcerpt.theme_id == theme.id)
    )
    for cues in rows:
        names = {cue["name"].removeprefix("objection.") for cue in cues if cue["weight"] > 0}
        counted.update(names & set(OBJECTION_TYPES))
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def _best_quotes(session: Session, theme: Theme) -> tuple[Said, ...]:
    rows = session.execute(
        select(Excerpt.quote, Passage.language)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .where(ThemeExcerpt.theme_id == theme.id)
        .order_by(Excerpt.key_quote.desc(), ThemeExcerpt.score.desc(), Excerpt.id)
        .limit(QUOTES_ON_A_CARD)
    )
    return tuple(Said(quote, language or "") for quote, language in rows)
