"""What SurveyJS does not know, kept in a property of our own and believed where it still fits."""

from __future__ import annotations

import html
from typing import Any

from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.exchange.piping import outward
from survey_app.questionnaire.exchange.surveyjs.reading import Read
from survey_app.questionnaire.exchange.surveyjs.render import Renderer
from survey_app.questionnaire.exchange.surveyjs.texts import LOCALES
from survey_app.questionnaire.exchange.xlsform.aside import QUIET
from survey_app.questionnaire.exchange.xlsform.computing import learn_computed
from survey_app.questionnaire.exchange.xlsform.render import known_of
from survey_app.questionnaire.model import Computed, Question

_WORDS = frozenset(
    {"title", "description", "html", "text", "requiredErrorText", "minRateDescription",
     "maxRateDescription", "otherText", "noneText", "portrait", "elements"}
)  # fmt: skip
_TEXTS = {"text": "title", "help": "description", "required_text": "requiredErrorText"}


def restore(read: Read, survey: dict[str, Any]) -> None:
    """Put back whatever was kept and still fits; drops the losses that it mends."""
    kept = _table(survey.get("portrait"))
    data = read.data
    languages = kept.get("languages")
    if isinstance(languages, list) and set(data["languages"]) <= set(map(str, languages)):
        data["languages"] = languages
    for name in ("title", "computed"):
        if kept.get(name):
            data[name] = kept[name]
    mended: set[str] = set()
    renderer = Renderer(data["languages"])
    for section in data["sections"]:
        own = _table(read.pages.get(section["key"], {}).get("portrait"))
        section["questions"] = [
            _question(question, read, renderer, mended) for question in section["questions"]
        ]
        for name in ("key", "audience", "title", "intro", "show_if"):
            if own.get(name):
                section[name] = own[name]
    read.words.losses = [
        found
        for found in read.words.losses
        if not (found.place and dict(found.place.details).get("name") in mended)
    ]


def _question(
    data: dict[str, Any], read: Read, renderer: Renderer, mended: set[str]
) -> dict[str, Any]:
    element = read.elements.sources.get(data["key"], {})
    kept = _table(element.get("portrait"))
    if data.get("parts"):
        data["parts"] = [_question(part, read, renderer, mended) for part in data["parts"]]
    if kept:
        data = _merged(data, kept, element, renderer, mended)
    try:
        question = Question.from_dict(data)
    except QuestionnaireError:
        return data
    for one in (question, *question.parts):
        renderer.known[one.key] = known_of(one)
    computed = [Computed.from_dict(one) for one in read.data.get("computed", ())]
    learn_computed(computed, renderer.known)
    return data


def _merged(
    data: dict[str, Any],
    kept: dict[str, Any],
    element: dict[str, Any],
    renderer: Renderer,
    mended: set[str],
) -> dict[str, Any]:
    candidate = {**data, **kept}
    for name, there in _TEXTS.items():
        # A text block has no place for help: nothing there can have been written over it.
        if isinstance(kept.get(name), dict) and not (
            name == "help" and element.get("type") == "html"
        ):
            told = element.get("html" if element.get("type") == "html" else there)
            candidate[name] = _fitting(kept[name], data.get(name, {}), told)
    candidate = {name: value for name, value in candidate.items() if value is not None}
    try:
        question = Question.from_dict(candidate)
        written = Renderer(renderer.languages, renderer.known).element(question)
    except (QuestionnaireError, ValueError, TypeError, AttributeError, KeyError):
        written = {}
    if _structure(written) == _structure(element):
        mended.add(data["key"])
        return candidate
    quiet = ("probes", *QUIET)
    return {**data, **{name: kept[name] for name in quiet if kept.get(name) is not None}}


def _fitting(kept: dict[str, Any], read: dict[str, str], told: Any) -> dict[str, str]:
    found = dict(read)
    for language, text in kept.items():
        cell = told.get(LOCALES.get(language, "")) if isinstance(told, dict) else told
        written = outward(str(text), lambda name: f"{{{name}}}")[0]
        if isinstance(cell, str) and cell in (written, html.escape(written, quote=False)):
            found[language] = text
    return found


def _structure(value: Any) -> Any:
    """An element without its wordings."""
    if isinstance(value, dict):
        return {name: _structure(entry) for name, entry in value.items() if name not in _WORDS}
    return [_structure(entry) for entry in value] if isinstance(value, list) else value


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
