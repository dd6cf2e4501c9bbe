"""Whether computed values make sense: their keys, their kinds, and what they build on."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from survey_app.questionnaire.keys import check_key
from survey_app.questionnaire.reach import Reach
from survey_app.questionnaire.rule_check import Asked, kind_of_value
from survey_app.questionnaire.rule_syntax import Node, RuleError, names_in, parse_rule
from survey_app.questionnaire.shape import COMPUTED_KEYS, Findings
from survey_app.questionnaire.terms import nearest, term


class ComputedCheck:
    """Follows a walk through the questions: a value is known once all it speaks of was asked."""

    def __init__(
        self,
        found: Findings,
        computed: list[Mapping[str, Any]],
        asked: MutableMapping[str, Asked],
        everywhere: set[str],
        reach: Reach,
    ) -> None:
        self.found = found
        self.asked = asked
        self.everywhere = everywhere
        self.reach = reach
        self.waiting: list[tuple[str, Node]] = []
        questions = set(everywhere)
        for number, entry in enumerate(computed, start=1):
            self._read(entry, number, questions)
        self._insist_on_order()
        self.offer()

    def offer(self) -> None:
        """Let every value be known of which all parts are known by now."""
        still = []
        above_missing: set[str] = set()
        for key, node in self.waiting:
            names = names_in(node)
            if all(name in self.asked for name in names) and not above_missing & set(names):
                self._settle(key, node)
            else:
                above_missing.add(key)
                still.append((key, node))
        self.waiting = still

    def finish(self) -> None:
        """Complain of the values that never came to be known."""
        for key, node in self.waiting:
            for name in names_in(node):
                if name not in self.everywhere:
                    what, remedy = term("computed", key=key), nearest(name, self.everywhere)
                    self.found.add("QB034", what=what, key=name, remedy=remedy)
        self.waiting = []

    def names_of(self, rule: str) -> set[str]:
        """The questions that a sound rule speaks of, those behind its computed values too."""
        node = parse_rule(rule)
        return {*names_in(node), *names_in(self.reach.expanded(node))}

    def _read(self, entry: Mapping[str, Any], number: int, questions: set[str]) -> None:
        key = entry.get("key")
        named = isinstance(key, str) and key
        what = term("computed", key=key) if named else term("computed_n", number=number)
        fitting = self.found.check_table(what, entry, COMPUTED_KEYS, COMPUTED_KEYS)
        if "key" in fitting:
            check_key(self.found, what, fitting["key"])
            if fitting["key"] in self.everywhere:
                word = "question" if fitting["key"] in questions else "computed"
                self.found.add("QB004", what=what, key=key, first=term(word, key=key))
                return
            self.everywhere.add(fitting["key"])
        if not fitting.get("value") or not fitting.get("key"):
            return
        try:
            self.waiting.append((fitting["key"], parse_rule(fitting["value"])))
        except RuleError as caught:
            self.found.add(caught.code, what=what, **({"rule": fitting["value"]} | caught.details))

    def _insist_on_order(self) -> None:
        """A value builds on those above it only, so that none can lead back to itself."""
        later = [key for key, _ in self.waiting]
        sound = []
        for key, node in self.waiting:
            forward = [name for name in names_in(node) if name in later]
            for name in forward:
                self.found.add("QB059", what=term("computed", key=key), key=name)
            sound += [] if forward else [(key, node)]
            later.remove(key)
        self.waiting = sound

    def _settle(self, key: str, node: Node) -> None:
        what = term("computed", key=key)
        try:
            kind = kind_of_value(node, self.asked, self.everywhere)
        except RuleError as caught:
            self.found.add(caught.code, what=what, **({"rule": key} | caught.details))
            kind = None
        if kind in ("codes", "texts"):
            self.found.add("QB058", what=what)
            kind = None
        self.asked[key] = Asked(kind="text" if kind == "code" else kind)
        self.reach.computed[key] = node
