"""The stress test: what would have to happen for a line, or a whole persona, to fall.

Plain words for people who do not read intervals: solid, likely, fragile. The word follows from
reasons that can be read and checked, never from a weighted score.
"""

from collections import Counter
from dataclasses import dataclass

from .claims import count_answer, count_theme
from .fields.base import min_people
from .quotes import MIN_QUOTES
from .respondents import Respondent
from .rules import MAX_VOICE_SHARE, Context
from .sheet import PersonaDraft, StabilityWord, Statement

WIDE = 0.4
"""An interval wider than this (0-1) says little more than 'some'."""
SPARE_VOICES = 2
"""So many people fewer, and the line must still have the evidence that rule R1 asks for."""
FRAGILE_FROM = 2
"""So many weak points make a line fragile."""


@dataclass(frozen=True, slots=True)
class LineTest:
    """One line under stress. `reasons` are codes of its weak points, worst first.

    `spare` is how many of its people could withdraw before rule R1 takes the line off.
    """

    statement: int
    word: StabilityWord
    reasons: tuple[str, ...]
    spare: int


@dataclass(frozen=True, slots=True)
class StressTest:
    """All lines under stress, and the word for the persona as a whole."""

    word: StabilityWord
    lines: tuple[LineTest, ...]

    def n(self, word: StabilityWord) -> int:
        """How many lines have this word."""
        return sum(line.word == word for line in self.lines)


def stress_test(persona: PersonaDraft, context: Context) -> StressTest:
    """Tests every line of a persona, then the persona.

    The persona is as strong as the segment behind it (rule R7), and no stronger than its lines:
    with more than a third of them fragile it is likely at best, with more than half fragile.
    """
    members = {person.id: person for person in context.respondents
               if person.id in set(persona.members)}  # fmt: skip
    kinds = {theme.id: theme.kind for theme in context.themes}
    need = min_people(len(context.respondents))
    lines = tuple(
        _line(place, statement, list(members.values()), kinds, need)
        for place, statement in enumerate(persona.statements)
    )
    weak = sum(line.word == "fragile" for line in lines)
    words: list[StabilityWord] = [persona.stability_word or "solid"]
    if 3 * weak > len(lines):
        words.append("likely")
    if 2 * weak > len(lines) or not lines:
        words.append("fragile")
    order: tuple[StabilityWord, ...] = ("fragile", "likely", "solid")
    return StressTest(min(words, key=order.index), lines)


def _line(
    place: int,
    statement: Statement,
    members: list[Respondent],
    kinds: dict[str, str],
    need: int,
) -> LineTest:
    if statement.basis == "assumed":
        return LineTest(place, "fragile", ("assumed",), 0)
    voices = _n_people(statement, members, kinds)
    spare = max(0, voices - max(need, MIN_QUOTES))
    reasons = []
    if statement.asked is None:
        reasons.append("not_asked")
    if spare < SPARE_VOICES:
        reasons.append("few_voices")
    if (statement.high or 0.0) - (statement.low or 0.0) > WIDE:
        reasons.append("wide")
    if statement.opposing and statement.theme_id is not None:
        reasons.append("contradicted")
    if _one_voice(statement):
        reasons.append("one_voice")
    word: StabilityWord = "solid"
    if reasons:
        word = "fragile" if len(reasons) >= FRAGILE_FROM else "likely"
    return LineTest(place, word, tuple(reasons), spare)


def _n_people(statement: Statement, members: list[Respondent], kinds: dict[str, str]) -> int:
    """How many members stand behind a line today, quoted or not."""
    if statement.theme_id is not None and statement.theme_id in kinds:
        n, asked = count_theme(members, statement.theme_id, kinds[statement.theme_id])
        if asked:
            return n
    if statement.trait_key is not None and statement.code is not None:
        return count_answer(members, statement.trait_key, statement.code)[0]
    return len({piece.respondent_id for piece in statement.supporting})


def _one_voice(statement: Statement) -> bool:
    quotes = Counter(piece.respondent_id for piece in statement.supporting if piece.is_quote)
    total = sum(quotes.values())
    return total > 0 and max(quotes.values()) / total > MAX_VOICE_SHARE
