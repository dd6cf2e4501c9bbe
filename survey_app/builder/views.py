"""Pages: questionnaires of a study, a new one from banks, the draft, its versions, a preview."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.builder import drafts, queries, services
from survey_app.builder.forms import ELICITS, NewForm, OwnQuestionForm
from survey_app.builder.models import Questionnaire
from survey_app.builder.shelf import banks
from survey_app.builder.versions import questionnaire_of
from survey_app.db import db
from survey_app.errors import PortraitError
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire import QuestionnaireError, wording
from survey_app.questionnaire.edit import add_question
from survey_app.questionnaire.forms import build_form
from survey_app.questionnaire.types import TYPES
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.forms import options
from survey_app.web.i18n import current_language, speak

blueprint = Blueprint(
    "builder", __name__, url_prefix="/s/<study_slug>/questionnaires", template_folder="templates"
)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {
        "type_labels": {name: kind.label for name, kind in TYPES.items()},
        "kind_labels": ELICITS,
    }


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study) -> str:
    """List surveys and scripts with their newest version."""
    return render_template(
        "builder/index.html", questionnaires=queries.questionnaires(db.session(), study)
    )


@blueprint.route("/new", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def create(study: Study) -> str | Response | tuple[str, int]:
    """Make a questionnaire from ticked sections and questions of the banks."""
    shelf = banks()
    form = NewForm(languages=["en", "ru", "zh"], purpose=request.args.get("purpose", "survey"))
    picks = request.form.getlist("pick")
    if form.validate_on_submit() and picks:
        try:
            made = services.create(
                db.session(),
                study,
                purpose=form.purpose.data,
                title=form.title.data,
                banks=shelf,
                picks=picks,
                languages=[code for code in ("en", "ru", "zh") if code in form.languages.data],
            )
        except (QuestionnaireError, KeyError) as error:
            form.form_errors = [str(error)]
        else:
            db.session.commit()
            return redirect(_home(study, made), 303)
    elif request.method == "POST" and not picks:
        form.form_errors = [_("Tick at least one question of a bank.")]
    page = render_template(
        "builder/new.html", form=form, banks=shelf, picks=set(picks), language=current_language()
    )
    return (page, 422) if request.method == "POST" else page


@blueprint.get("/<int:questionnaire_id>/")
@study_view(*RESEARCHERS)
def show(study: Study, questionnaire_id: int) -> str:
    """Show the draft with everything that can be done to it."""
    return _draft_page(study, _load(study, questionnaire_id), None)


@blueprint.post("/<int:questionnaire_id>/do")
@study_view(*RESEARCHERS)
def do(study: Study, questionnaire_id: int) -> Response:
    """Move, remove or require a question or section; one verb a press."""
    questionnaire = _load(study, questionnaire_id)
    change = drafts.change_from(request.form)
    _apply(questionnaire, change)
    anchor = request.form.get("key", "")
    return redirect(_home(study, questionnaire, anchor), 303)


@blueprint.post("/<int:questionnaire_id>/add")
@study_view(*RESEARCHERS)
def add_from_banks(study: Study, questionnaire_id: int) -> Response:
    """Add ticked questions of the banks to the draft."""
    questionnaire = _load(study, questionnaire_id)
    picks = request.form.getlist("pick")
    shelf = banks()
    if picks:
        _apply(questionnaire, lambda draft: services.with_picks(draft, shelf, picks))
    return redirect(_home(study, questionnaire), 303)


@blueprint.post("/<int:questionnaire_id>/own")
@study_view(*RESEARCHERS)
def add_own(study: Study, questionnaire_id: int) -> str | Response | tuple[str, int]:
    """Add a question of the team's own to the draft."""
    questionnaire = _load(study, questionnaire_id)
    draft = services.draft_of(questionnaire)
    form = _own_form(draft)
    if not form.validate_on_submit() or not form.texts():
        if not form.texts():
            form.en.errors = [_("Write the question in at least one language.")]
        return _draft_page(study, questionnaire, form), 422
    question = services.own_question(
        draft,
        type=form.type.data,
        text=form.texts(),
        choices=form.choice_texts(draft.languages),
        elicits=form.elicits.data or [],
        required=form.required.data,
    )
    _apply(questionnaire, lambda d: add_question(d, form.section.data, question))
    return redirect(_home(study, questionnaire, question.key), 303)


@blueprint.route("/<int:questionnaire_id>/question/<key>", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def question(study: Study, questionnaire_id: int, key: str) -> str | Response:
    """Edit the wordings of one question, languages side by side."""
    questionnaire = _load(study, questionnaire_id)
    draft = services.draft_of(questionnaire)
    try:
        asked = draft.question(key)
    except QuestionnaireError:
        abort(404)
    if request.method == "POST":
        _apply(questionnaire, lambda d: drafts.reworded(d, key, request.form))
        flash(_("Saved."))
        return redirect(_home(study, questionnaire, key), 303)
    return render_template(
        "builder/question.html", questionnaire=questionnaire, draft=draft, question=asked
    )


@blueprint.post("/<int:questionnaire_id>/publish")
@study_view(*RESEARCHERS)
def publish(study: Study, questionnaire_id: int) -> Response:
    """Freeze the draft as the next version."""
    questionnaire = _load(study, questionnaire_id)
    try:
        published = services.publish(db.session(), questionnaire, user=current_user)
    except PortraitError as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        db.session.commit()
        flash(_("Version %(number)s is published. It will never change.", number=published.number))
    return redirect(_home(study, questionnaire), 303)


@blueprint.get("/<int:questionnaire_id>/versions/<int:number>")
@study_view(*READERS)
def version(study: Study, questionnaire_id: int, number: int) -> str:
    """Show a published version, read-only."""
    questionnaire = _load(study, questionnaire_id)
    found = next((one for one in questionnaire.publications if one.number == number), None)
    if found is None:
        abort(404)
    return render_template(
        "builder/version.html",
        questionnaire=questionnaire,
        publication=found,
        definition=questionnaire_of(db.session(), found),
        language=current_language(),
    )


@blueprint.get("/<int:questionnaire_id>/preview")
@study_view(*RESEARCHERS)
def preview(study: Study, questionnaire_id: int) -> str:
    """Show a page of the draft as respondents would see it; nothing is stored."""
    draft = services.draft_of(_load(study, questionnaire_id))
    if not draft.sections:
        abort(404)
    language = request.args.get("language", "")
    language = language if language in draft.languages else draft.languages[0]
    speak(language)
    keys = [section.key for section in draft.sections]
    place = min(max(1, request.args.get("page", 1, type=int)), len(keys))
    form = build_form(draft, keys[place - 1], language, {})
    return render_template(
        "builder/preview.html",
        form=form,
        organisation=study.organisation,
        study_title=wording(draft.title, language),
        section_title=wording(form.section.title, language),
        section_intro=wording(form.section.intro, language),
        page_number=place,
        n_pages=len(keys),
        clashes={},
        locale_code=language,
        questionnaire_id=questionnaire_id,
    )


def _load(study: Study, questionnaire_id: int) -> Questionnaire:
    return queries.questionnaire(db.session(), study, questionnaire_id) or abort(404)


def _home(study: Study, questionnaire: Questionnaire, anchor: str = "") -> str:
    return url_for(
        "builder.show",
        study_slug=study.slug,
        questionnaire_id=questionnaire.id,
        _anchor=anchor or None,
    )


def _apply(questionnaire: Questionnaire, change: Callable[[Definition], Definition]) -> None:
    """Change the draft and commit; a change that cannot be made is said and changes nothing."""
    seen = request.form.get("revision", -1, type=int)
    try:
        services.edit(db.session(), questionnaire, change, seen_revision=seen)
    except (PortraitError, QuestionnaireError) as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        db.session.commit()


def _own_form(draft: Definition) -> OwnQuestionForm:
    form = OwnQuestionForm()
    language = current_language()
    form.section.choices = options(
        {section.key: wording(section.title, language) for section in draft.sections}
    )
    return form


def _draft_page(study: Study, questionnaire: Questionnaire, form: OwnQuestionForm | None) -> str:
    draft = services.draft_of(questionnaire)
    return render_template(
        "builder/show.html",
        questionnaire=questionnaire,
        draft=draft,
        changes=services.changes_since_published(db.session(), questionnaire),
        banks=banks(),
        own=form or _own_form(draft),
        language=current_language(),
        used={question.bank_key for question in draft.iter_questions()},
    )
