"""Belief against data: what the team assumes, held against what customers said and ticked.

A belief is compared with the theme, or the closed answer, that a person has linked it to. Without
a link the one that shares most words with it is proposed. That is a crude look, and says so: what
it cannot find stands as 'nobody was asked', never as false.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .claims import count_answer, count_theme
from .counter import against_theme, closed_against, content_words
from .fields import FIELD_BY_KEY
from .fields.base import min_people
from .prevalence import wilson_interval
from .quotes import MIN_QUOTES, quote_evidence
from .respondents import Respondent, ThemeInfo, Trait
from .sheet import Evidence

HARDLY = 0.2
"""A belief that surely fewer than a fifth share (upper end of the interval) is contradicted."""
HALF = 0.5
MAX_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A belief beside the data. `verdict` is confirmed, contradicted, open or not_asked.

    `found` is the theme or answer that it was held against, '' for none; `n` of `asked` said it,
    `low` to `high` is the 95 % Wilson interval (0-1). `linked` says that a person chose it.
    """

    belief: str
    verdict: str
    found: str = ""
    n: int = 0
    asked: int = 0
    low: float = 0.0
    high: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    theme_id: str | None = None
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """What a person holds a belief against: a theme, an answer, or (all empty) neither."""

    theme_id: str = ""
    trait: str = ""
    code: str = ""


def hold(
    belief: str,
    field: str,
    members: Sequence[Respondent],
    n_respondents: int,
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
    link: Link | None = None,
) -> Held:
    """Hold one belief in one field of a persona against what its members said.

    With `link` it is held against that and nothing else; a theme or answer that is there no more
    leaves the proposal by words, as without a link.

    Confirmed: as many voices as a statement needs (rule R1), or more than half ticked it.
    Contradicted: more members speak against it than for it, or surely hardly anybody says it.
    Open: asked, and the answers decide nothing. Not asked: nobody was asked for such a thing.
    """
    if link is not None:
        held = _by_link(belief, field, link, members, n_respondents, themes, traits)
        if held is not None:
            return replace(held, linked=True)
    words = content_words(belief)
    kind = FIELD_BY_KEY[field].kind if field in FIELD_BY_KEY else None
    theme = _nearest_theme(words, [one for one in themes if kind is None or one.kind == kind])
    answer = _nearest_answer(words, traits)
    if theme is not None and (answer is None or theme[0] >= answer[0]):
        return _by_theme(belief, theme[1], members, n_respondents, themes, traits)
    if answer is not None:
        return _by_answer(belief, answer[1], answer[2], members)
    return _by_nothing(belief, kind, members)


def _by_link(
    belief: str,
    field: str,
    link: Link,
    members: Sequence[Respondent],
    n_respondents: int,
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
) -> Held | None:
    """Hold a belief against what a person chose; None where that is there no more."""
    if link.theme_id:
        theme = next((one for one in themes if one.id == link.theme_id), None)
        if theme is None:
            return None
        return _by_theme(belief, theme, members, n_respondents, themes, traits)
    if link.trait:
        trait = next((one for one in traits if one.key == link.trait), None)
        if trait is None or link.code not in trait.choices:
            return None
        return _by_answer(belief, trait, link.code, members)
    kind = FIELD_BY_KEY[field].kind if field in FIELD_BY_KEY else None
    return _by_nothing(belief, kind, members)


def _by_nothing(belief: str, kind: str | None, members: Sequence[Respondent]) -> Held:
    n_asked = sum(kind in person.asked for person in members) if kind else 0
    if n_asked:  # asked for such things, and nobody said this one
        return _judged(Held(belief, "", asked=n_asked), n_for=0, n_against=0, enough=False)
    return Held(belief, "not_asked")


def _by_theme(
    belief: str,
    theme: ThemeInfo,
    members: Sequence[Respondent],
    n_respondents: int,
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
) -> Held:
    ids = {person.id for person in members}
    n, asked = count_theme(members, theme.id, theme.kind)
    own = [one for one in theme.quotes if one.respondent_id in ids]
    own.sort(key=lambda one: (-one.score, one.id))
    voices = {one.respondent_id for one in own}
    against = (*against_theme(theme, themes, ids), *closed_against(theme, traits, members))
    held = Held(
        belief, "", theme.name, n, asked,
        evidence=(*(quote_evidence(one) for one in own[:MAX_QUOTES]), *against),
        theme_id=theme.id,
    )  # fmt: skip
    if not asked and not own:
        return Held(belief, "not_asked", theme.name, theme_id=theme.id)
    enough = len(own) >= MIN_QUOTES and len(voices) >= min_people(n_respondents)
    n_against = len({one.respondent_id for one in against})
    return _judged(held, n_for=len(voices), n_against=n_against, enough=enough)


def _by_answer(belief: str, trait: Trait, code: str, members: Sequence[Respondent]) -> Held:
    n, asked = count_answer(members, trait.key, code)
    found = f"{trait.label}: {trait.choices[code]}"
    if not asked or (trait.sensitive and n < MIN_QUOTES + 2):
        return Held(belief, "not_asked", found if not trait.sensitive else "")
    held = Held(belief, "", found, n, asked)
    low, high = wilson_interval(n, asked)
    if high < HALF:
        return _with(held, "contradicted", low, high)
    return _with(held, "confirmed" if low > HALF else "open", low, high)


def _judged(held: Held, *, n_for: int, n_against: int, enough: bool) -> Held:
    low, high = wilson_interval(held.n, held.asked)
    if n_against > n_for or (held.asked and high < HARDLY):
        return _with(held, "contradicted", low, high)
    return _with(held, "confirmed" if enough else "open", low, high)


def _with(held: Held, verdict: str, low: float, high: float) -> Held:
    return Held(
        held.belief, verdict, held.found, held.n, held.asked, low, high, held.evidence,
        held.theme_id,
    )  # fmt: skip


def _nearest_theme(
    words: frozenset[str], themes: Sequence[ThemeInfo]
) -> tuple[int, ThemeInfo] | None:
    """The theme whose name shares most words; then whose quotes do; None where none does."""
    ranked = []
    for theme in themes:
        shared = len(words & content_words(theme.name))
        spoken = sum(len(words & content_words(one.text)) >= 2 for one in theme.quotes)
        # A name may be another word for it; three people who used two of the words will do.
        if shared or spoken >= MIN_QUOTES:
            ranked.append((shared, spoken, theme))
    if not ranked:
        return None
    best = max(ranked, key=lambda one: (one[0], one[1], one[2].id))
    return max(1, best[0]), best[2]


def _nearest_answer(
    words: frozenset[str], traits: Sequence[Trait]
) -> tuple[int, Trait, str] | None:
    """The choice that shares words with the belief, itself and not only by its question."""
    ranked = [
        (own + len(words & content_words(trait.label)), trait, code)
        for trait in traits
        for code, text in trait.choices.items()
        if (own := len(words & content_words(text)))
    ]
    return max(ranked, key=lambda one: (one[0], one[1].key, one[2]), default=None)
