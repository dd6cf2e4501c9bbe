"""Which keys stand where in a definition, what their values are, and how wordings must be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.model import LANGUAGES
from survey_app.questionnaire.pipes import broken_pipe, pipes_in
from survey_app.questionnaire.problems import Problem, problem
from survey_app.questionnaire.terms import Term, nearest, term

MAX_WORDING_CHARS = 2_000
MAX_LABEL_CHARS = 300

BANK_KEYS = {
    "id": "text",
    "version": "a whole number",
    "title": "wording",
    "purpose": "wording",
    "audience": "a list of texts",
    "minutes": "a whole number",
    "source": "text",
    "languages": "a list of texts",
    "sections": "a list of tables",
}
QUESTIONNAIRE_KEYS = {
    "title": "wording",
    "languages": "a list of texts",
    "sections": "a list of tables",
    "computed": "a list of tables",
}
SECTION_KEYS = {
    "key": "text",
    "title": "wording",
    "intro": "wording",
    "show_if": "text",
    "audience": "a list of texts",
    "questions": "a list of tables",
}
QUESTION_KEYS = {
    "key": "text",
    "type": "text",
    "text": "wording",
    "help": "wording",
    "required": "true or false",
    "required_text": "wording",
    "checks": "a list of tables",
    "elicits": "a list of texts",
    "probes": "lists of lines",
    "interviewer_text": "wording",
    "sensitive": "true or false",
    "purpose": "wording",
    "show_if": "text",
    "bank": "text",
    "bank_key": "text",
}
TYPE_KEYS = {
    "choices": "a list of tables",
    "scale": "a table",
    "min": "a number",
    "max": "a number",
    "integer": "true or false",
    "unit": "wording",
    "currency": "text",
    "rows": "a whole number",
    "min_rows": "a whole number",
    "items": "a list of tables",
    "ask": "text",
    "random_order": "true or false",
    "parts": "a list of tables",
}
CHOICE_KEYS = {
    "code": "text",
    "text": "wording",
    "other": "true or false",
    "exclusive": "true or false",
    "show_if": "text",
    "low": "a number",
    "high": "a number",
    "parent": "text",
}
CHECK_KEYS = {"rule": "text", "text": "wording"}
COMPUTED_KEYS = {"key": "text", "text": "wording", "value": "text"}
SCALE_KEYS = {
    "low": "a whole number",
    "high": "a whole number",
    "low_text": "wording",
    "high_text": "wording",
}

_FITS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "true or false": lambda value: isinstance(value, bool),
    "a whole number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "a number": lambda value: (
        isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 1e15
    ),
    "a list of texts": lambda value: (
        isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    ),
    "a list of tables": lambda value: (
        isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value)
    ),
    "a table": lambda value: isinstance(value, Mapping),
    "wording": lambda value: (
        isinstance(value, Mapping) and all(isinstance(entry, str) for entry in value.values())
    ),
    "lists of lines": lambda value: (
        isinstance(value, Mapping)
        and all(
            isinstance(lines, list) and all(isinstance(line, str) for line in lines)
            for lines in value.values()
        )
    ),
}
_EXPECTED = {
    "wording": 'a table of texts by language, as in {en = "…", ru = "…", zh = "…"}',
    "lists of lines": 'lists of texts by language, as in {en = ["…"], ru = ["…"], zh = ["…"]}',
}


@dataclass(slots=True)
class Findings:
    """Collects problems about one place, in the languages that every wording must have."""

    place: str
    languages: tuple[str, ...] = LANGUAGES
    problems: list[Problem] = field(default_factory=list)
    # What a wording may quote where the check stands, and the keys of the whole questionnaire.
    quotable: Mapping[str, Any] = field(default_factory=dict)
    everywhere: Collection[str] = ()
    wordless: Collection[str] = ()

    def add(self, code: str, /, **details: Any) -> None:
        """Note a problem of a kind."""
        self.problems.append(problem(code, self.place, **details))

    def check_table(
        self,
        what: Term,
        table: Mapping[str, Any],
        keys: Mapping[str, str],
        needed: Iterable[str],
    ) -> dict[str, Any]:
        """Check a table's keys and values; give back the entries that are of the right kind."""
        fitting: dict[str, Any] = {}
        for name, value in table.items():
            if name not in keys:
                self.add("QB007", what=what, name=name, remedy=nearest(name, keys))
            elif not _FITS[keys[name]](value):
                expected = _EXPECTED.get(keys[name], keys[name])
                self.add("QB010", what=what, name=name, expected=expected)
            else:
                fitting[name] = value
                self._check_words(what, name, value, keys[name])
        for name in needed:
            if name not in table or table[name] in ("", {}):
                self.add("QB005", what=what, name=name)
        return fitting

    def _check_words(self, what: Term, name: str, value: Any, kind: str) -> None:
        if kind == "wording":
            most = MAX_LABEL_CHARS if name in ("title", "unit") else MAX_WORDING_CHARS
            for language, text in value.items():
                self._check_wording(what, name, language, text, most)
            self._check_languages(what, name, value)
        elif kind == "lists of lines":
            for language, lines in value.items():
                for line in lines:
                    self._check_wording(what, name, language, line, MAX_WORDING_CHARS)
            self._check_languages(what, name, value)

    def _check_wording(self, what: Term, name: str, language: str, text: str, most: int) -> None:
        if not text.strip():
            self.add("QB011", what=what, name=name, language=language)
        if len(text) > most:
            self.add("QB048", what=what, name=name, language=language, length=len(text), most=most)
        if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text):
            self.add("QB047", what=what, name=name, language=language)
        if "{{" in text or "}}" in text:
            self._check_pipes(what, name, language, text)

    def _check_pipes(self, what: Term, name: str, language: str, text: str) -> None:
        """Check the places where a wording quotes an earlier answer."""
        where = {"what": what, "name": name, "language": language}
        if found := broken_pipe(text):
            self.add("QB063", **where, found=found, example="{{key|words}}")
        for key, fallback in pipes_in(text):
            if key not in self.everywhere:
                known = nearest(key, self.quotable, otherwise=term("quote_earlier"))
                self.add("QB061", **where, key=key, remedy=known)
            elif key not in self.quotable:
                self.add("QB062", **where, key=key)
            elif key in self.wordless:
                self.add("QB064", **where, key=key)
            if not fallback:
                self.add("QB060", **where, key=key, example=f"{{{{{key}|words}}}}")

    def _check_languages(self, what: Term, name: str, value: Mapping[str, Any]) -> None:
        for language in value:
            if language not in LANGUAGES:
                known = ", ".join(LANGUAGES)
                self.add("QB009", what=what, name=name, language=language, known=known)
        missing = [language for language in self.languages if language not in value]
        if missing and value:
            self.add("QB008", what=what, name=name, languages=" and ".join(missing))
