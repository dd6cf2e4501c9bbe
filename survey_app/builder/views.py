"""Pages: questionnaires of a study, a new one from banks, the draft with undo, its frame."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.builder import drafts, history, queries, services
from survey_app.builder.blueprint import apply, blueprint, draft_or_404, home, in_words, load
from survey_app.builder.forms import NewForm, OwnQuestionForm
from survey_app.builder.models import Questionnaire
from survey_app.builder.shelf import Search, banks, shelf_page
from survey_app.db import db
from survey_app.questionnaire import QuestionnaireError, wording
from survey_app.questionnaire.edit import add_question
from survey_app.questionnaire.hints import n_hints
from survey_app.questionnaire.minutes import minutes_of
from survey_app.questionnaire.wordings import n_missing
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.forms import options
from survey_app.web.i18n import current_language


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
    form = NewForm(languages=["en", "ru", "zh"], purpose=request.args.get("purpose", "survey"))
    picks = request.form.getlist("pick")
    searching = request.form.get("do") == "search"
    if not searching and form.validate_on_submit() and picks:
        try:
            made = services.create(
                db.session(),
                study,
                purpose=form.purpose.data,
                title=form.title.data,
                banks=banks(),
                picks=picks,
                languages=[code for code in ("en", "ru", "zh") if code in form.languages.data],
            )
        except QuestionnaireError as error:
            form.form_errors = [in_words(error)]
        else:
            db.session.commit()
            return redirect(home(study, made), 303)
    elif request.method == "POST" and not searching and not picks:
        form.form_errors = [_("Tick at least one question of a bank.")]
    shelf = shelf_page(Search.of(request.values), picks=picks)
    page = render_template("builder/new.html", form=form, shelf=shelf)
    return (page, 422) if request.method == "POST" and not searching else page


@blueprint.get("/<int:questionnaire_id>/")
@study_view(*RESEARCHERS)
def show(study: Study, questionnaire_id: int) -> str:
    """Show the draft with everything that can be done to it."""
    return _draft_page(load(study, questionnaire_id), None)


@blueprint.post("/<int:questionnaire_id>/do")
@study_view(*RESEARCHERS)
def do(study: Study, questionnaire_id: int) -> Response:
    """Move, copy or remove a question or section; one verb a press."""
    questionnaire = load(study, questionnaire_id)
    asked = drafts.change_from(request.form)
    apply(questionnaire, asked.change, verb=asked.verb, about=asked.about)
    return redirect(home(study, questionnaire, asked.about), 303)


@blueprint.post("/<int:questionnaire_id>/undo")
@study_view(*RESEARCHERS)
def undo(study: Study, questionnaire_id: int) -> Response:
    """Take the last edit back, or do again what was taken back."""
    questionnaire = load(study, questionnaire_id)
    step = history.redo if request.form.get("way") == "redo" else history.undo
    done = step(db.session(), questionnaire, user=current_user)
    about = done.about if done else ""
    db.session.commit()
    if done is None:
        flash(_("There is nothing more to undo."))
    return redirect(home(study, questionnaire, about), 303)


@blueprint.post("/<int:questionnaire_id>/own")
@study_view(*RESEARCHERS)
def add_own(study: Study, questionnaire_id: int) -> str | Response | tuple[str, int]:
    """Add a question of the team's own to the draft."""
    questionnaire, draft = draft_or_404(study, questionnaire_id)
    form = _own_form(questionnaire)
    if not form.validate_on_submit() or not form.texts():
        if not form.texts():
            form.en.errors = [_("Write the question in at least one language.")]
        return _draft_page(questionnaire, form), 422
    question = services.own_question(
        draft,
        type=form.type.data,
        text=form.texts(),
        choices=form.choice_texts(draft.languages),
        elicits=form.elicits.data or [],
        required=form.required.data,
    )
    section = form.section.data
    apply(
        questionnaire, lambda d: add_question(d, section, question), verb="add", about=question.key
    )
    return redirect(home(study, questionnaire, question.key), 303)


def _own_form(questionnaire: Questionnaire) -> OwnQuestionForm:
    form = OwnQuestionForm()
    language = current_language()
    draft = services.draft_of(questionnaire)
    form.section.choices = options(
        {section.key: wording(section.title, language) for section in draft.sections}
    )
    return form


def _draft_page(questionnaire: Questionnaire, form: OwnQuestionForm | None) -> str:
    session = db.session()
    draft = services.draft_of(questionnaire)
    return render_template(
        "builder/show.html",
        questionnaire=questionnaire,
        draft=draft,
        changes=services.changes_since_published(session, questionnaire),
        own=form or _own_form(questionnaire),
        minutes=minutes_of(questionnaire.draft),
        missing=n_missing(draft),
        hints=n_hints(draft),
        undoable=queries.last_step(session, questionnaire, "undo"),
        redoable=queries.last_step(session, questionnaire, "redo"),
        page=request.args.get("page", 1, type=int),
    )
