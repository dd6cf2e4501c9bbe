"""What the battlecard, the rubrics and the codebook show of a theme: counts, words, our answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, select, true
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.studies.models import Study
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt
from survey_app.themes.queries import VISIBLE, RankedTheme, ranked
from survey_app.themes.review_order import as_tree

QUOTES_ON_A_CARD = 3
QUOTES_LOOKED_AT = 6
"""People say the same in the same words: a card shows those of the best that differ."""
AT_ONCE = 400  # quotes in one statement; databases bound the number of parameters


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


def cards(session: Session, study: Study, *, kinds: Sequence[str]) -> dict[str, list[Card]]:
    """Return the themes of each kind in the order of the list, with the best quotes of each."""
    themes = {
        theme.id: theme
        for theme in session.scalars(
            select(Theme).where(
                Theme.study_id == study.id, Theme.kind.in_(kinds), Theme.status.in_(VISIBLE)
            )
        )
    }
    order = ranked(session, study, kind=kinds[0] if len(kinds) == 1 else "")
    quotes = best_quotes(session, study, list(themes))
    return {
        kind: [
            Card(
                theme=one,
                definition=themes[one.id].definition,
                our_answer=themes[one.id].our_answer,
                rubric=themes[one.id].rubric,
                objection_type=one.objection_type,
                type_by_person=themes[one.id].objection_type is not None,
                quotes=tuple(quotes.get(one.id, ())),
            )
            for one in as_tree([found for found in order if found.kind == kind])
        ]
        for kind in kinds
    }


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


def best_quotes(session: Session, study: Study, ids: Sequence[int]) -> dict[int, list[Said]]:
    """Return the quotes that each of these themes shows: key quotes, then those that fit best."""
    chosen = _best(session, study, ids)
    quotes = _texts(session, sorted({one for some in chosen.values() for one in some}))
    return {
        theme_id: _unlike([quotes[one] for one in some if one in quotes])
        for theme_id, some in chosen.items()
    }


def _unlike(quotes: Sequence[Said]) -> list[Said]:
    """Return the first quotes of which none says another one over again, word by word."""
    kept: list[tuple[str, Said]] = []
    for one in quotes:
        words = "".join(letter for letter in one.text.casefold() if letter.isalnum())
        if not any(words in other or other in words for other, _said in kept):
            kept.append((words, one))
    return [one for _words, one in kept[:QUOTES_ON_A_CARD]]


def _best(session: Session, study: Study, ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the ids of those quotes; an index answers, however many quotes a theme has."""
    wanted = set(ids)
    found: dict[int, list[int]] = defaultdict(list)
    keys = session.execute(
        select(ThemeExcerpt.theme_id, Excerpt.id)
        .join(Excerpt, Excerpt.id == ThemeExcerpt.excerpt_id)
        .where(Excerpt.study_id == study.id, Excerpt.key_quote)
        .order_by(ThemeExcerpt.score.desc(), Excerpt.id)
    )
    for theme_id, excerpt_id in keys:
        if theme_id in wanted:
            found[theme_id].append(excerpt_id)
    rows = session.execute(
        select(Theme.id, *(_place(number) for number in range(QUOTES_LOOKED_AT))).where(
            Theme.study_id == study.id, Theme.id.in_(ids) if len(ids) <= AT_ONCE else true()
        )
    )
    for theme_id, *best in rows:
        if theme_id in wanted:
            some = found[theme_id]
            some += [one for one in best if one is not None and one not in some]
    return {theme_id: some[:QUOTES_LOOKED_AT] for theme_id, some in found.items()}


def _place(number: int) -> ScalarSelect[int]:
    """Return what picks the quote of a theme that stands at this place by its fit, from 0."""
    return (
        select(ThemeExcerpt.excerpt_id)
        .where(ThemeExcerpt.theme_id == Theme.id)
        # Newer ones first where they fit alike: the order of the index read backwards, unsorted.
        .order_by(ThemeExcerpt.score.desc(), ThemeExcerpt.excerpt_id.desc())
        .limit(1)
        .offset(number)
        .scalar_subquery()
    )


def _texts(session: Session, ids: Sequence[int]) -> dict[int, Said]:
    found: dict[int, Said] = {}
    for at in range(0, len(ids), AT_ONCE):
        rows = session.execute(
            select(Excerpt.id, Excerpt.quote, Passage.language)
            .join(Passage, Passage.id == Excerpt.passage_id)
            .where(Excerpt.id.in_(ids[at : at + AT_ONCE]))
        )
        found |= {number: Said(quote, language or "") for number, quote, language in rows}
    return found
