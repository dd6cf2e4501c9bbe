"""Everything that can be wrong with sections of questions, found before anybody is asked.

The check walks the plain form, so that it can explain a file that no model could be made of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from survey_app.questionnaire.check_computed import ComputedCheck
from survey_app.questionnaire.check_options import asked_of, check_options
from survey_app.questionnaire.keys import check_key
from survey_app.questionnaire.model import LANGUAGES, Questionnaire
from survey_app.questionnaire.pieces import DECLINE_CODE
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.reach import NEVER, Reach
from survey_app.questionnaire.rule_check import Asked, check_rule
from survey_app.questionnaire.shape import (
    CHECK_KEYS,
    QUESTION_KEYS,
    QUESTIONNAIRE_KEYS,
    SECTION_KEYS,
    TYPE_KEYS,
    Findings,
)
from survey_app.questionnaire.tags import AUDIENCES, ELICITS_TAGS
from survey_app.questionnaire.terms import Term, nearest, term
from survey_app.questionnaire.types import TYPES, QuestionType
from survey_app.questionnaire.types.list import DEFAULT_ROWS, MAX_ROWS

# Fields that every type takes which has one of the fields named after them.
_COMES_WITH = {
    "random_order": frozenset({"choices", "items"}),
    "min_rows": frozenset({"rows"}),
}


def check_questionnaire(
    questionnaire: Questionnaire, place: str = "the questionnaire"
) -> list[Problem]:
    """List what must be mended before a questionnaire is published; empty when it is ready."""
    return check_definition(questionnaire.to_dict(), place)


def check_definition(data: Mapping[str, Any], place: str = "the questionnaire") -> list[Problem]:
    """List what is wrong with a questionnaire in its plain form, as a file or a form sends it."""
    found = Findings(place)
    languages = data.get("languages", list(LANGUAGES))
    if isinstance(languages, list):
        for language in languages:
            if language not in LANGUAGES:
                found.add("QB054", language=language, known=", ".join(LANGUAGES))
        found.languages = tuple(known for known in LANGUAGES if known in languages)
        if not languages:
            found.add("QB053")
    fitting = found.check_table(term("questionnaire"), data, QUESTIONNAIRE_KEYS, ("title",))
    check_sections(found, fitting.get("sections", []), fitting.get("computed", []))
    return found.problems


def check_sections(
    found: Findings,
    sections: list[Mapping[str, Any]],
    computed: list[Mapping[str, Any]] | None = None,
) -> None:
    """Check sections and all that is in them; problems are added to ``found``."""
    if not sections:
        found.add("QB017")
    walk = _Walk(found, _keys_in(sections), computed or [])
    seen: set[str] = set()
    for number, section in enumerate(sections, start=1):
        key = section.get("key")
        named = isinstance(key, str) and key
        what = term("section", key=key) if named else term("section_n", number=number)
        fitting = found.check_table(what, section, SECTION_KEYS, ("key", "title"))
        if "key" in fitting:
            check_key(found, what, fitting["key"])
            if fitting["key"] in seen:
                found.add("QB015", key=fitting["key"])
            seen.add(fitting["key"])
        for audience in fitting.get("audience", []):
            if audience not in AUDIENCES:
                found.add("QB057", what=what, audience=audience, known=", ".join(AUDIENCES))
        if not section.get("questions"):
            found.add("QB016", key=key or number)
        walk.title = _reading_name(fitting.get("title"), str(key or number))
        walk.enter(what, fitting)
        for position, question in enumerate(fitting.get("questions", []), start=1):
            walk.check_question(question, position)
    walk.computed.finish()


class _Walk:
    """Goes through the questions in order and remembers what was asked before."""

    def __init__(
        self, found: Findings, everywhere: set[str], computed: list[Mapping[str, Any]]
    ) -> None:
        self.found = found
        self.everywhere = everywhere
        self.title = ""
        self.first_place: dict[str, Term] = {}
        self.asked: dict[str, Asked] = {}
        self.wordless: set[str] = set()
        self.reach = Reach(self.asked)
        self.computed = ComputedCheck(found, computed, self.asked, everywhere, self.reach)
        self.above: tuple[str, ...] = ()
        found.quotable, found.everywhere = self.asked, everywhere
        found.wordless = self.wordless

    def enter(self, what: Term, section: Mapping[str, Any]) -> None:
        """Begin a section: its rule holds for everything in it."""
        self.above = ()
        rule = section.get("show_if")
        if not rule or not self._check_rule(what, rule):
            return
        if self.reach.can_hold(rule):
            self.above = (rule,)
            return
        keys = [entry.get("key") for entry in section.get("questions", [])]
        named = ", ".join(str(key) for key in keys)
        self.found.add("QB067", what=what, rule=rule, keys=named)
        self.above = (NEVER,)

    def check_question(
        self, data: Mapping[str, Any], position: int, group: Mapping[str, Any] | None = None
    ) -> None:
        """Check a question or, with ``group``, one of its parts."""
        key = data.get("key")
        named = isinstance(key, str) and key
        what = (
            term("question", key=key)
            if named
            else term("question_n", number=position, title=self.title)
        )
        name = data.get("type")
        kind = TYPES.get(name) if isinstance(name, str) else None
        needed = ["key", "type", "text", *(sorted(kind.needs) if kind else ())]
        fitting = self.found.check_table(what, data, QUESTION_KEYS | TYPE_KEYS, needed)
        if "key" in fitting:
            check_key(self.found, what, fitting["key"])
            self._check_repeated(what, fitting["key"])
        if "type" in fitting and kind is None:
            self.found.add("QB012", what=what, type=name, remedy=nearest(str(name), TYPES))
        for tag in fitting.get("elicits", []):
            if tag not in ELICITS_TAGS:
                remedy = nearest(tag, ELICITS_TAGS)
                self.found.add("QB013", what=what, tag=tag, remedy=remedy)
        shown_when = self._shown_when(what, fitting.get("show_if", ""))
        gone: set[str] = set()
        if kind:
            self._check_by_type(what, kind, fitting)
            check_options(self.found, what, kind, fitting)
            gone = self._check_offered(what, fitting, shown_when)
            _check_sensitive(self.found, what, kind, fitting, group)
        if "key" in fitting and kind:
            self._remember(fitting, kind, shown_when, gone)
            self._check_checks(what, fitting, shown_when)
        if kind and kind.name == "group":
            outer, self.above = self.above, shown_when
            self._check_parts(what, fitting, group)
            self.above = outer

    def _check_rule(self, what: Term, rule: str) -> bool:
        """Whether a rule is sound where it stands."""
        problems = check_rule(rule, self.asked, self.everywhere)
        for code, details in problems:
            self.found.add(code, what=what, **({"rule": rule} | details))
        return not problems

    def _shown_when(self, what: Term, rule: str) -> tuple[str, ...]:
        """The rules that must all hold for a question to be shown; complain if they cannot."""
        if not rule or not self._check_rule(what, rule) or NEVER in self.above:
            return self.above
        if self.reach.can_hold(*self.above, rule):
            return (*self.above, rule)
        self.found.add("QB065", what=what, rule=rule)
        return (NEVER,)

    def _check_offered(
        self, what: Term, fitting: Mapping[str, Any], shown_when: tuple[str, ...]
    ) -> set[str]:
        """Check the rules of choices and rows; give the codes that can never be offered."""
        gone: set[str] = set()
        for name, word in (("choices", "choice"), ("items", "item")):
            for choice in fitting.get(name, []):
                rule, code = choice.get("show_if"), choice.get("code")
                if not isinstance(rule, str) or not rule:
                    continue
                place = term(word, what=what, code=code)
                if not self._check_rule(place, rule) or NEVER in shown_when:
                    continue
                if not self.reach.can_hold(*shown_when, rule):
                    self.found.add("QB065", what=place, rule=rule)
                    gone |= {code} if name == "choices" and isinstance(code, str) else set()
        return gone

    def _remember(
        self,
        fitting: Mapping[str, Any],
        kind: QuestionType,
        shown_when: tuple[str, ...],
        gone: set[str],
    ) -> None:
        key = fitting["key"]
        self.asked[key] = asked_of(fitting, kind, gone)
        self.reach.conditions[key] = shown_when
        if not kind.takes_answer:
            self.wordless.add(key)
        self.computed.offer()

    def _check_checks(
        self, what: Term, fitting: Mapping[str, Any], shown_when: tuple[str, ...]
    ) -> None:
        """Check the rules that the answer must fulfil; they may speak of the answer itself."""
        for number, check in enumerate(fitting.get("checks", []), start=1):
            place = term("check", what=what, number=number)
            sound = self.found.check_table(place, check, CHECK_KEYS, CHECK_KEYS)
            rule = sound.get("rule")
            if not rule or not self._check_rule(place, rule):
                continue
            if fitting["key"] not in self.computed.names_of(rule):
                self.found.add("QB069", what=place, key=fitting["key"])
            elif NEVER not in shown_when and not self.reach.can_hold(*shown_when, rule):
                self.found.add("QB068", what=place, rule=rule)

    def _check_repeated(self, what: Term, key: str) -> None:
        if key in self.first_place:
            self.found.add("QB004", what=what, key=key, first=self.first_place[key])
        else:
            self.first_place[key] = term("section", key=self.title)

    def _check_parts(
        self, what: Term, fitting: Mapping[str, Any], group: Mapping[str, Any] | None
    ) -> None:
        if group is not None:
            self.found.add("QB030", what=what)
            return
        if "parts" in fitting and not fitting["parts"]:
            self.found.add("QB031", what=what)
        for position, part in enumerate(fitting.get("parts", []), start=1):
            self.check_question(part, position, group=fitting)

    def _check_by_type(
        self,
        what: Term,
        kind: QuestionType,
        fitting: Mapping[str, Any],
    ) -> None:
        used = kind.uses | {name for name, base in _COMES_WITH.items() if base & kind.uses}
        for name in TYPE_KEYS:
            if fitting.get(name) not in (None, False, [], "", {}) and name not in used:
                self.found.add("QB039", what=what, type=kind.name, name=name)
        for name in ("required", "required_text", "checks"):
            if fitting.get(name) and not kind.takes_answer:
                self.found.add("QB039", what=what, type=kind.name, name=name)
        if fitting.get("required_text") and not fitting.get("required"):
            self.found.add("QB070", what=what)
        low, high = fitting.get("min"), fitting.get("max")
        if low is not None and high is not None and low > high:
            self.found.add("QB027", what=what, min=low, max=high)
        currency = fitting.get("currency")
        if "currency" in kind.uses and currency and not re.fullmatch("[A-Z]{3}", currency):
            self.found.add("QB041", what=what, currency=currency)
        if "rows" in kind.uses and not 1 <= fitting.get("rows", 1) <= MAX_ROWS:
            self.found.add("QB045", what=what, rows=fitting["rows"])
        least = fitting.get("min_rows")
        if "rows" in kind.uses and least is not None:
            if not 1 <= least <= MAX_ROWS:
                self.found.add("QB045", what=what, rows=least)
            elif least > fitting.get("rows", DEFAULT_ROWS):
                rows = fitting.get("rows", DEFAULT_ROWS)
                self.found.add("QB076", what=what, least=least, rows=rows)


def _check_sensitive(
    found: Findings,
    what: Term,
    kind: QuestionType,
    fitting: Mapping[str, Any],
    group: Mapping[str, Any] | None,
) -> None:
    """A sensitive question says why it is asked and can be declined; so can a group's parts."""
    own = fitting.get("sensitive", False)
    if not own and not (group and group.get("sensitive")):
        return
    if own and not fitting.get("purpose") and not (group and group.get("purpose")):
        found.add("QB021", what=what)
    if fitting.get("required"):
        found.add("QB022", what=what)
    codes = [choice.get("code") for choice in fitting.get("choices", [])]
    if (codes or "choices" in kind.needs) and DECLINE_CODE not in codes:
        found.add("QB023", what=what)


def _keys_in(sections: list[Mapping[str, Any]]) -> set[str]:
    """All question and part keys, as far as they can be read."""
    keys: set[str] = set()
    for section in sections:
        questions = section.get("questions")
        for question in questions if isinstance(questions, list) else []:
            parts = question.get("parts") if isinstance(question, Mapping) else None
            for entry in (question, *(parts if isinstance(parts, list) else ())):
                if isinstance(entry, Mapping) and isinstance(entry.get("key"), str):
                    keys.add(entry["key"])
    return keys


def _reading_name(title: Mapping[str, str] | None, otherwise: str) -> str:
    return (title or {}).get("en") or otherwise
