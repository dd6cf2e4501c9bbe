"""Whether rules can ever hold: a search for answers that would fulfil them.

A rule is spread out into alternatives, each a list of simple conditions; the conditions under
which the questions named are themselves shown are added. For each question a handful of telling
answers is then tried: every choice, every number next to a limit. What is too involved to decide
(calculations, comparisons of two answers, very many alternatives) counts as possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain, combinations, pairwise

from survey_app.questionnaire.rule_check import Asked
from survey_app.questionnaire.rule_eval import evaluate, holds
from survey_app.questionnaire.rule_syntax import (
    Literal,
    Name,
    Node,
    Operation,
    RuleError,
    Value,
    bounded,
    names_in,
    parse_rule,
)

NEVER = "never"
"""Stands among the conditions of a question that is never shown."""

MAX_ALTERNATIVES = 256
MAX_STEPS = 2_000
MAX_MENTIONED_CODES = 8
_UNMENTIONED = "\0something else"

Condition = tuple[Node, bool]
"""A comparison, and whether it must be true."""


class Reach:
    """What is known of the questions asked so far: their answers and when they are shown."""

    def __init__(self, asked: Mapping[str, Asked]) -> None:
        self.asked = asked
        self.conditions: dict[str, tuple[str, ...]] = {}
        self.computed: dict[str, Node] = {}

    def can_hold(self, *rules: str) -> bool:
        """Whether some answers make all the rules true at once; True when in doubt."""
        if NEVER in rules:
            return False
        search = _Search(self)
        try:
            return search.possible([], frozenset(), rules)
        except _TooInvolvedError:
            return True

    def expanded(self, node: Node) -> Node:
        """Put what is computed in the place of each computed value."""
        if isinstance(node, Name) and node.key in self.computed:
            return self.expanded(self.computed[node.key])
        if isinstance(node, Operation):
            right = None if node.right is None else self.expanded(node.right)
            return Operation(node.operator, self.expanded(node.left), right)
        return node


class _TooInvolvedError(Exception):
    """The search would take too long."""


class _Search:
    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.steps = 0

    def possible(
        self, conditions: list[Condition], met: frozenset[str], rules: Iterable[str]
    ) -> bool:
        """Whether the conditions and the rules can hold at once.

        ``met`` are the questions whose own rules stand among the conditions already.
        """
        nodes = []
        for rule in rules:
            try:
                nodes.append(self.reach.expanded(parse_rule(rule)))
            except RuleError:
                continue  # hides nothing
        for spread in _all_of([_spread(node, True) for node in nodes]):
            self.steps += 1
            if self.steps > MAX_STEPS:
                raise _TooInvolvedError
            if self._alternative(conditions + spread, met):
                return True
        return False

    def _alternative(self, conditions: list[Condition], met: frozenset[str]) -> bool:
        needed = {name for node, wanted in conditions if wanted for name in names_in(node)}
        fresh = sorted(needed - met)
        rules: list[str] = []
        for name in fresh:
            rules += self.reach.conditions.get(name, ())
        if NEVER in rules or not self._consistent(conditions, needed):
            return False
        if not rules:
            return True
        return self.possible(conditions, met | needed, dict.fromkeys(rules))

    def _consistent(self, conditions: list[Condition], needed: set[str]) -> bool:
        about: dict[str, list[Condition]] = {name: [] for name in needed}
        for node, wanted in conditions:
            names = names_in(node)
            if not names and holds(node, {}) is not wanted:
                return False
            if len(names) == 1 and not _calculates(node):
                about.setdefault(names[0], []).append((node, wanted))
        return all(
            self._some_answer(name, own, name in needed) for name, own in sorted(about.items())
        )

    def _some_answer(self, name: str, conditions: list[Condition], needed: bool) -> bool:
        asked = self.reach.asked.get(name)
        if asked is None or asked.kind is None:
            return True
        answers: Iterable[Value] = _telling_answers(asked, [node for node, _ in conditions])
        if not needed:
            answers = chain([None], answers)
        return any(
            all(holds(node, {name: answer}) is wanted for node, wanted in conditions)
            for answer in answers
        )


def _spread(node: Node, wanted: bool) -> list[list[Condition]]:
    """Spread a rule out: it comes to ``wanted`` when all conditions of one of the lists do."""
    if isinstance(node, Literal) and isinstance(node.value, bool):
        return [[]] if node.value is wanted else []
    if isinstance(node, Operation) and node.operator == "not":
        return _spread(node.left, not wanted)
    if isinstance(node, Operation) and node.operator in ("and", "or") and node.right is not None:
        sides = [_spread(node.left, wanted), _spread(node.right, wanted)]
        if (node.operator == "and") is wanted:
            return _all_of(sides)
        return sides[0] + sides[1]
    return [[(node, wanted)]]


def _all_of(sides: Sequence[list[list[Condition]]]) -> list[list[Condition]]:
    """Join alternatives that must hold at once."""
    joined: list[list[Condition]] = [[]]
    for side in sides:
        joined = [first + second for first in joined for second in side]
        if len(joined) > MAX_ALTERNATIVES:
            raise _TooInvolvedError
    return joined


def _telling_answers(asked: Asked, nodes: list[Node]) -> Iterator[Value]:
    """List answers that stand for all that could be given, as far as the conditions can tell."""
    mentioned = [value for node in nodes for value in _constants(node)]
    if asked.kind == "truth":
        yield from (True, False)
    elif asked.kind == "number":
        yield from _numbers(asked, [value for value in mentioned if isinstance(value, Decimal)])
    elif asked.kind == "date":
        days = [value for value in mentioned if isinstance(value, date)] or [date(2000, 1, 1)]
        yield from _days(days)
    elif asked.kind == "code" and asked.codes:
        yield from (code for code in asked.codes if code not in asked.gone)
    elif asked.kind in ("codes", "texts"):
        yield from _lists(asked, [value for value in mentioned if isinstance(value, str)])
    else:
        yield from (value for value in mentioned if isinstance(value, str))
        yield _UNMENTIONED


def _numbers(asked: Asked, mentioned: list[Decimal]) -> Iterator[Value]:
    limits = [bounded(limit) for limit in (asked.low, asked.high) if limit is not None]
    points = sorted({*mentioned, *(limit for limit in limits if limit is not None)})
    points = points or [Decimal(0)]
    between = [(first + second) / 2 for first, second in pairwise(points)]
    tried = [points[0] - 1, *points, *between, points[-1] + 1]
    if asked.whole:
        near = [point.to_integral_value(way) for point in tried for way in _WAYS]
        tried = [number + step for number in near for step in (-1, 0, 1)]
    for number in tried:
        if asked.low is not None and number < Decimal(repr(asked.low)):
            continue
        if asked.high is not None and number > Decimal(repr(asked.high)):
            continue
        yield number


_WAYS = (ROUND_FLOOR, ROUND_CEILING)


def _days(mentioned: list[date]) -> Iterator[Value]:
    for day in mentioned:
        yield day
        if day > date.min:
            yield day - timedelta(days=1)
        if day < date.max:
            yield day + timedelta(days=1)


def _lists(asked: Asked, mentioned: list[str]) -> Iterator[Value]:
    known = [code for code in asked.codes if code not in asked.gone]
    telling = [code for code in dict.fromkeys(mentioned) if not asked.codes or code in known]
    if len(telling) > MAX_MENTIONED_CODES:
        raise _TooInvolvedError
    if not asked.codes:
        telling.append(_UNMENTIONED)
    else:
        rest = [code for code in known if code not in telling]
        free = [code for code in rest if code not in asked.alone]
        telling += (free or rest)[:1]
    for size in range(1, len(telling) + 1):
        for chosen in combinations(telling, size):
            if size == 1 or not asked.alone & set(chosen):
                yield chosen


def _constants(node: Node) -> list[Value]:
    """All plain values that a condition mentions."""
    if not names_in(node):
        value = evaluate(node, {})
        return list(value) if isinstance(value, tuple) else [value]
    if isinstance(node, Operation):
        return _constants(node.left) + (_constants(node.right) if node.right else [])
    return []


def _calculates(node: Node) -> bool:
    """Whether a condition calculates with an answer, beyond comparing it."""
    if not isinstance(node, Operation) or not names_in(node):
        return False
    if node.operator in ("+", "-", "*", "/", "negative"):
        return True
    return _calculates(node.left) or (node.right is not None and _calculates(node.right))
