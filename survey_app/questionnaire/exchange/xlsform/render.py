"""One question of ours as rows of the survey sheet, with the lists that it ticks from."""

from __future__ import annotations

from collections.abc import Sequence

from survey_app.questionnaire.exchange.conditions import Known, from_rule
from survey_app.questionnaire.exchange.dialects import XPATH_STYLE
from survey_app.questionnaire.exchange.expressions import Untranslatable
from survey_app.questionnaire.exchange.losses import Loss, excerpt, loss, place
from survey_app.questionnaire.exchange.piping import outward
from survey_app.questionnaire.exchange.plain import YES_NO
from survey_app.questionnaire.exchange.tongues import NAMES
from survey_app.questionnaire.exchange.xlsform.kinds import (
    APPEARANCE,
    NEAREST,
    asked_in_bands,
    there,
)
from survey_app.questionnaire.exchange.xlsform.sheets import Row
from survey_app.questionnaire.model import Choice, Question, Text
from survey_app.questionnaire.types import rule_kind

ITEM_MARK = "__"
"""Parts the key of a matrix from the code of its row."""


def known_of(question: Question) -> Known:
    """What conditions know of a question of ours."""
    if question.type in ("yes_no", "consent"):
        codes = {"yes": "true", "no": "false", "OK": "true"}
    else:
        codes = {choice.code: choice.code for choice in question.choices}
    kind = rule_kind(question.type)
    if asked_in_bands(question) or question.type in ("ranking", "matrix", "file", "five_whys"):
        kind = None  # what is stored there is something else than what our rules compare
    return Known(question.key, kind, codes, question.key)


class Renderer:
    """Writes questions; remembers the lists of choices and what cannot be carried over."""

    def __init__(self, languages: Sequence[str], known: dict[str, Known] | None = None) -> None:
        self.languages = tuple(languages)
        self.known: dict[str, Known] = known if known is not None else {}
        self.lists: dict[str, tuple[Choice, ...]] = {}
        self.losses: list[Loss] = []
        self.aside: dict[str, None] = {}

    def rows(self, question: Question) -> list[Row]:
        """All rows of a question; the first carries its aside."""
        if question.type == "group":
            return self._group(question)
        if question.type == "matrix":
            return self._matrix(question)
        rows = [self.first_row(question)]
        if question.other_choice and there(question).startswith("select"):
            rows.append(self._other(question))
        return rows

    def first_row(self, question: Question) -> Row:
        """The first row of a question."""
        row = self._row(there(question) or "begin_group", question.key)
        self.word(row, "label", question.text, question.key)
        self.word(row, "hint", question.help, question.key)
        if question.probes:
            lines = {code: "\n".join(said) for code, said in question.probes.items()}
            self.word(row, "guidance_hint", lines, question.key)
        self._needed(row, question)
        self.condition(row, question.show_if, question.key)
        self._limits(row, question)
        appearance = "table-list" if question.type == "matrix" else APPEARANCE.get(question.type)
        if appearance:
            row.cells["appearance"] = appearance
        if question.random_order and question.type != "matrix":
            row.cells["parameters"] = "randomize=true"
        choices = self._choices(question)
        if choices and question.type != "matrix":
            row.cells["type"] += f" {self._list(question.key, choices)}"
        self._name_the_rest(question)
        return row

    def _group(self, question: Question) -> list[Row]:
        rows = [self.first_row(question)]
        for part in question.parts:
            rows += self.rows(part)
            self.known[part.key] = known_of(part)
        return [*rows, Row(0, {"type": "end_group"})]

    def _matrix(self, question: Question) -> list[Row]:
        first = self.first_row(question)
        name = self._list(question.key, self._choices(question))
        rows = [first]
        for item in question.items:
            row = self._row(f"select_one {name}", f"{question.key}{ITEM_MARK}{item.code}")
            self.word(row, "label", item.text, question.key)
            if question.required:
                row.cells["required"] = "yes"
            self.condition(row, item.show_if, question.key)
            rows.append(row)
        first.cells.pop("required", None)
        return [*rows, Row(0, {"type": "end_group"})]

    def _other(self, question: Question) -> Row:
        other = question.other_choice
        assert other is not None
        row = self._row("text", question.other_key)
        self.word(row, "label", other.text, question.key)
        many = there(question) == "select_multiple"
        name = f"${{{question.key}}}"
        row.cells["relevant"] = (
            f"selected({name}, '{other.code}')" if many else f"{name} = '{other.code}'"
        )
        return row

    def _row(self, kind: str, name: str) -> Row:
        return Row(0, {"type": kind, "name": name})

    def word(self, row: Row, column: str, text: Text, key: str) -> None:
        """Put a wording into a translated column; names the fallbacks that are lost."""
        for language in self.languages:
            if not text.get(language):
                continue
            said, piped = outward(text[language], lambda name: f"${{{name}}}")
            row.texts.setdefault(column, {})[NAMES[language]] = said
            for name in piped:
                found = loss("fallback_lost", place("question", key=key), name=name)
                if found not in self.losses:
                    self.losses.append(found)

    def _needed(self, row: Row, question: Question) -> None:
        if question.required:
            row.cells["required"] = "yes"
        self.word(row, "required_message", question.required_text, question.key)

    def condition(self, row: Row, rule: str, key: str) -> None:
        """Put a rule into the relevance of a row, or name it as lost."""
        if not rule:
            return
        try:
            row.cells["relevant"] = from_rule(rule, XPATH_STYLE, self.known)
        except Untranslatable:
            self.losses.append(loss("rule", place("question", key=key), rule=excerpt(rule)))

    def _limits(self, row: Row, question: Question) -> None:
        """Limits of a number, exclusive choices and checks, all in the one cell that there is."""
        found: list[str] = []
        if not asked_in_bands(question):
            found += [f". >= {_digits(question.min)}"] if question.min is not None else []
            found += [f". <= {_digits(question.max)}"] if question.max is not None else []
        found += [
            f"not(selected(., '{choice.code}') and count-selected(.) > 1)"
            for choice in question.choices
            if choice.exclusive and there(question) == "select_multiple"
        ]
        own = known_of(question)
        inner = {**self.known, question.key: Known(own.key, own.kind, own.codes, ".")}
        for check in question.checks:
            try:
                said = from_rule(check.rule, XPATH_STYLE, inner).replace("${.}", ".")
            except Untranslatable:
                where = place("question", key=question.key)
                self.losses.append(loss("check", where, rule=excerpt(check.rule)))
                continue
            found.append(f"({said})" if found or len(question.checks) > 1 else said)
            self.word(row, "constraint_message", check.text, question.key)
        if found:
            row.cells["constraint"] = " and ".join(found)

    def _choices(self, question: Question) -> tuple[Choice, ...]:
        if question.type == "yes_no":
            return tuple(Choice.from_dict(choice) for choice in YES_NO)
        scale = question.scale
        if question.type == "nps" or (scale and question.type in ("scale", "matrix")):
            points = scale.points if scale else range(11)
            ends = {scale.low: scale.low_text, scale.high: scale.high_text} if scale else {}
            return tuple(_point(number, ends.get(number, {}), self.languages) for number in points)
        return question.choices if there(question).count("_") or question.type in (
            "ranking", "matrix"
        ) else ()  # fmt: skip

    def _list(self, key: str, choices: tuple[Choice, ...]) -> str:
        for name, known in self.lists.items():
            if known == choices:
                return name
        name = "yes_no" if choices and choices[0].code == "yes" and len(choices) == 2 else key
        while name in self.lists:
            name += "_list"
        self.lists[name] = choices
        return name

    def _name_the_rest(self, question: Question) -> None:
        where = place("question", key=question.key)
        if question.type in NEAREST:
            new = there(question)
            self.losses.append(loss("type_nearest", where, type=question.type, new=new))
        for name in ("unit", "currency", "rows", "min_rows"):
            if value := getattr(question, name):
                text = next(iter(value.values())) if name == "unit" else value
                self.losses.append(loss("property", where, name=name, value=excerpt(text)))
        if asked_in_bands(question) and question.ask == "either":
            self.losses.append(loss("property", where, name="ask", value=question.ask))
        for choice in (*question.choices, *question.items):
            if choice.show_if and choice in question.choices:
                name = f"{choice.code}: show_if"
                value = excerpt(choice.show_if)
                self.losses.append(loss("property", where, name=name, value=value))
        for name in ("elicits", "interviewer_text", "sensitive", "purpose", "bank"):
            if getattr(question, name):
                self.aside[name] = None


def choice_rows(renderer: Renderer) -> list[Row]:
    """The rows of the choices sheet for all lists met so far."""
    rows = []
    for name, choices in renderer.lists.items():
        for choice in choices:
            row = Row(0, {"list_name": name, "name": choice.code})
            renderer.word(row, "label", choice.text, name)
            rows.append(row)
    return rows


def _point(number: int, text: Text, languages: Sequence[str]) -> Choice:
    labels = {
        language: f"{number} – {text[language]}" if text.get(language) else str(number)
        for language in languages
    }
    return Choice(code=str(number), text=labels)


def _digits(number: float) -> str:
    return format(number, "f").rstrip("0").rstrip(".") if isinstance(number, float) else str(number)
