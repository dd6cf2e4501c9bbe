"""Pages: one question with all that its type has; another type; a section; title and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey_app.builder.blueprint import (
    apply,
    blueprint,
    draft_or_404,
    home,
    save,
)
from survey_app.builder.models import Questionnaire
from survey_app.builder.places import place_of
from survey_app.builder.question_form import Read, read_question
from survey_app.builder.rows_form import sent_rows, texts_of
from survey_app.builder.rule_form import menus, sent_rule
from survey_app.builder.words import COMPARISONS, FIELDS
from survey_app.questionnaire import LANGUAGES, Question, QuestionnaireError, Section
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.check import check_questionnaire
from survey_app.questionnaire.edit import change_question, set_languages
from survey_app.questionnaire.hints import ADVICE, hints_on
from survey_app.questionnaire.pieces import Computed
from survey_app.questionnaire.retype import fields_of, left_behind, retyped
from survey_app.questionnaire.rule_rows import COMPARISONS as FITTING
from survey_app.questionnaire.rule_rows import asked_before
from survey_app.questionnaire.tags import AUDIENCES
from survey_app.questionnaire.types import TYPES
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

Answer = str | Response | tuple[str, int]


@blueprint.route("/<int:questionnaire_id>/question/<key>", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def question(study: Study, questionnaire_id: int, key: str) -> Answer:
    """Edit one question: wordings side by side, choices as rows, rules from menus."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    asked = _question_or_404(draft, key)
    if request.method == "GET":
        return _question_page(questionnaire, draft, Read(asked))
    read = read_question(request.form, asked, draft.languages, asked_before(draft, key))
    if read.errors:
        return _question_page(questionnaire, draft, read), 422

    def change(base: Definition) -> Definition:
        again = read_question(request.form, base.question(key), base.languages,
                              asked_before(base, key))  # fmt: skip
        return change_question(base, key, lambda _old: again.question)

    differences = save(questionnaire, change, verb="question", about=key)
    if differences is not None:
        return _question_page(questionnaire, draft, read, differences), 409
    if request.form.get("do", "save") == "save":
        flash(_("Saved."))
        return redirect(home(study, questionnaire, key), 303)
    back = url_for(
        "builder.question", study_slug=study.slug, questionnaire_id=questionnaire_id, key=key,
        _anchor=request.form["do"].partition(":")[2].partition(":")[0] or None,
    )  # fmt: skip
    return redirect(back, 303)


@blueprint.post("/<int:questionnaire_id>/question/<key>/type")
@study_view(*RESEARCHERS)
def retype(study: Study, questionnaire_id: int, key: str) -> Answer:
    """Say what another type leaves behind, or take it."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    asked = _question_or_404(draft, key)
    name = request.form.get("type", "")
    if name not in TYPES:
        abort(400)
    lost = left_behind(asked, name)
    if lost and "sure" not in request.form:
        return render_template(
            "builder/retype.html",
            questionnaire=questionnaire,
            question=asked,
            type=name,
            lost=[FIELDS[field] for field in lost],
        )
    apply(
        questionnaire,
        lambda d: change_question(d, key, lambda q: retyped(q, name)),
        verb="retype",
        about=key,
    )
    return redirect(
        url_for(
            "builder.question", study_slug=study.slug, questionnaire_id=questionnaire_id, key=key
        ),
        303,
    )


@blueprint.route("/<int:questionnaire_id>/section/<key>", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def section(study: Study, questionnaire_id: int, key: str) -> Answer:
    """Edit a section's title, introduction, rule and who it is for."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    if key not in [one.key for one in draft.sections]:
        abort(404)
    shown, differences = draft.section(key), None
    if request.method == "POST":

        def change(base: Definition) -> Definition:
            typed = _typed_section(base, key)
            return replace(
                base, sections=tuple(typed if s.key == key else s for s in base.sections)
            )

        differences = save(questionnaire, change, verb="section", about=key)
        if differences is None:
            flash(_("Saved."))
            return redirect(home(study, questionnaire, key), 303)
        shown = _typed_section(draft, key)
    page = render_template(
        "builder/section.html",
        questionnaire=questionnaire,
        draft=draft,
        section=shown,
        differences=differences,
        menus=menus(shown.show_if, asked_before(draft, section=key)),
        comparisons=COMPARISONS,
        fitting=FITTING,
    )
    return page if differences is None else (page, 409)


def _typed_section(base: Definition, key: str) -> Section:
    form, old = request.form, base.section(key)
    return replace(
        old,
        title=texts_of(form, "title", old.title, base.languages) or old.title,
        intro=texts_of(form, "intro", old.intro, base.languages),
        show_if=sent_rule(form, asked_before(base, section=key), old.show_if),
        audience=tuple(a for a in AUDIENCES if a in form.getlist("audience")),
    )


@blueprint.route("/<int:questionnaire_id>/settings", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def settings(study: Study, questionnaire_id: int) -> Answer:
    """Edit the title, the languages, and the values that are worked out from answers."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    shown, differences = draft, None
    if request.method == "POST":
        differences = save(questionnaire, _with_settings, verb="settings", about="")
        if differences is None:
            flash(_("Saved."))
            return redirect(home(study, questionnaire), 303)
        if request.form.getlist("languages"):
            shown = _with_settings(draft)
    page = render_template(
        "builder/settings.html",
        questionnaire=questionnaire,
        draft=shown,
        differences=differences,
        languages=LANGUAGES,
    )
    return page if differences is None else (page, 409)


def _with_settings(base: Definition) -> Definition:
    form = request.form
    wanted = tuple(code for code in LANGUAGES if code in form.getlist("languages"))
    titled = replace(
        base,
        title=texts_of(form, "title", base.title, base.languages) or base.title,
        computed=_computed(base),
    )
    return set_languages(titled, wanted)


def _computed(base: Definition) -> tuple[Computed, ...]:
    known = {value.key: value for value in base.computed}
    found = []
    for row in sent_rows(request.form, "computed"):
        was = known.get(row)
        key = request.form.get(f"computed:{row}:key", "").strip()
        value = request.form.get(f"computed:{row}:value", "").strip()
        texts = texts_of(
            request.form, f"computed:{row}:text", was.text if was else {}, base.languages
        )
        if key and value:
            named = texts or dict.fromkeys(base.languages, key)
            found.append(Computed(key, named, value))
    return tuple(found)


def _question_or_404(draft: Definition, key: str) -> Question:
    try:
        return draft.question(key)
    except QuestionnaireError:
        abort(404)


def _question_page(
    questionnaire: Questionnaire,
    draft: Definition,
    read: Read,
    differences: Sequence[Any] | None = None,
) -> str:
    asked = read.question
    language = current_language()
    page = next(
        place
        for place, section in enumerate(draft.sections, start=1)
        for known in section.questions
        if asked.key in (known.key, *(part.key for part in known.parts))
    )
    problems = [
        one.in_language(language)
        for one in check_questionnaire(draft)
        if place_of(one)[1] == asked.key
    ]
    return render_template(
        "builder/question.html",
        questionnaire=questionnaire,
        draft=draft,
        question=asked,
        errors=read.errors,
        differences=differences,
        has=fields_of(asked.type) | ({"answer"} if TYPES[asked.type].takes_answer else set()),
        menus=menus(asked.show_if, asked_before(draft, asked.key)),
        comparisons=COMPARISONS,
        fitting=FITTING,
        types=TYPES,
        advice=[(hint, ADVICE[hint.code][language]) for hint in hints_on(asked, draft.languages)],
        problems=problems if request.method == "GET" else [],
        page=page,
        pipes=_pipes(draft, asked.key),
    )


def _pipes(draft: Definition, key: str) -> Mapping[str, str]:
    """What may be quoted in this question's wordings: earlier answers and computed values."""
    language = current_language()
    earlier = {q.key: q.text.get(language) or q.key for q in asked_before(draft, key)}
    return earlier | {value.key: value.text.get(language) or value.key for value in draft.computed}
