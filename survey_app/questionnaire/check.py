"""Everything that can be wrong with sections of questions, found before anybody is asked.

The check walks the plain form, so that it can explain a file that no model could be made of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from survey_app.questionnaire.model import LANGUAGES, OTHER_SUFFIX, Questionnaire
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.rule_check import Asked, check_rule
from survey_app.questionnaire.shape import (
    CHOICE_KEYS,
    QUESTION_KEYS,
    QUESTIONNAIRE_KEYS,
    SCALE_KEYS,
    SECTION_KEYS,
    TYPE_KEYS,
    Findings,
)
from survey_app.questionnaire.tags import ELICITS_TAGS
from survey_app.questionnaire.terms import Term, nearest, term
from survey_app.questionnaire.types import TYPES, QuestionType
from survey_app.questionnaire.types.list import MAX_ROWS

MAX_SCALE_POINTS = 11
DECLINE_CODE = "prefer_not"
RESERVED_KEYS = frozenset(
    {
        # words of the rule language
        *("and", "or", "not", "in", "true", "false", "null", "for", "if", "elif", "else"),
        *("while", "inf", "nan"),
        # names that a page uses for itself
        *("csrf_token", "revision", "page", "language", "action", "save", "next", "back"),
    }
)
# Fields that every type takes which has one of the fields named after them.
_COMES_WITH = {
    "random_order": frozenset({"choices", "items"}),
    "min_rows": frozenset({"rows"}),
}
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_CODE = re.compile(r"[a-z0-9][a-z0-9_]*")
_MAX_KEY_CHARS = 40


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
    check_sections(found, fitting.get("sections", []))
    return found.problems


def check_sections(found: Findings, sections: list[Mapping[str, Any]]) -> None:
    """Check sections and all that is in them; problems are added to ``found``."""
    if not sections:
        found.add("QB017")
    walk = _Walk(found, _keys_in(sections))
    seen: set[str] = set()
    for number, section in enumerate(sections, start=1):
        key = section.get("key")
        named = isinstance(key, str) and key
        what = term("section", key=key) if named else term("section_n", number=number)
        fitting = found.check_table(what, section, SECTION_KEYS, ("key", "title"))
        if "key" in fitting:
            _check_key(found, what, fitting["key"])
            if fitting["key"] in seen:
                found.add("QB015", key=fitting["key"])
            seen.add(fitting["key"])
        if not section.get("questions"):
            found.add("QB016", key=key or number)
        walk.title = _reading_name(fitting.get("title"), str(key or number))
        for position, question in enumerate(fitting.get("questions", []), start=1):
            walk.check_question(question, position)


class _Walk:
    """Goes through the questions in order and remembers what was asked before."""

    def __init__(self, found: Findings, everywhere: set[str]) -> None:
        self.found = found
        self.everywhere = everywhere
        self.title = ""
        self.first_place: dict[str, Term] = {}
        self.asked: dict[str, Asked] = {}

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
            _check_key(self.found, what, fitting["key"])
            self._check_repeated(what, fitting["key"])
        if "type" in fitting and kind is None:
            self.found.add("QB012", what=what, type=name, remedy=nearest(str(name), TYPES))
        for tag in fitting.get("elicits", []):
            if tag not in ELICITS_TAGS:
                remedy = nearest(tag, ELICITS_TAGS)
                self.found.add("QB013", what=what, tag=tag, remedy=remedy)
        if fitting.get("show_if"):
            for code, details in check_rule(fitting["show_if"], self.asked, self.everywhere):
                self.found.add(code, what=what, **({"rule": fitting["show_if"]} | details))
        if kind:
            self._check_by_type(what, kind, fitting, group)
            _check_sensitive(self.found, what, kind, fitting, group)
        if "key" in fitting and kind:
            codes = tuple(
                choice["code"]
                for choice in fitting.get("choices", [])
                if isinstance(choice.get("code"), str)
            )
            self.asked[fitting["key"]] = Asked(kind.rule_kind, codes)
        if kind and kind.name == "group":
            self._check_parts(what, fitting, group)

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
        group: Mapping[str, Any] | None,
    ) -> None:
        used = kind.uses | {name for name, base in _COMES_WITH.items() if base & kind.uses}
        for name in TYPE_KEYS:
            if fitting.get(name) not in (None, False, [], "", {}) and name not in used:
                self.found.add("QB039", what=what, type=kind.name, name=name)
        for name in ("required", "required_text", "checks"):
            if fitting.get(name) and not kind.takes_answer:
                self.found.add("QB039", what=what, type=kind.name, name=name)
        if "choices" in kind.uses and "choices" in fitting:
            _check_choices(self.found, what, kind, fitting["choices"])
        if "scale" in kind.uses and "scale" in fitting:
            _check_scale(self.found, what, fitting["scale"])
        low, high = fitting.get("min"), fitting.get("max")
        if low is not None and high is not None and low > high:
            self.found.add("QB027", what=what, min=low, max=high)
        currency = fitting.get("currency")
        if "currency" in kind.uses and currency and not re.fullmatch("[A-Z]{3}", currency):
            self.found.add("QB041", what=what, currency=currency)
        if "rows" in kind.uses and not 1 <= fitting.get("rows", 1) <= MAX_ROWS:
            self.found.add("QB045", what=what, rows=fitting["rows"])


def _check_key(found: Findings, what: Term, key: str) -> None:
    if not key:
        return
    if key in RESERVED_KEYS or key.endswith(OTHER_SUFFIX):
        found.add("QB044", what=what, key=key)
    elif not _KEY.fullmatch(key) or len(key) > _MAX_KEY_CHARS:
        found.add("QB014", what=what, key=key)


def _check_choices(
    found: Findings, what: Term, kind: QuestionType, choices: list[Mapping[str, Any]]
) -> None:
    if len(choices) < 2:
        found.add("QB018", what=what)
    seen: set[str] = set()
    for number, choice in enumerate(choices, start=1):
        place = (
            term("choice", what=what, code=choice["code"])
            if choice.get("code")
            else term("choice_n", what=what, number=number)
        )
        fitting = found.check_table(place, choice, CHOICE_KEYS, ("code", "text"))
        code = fitting.get("code", "")
        if code:
            if not _CODE.fullmatch(code) or len(code) > _MAX_KEY_CHARS:
                found.add("QB019", what=what, code=code)
            if code in seen:
                found.add("QB020", what=what, code=code)
            seen.add(code)
        if fitting.get("exclusive") and not kind.many_values:
            found.add("QB043", what=what, code=code)
        if fitting.get("exclusive") and fitting.get("other"):
            found.add("QB046", what=what, code=code)
    if sum(choice.get("other") is True for choice in choices) > 1:
        found.add("QB042", what=what)


def _check_scale(found: Findings, what: Term, scale: Mapping[str, Any]) -> None:
    fitting = found.check_table(term("scale", what=what), scale, SCALE_KEYS, SCALE_KEYS)
    if "low" in fitting and "high" in fitting:
        low, high = fitting["low"], fitting["high"]
        if low >= high:
            found.add("QB024", what=what, low=low, high=high)
        elif high - low + 1 > MAX_SCALE_POINTS:
            found.add("QB026", what=what, points=high - low + 1)


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
