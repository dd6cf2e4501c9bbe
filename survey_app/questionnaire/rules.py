"""What a response comes to under a questionnaire's rules: shown, offered, computed.

The rules of a questionnaire are read once and then run in one pass for each set of answers. The
order is always the same: logic first, then the answers are checked, then they are stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.model import OTHER_SUFFIX, Answers, Questionnaire
from survey_app.questionnaire.rule_eval import evaluate, holds, rule_value
from survey_app.questionnaire.rule_program import Program, Ruled, Step, program
from survey_app.questionnaire.rule_syntax import Value

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """What a questionnaire is for one set of answers.

    ``shown`` are the keys of questions and parts, ``sections`` those of pages with something to
    show, in order. ``unoffered`` and ``unoffered_items`` are the codes of hidden choices and
    hidden rows by question key. ``values`` are answers and computed values as rules see them.
    """

    shown: AbstractSet[str]
    sections: tuple[str, ...]
    unoffered: Mapping[str, frozenset[str]]
    unoffered_items: Mapping[str, frozenset[str]]
    values: Mapping[str, Value]
    given: Answers

    def answer(self, key: str) -> Any:
        """The answer that counts: None for a hidden question, without what is not offered."""
        answer = self.given.get(key) if key in self.shown else None
        if answer is not None and (key in self.unoffered or key in self.unoffered_items):
            hidden = self.unoffered.get(key, NOTHING)
            return offered(answer, hidden, self.unoffered_items.get(key, NOTHING))
        return answer

    def answers_to(self, key: str) -> dict[str, Any]:
        """The answer that counts and the text of its 'other', as they stand in a document."""
        both = {key: self.answer(key), key + OTHER_SUFFIX: self.given.get(key + OTHER_SUFFIX)}
        return {name: value for name, value in both.items() if value is not None}


def state(questionnaire: Questionnaire, answers: Answers) -> State:
    """Work out what is shown and offered, given the answers so far. Never raises.

    One pass in order: the answer to a hidden question, and a choice that is not offered, count
    as unanswered for all that follows. A hidden section hides its questions, a hidden group its
    parts; a group without a shown part and a question with nothing left to choose from are
    hidden. A rule that cannot be read hides nothing; the check before publishing refuses it.
    """
    rules = program(questionnaire)
    if rules.plain:
        return State(rules.all_keys, rules.all_sections, {}, {}, {}, answers)
    run = _Run(rules, answers)
    sections = tuple(page.key for page in rules.pages if run.page(page.rule, page.steps))
    return State(run.shown, sections, run.unoffered, run.unoffered_items, run.values, answers)


def visible(questionnaire: Questionnaire, answers: Answers) -> AbstractSet[str]:
    """Tell which questions and parts are shown, given the answers so far. Never raises."""
    return state(questionnaire, answers).shown


def computed_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Give the computed values as plain data, by key: number, text, true or false, ISO date.

    A value with an unanswered part is left out.
    """
    values = state(questionnaire, answers).values
    found = {one.key: values.get(one.key) for one in questionnaire.computed}
    return {key: _plain(value) for key, value in found.items() if value is not None}


def offered(answer: Any, choices: Collection[str], items: Collection[str]) -> Any:
    """Take hidden choices and hidden rows out of an answer; None when nothing is left."""
    if isinstance(answer, str):
        return None if answer in choices else answer
    if isinstance(answer, (list, tuple)):
        return [one for one in answer if not _is_code_of(one, choices)] or None
    if isinstance(answer, Mapping):
        kept = {
            row: value
            for row, value in answer.items()
            if row not in items and not _is_code_of(value, choices)
        }
        return kept or None
    return answer


class _Run:
    """One pass over the questions, remembering what was answered so far."""

    def __init__(self, rules: Program, answers: Answers) -> None:
        self.answers = answers
        self.shown: set[str] = set()
        self.unoffered: dict[str, frozenset[str]] = {}
        self.unoffered_items: dict[str, frozenset[str]] = {}
        self.values: dict[str, Value] = {}
        self._compute(rules.constants)

    def page(self, rule: Any, steps: tuple[Step, ...]) -> bool:
        """Go through a section; tell whether it has something to show."""
        open_now = rule is None or holds(rule, self.values)
        any_shown = False
        for step in steps:
            any_shown = self._meet(step, open_now) or any_shown
        return any_shown

    def _meet(self, step: Step, open_now: bool) -> bool:
        if step.bare:
            if open_now:
                self.shown.add(step.key)
            return open_now
        shown = open_now and (step.rule is None or holds(step.rule, self.values))
        if shown and (step.choices or step.items):
            shown = self._offer(step)
        if step.parts:
            parts_shown = [self._meet(part, shown) for part in step.parts]
            shown = shown and any(parts_shown)
        if shown:
            self.shown.add(step.key)
            if step.named:
                self._take(step)
        self._compute(step.computed)
        return shown

    def _take(self, step: Step) -> None:
        answer = self.answers.get(step.key)
        if answer is None:
            return
        if step.key in self.unoffered or step.key in self.unoffered_items:
            hidden = self.unoffered.get(step.key, NOTHING)
            answer = offered(answer, hidden, self.unoffered_items.get(step.key, NOTHING))
        value = rule_value(answer, step.kind, step.question)
        if value is not None:
            self.values[step.key] = value

    def _offer(self, step: Step) -> bool:
        """Find the choices and rows that are hidden; tell whether anything can be chosen."""
        hidden = self._hidden(step.choices)
        if hidden:
            self.unoffered[step.key] = hidden
        hidden_items = self._hidden(step.items)
        if hidden_items:
            self.unoffered_items[step.key] = hidden_items
        nothing_left = step.must_choose and len(hidden) == len(step.question.choices) > 0
        return not nothing_left and not len(hidden_items) == len(step.question.items) > 0

    def _hidden(self, ruled: tuple[Ruled, ...]) -> frozenset[str]:
        hidden: set[str] = set()
        for one in ruled:  # a parent stands before what is under it
            if one.parent in hidden or (one.rule is not None and not holds(one.rule, self.values)):
                hidden.add(one.code)
        return frozenset(hidden)

    def _compute(self, computed: tuple[tuple[str, Any], ...]) -> None:
        for key, node in computed:
            value = evaluate(node, self.values)
            if value is not None:
                self.values[key] = value


def _is_code_of(value: Any, codes: Collection[str]) -> bool:
    return isinstance(value, str) and value in codes


def _plain(value: Value) -> Any:
    from datetime import date
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
