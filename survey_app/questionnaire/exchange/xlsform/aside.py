"""What the layout has no place for, kept in a column of our own and trusted only where it fits.

Somebody may have changed the form in a spreadsheet since it was taken out. What was kept is
believed when the question made with it writes the very row that stands in the file; otherwise only
what the row says nothing about (tags, probes …) is taken from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.exchange.conditions import from_rule
from survey_app.questionnaire.exchange.dialects import XPATH_STYLE
from survey_app.questionnaire.exchange.expressions import Untranslatable
from survey_app.questionnaire.exchange.piping import outward
from survey_app.questionnaire.exchange.tongues import NAMES
from survey_app.questionnaire.exchange.xlsform.computing import learn_computed
from survey_app.questionnaire.exchange.xlsform.leaves import type_of
from survey_app.questionnaire.exchange.xlsform.lists import read_aside
from survey_app.questionnaire.exchange.xlsform.reading import Read
from survey_app.questionnaire.exchange.xlsform.render import ITEM_MARK, Renderer, known_of
from survey_app.questionnaire.exchange.xlsform.sheets import ASIDE, Form, Row
from survey_app.questionnaire.model import Computed, Question

QUIET = ("elicits", "interviewer_text", "sensitive", "purpose", "bank", "bank_key", "unit",
         "currency", "rows", "min_rows")  # fmt: skip
_TEXTS = {"text": "label", "help": "hint", "required_text": "required_message"}
_STRUCTURE = ("required", "relevant", "constraint", "parameters", "appearance")
MAX_CELL_CHARS = 32_000


def difference(wanted: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    """What must be kept so that ``read`` becomes ``wanted``; None takes a field away."""
    names = {**wanted, **read}
    return {
        name: wanted.get(name)
        for name in names
        if name not in ("questions", "parts") and wanted.get(name) != read.get(name)
    }


def cell_of(kept: Mapping[str, Any]) -> str:
    """The cell for what is kept; empty where nothing is or a spreadsheet could not hold it."""
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""
    return text if len(text) <= MAX_CELL_CHARS else ""


def restore(read: Read, form: Form) -> None:
    """Put back into what was read whatever was kept and still fits; drops the losses mended."""
    settings = form.settings[0] if form.settings else Row(0)
    kept = read_aside(settings.get(ASIDE))
    if not kept and not any(row.get(ASIDE) for row in form.survey):
        return
    _restore_frame(read, kept, settings.get("form_title"))
    mended = _Questions(read).restore()
    _forget_losses(read, form, mended)


def _restore_frame(read: Read, kept: Mapping[str, Any], titled: str) -> None:
    data = read.data
    languages = kept.get("languages")
    if isinstance(languages, list) and set(data["languages"]) <= set(map(str, languages)):
        data["languages"] = languages
    title = kept.get("title")
    if isinstance(title, dict) and titled and titled in title.values():
        data["title"] = title
    computed = kept.get("computed")
    if isinstance(computed, list):
        data["computed"] = computed
    if "computed" in kept and computed is None:
        data.pop("computed", None)
    keys = {section["key"] for section in data["sections"]}
    for section in data["sections"]:
        row = read.section_rows.get(section["key"])
        own = read_aside(row.get(ASIDE)) if row else {}
        if own.get("key") and own["key"] not in keys:
            keys.add(own["key"])
            section["key"] = own["key"]
        for name in ("audience", "intro", "title"):
            value = own.get(name)
            if name in own and value is None:
                section.pop(name, None)
            elif value and (name == "audience" or row is None or _same_words(value, row, name)):
                section[name] = value
    data["sections"] = [
        {name: section[name] for name in _order(section)} for section in data["sections"]
    ]


def _same_words(text: Mapping[str, str], row: Row, name: str) -> bool:
    if name != "title":
        return isinstance(text, dict)
    return _fitting(text, {}, row.texts.get("label", {})) == text


def _order(section: Mapping[str, Any]) -> list[str]:
    return [name for name in section if name != "questions"] + ["questions"]


class _Questions:
    """Walks the questions in order, so that conditions know what was asked before."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.renderer = Renderer(read.data["languages"])
        self.computed = [Computed.from_dict(one) for one in read.data.get("computed", ())]
        self.mended: set[int] = set()

    def restore(self) -> set[int]:
        """Give the numbers of the rows whose whole meaning came back."""
        for section in self.read.data["sections"]:
            own = read_aside(self._cell(self.read.section_rows.get(section["key"])))
            if own.get("show_if"):
                row = self.read.section_rows[section["key"]]
                if self._says(own["show_if"]) == row.get("relevant"):
                    section["show_if"] = own["show_if"]
            section["questions"] = [self.one(question) for question in section["questions"]]
        return self.mended

    def one(self, data: dict[str, Any]) -> dict[str, Any]:
        row = self.read.question_rows.get(data["key"])
        kept = read_aside(self._cell(row))
        if row is not None and kept:
            data = self.merged(data, kept, row)
        if data.get("parts"):
            data["parts"] = [self.one(part) for part in data["parts"]]
        try:
            question = Question.from_dict(data)
        except QuestionnaireError:
            return data
        self.renderer.known[question.key] = known_of(question)
        learn_computed(self.computed, self.renderer.known)
        return data

    def merged(self, data: dict[str, Any], kept: dict[str, Any], row: Row) -> dict[str, Any]:
        candidate = {**data, **kept}
        for name, column in _TEXTS.items():
            if isinstance(kept.get(name), dict):
                cells = row.texts.get(column, {})
                candidate[name] = _fitting(kept[name], data.get(name, {}), cells)
        _rescale(candidate, data)
        candidate = {name: value for name, value in candidate.items() if value is not None}
        try:
            question = Question.from_dict(candidate)
            written = Renderer(self.renderer.languages, self.renderer.known).first_row(question)
            if question.type == "matrix":  # its rows are required, not its heading
                written.cells.pop("required", None)
        except (QuestionnaireError, ValueError, TypeError, AttributeError, KeyError):
            written = None
        if written is not None and self._same(written, row):
            self.mended.add(row.number)
            return candidate
        quiet = {name: kept[name] for name in QUIET if kept.get(name) is not None}
        return {**data, **quiet}

    def _same(self, written: Row, row: Row) -> bool:
        same_type = type_of(written) == type_of(row)
        return same_type and all(written.get(name) == row.get(name) for name in _STRUCTURE)

    def _says(self, rule: str) -> str:
        try:
            return from_rule(rule, XPATH_STYLE, self.renderer.known)
        except Untranslatable:
            return ""

    def _cell(self, row: Row | None) -> str:
        return row.get(ASIDE) if row else ""


def _fitting(
    kept: Mapping[str, str], read: Mapping[str, str], cells: Mapping[str, str]
) -> dict[str, str]:
    """In each language what was kept, or what somebody has written over it since."""
    found = dict(read)
    for language, text in kept.items():
        cell = cells.get(NAMES.get(language, ""), "")
        if outward(str(text), lambda name: f"${{{name}}}")[0].strip() == cell.strip():
            found[language] = text
    return found


def _rescale(candidate: dict[str, Any], data: Mapping[str, Any]) -> None:
    """The words at a scale's ends as they now stand in the list of choices: '1 – never'."""
    scale, choices = candidate.get("scale"), data.get("choices")
    if not isinstance(scale, dict) or not choices:
        return
    for end, choice in (("low", choices[0]), ("high", choices[-1])):
        words = dict(scale.get(f"{end}_text") or {})
        for language, label in choice["text"].items():
            number, dash, text = label.partition(" – ")
            if dash and number == str(scale.get(end)) and text != words.get(language, "").strip():
                words[language] = text
        scale = {**scale, f"{end}_text": words}
    candidate["scale"] = scale


def _forget_losses(read: Read, form: Form, mended: set[int]) -> None:
    names = {row.get("name") for row in form.survey if row.number in mended}
    whole = {
        row.number
        for row in form.survey
        # the rows of a matrix and the text of 'other' belong to the question before them
        if row.number in mended or row.get("name").partition(ITEM_MARK)[0] in names
    }
    lists: dict[str, bool] = {}
    for row in form.survey:
        words = row.get("type").split()
        if len(words) > 1:
            lists[words[1]] = lists.get(words[1], True) and row.number in whole
    spared = {row.number for row in form.choices if lists.get(row.get("list_name"))}
    read.words.losses = [
        found
        for found in read.words.losses
        if not (
            found.place
            and found.place.kind == "row"
            and dict(found.place.details)["row"]
            in (whole if dict(found.place.details)["sheet"] == "survey" else spared)
        )
    ]
