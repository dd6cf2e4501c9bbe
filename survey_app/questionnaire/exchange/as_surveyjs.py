"""SurveyJS JSON, the subset that both know."""

from __future__ import annotations

import json
from typing import Any

from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.exchange.bounded import check_size, damaged, decoded
from survey_app.questionnaire.exchange.conditions import from_rule
from survey_app.questionnaire.exchange.dialects import SURVEYJS_STYLE
from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.expressions import Untranslatable
from survey_app.questionnaire.exchange.losses import Loss, excerpt, loss, place
from survey_app.questionnaire.exchange.plain import without_blanks
from survey_app.questionnaire.exchange.results import Brought, Taken
from survey_app.questionnaire.exchange.surveyjs.aside import restore
from survey_app.questionnaire.exchange.surveyjs.reading import read_survey
from survey_app.questionnaire.exchange.surveyjs.render import Renderer
from survey_app.questionnaire.exchange.surveyjs.texts import LOCALES, localised
from survey_app.questionnaire.exchange.xlsform.aside import difference
from survey_app.questionnaire.exchange.xlsform.computing import learn_computed
from survey_app.questionnaire.exchange.xlsform.render import known_of
from survey_app.questionnaire.model import Question, Questionnaire, Section

NAME = "surveyjs"
LABEL = {"en": "SurveyJS (JSON)", "ru": "SurveyJS (JSON)", "zh": "SurveyJS（JSON）"}
EXTENSION = "json"
MEDIA_TYPE = "application/json"
READS = True


def read(data: bytes, name: str, language: str = "") -> Brought:
    """Read a survey. Raises ExchangeError."""
    check_size(data, name)
    try:
        survey = json.loads(decoded(data, name, "JSON"))
    except (ValueError, RecursionError) as caught:
        raise damaged(name, "JSON", excerpt(caught)) from caught
    if not isinstance(survey, dict):
        raise damaged(name, "SurveyJS", type(survey).__name__)
    found = read_survey(survey, language, name)
    restore(found, survey)
    try:
        questionnaire = Questionnaire.from_dict(found.data)
    except QuestionnaireError as caught:
        raise ExchangeError("QX008", place=name, reason=caught.sentence.rstrip(".")) from caught
    return Brought(questionnaire, tuple(found.words.losses))


def write(questionnaire: Questionnaire, language: str = "") -> Taken:
    """Write a survey with all languages of the questionnaire."""
    renderer = Renderer(questionnaire.languages)
    renderer.computed = list(questionnaire.computed)
    lost: list[Loss] = []
    survey: dict[str, Any] = {"title": localised(questionnaire.title, questionnaire.languages)}
    if "en" not in questionnaire.languages and questionnaire.languages:
        survey["locale"] = LOCALES[questionnaire.languages[0]]
    survey["pages"] = [_page(section, renderer, lost) for section in questionnaire.sections]
    survey["calculatedValues"] = _computed(questionnaire, renderer, lost)
    survey = without_blanks(survey) | {"portrait": {"kept": True}}
    _keep(questionnaire, survey)
    losses = [*renderer.losses, *lost]
    if renderer.aside:
        losses.append(loss("aside", names=", ".join(renderer.aside)))
    text = json.dumps(survey, ensure_ascii=False, indent=1)
    return Taken(text.encode("utf-8", "replace"), tuple(losses))


def _page(section: Section, renderer: Renderer, lost: list[Loss]) -> dict[str, Any]:
    where = place("section", key=section.key)
    if section.audience:
        audience = ", ".join(section.audience)
        lost.append(loss("property", where, name="audience", value=audience))
    data = {
        "name": section.key,
        "title": renderer.text(section.title, where),
        "description": renderer.text(section.intro, where),
        "visibleIf": renderer.condition(section.show_if, where),
    }
    elements = [_element(question, renderer) for question in section.questions]
    return without_blanks(data) | {"elements": elements}


def _element(question: Question, renderer: Renderer) -> dict[str, Any]:
    element = renderer.element(question)
    if question.parts:
        element["elements"] = [_element(part, renderer) for part in question.parts]
    renderer.known[question.key] = known_of(question)
    learn_computed(renderer.computed, renderer.known)
    return element


def _computed(
    questionnaire: Questionnaire, renderer: Renderer, lost: list[Loss]
) -> list[dict[str, Any]]:
    found = []
    for computed in questionnaire.computed:
        try:
            said = from_rule(computed.value, SURVEYJS_STYLE, renderer.known)
        except Untranslatable:
            rule = excerpt(computed.value)
            lost.append(loss("computed", place("survey"), name=computed.key, rule=rule))
            continue
        title = renderer.text(computed.text, place("survey"))
        found.append({"name": computed.key, "expression": said, "title": title,
                      "includeIntoResult": True})  # fmt: skip
    return found


def _keep(questionnaire: Questionnaire, survey: dict[str, Any]) -> None:
    """Fill our own property with what reading the survey would not bring back."""
    try:
        read_back = read_survey(survey, "", "survey")
    except ExchangeError:
        return  # nothing to ask yet: nothing to keep
    wanted = questionnaire.to_dict()
    frame = {
        name: wanted.get(name)
        for name in ("title", "languages", "computed")
        if wanted.get(name) != read_back.data.get(name)
    }
    survey["portrait"] |= frame
    by_page = {id(page): key for key, page in read_back.pages.items()}
    sections = {section["key"]: section for section in read_back.data["sections"]}
    for section, page in zip(questionnaire.sections, survey["pages"], strict=True):
        found = sections.get(by_page.get(id(page), ""), {})
        if found and (kept := difference(section.to_dict(), found)):
            page["portrait"] = kept
    read_questions = {
        one["key"]: one
        for section in read_back.data["sections"]
        for question in section["questions"]
        for one in (question, *question.get("parts", ()))
    }
    for question in questionnaire.iter_all():
        element = read_back.elements.sources.get(question.key)
        kept = difference(question.to_dict(), read_questions.get(question.key, {}))
        if element is not None and kept:
            element["portrait"] = kept
