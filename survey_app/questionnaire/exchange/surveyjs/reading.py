"""Pages and panels of SurveyJS read as sections of questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.exchange.conditions import to_rule, to_value
from survey_app.questionnaire.exchange.dialects import SURVEYJS
from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.expressions import Untranslatable, parse
from survey_app.questionnaire.exchange.losses import excerpt, loss, place
from survey_app.questionnaire.exchange.names import Names
from survey_app.questionnaire.exchange.plain import UNTITLED, without_blanks
from survey_app.questionnaire.exchange.surveyjs.elements import Elements
from survey_app.questionnaire.exchange.surveyjs.texts import Wordings
from survey_app.questionnaire.exchange.xlsform.computing import known_computed

MAX_ELEMENTS = 3_000
MAX_DEPTH = 20
_READ = {"title", "description", "pages", "elements", "questions", "calculatedValues", "locale",
         "portrait"}  # fmt: skip
_READ_PAGE = {"name", "title", "description", "elements", "questions", "visibleIf", "portrait"}
_READ_PANEL = _READ_PAGE | {"type"}


@dataclass(slots=True)
class Read:
    """A questionnaire in its plain form, with the element that each part came from."""

    data: dict[str, Any]
    words: Wordings
    elements: Elements
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)


def read_survey(survey: dict[str, Any], language: str, name: str) -> Read:
    """Read a survey. Raises ExchangeError when nothing in it can be asked."""
    return _Reader(survey, language, name).whole()


class _Reader:
    def __init__(self, survey: dict[str, Any], language: str, name: str) -> None:
        self.survey = survey
        self.name = name
        self.words = Wordings(survey, language)
        self.elements = Elements(self.words)
        self.section_keys = Names()
        self.computed: list[dict[str, Any]] = []
        self.pending = _tables(survey.get("calculatedValues"))
        self.read = Read({}, self.words, self.elements)
        self.n_elements = 0

    def whole(self) -> Read:
        survey, where = self.survey, place("survey")
        title = self.words.of(survey.get("title"), where, "title")
        self.compute()
        pages = _tables(survey.get("pages")) or [survey]
        sections = [self.section(page, page is survey) for page in pages]
        sections = [section for section in sections if section["questions"]]
        if not sections:
            raise ExchangeError("QX007", name=self.name)
        for left in self.pending:
            told = excerpt(left.get("expression", ""))
            self.words.note(loss("computed", where, name=left.get("name", "—"), rule=told))
        for name, value in survey.items():
            if name not in _READ:
                self.words.note(loss("setting", where, name=name, value=excerpt(value)))
        used = {code for s in sections for q in s["questions"] for code in q["text"]}
        languages = [code for code in ("en", "ru", "zh") if code in used]
        title = title or {code: UNTITLED[code] for code in languages}
        description = self.words.of(survey.get("description"), where)
        if description and "intro" not in sections[0]:
            sections[0]["intro"] = description
        self.read.data = {"title": title, "languages": languages}
        if self.computed:
            self.read.data["computed"] = self.computed
        for section in sections:
            section["title"] = section.get("title") or dict(title)
        self.read.data["sections"] = [without_blanks(section) for section in sections]
        return self.read

    def section(self, page: dict[str, Any], is_survey: bool) -> dict[str, Any]:
        name = "" if is_survey else str(page.get("name", ""))
        where = place("page", name=excerpt(name or "1", 40))
        key = self.section_keys.fresh(name, "section")
        self.read.pages[key] = {} if is_survey else page
        section: dict[str, Any] = {"key": key}
        if not is_survey:
            section["title"] = self.words.of(page.get("title"), where, "title")
            section["intro"] = self.words.of(page.get("description"), where, "intro")
            section["show_if"] = self.elements.condition(page.get("visibleIf"), where)
            for left in page.keys() - _READ_PAGE:
                self.words.note(loss("property", where, name=left, value=excerpt(page[left])))
        section["questions"] = [
            question for one in _inside(page) for question in self.questions(one, "", 0)
        ]
        return without_blanks(section) | {"questions": section["questions"]}

    def questions(self, data: dict[str, Any], inherited: str, depth: int) -> list[dict[str, Any]]:
        self.n_elements += 1
        where, kind = self.elements.where(data), data.get("type")
        if self.n_elements > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise ExchangeError("QX008", place=self.name, reason="nested too deeply")
        if kind == "expression":
            self.pending.append(data)
            self.compute()
            return []
        if kind == "multipletext":
            return [self.several_texts(data, inherited)]
        if kind not in ("panel", "paneldynamic"):
            found = self.elements.question(data, inherited)
            self.compute()
            return [found] if found else []
        inside = _inside(data) or _tables(data.get("templateElements"))
        if kind == "paneldynamic":
            self.words.note(loss("repeat", where, name=data.get("name", "—")))
        elif (
            data.get("title")
            and inside
            and not any(
                one.get("type") in ("panel", "paneldynamic", "multipletext") for one in inside
            )
        ):
            question = self.elements.heading(data, "group", inherited)
            parts = [part for one in inside for part in self.questions(one, "", depth + 1)]
            for left in data.keys() - _READ_PANEL:
                self.words.note(loss("property", where, name=left, value=excerpt(data[left])))
            return [question | {"parts": parts}] if parts else []
        self.words.note(loss("flattened", where, name=data.get("name", "—")))
        own = self.elements.condition(data.get("visibleIf"), where)
        both = f"({inherited}) and ({own})" if inherited and own else inherited or own
        return [found for one in inside for found in self.questions(one, both, depth + 1)]

    def several_texts(self, data: dict[str, Any], inherited: str) -> dict[str, Any]:
        """Several boxes under one question are a group of parts."""
        question = self.elements.heading(data, "group", inherited)
        parts = []
        for item in _tables(data.get("items")):
            name = f"{data.get('name', 'part')}.{item.get('name', '')}"
            title = item.get("title") or item.get("name")
            part = self.elements.question({**item, "type": "text", "title": title, "name": name},
                                          "")  # fmt: skip
            parts += [part] if part else []
        return question | {"parts": parts}

    def compute(self) -> None:
        """Take the calculated values all of whose questions were read by now."""
        for one in list(self.pending):
            told, name = str(one.get("expression", "")), str(one.get("name", ""))
            known = self.elements.known
            try:
                expression = parse(told, SURVEYJS)
                try:
                    value = to_value(expression, known)
                except Untranslatable:
                    value = to_rule(expression, known)
            except Untranslatable:
                continue
            self.pending.remove(one)
            where = place("element", name=excerpt(name, 40))
            key = self.elements.keys.key(name)
            if key != name:
                self.words.note(loss("renamed", where, old=name, new=key))
            text = self.words.of(one.get("title"), where) or {self.words.default: name or key}
            self.computed.append({"key": key, "text": text, "value": value})
            known[name] = known_computed(key, value, known, name)
            self.words.keys[name] = key


def _tables(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _inside(page: dict[str, Any]) -> list[dict[str, Any]]:
    return _tables(page.get("elements")) or _tables(page.get("questions"))
