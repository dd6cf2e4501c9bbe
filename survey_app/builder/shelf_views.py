"""Pages: adding from the banks with a search, and all wordings side by side for translators."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from survey_app.builder import services
from survey_app.builder.blueprint import apply, blueprint, draft_or_404, home, save
from survey_app.builder.shelf import Search, banks, shelf_page
from survey_app.builder.words import WORDINGS
from survey_app.questionnaire import wording
from survey_app.questionnaire.wordings import n_missing, with_wordings, wordings
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study


@blueprint.route("/<int:questionnaire_id>/banks", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def add_from_banks(study: Study, questionnaire_id: int) -> str | Response:
    """Look through the banks and add what is ticked to the draft."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    picks = request.form.getlist("pick")
    if request.method == "POST" and request.form.get("do") != "search":
        shelf, section = banks(), request.form.get("section", "")
        if not picks:
            flash(_("Tick at least one question of a bank."), "error")
        elif apply(
            questionnaire,
            lambda d: services.with_picks(d, shelf, picks, section=section),
            verb="add",
        ):
            flash(
                ngettext("%(num)s question is added.", "%(num)s questions are added.", len(picks))
            )
            return redirect(home(study, questionnaire), 303)
    return render_template(
        "builder/banks.html",
        questionnaire=questionnaire,
        draft=draft,
        shelf=shelf_page(
            Search.of(request.values),
            picks=picks,
            taken={question.bank_key for question in draft.iter_questions()},
            draft=questionnaire.draft,
        ),
    )


@blueprint.route("/<int:questionnaire_id>/translate", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def translate(study: Study, questionnaire_id: int) -> str | Response | tuple[str, int]:
    """Write what is missing in a language, beside what stands in another."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    missing = n_missing(draft)
    wanted = request.values.get("to", "")
    to = wanted if wanted in draft.languages else _most_missing(missing, draft.languages)
    texts = {
        name.removeprefix("w:"): text
        for name, text in request.form.items()
        if name.startswith("w:")
    }
    differences = None
    if request.method == "POST":
        differences = save(
            questionnaire, lambda d: with_wordings(d, to, texts), verb="translate", about=""
        )
    if request.method == "POST" and differences is None:
        flash(_("Saved."))
        here = url_for(
            "builder.translate", study_slug=study.slug, questionnaire_id=questionnaire_id, to=to,
            only=request.form.get("only") or None,
        )  # fmt: skip
        return redirect(here, 303)
    found = wordings(draft)
    only = bool(request.values.get("only"))
    page = render_template(
        "builder/translate.html",
        questionnaire=questionnaire,
        draft=draft,
        to=to,
        others=[code for code in draft.languages if code != to],
        wordings=[one for one in found if not only or to in one.missing(draft.languages)],
        missing=missing,
        only=only,
        typed=texts,
        differences=differences,
        names=WORDINGS,
        section_titles={s.key: wording(s.title, to) for s in draft.sections},
    )
    return page if differences is None else (page, 409)


def _most_missing(missing: dict[str, int], languages: tuple[str, ...]) -> str:
    return max(languages, key=lambda code: (missing[code], languages.index(code)))
