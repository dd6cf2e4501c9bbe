"""One element of SurveyJS as a question of ours."""

from __future__ import annotations

import html
from typing import Any

from survey_app.questionnaire.exchange.conditions import Known, to_rule
from survey_app.questionnaire.exchange.dialects import SURVEYJS
from survey_app.questionnaire.exchange.expressions import Untranslatable, parse
from survey_app.questionnaire.exchange.losses import Place, excerpt, loss, place
from survey_app.questionnaire.exchange.names import Names
from survey_app.questionnaire.exchange.plain import (
    NONE_TEXT,
    OTHER_TEXT,
    TRY_AGAIN,
    without_blanks,
)
from survey_app.questionnaire.exchange.surveyjs.texts import Wordings
from survey_app.questionnaire.types import rule_kind

MAX_POINTS = 11
TYPES = {
    "text": "short", "comment": "text", "radiogroup": "single", "dropdown": "single",
    "buttongroup": "single", "checkbox": "multi", "tagbox": "multi", "boolean": "yes_no",
    "rating": "scale", "ranking": "ranking", "matrix": "matrix", "file": "file",
    "html": "statement", "imagepicker": "single",
}  # fmt: skip
_NEAREST = frozenset({"imagepicker"})
_INPUTS = {"": "short", "text": "short", "number": "number", "range": "number", "date": "date",
           "email": "email", "tel": "phone", "url": "url"}  # fmt: skip
_NEAREST_INPUTS = {"datetime": "date", "datetime-local": "date"}
_READ = {
    "type", "name", "title", "description", "html", "isRequired", "requiredErrorText",
    "visibleIf", "inputType", "min", "max", "step", "choices", "choicesOrder", "showOtherItem",
    "hasOther", "otherText", "showNoneItem", "hasNone", "noneText", "rateMin", "rateMax",
    "minRateDescription", "maxRateDescription", "columns", "rows", "eachRowRequired",
    "isAllRowRequired", "validators", "valueName", "portrait",
}  # fmt: skip
_READ_ITEM = {"value", "text", "visibleIf", "isExclusive", "portrait"}


class Elements:
    """Reads elements in order and remembers what conditions may ask about."""

    def __init__(self, words: Wordings) -> None:
        self.words = words
        self.keys = Names()
        self.known: dict[str, Known] = {}
        self.sources: dict[str, dict[str, Any]] = {}

    def question(self, data: dict[str, Any], inherited: str) -> dict[str, Any] | None:
        """Read an element that holds no others; None when it is left out."""
        where, kind = self.where(data), str(data.get("type", "text"))
        ours = TYPES.get(kind, "")
        if not ours:
            self.words.note(loss("type_left_out", where, type=excerpt(kind)))
            return None
        if kind in _NEAREST:
            self.words.note(loss("type_nearest", where, type=kind, new=ours))
        question = self.heading(data, ours, inherited)
        if kind == "text":
            self.input(question, data, where)
        if ours in ("single", "multi", "ranking"):
            self.ticks(question, data, where)
        if ours == "scale":
            self.scale(question, data, where)
        if ours == "matrix":
            question |= {
                "items": self.items(data.get("rows"), where),
                "choices": self.items(data.get("columns"), where),
            }
            required = data.get("eachRowRequired") or data.get("isAllRowRequired")
            question["required"] = bool(required or data.get("isRequired"))
        self.learn(question, data)
        question["checks"] = self.checks(question, data, where)
        for name, value in data.items():
            if name not in _READ:
                self.words.note(loss("property", where, name=name, value=excerpt(value)))
        return without_blanks(question)

    def heading(self, data: dict[str, Any], kind: str, inherited: str) -> dict[str, Any]:
        """Key, wordings and condition, as every element has them."""
        where, name = self.where(data), self.name(data)
        fresh = not name or name in self.keys.by_name
        key = self.keys.fresh(name) if fresh else self.keys.key(name)
        if key != name:
            self.words.note(loss("renamed", where, old=name or "—", new=key))
        self.sources[key] = data
        told = data.get("html") if kind == "statement" else data.get("title")
        text = self.words.of(told, where)
        if kind == "statement":
            text = {code: html.unescape(said) for code, said in text.items()}
        if not text:
            if kind == "statement" or not isinstance(data.get("name"), str):
                self.words.note(loss("no_wording", where))
            # SurveyJS shows the name where there is no title.
            text = {self.words.default: name or key}
        show_if = self.condition(data.get("visibleIf"), where)
        both = f"({inherited}) and ({show_if})" if inherited and show_if else ""
        question: dict[str, Any] = {
            "key": key,
            "type": kind,
            "text": text,
            "help": self.words.of(data.get("description"), where),
            "show_if": both or inherited or show_if,
        }
        if kind not in ("statement", "group"):
            question["required"] = data.get("isRequired") is True
            question["required_text"] = self.words.of(data.get("requiredErrorText"), where)
        return without_blanks(question)

    def input(self, question: dict[str, Any], data: dict[str, Any], where: Place) -> None:
        """Text boxes of a kind: numbers, dates, addresses."""
        asked = str(data.get("inputType", ""))
        question["type"] = _INPUTS.get(asked) or _NEAREST_INPUTS.get(asked, "short")
        if asked not in _INPUTS:
            new = question["type"]
            self.words.note(loss("type_nearest", where, type=asked, new=new))
        if question["type"] == "number":
            for name in ("min", "max"):
                question[name] = _number(data.get(name))
            question["integer"] = data.get("step") == 1
        for name in ("min", "max", "step"):
            unused = name != "step" if question["type"] == "number" else True
            if name in data and unused and question.get(name) is None:
                value = excerpt(data[name])
                self.words.note(loss("property", where, name=name, value=value))

    def ticks(self, question: dict[str, Any], data: dict[str, Any], where: Place) -> None:
        """Choices with the 'other' and 'none' that SurveyJS adds itself."""
        many = question["type"] == "multi" or data.get("multiSelect") is True
        question["type"] = "multi" if many else question["type"]
        choices = self.items(data.get("choices"), where)
        languages = [*self.words.languages] or [self.words.default]
        taken = {choice["code"] for choice in choices}
        if (data.get("showNoneItem") or data.get("hasNone")) and "none" not in taken:
            text = self.words.of(data.get("noneText"), where)
            text = text or {code: NONE_TEXT[code] for code in languages}
            choices.append({"code": "none", "text": text, "exclusive": many})
        if (data.get("showOtherItem") or data.get("hasOther")) and "other" not in taken:
            text = self.words.of(data.get("otherText"), where)
            text = text or {code: OTHER_TEXT[code] for code in languages}
            choices.append({"code": "other", "text": text, "other": True})
        order = data.get("choicesOrder", "none")
        question["random_order"] = order == "random"
        if order not in ("random", "none"):
            self.words.note(loss("property", where, name="choicesOrder", value=excerpt(order)))
        if len(choices) < 2:
            self.words.note(loss("too_few_choices", where))
            question |= {"type": "short", "random_order": False}
        else:
            question["choices"] = [without_blanks(choice) for choice in choices]

    def items(self, told: Any, where: Place) -> list[dict[str, Any]]:
        """Choices, columns or rows: values, or values with texts."""
        names, found = Names(), []
        for entry in told if isinstance(told, list) else ():
            item = entry if isinstance(entry, dict) else {"value": entry}
            value = item.get("value")
            if isinstance(value, (dict, list)) or value is None:
                self.words.note(loss("property", where, name="value", value=excerpt(value)))
                continue
            code = names.code(_code(value))
            if code != _code(value):
                self.words.note(loss("renamed", where, old=value, new=code))
            text = self.words.of(item.get("text"), where) or {self.words.default: str(value)}
            for name in item.keys() - _READ_ITEM:
                self.words.note(loss("property", where, name=name, value=excerpt(item[name])))
            found.append(
                without_blanks(
                    {
                        "code": code,
                        "text": text,
                        "show_if": self.condition(item.get("visibleIf"), where),
                        "exclusive": item.get("isExclusive") is True,
                    }
                )
            )
        return found

    def scale(self, question: dict[str, Any], data: dict[str, Any], where: Place) -> None:
        """A rating of few points is a scale; stars, smileys and steps are looks."""
        if isinstance(data.get("rateValues"), list):
            question |= {"type": "single", "choices": self.items(data["rateValues"], where)}
            return
        low = _number(data.get("rateMin", 1))
        count = _number(data.get("rateCount"))
        high = _number(data.get("rateMax", low + count - 1 if low is not None and count else 5))
        whole = isinstance(low, int) and isinstance(high, int)
        if not whole or low is None or high is None or not 0 < high - low < MAX_POINTS:
            question |= {"type": "number", "min": low, "max": high}
            return
        ends = {}
        for name, end in (("min", low), ("max", high)):
            text = self.words.of(data.get(f"{name}RateDescription"), where)
            ends[name] = text or {code: str(end) for code in question["text"]}
        question["scale"] = {
            "low": low, "high": high, "low_text": ends["min"], "high_text": ends["max"]
        }  # fmt: skip

    def checks(
        self, question: dict[str, Any], data: dict[str, Any], where: Place
    ) -> list[dict[str, Any]]:
        """Expressions that the answer must fulfil; other validators are lost."""
        found = []
        for one in data.get("validators") or ():
            if not isinstance(one, dict):
                continue
            if one.get("type") != "expression":
                numbers = one.get("type") == "numeric" and question["type"] == "number"
                if numbers and not set(one) - {"type", "minValue", "maxValue"}:
                    question.setdefault("min", _number(one.get("minValue")))
                    question.setdefault("max", _number(one.get("maxValue")))
                else:
                    self.words.note(loss("check", where, rule=excerpt(one)))
                continue
            said = str(one.get("expression", ""))
            try:
                rule = to_rule(parse(said, SURVEYJS), self.known)
            except Untranslatable:
                self.words.note(loss("check", where, rule=excerpt(said)))
                continue
            text = self.words.of(one.get("text"), where)
            text = text or {code: TRY_AGAIN[code] for code in question["text"]}
            found.append({"rule": rule, "text": text})
        return found

    def condition(self, told: Any, where: Place) -> str:
        """A visibleIf as one of our rules; empty, and noted, where it cannot be."""
        if not isinstance(told, str) or not told.strip():
            return ""
        try:
            return to_rule(parse(told, SURVEYJS), self.known)
        except Untranslatable:
            self.words.note(loss("rule", where, rule=excerpt(told)))
            return ""

    def learn(self, question: dict[str, Any], data: dict[str, Any]) -> None:
        """Remember what conditions may know of the question."""
        lost = question["type"] in ("ranking", "matrix", "file")
        kind = None if lost else rule_kind(question["type"])
        codes = {}
        for choice in question.get("choices", ()):
            codes[choice["code"]] = choice["code"]
        for entry in data.get("choices") or ():
            value = entry.get("value") if isinstance(entry, dict) else entry
            code = self.code_for(value, codes)
            if isinstance(value, (str, int, float)) and code:
                codes[_code(value)] = code
        if question["type"] in ("yes_no", "consent"):
            codes = {
                _code(data.get("valueTrue", True)): "true",
                _code(data.get("valueFalse", False)): "false",
            }
        self.known[self.name(data)] = Known(question["key"], kind, codes, self.name(data))
        self.words.keys[self.name(data)] = question["key"]

    def code_for(self, value: Any, codes: dict[str, str]) -> str:
        """Our code of one of their values."""
        return codes.get(Names().code(_code(value)), "") if value is not None else ""

    def name(self, data: dict[str, Any]) -> str:
        """The name under which conditions speak of the element."""
        told = data.get("valueName") or data.get("name")
        return told if isinstance(told, str) else ""

    def where(self, data: dict[str, Any]) -> Place:
        """The element as a place."""
        return place("element", name=excerpt(data.get("name", "—"), 40))


def _code(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: Any) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if value != value or abs(value) > 1e15:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
