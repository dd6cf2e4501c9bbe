"""Review the demo's themes as a marketer would: join what says the same, accept, name, answer.

A marketer reads; this script knows from which stock of sentences each quote was dealt, which
stands for having read it. Quotes of another kind are taken out, and themes of small talk rejected,
from which Portrait learns what these customers mean. It decides through the same services as the
page, so every decision can be undone there. What it cannot place stays a suggestion, for the
newcomer to try.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey_app.accounts.models import User
from survey_app.demo.material import VOICES
from survey_app.demo.material.themes import CONCERNS
from survey_app.studies.models import Study
from survey_app.themes import services
from survey_app.themes.models import Theme, ThemeExcerpt

_KINDS = {concern.key: concern.kind for concern in CONCERNS}
MIN_SHARE = 0.5  # of a theme's quotes from one stock of sentences, to call it understood
MIN_QUOTES = 2

_WORD = re.compile(r"\w+")


def review(session: Session, study: Study, *, user: User) -> int:
    """Accept and join the themes that are understood; return how many were accepted."""
    by_concern: dict[tuple[str, str], list[Theme]] = defaultdict(list)
    themes = session.scalars(
        select(Theme)
        .where(Theme.study_id == study.id, Theme.status == "suggested")
        .options(selectinload(Theme.excerpts).joinedload(ThemeExcerpt.excerpt))
        .order_by(Theme.id)
    ).all()
    for theme in themes:
        concern = _concern_of([link.excerpt.quote for link in theme.excerpts])
        if concern is not None:
            by_concern[theme.kind, concern].append(theme)
        elif _is_aside(theme):
            services.reject(session, theme, user=user)
    n_accepted = 0
    for (_kind, concern), group in sorted(by_concern.items()):
        first, *others = sorted(
            group, key=lambda one: (-_in_language(one), -len(one.excerpts), one.id)
        )
        services.accept(session, first, user=user)
        if not _in_language(first):
            services.rename(session, first, name=_in_english(concern), user=user)
        for other in others:
            services.merge(session, other, into=first, user=user)
        strays = [link.excerpt for link in first.excerpts if _strays(link.excerpt.quote, first)]
        if 0 < len(strays) < len(first.excerpts):
            services.remove(session, first, strays, user=user)
        n_accepted += 1
    return n_accepted


def _is_aside(theme: Theme) -> bool:
    """Tell small talk, facts and mixed bags from something that is worth a second look."""
    known = [_stock_of(link.excerpt.quote) for link in theme.excerpts]
    return known.count(None) > MIN_SHARE * len(known)


def _strays(quote: str, theme: Theme) -> bool:
    """Tell a quote that voices something of another kind than the theme it was put in."""
    concern = _stock_of(quote)
    return concern is not None and _KINDS[concern] != theme.kind


def _in_language(theme: Theme) -> int:
    """Prefer a name in Latin letters: the demo's results are in English."""
    return int(all(ord(letter) < 0x250 for letter in theme.name))


def _in_english(concern: str) -> str:
    """Name a theme that only others voiced by the shortest English way of saying it."""
    return min(VOICES["en"][concern], key=lambda sentence: (len(sentence), sentence)).rstrip(".")


def _concern_of(quotes: Iterable[str]) -> str | None:
    found: Counter[str] = Counter()
    n_quotes = 0
    for quote in quotes:
        n_quotes += 1
        concern = _stock_of(quote)
        if concern is not None:
            found[concern] += 1
    if not found:
        return None
    concern, number = min(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return concern if number >= max(MIN_QUOTES, MIN_SHARE * n_quotes) else None


def _stock_of(quote: str) -> str | None:
    """Return the concern whose sentence the quote comes from, by the words that they share."""
    words = _words(quote)
    if len(words) < 2:
        return None
    best, best_share = None, 0.6
    for concern, sentence in _stock():
        share = len(words & sentence) / len(words)
        if share > best_share:
            best, best_share = concern, share
    return best


_cached: list[tuple[str, frozenset[str]]] = []


def _stock() -> list[tuple[str, frozenset[str]]]:
    if not _cached:
        _cached.extend(
            (concern, _words(sentence))
            for by_concern in VOICES.values()
            for concern, sentences in by_concern.items()
            for sentence in sentences
        )
    return _cached


def _words(text: str) -> frozenset[str]:
    """Words in lower case; Chinese as pairs of characters."""
    plain = unicodedata.normalize("NFC", text).lower()
    found: set[str] = set()
    for word in _WORD.findall(plain):
        if any("\u4e00" <= letter <= "\u9fff" for letter in word):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        else:
            found.add(word)
    return frozenset(found)
