"""The draft as a respondent sees it, beside the editor and while somebody types."""

from __future__ import annotations

from dataclasses import replace

from flask import abort, make_response, render_template, request
from werkzeug.wrappers import Response

from survey_app.builder.blueprint import blueprint, draft_or_404
from survey_app.builder.models import Questionnaire
from survey_app.builder.question_form import read_question
from survey_app.questionnaire import Choice, Question, QuestionnaireError, wording
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.edit import change_question
from survey_app.questionnaire.forms import build_form
from survey_app.questionnaire.rule_rows import asked_before
from survey_app.questionnaire.rule_words import rule_sentence
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import speak
from survey_app.web.security import CONTENT_SECURITY_POLICY

# Only these pages may stand inside a page of ours; all others stand in none.
FRAMED = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


@blueprint.get("/<int:questionnaire_id>/preview")
@study_view(*RESEARCHERS)
def preview(study: Study, questionnaire_id: int) -> Response:
    """Show a page of the draft as respondents would see it; nothing is stored."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    return _framed(study, questionnaire, draft, request.args.get("page", 1, type=int))


@blueprint.post("/<int:questionnaire_id>/question/<key>/preview")
@study_view(*RESEARCHERS)
def preview_typed(study: Study, questionnaire_id: int, key: str) -> Response:
    """Show the question's page with what is typed in the editor, saving nothing."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    try:
        asked = draft.question(key)
    except QuestionnaireError:
        abort(404)
    read = read_question(request.form, asked, draft.languages, asked_before(draft, key))
    typed = change_question(draft, key, lambda _old: read.question)
    return _framed(study, questionnaire, typed, request.form.get("page", 1, type=int))


def _framed(study: Study, questionnaire: Questionnaire, draft: Definition, page: int) -> Response:
    if not draft.sections:
        abort(404)
    language = request.values.get("language", "")
    language = language if language in draft.languages else draft.languages[0]
    speak(language)
    place = min(max(1, page), len(draft.sections))
    section = draft.sections[place - 1]
    shown = _everything_shown(draft)
    try:
        form = build_form(shown, section.key, language, {})
        entries = form.entries
    except (ArithmeticError, LookupError, TypeError, ValueError):
        entries = []  # a question that is not whole yet: the editor says what it lacks
    rules = {question.key: _rules_said(draft, question, language) for question in section.questions}
    answer = make_response(
        render_template(
            "builder/preview.html",
            entries=entries,
            whole=bool(entries) or not section.questions,
            rules=rules,
            section_rule=_sentence(draft, section.show_if, language),
            organisation=study.organisation,
            study_title=wording(draft.title, language),
            section_title=wording(section.title, language),
            section_intro=wording(section.intro, language),
            page_number=place,
            n_pages=len(draft.sections),
            clashes={},
            locale_code=language,
            languages_of=draft.languages,
            questionnaire_id=questionnaire.id,
            frame=request.values.get("frame", ""),
        )
    )
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer


def _rules_said(draft: Definition, question: Question, language: str) -> list[str]:
    """Say when a question, its choices, its rows and its parts are shown."""
    said = [_sentence(draft, question.show_if, language)] if question.show_if else []
    inner: list[tuple[str, Choice | Question]] = [
        *(("offered", choice) for choice in (*question.choices, *question.items)),
        *(("shown", part) for part in question.parts),
    ]
    for kind, each in inner:
        if each.show_if:
            sentence = rule_sentence(draft, each.show_if, language, kind)
            said.append(f"{wording(each.text, language)} – {sentence}")
    return said


def _sentence(draft: Definition, rule: str, language: str) -> str:
    return rule_sentence(draft, rule, language) if rule else ""


def _everything_shown(draft: Definition) -> Definition:
    """The draft without its rules: who previews wants to see every question."""

    def bare(question: Question) -> Question:
        return replace(
            question,
            show_if="",
            choices=tuple(replace(choice, show_if="") for choice in question.choices),
            items=tuple(replace(item, show_if="") for item in question.items),
            parts=tuple(bare(part) for part in question.parts),
        )

    sections = tuple(
        replace(section, show_if="", questions=tuple(bare(q) for q in section.questions))
        for section in draft.sections
    )
    return replace(draft, sections=sections)
