"""What the battlecard, the rubrics and the codebook show of a theme: counts, words, our answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.studies.models import Study
from survey_app.themes.arranging import OBJECTION_TYPES
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt
from survey_app.themes.queries import RankedTheme, ranked
from survey_app.themes.review_order import as_tree

QUOTES_ON_A_CARD = 3
AT_ONCE = 400  # themes in one statement; databases bound the number of parameters


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


def cards(session: Session, study: Study, *, kind: str, typed: bool = False) -> list[Card]:
    """Return a kind's themes in the order of the list; the best quotes of each come first.

    With `typed`, objections that nobody gave a type have the one that their quotes speak of.
    """
    themes = {
        theme.id: theme
        for theme in session.scalars(
            select(Theme).where(Theme.study_id == study.id, Theme.kind == kind)
        )
    }
    order = as_tree(ranked(session, study, kind=kind))
    shown = [themes[one.id] for one in order]
    quotes = _best_quotes(session, study, kind)
    types = _types(session, shown) if typed else {}
    return [
        Card(
            theme=one,
            definition=theme.definition,
            our_answer=theme.our_answer,
            rubric=theme.rubric,
            objection_type=theme.objection_type or types.get(theme.id, ""),
            type_by_person=theme.objection_type is not None,
            quotes=tuple(quotes.get(theme.id, ())),
        )
        for one, theme in zip(order, shown, strict=True)
    ]


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


def _types(session: Session, themes: Sequence[Theme]) -> dict[int, str]:
    """Return for themes without a person's choice the type that most quotes give reason for."""
    unsaid = [theme.id for theme in themes if not theme.objection_type]
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for at in range(0, len(unsaid), AT_ONCE):
        rows = session.execute(
            select(ThemeExcerpt.theme_id, Excerpt.cues)
            .join(Excerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
            .where(ThemeExcerpt.theme_id.in_(unsaid[at : at + AT_ONCE]))
        )
        for theme_id, cues in rows:
            names = {cue["name"].removeprefix("objection.") for cue in cues if cue["weight"] > 0}
            counted[theme_id].update(names & set(OBJECTION_TYPES))
    return {
        theme_id: min(found, key=lambda name: (-found[name], name))
        for theme_id, found in counted.items()
        if found
    }


def _best_quotes(session: Session, study: Study, kind: str) -> dict[int, list[Said]]:
    """Return the quotes that each theme of a kind shows, the best first."""
    place = func.row_number().over(
        partition_by=ThemeExcerpt.theme_id,
        order_by=(Excerpt.key_quote.desc(), ThemeExcerpt.score.desc(), Excerpt.id),
    )
    best = (
        select(ThemeExcerpt.theme_id, ThemeExcerpt.excerpt_id, place.label("place"))
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .join(Excerpt, Excerpt.id == ThemeExcerpt.excerpt_id)
        .where(Theme.study_id == study.id, Theme.kind == kind)
        .subquery()
    )
    rows = session.execute(
        select(best.c.theme_id, Excerpt.quote, Passage.language)
        .join(Excerpt, Excerpt.id == best.c.excerpt_id)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .where(best.c.place <= QUOTES_ON_A_CARD)
        .order_by(best.c.theme_id, best.c.place)
    )
    found: dict[int, list[Said]] = defaultdict(list)
    for theme_id, quote, language in rows:
        found[theme_id].append(Said(quote, language or ""))
    return found
