"""One question of ours as an element of SurveyJS."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from survey_app.questionnaire.exchange.conditions import Known, from_rule
from survey_app.questionnaire.exchange.dialects import SURVEYJS_STYLE
from survey_app.questionnaire.exchange.expressions import Untranslatable
from survey_app.questionnaire.exchange.losses import Loss, Place, excerpt, loss, place
from survey_app.questionnaire.exchange.piping import PIPED
from survey_app.questionnaire.exchange.plain import without_blanks
from survey_app.questionnaire.exchange.surveyjs.texts import localised
from survey_app.questionnaire.exchange.xlsform.kinds import asked_in_bands
from survey_app.questionnaire.exchange.xlsform.render import known_of
from survey_app.questionnaire.model import Choice, Computed, Question, Text

TYPES = {
    "statement": "html", "short": "text", "text": "comment", "single": "radiogroup",
    "multi": "checkbox", "number": "text", "money": "text", "scale": "rating", "nps": "rating",
    "yes_no": "boolean", "consent": "boolean", "date": "text", "email": "text", "phone": "text",
    "url": "text", "file": "file", "ranking": "ranking", "matrix": "matrix", "list": "comment",
    "five_whys": "comment", "interests": "checkbox", "group": "panel",
}  # fmt: skip
INPUTS = {"number": "number", "money": "number", "date": "date", "email": "email", "phone": "tel",
          "url": "url"}  # fmt: skip
NEAREST = frozenset({"list", "five_whys", "interests", "money", "consent", "nps"})
OTHER_CODE = "other"


class Renderer:
    """Writes elements; remembers what conditions may ask about and what is lost."""

    def __init__(self, languages: Sequence[str], known: dict[str, Known] | None = None) -> None:
        self.languages = tuple(languages)
        self.known: dict[str, Known] = known if known is not None else {}
        self.computed: list[Computed] = []
        self.losses: list[Loss] = []
        self.aside: dict[str, None] = {}

    def element(self, question: Question) -> dict[str, Any]:
        """Write a question; the parts of a group are left to the caller."""
        where = place("question", key=question.key)
        kind = "radiogroup" if asked_in_bands(question) else TYPES[question.type]
        data: dict[str, Any] = {"type": kind, "name": question.key}
        if kind == "html":
            data["html"] = {
                locale: html.escape(text, quote=False)
                for locale, text in self.text(question.text, where).items()
            }
            if question.help:
                told = excerpt(next(iter(question.help.values())))
                self.losses.append(loss("property", where, name="help", value=told))
        else:
            data["title"] = self.text(question.text, where)
            data["description"] = self.text(question.help, where)
        data["isRequired"] = question.required and kind != "matrix"
        data["requiredErrorText"] = self.text(question.required_text, where)
        data["visibleIf"] = self.condition(question.show_if, where)
        if kind == "text":
            data["inputType"] = INPUTS.get(question.type, "")
            data |= {"min": question.min, "max": question.max}
            data["step"] = 1 if question.integer else None
        if kind in ("radiogroup", "checkbox", "ranking"):
            data |= self.ticks(question, kind, where)
        if kind == "rating":
            data |= self.rating(question, where)
        if kind == "matrix":
            data |= self.matrix(question, where)
        data["validators"] = self.validators(question, where)
        self._name_the_rest(question, where)
        return without_blanks(data)

    def text(self, text: Text, where: Place) -> dict[str, str]:
        """Write a wording; names the fallbacks that SurveyJS does not know."""
        for said in text.values():
            for match in PIPED.finditer(said):
                found = loss("fallback_lost", where, name=match.group(1))
                if found not in self.losses:
                    self.losses.append(found)
        return localised(text, self.languages)

    def condition(self, rule: str, where: Place) -> str:
        """Write a rule, or name it as lost."""
        try:
            return from_rule(rule, SURVEYJS_STYLE, self.known) if rule else ""
        except Untranslatable:
            self.losses.append(loss("rule", where, rule=excerpt(rule)))
            return ""

    def ticks(self, question: Question, kind: str, where: Place) -> dict[str, Any]:
        """Choices, the 'other' that SurveyJS adds itself, and their order."""
        other = question.other_choice
        added = bool(other and other.code == OTHER_CODE and question.choices[-1] is other)
        shown = question.choices[:-1] if added else question.choices
        data: dict[str, Any] = {"choices": [self.item(choice, where) for choice in shown]}
        if added and other and kind != "ranking":
            data |= {"showOtherItem": True, "otherText": self.text(other.text, where)}
        elif added and other:
            data["choices"].append(self.item(other, where))
        data["choicesOrder"] = "random" if question.random_order else ""
        return data

    def item(self, choice: Choice, where: Place) -> dict[str, Any]:
        """One choice, or one row of a matrix."""
        return without_blanks(
            {
                "value": choice.code,
                "text": self.text(choice.text, where),
                "visibleIf": self.condition(choice.show_if, where),
                "isExclusive": choice.exclusive,
            }
        )

    def rating(self, question: Question, where: Place) -> dict[str, Any]:
        """The points of a scale with the words at both ends."""
        scale = question.scale
        if scale is None:
            return {"rateMin": 0, "rateMax": 10}
        return {
            "rateMin": scale.low,
            "rateMax": scale.high,
            "minRateDescription": self.text(scale.low_text, where),
            "maxRateDescription": self.text(scale.high_text, where),
        }

    def matrix(self, question: Question, where: Place) -> dict[str, Any]:
        """Rows and columns; the points of a scale are columns."""
        columns = [self.item(choice, where) for choice in question.choices]
        if question.scale:
            ends = {
                question.scale.low: question.scale.low_text,
                question.scale.high: question.scale.high_text,
            }
            columns = [
                {
                    "value": point,
                    "text": {
                        locale: f"{point} – {text}"
                        for locale, text in self.text(ends.get(point, {}), where).items()
                    }
                    or str(point),
                }
                for point in question.scale.points
            ]
        return {
            "columns": columns,
            "rows": [self.item(item, where) for item in question.items],
            "eachRowRequired": question.required,
        }

    def validators(self, question: Question, where: Place) -> list[dict[str, Any]]:
        """Checks of an answer as expressions."""
        found = []
        inner = {**self.known, question.key: known_of(question)}
        for check in question.checks:
            try:
                said = from_rule(check.rule, SURVEYJS_STYLE, inner)
            except Untranslatable:
                self.losses.append(loss("check", where, rule=excerpt(check.rule)))
                continue
            text = self.text(check.text, where)
            found.append(without_blanks({"type": "expression", "text": text, "expression": said}))
        return found

    def _name_the_rest(self, question: Question, where: Place) -> None:
        if question.type in NEAREST:
            new = TYPES[question.type]
            self.losses.append(loss("type_nearest", where, type=question.type, new=new))
        for name in ("unit", "currency", "rows", "min_rows"):
            if value := getattr(question, name):
                text = next(iter(value.values())) if name == "unit" else value
                self.losses.append(loss("property", where, name=name, value=excerpt(text)))
        if asked_in_bands(question) and question.ask == "either":
            self.losses.append(loss("property", where, name="ask", value=question.ask))
        for name in ("elicits", "probes", "interviewer_text", "sensitive", "purpose", "bank"):
            if getattr(question, name):
                self.aside[name] = None
