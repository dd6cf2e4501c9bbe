"""Which wordings speak for a pain, a goal, an objection or praise, and where they stand."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from survey_app.nlp.cues import chinese, english, russian
from survey_app.nlp.cues.base import CueBook
from survey_app.nlp.cues.dialogue import DIALOGUE
from survey_app.nlp.cues.filler import FILLER
from survey_app.nlp.cues.first_letters import LetterTable, closing_bracket, top_level_options
from survey_app.nlp.cues.service import SERVICE
from survey_app.nlp.cues.situations import SITUATIONS
from survey_app.nlp.cues.standing import NOTHING, STANDING

BOOKS: dict[str, CueBook] = {"en": english.CUES, "ru": russian.CUES, "zh": chinese.CUES}

MAX_WHOLE_CHARS = 80  # an answer that says 'nothing' is short
LAYERS = ("goal", "mood", "neutral", "pain", "praise", "objection")
NEGATABLE_GOALS = frozenset({"goal.need", "goal.want", "goal.request", "goal.aim"})


class Found(NamedTuple):
    """A cue in a text: its name and where it stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Compiled:
    layers: tuple[LetterTable, ...]  # in each, only the first cue at a place counts
    begins: re.Pattern[str]  # where a wording may begin
    openings: tuple[tuple[str, re.Pattern[str]], ...]
    whole: tuple[tuple[str, re.Pattern[str]], ...]
    negators: re.Pattern[str]
    scope_ends: re.Pattern[str]
    reach: int


def find_cues(folded: str, language: str, start: int, end: int) -> list[Found]:
    """Find the cues of one clause of a lower-case text, negation and wishes taken into account.

    A negated pain ('no problem with it') becomes 'praise.no_problem', negated praise ('not good')
    'pain.not_good'; praise behind a wish ('a faster one would be great') is none.
    """
    book = _compiled(language)
    clause = folded[start:end]
    if len(clause) <= MAX_WHOLE_CHARS:
        for name, pattern in book.whole:
            if pattern.fullmatch(clause):
                return [Found(name, start, end)]
    found: list[Found] = []
    for name, pattern in book.openings:
        match = pattern.match(clause)
        if match and match.end():
            if name == "pain.missing" and any(f.name == "neutral.none" for f in found):
                continue  # 'nothing, it is great' lacks nothing
            found.append(Found(name, start, start + match.end()))
    wished_from = len(clause)
    negated: list[tuple[int, int]] | None = None
    pains: list[tuple[int, int]] = []
    starts = [match.start() for match in book.begins.finditer(clause)]
    for layer in book.layers:
        for name, at, stop in layer.find(clause, starts):
            if name in ("goal.wish", "goal.request", "goal.should"):
                wished_from = min(wished_from, at)
            kind = name.partition(".")[0]
            if kind == "goal" and name in NEGATABLE_GOALS:
                if negated is None:
                    negated = _negated_stretches(clause, book)
                if inside(at, negated):
                    continue  # 'do not need', 'does not let me'
            if kind in ("pain", "praise"):
                if negated is None:
                    negated = _negated_stretches(clause, book)
                if kind == "pain":
                    pains.append((at, stop))
                elif pains and _covered(at, stop, pains):
                    continue  # 'not good' is said already
                if inside(at, negated):
                    name = "praise.no_problem" if kind == "pain" else "pain.not_good"
                elif kind == "praise" and at >= wished_from:
                    name = "mood.wished"
            found.append(Found(name, start + at, start + stop))
    return found


def negated_stretches(clause: str, language: str) -> list[tuple[int, int]]:
    """Find the stretches of a lower-case clause that stand behind 'not', 'never', 'without'."""
    return _negated_stretches(clause, _compiled(language))


def inside(at: int, stretches: list[tuple[int, int]]) -> bool:
    """Tell whether a place lies behind the start of a stretch and before its end."""
    i = bisect_left(stretches, (at, 0)) - 1
    return i >= 0 and at < stretches[i][1]


def _negated_stretches(clause: str, book: _Compiled) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for match in book.negators.finditer(clause):
        limit = min(len(clause), match.end() + book.reach)
        stop = book.scope_ends.search(clause, match.end(), limit)
        right = stop.start() + 1 if stop else limit
        if stretches and match.start() < stretches[-1][1]:  # kept apart, so that one search finds
            stretches[-1] = (stretches[-1][0], max(right, stretches[-1][1]))
        else:
            stretches.append((match.start(), right))
    return stretches


def _covered(at: int, stop: int, spans: list[tuple[int, int]]) -> bool:
    i = bisect_right(spans, (at, spans[-1][1])) - 1
    return i >= 0 and stop <= spans[i][1]


@cache
def _compiled(language: str) -> _Compiled:
    book = BOOKS[language]
    before, behind = (r"(?<!\w)", r"(?!\w)") if book.spaced else ("", "")
    wordings: dict[str, dict[str, list[str]]] = {}
    for cues in (
        STANDING[language],
        SITUATIONS[language],
        SERVICE[language],
        DIALOGUE[language],
        book.moods,
        book.stances,
    ):
        for name, listing in cues.items():
            kind = name.partition(".")[0]
            wordings.setdefault(kind, {}).setdefault(name, []).extend(_alternatives(listing))
    layers = []
    for kind in LAYERS:
        pairs = [
            (name, option)
            for name, patterns in wordings.get(kind, {}).items()
            for pattern in patterns
            for option in _widest_options(pattern)
        ]
        if pairs:
            layers.append(LetterTable(pairs, behind))
    return _Compiled(
        layers=tuple(layers),
        begins=re.compile(rf"{before}\S"),
        openings=tuple((name, re.compile(p)) for name, p in book.openings.items()),
        whole=(
            *((name, re.compile(p)) for name, p in book.whole.items()),
            ("neutral.nothing", re.compile(NOTHING[language])),
            ("neutral.nothing", re.compile(FILLER[language])),
        ),
        negators=re.compile(f"{before}(?:{book.negators}){behind}"),
        scope_ends=re.compile(book.scope_ends),
        reach=book.negation_reach,
    )


def _alternatives(wordings: str) -> list[str]:
    parts = re.split(r"\s+\|\s+|\s*\n\s*", wordings.strip())
    return [part.strip() for part in parts if part.strip()]


def _widest_options(pattern: str) -> list[str]:
    """Take a wording's options apart where all of it is one bracket: fewer are tried a letter."""
    if pattern.startswith("(?:") and closing_bracket(pattern) == len(pattern) - 1:
        return top_level_options(pattern[3:-1])
    return [pattern]
