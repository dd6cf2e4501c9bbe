"""One row of the survey sheet as one question of ours."""

from __future__ import annotations

import re
from typing import Any

from survey_app.questionnaire.exchange.conditions import Known, to_rule
from survey_app.questionnaire.exchange.dialects import XPATH
from survey_app.questionnaire.exchange.expressions import Untranslatable, parse
from survey_app.questionnaire.exchange.losses import Place, excerpt, loss, place
from survey_app.questionnaire.exchange.names import Names
from survey_app.questionnaire.exchange.plain import (
    OTHER_TEXT,
    TRY_AGAIN,
    number_of,
    without_blanks,
)
from survey_app.questionnaire.exchange.xlsform.kinds import METADATA, READ, READ_NEAREST
from survey_app.questionnaire.exchange.xlsform.limits import read_limits
from survey_app.questionnaire.exchange.xlsform.lists import ChoiceList
from survey_app.questionnaire.exchange.xlsform.sheets import ASIDE, Row
from survey_app.questionnaire.exchange.xlsform.texts import Wordings
from survey_app.questionnaire.model import OTHER_SUFFIX
from survey_app.questionnaire.types import rule_kind

MAX_POINTS = 11
_KNOWN = {"type", "name", "required", "relevant", "constraint", "parameters", "appearance", ASIDE}
_PLAIN_LOOKS = {"multiline", "likert", "numbers", "url"}
_TYPES = {
    "select one": "select_one", "select1": "select_one", "select one from": "select_one",
    "select multiple": "select_multiple", "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple", "select multiple from": "select_multiple",
    "add select one prompt using": "select_one", "add select multiple prompt using":
    "select_multiple", "begin group": "begin_group", "end group": "end_group",
    "begin repeat": "begin_repeat", "end repeat": "end_repeat", "begin_looped_group":
    "begin_repeat", "int": "integer", "calculation": "calculate",
}  # fmt: skip


def type_of(row: Row) -> str:
    """The first word of a row's type, in today's spelling."""
    text = " ".join(row.get("type").split()).lower()
    for old in sorted(_TYPES, key=len, reverse=True):
        if text == old or text.startswith(f"{old} "):
            return _TYPES[old]
    return text.split(" ")[0]


class Leaves:
    """Reads rows in order and remembers what conditions may ask about."""

    def __init__(
        self,
        words: Wordings,
        lists: dict[str, ChoiceList],
        keys: Names,
        rows: dict[str, Row],
    ) -> None:
        self.words = words
        self.lists = lists
        self.keys = keys
        self.rows = rows
        self.known: dict[str, Known] = {}
        self.pipes: dict[str, str] = {}
        self.last: dict[str, Any] = {}

    def question(self, row: Row, inherited: str) -> dict[str, Any] | None:
        """Read a row that is no group; None when it is left out or belongs to the one before."""
        where, kind = _where(row), type_of(row)
        if row.get("disabled").lower() in ("yes", "true", "true()"):
            self.words.note(loss("property", where, name="disabled", value=row.get("name")))
            return None
        if kind in METADATA and not row.texts.get("label"):
            self.words.note(loss("metadata", where, type=kind))
            return None
        if self.is_other_text(row, kind):
            return None
        ours = READ.get(kind) or READ_NEAREST.get(kind, "")
        if not ours:
            self.words.note(loss("type_left_out", where, type=excerpt(row.get("type"))))
            return None
        if kind in READ_NEAREST:
            self.words.note(loss("type_nearest", where, type=kind, new=ours))
        question = self.heading(row, ours, inherited)
        self.fill(question, row, kind, where)
        name = row.get("name")
        self.known[name] = self.known_of(question, row)
        self.pipes[name] = question["key"]
        self.limit(question, row, where)
        self.other_columns(row, where)
        self.last = question = without_blanks(question)
        return question

    def heading(self, row: Row, kind: str, inherited: str) -> dict[str, Any]:
        """Key, wordings and condition, as every question and group has them."""
        where, name = _where(row), row.get("name")
        if not name or name in self.keys.by_name:  # twice, or none at all
            key = self.keys.fresh(name)
        else:
            key = self.keys.key(name)
        if key != name:
            self.words.note(loss("renamed", where, old=name or "—", new=key))
        self.rows[key] = row
        text = self.words.of(row, "label", where, self.pipes)
        hint = self.words.of(row, "hint", where, self.pipes)
        if not text and hint:
            text, hint = hint, {}
        if not text:
            self.words.note(loss("no_wording", where))
            text = dict.fromkeys(dict.fromkeys(self.words.by_tag.values()), name or key)
            text = text or {"en": name or key}
        probes = self.words.of(row, "guidance_hint", where, self.pipes)
        relevant = row.get("relevant")
        both = f"({inherited}) and ({relevant})" if inherited and relevant else ""
        return without_blanks(
            {
                "key": key,
                "type": kind,
                "text": text,
                "help": hint,
                "probes": {code: said.splitlines() for code, said in probes.items()},
                "show_if": self.condition(both or inherited or relevant, where),
            }
        )

    def fill(self, question: dict[str, Any], row: Row, kind: str, where: Place) -> None:
        """What a type has besides: choices, points, whole numbers, required, its looks."""
        needed = row.get("required").lower()
        if needed in ("yes", "true", "true()", "1") and question["type"] != "statement":
            question["required"] = True
        elif needed not in ("", "no", "false", "false()", "0", "yes", "true", "true()", "1"):
            self.words.note(loss("property", where, name="required", value=excerpt(needed)))
        question["required_text"] = self.words.of(row, "required_message", where, self.pipes)
        question["integer"] = kind == "integer"
        look, parameters = row.get("appearance"), _parameters(row.get("parameters"))
        if kind == "text" and look == "multiline":
            question["type"] = "text"
        elif look and look not in _PLAIN_LOOKS:
            self.words.note(loss("property", where, name="appearance", value=look))
        if kind in ("select_one", "select_multiple", "rank"):
            self.tick(question, row, where)
            question["random_order"] = parameters.pop("randomize", "").lower() == "true"
        if kind == "range":
            self.scale(question, parameters)
        for name, value in parameters.items():
            self.words.note(loss("property", where, name=name, value=excerpt(value)))

    def tick(self, question: dict[str, Any], row: Row, where: Place) -> None:
        """The choices of a row; with fewer than two there is nothing to tick."""
        choices = self.choices_of(row)
        if row.get("type").lower().rstrip().endswith(("or_other", "or specify other")):
            languages = dict.fromkeys(self.words.by_tag.values())
            text = {code: OTHER_TEXT[code] for code in languages}
            if not any(choice["code"] == "other" for choice in choices):
                choices.append({"code": "other", "text": text, "other": True})
        if len(choices) < 2:
            self.words.note(loss("too_few_choices", where))
            question["type"] = "short"
        else:
            question["choices"] = choices

    def choices_of(self, row: Row) -> list[dict[str, Any]]:
        """Copies of the choices of a row's list, so that a flag of one question stays its own."""
        found = self.lists.get(_list_name(row))
        return [dict(choice) for choice in found.choices] if found else []

    def scale(self, question: dict[str, Any], parameters: dict[str, str]) -> None:
        """A range of few whole numbers is a scale; any other is a number with limits."""
        low, high, step = (
            number_of(parameters.pop(name, otherwise))
            for name, otherwise in (("start", "1"), ("end", "10"), ("step", "1"))
        )
        low, high = (1 if low is None else low), (10 if high is None else high)
        if (
            isinstance(low, int)
            and isinstance(high, int)
            and step == 1
            and (0 < high - low < MAX_POINTS)
        ):
            ends = ({code: str(end) for code in question["text"]} for end in (low, high))
            low_text, high_text = ends
            question["scale"] = {
                "low": low, "high": high, "low_text": low_text, "high_text": high_text
            }  # fmt: skip
        else:
            question |= {"type": "number", "min": min(low, high), "max": max(low, high)}
            question["integer"] = all(isinstance(number, int) for number in (low, high, step))

    def limit(self, question: dict[str, Any], row: Row, where: Place) -> None:
        """What the constraint says of the answer."""
        limits = read_limits(row.get("constraint"), row.get("name"), self.known)
        for name in ("min", "max"):
            if getattr(limits, name) is not None:
                question[name] = getattr(limits, name)
        codes = self.known[row.get("name")].codes
        for choice in question.get("choices", ()):
            if choice["code"] in [codes.get(code) for code in limits.exclusive]:
                choice["exclusive"] = True
        message = self.words.of(row, "constraint_message", where, self.pipes)
        if limits.lost:
            self.words.note(loss("check", where, rule=excerpt(limits.lost)))
        elif limits.rule:
            text = message or {code: TRY_AGAIN[code] for code in question["text"]}
            question["checks"] = [{"rule": limits.rule, "text": text}]
        elif message:
            said = next(iter(message.values()))
            self.words.note(loss("property", where, name="constraint_message", value=excerpt(said)))

    def condition(self, relevant: str, where: Place) -> str:
        """A relevance as one of our rules; empty, and noted, where it cannot be."""
        if not relevant:
            return ""
        try:
            return to_rule(parse(relevant, XPATH), self.known)
        except Untranslatable:
            self.words.note(loss("rule", where, rule=excerpt(relevant)))
            return ""

    def is_other_text(self, row: Row, kind: str) -> bool:
        """Whether the row asks for the words of the 'other' of the question before it."""
        if kind != "text" or row.get("name") != f"{self.last.get('key')}{OTHER_SUFFIX}":
            return False
        code = re.search(r"'([^']+)'\s*\)?\s*$", row.get("relevant"))
        for choice in self.last.get("choices", ()):
            if code and choice["code"] == code.group(1):
                choice["other"] = True
                return True
        return False

    def known_of(self, question: dict[str, Any], row: Row) -> Known:
        """What conditions may know of a question."""
        found = self.lists.get(_list_name(row))
        kind = None if question["type"] in ("ranking", "file") else rule_kind(question["type"])
        codes = dict(found.codes) if found else {}
        if question["type"] == "consent":
            codes = {"OK": "true"}
        return Known(question["key"], kind, codes, row.get("name"))

    def other_columns(self, row: Row, where: Place) -> None:
        """Name the filled columns that nothing here reads."""
        for column, value in row.cells.items():
            if column not in _KNOWN and column != "disabled":
                self.words.note(loss("property", where, name=column, value=excerpt(value)))


def _where(row: Row) -> Place:
    return place("row", row=row.number, sheet="survey")


def _list_name(row: Row) -> str:
    """The list that a row ticks from: the last word of its type, 'or_other' apart."""
    text = re.sub(r"\s+or[_ ](other|specify other)\s*$", "", row.get("type").strip(), flags=re.I)
    return text.split()[-1] if len(text.split()) > 1 else ""


def _parameters(cell: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in re.split(r"[\s,;]+(?=[\w-]+\s*=)", cell) if part)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
