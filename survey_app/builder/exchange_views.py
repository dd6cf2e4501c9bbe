"""Pages: bring a questionnaire from another tool, take one out, and see what is lost."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response as AnyResponse
from wtforms import FileField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from survey_app.builder import queries, services
from survey_app.builder.forms import PURPOSES
from survey_app.builder.models import Questionnaire
from survey_app.builder.versions import questionnaire_of
from survey_app.config import LANGUAGE_NAMES
from survey_app.db import db
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire import QuestionnaireError, check_questionnaire, wording
from survey_app.questionnaire.exchange import FORMATS, READABLE, Brought, bring, lost, take
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, options
from survey_app.web.i18n import current_language

blueprint = Blueprint(
    "exchange", __name__, url_prefix="/s/<study_slug>/questionnaires", template_folder="templates"
)

SHOWN_PROBLEMS = 12


class BringForm(StaffForm):
    """A form from elsewhere: a file, or text pasted."""

    file = FileField(_l("File"))
    pasted = TextAreaField(
        _l("Or paste it here"),
        [Optional()],
        description=_l("Markdown tables, SurveyJS JSON or TOML."),
    )
    title = StringField(
        _l("Title"),
        [Optional(), at_most(MAX_SHORT_CHARS)],
        description=_l("Left empty, it keeps its own."),
    )
    purpose = RadioField(_l("What is it?"), choices=options(PURPOSES), default="survey")
    language = SelectField(
        _l("Language of texts that name none"),
        choices=options({"": _l("told by the letters"), **LANGUAGE_NAMES}),
        default="",
    )
    checked = HiddenField()


@blueprint.route("/bring", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def bring_in(study: Study) -> str | AnyResponse | tuple[str, int]:
    """Read a form; show what is lost before anything is made of it."""
    form = BringForm()
    if not form.validate_on_submit():
        return _bring_page(form, 422 if request.method == "POST" else 200)
    try:
        found, name = _sent(form)
    except QuestionnaireError as error:
        form.form_errors = [error.in_language(current_language())]
        return _bring_page(form, 422)
    if found is None:
        form.form_errors = [_("Choose a file, or paste the text of one.")]
        return _bring_page(form, 422)
    if found.losses and not form.checked.data:
        return _check_page(form, found, name)
    title = form.title.data or wording(found.questionnaire.title, study.language) or name
    made = services.create_from(
        db.session(),
        study,
        purpose=form.purpose.data,
        title=title[:MAX_SHORT_CHARS],
        definition=found.questionnaire,
    )
    db.session.commit()
    there = url_for("builder.show", study_slug=study.slug, questionnaire_id=made.id)
    return redirect(there, 303)


@blueprint.get("/<int:questionnaire_id>/take")
@study_view(*READERS)
def choose(study: Study, questionnaire_id: int) -> str:
    """Show the formats and what each cannot carry."""
    questionnaire = _load(study, questionnaire_id)
    definition, number = _definition(questionnaire)
    offers = [
        {
            "name": name,
            "label": wording(one.LABEL, current_language()),
            "languages": definition.languages if not one.READS else (),
            "losses": [
                loss.in_language(current_language())
                for loss in lost(definition, name, language=_language(definition))
            ],
        }
        for name, one in FORMATS.items()
    ]
    return render_template(
        "builder/take.html",
        questionnaire=questionnaire,
        offers=offers,
        number=number,
        language_names=LANGUAGE_NAMES,
        language=_language(definition),
    )


@blueprint.get("/<int:questionnaire_id>/take/<name>")
@study_view(*READERS)
def download(study: Study, questionnaire_id: int, name: str) -> Response | tuple[str, int]:
    """Hand out the draft or a version in a format."""
    questionnaire = _load(study, questionnaire_id)
    definition, _number = _definition(questionnaire)
    if name not in FORMATS:
        abort(404)
    try:
        taken = take(definition, name, language=_language(definition))
    except QuestionnaireError as error:
        words = error.in_language(current_language())
        return render_template("builder/take_failed.html", words=words,
                               questionnaire=questionnaire), 422  # fmt: skip
    stem = secure_filename(questionnaire.title) or f"questionnaire-{questionnaire.id}"
    return send_file(
        BytesIO(taken.data),
        mimetype=FORMATS[name].MEDIA_TYPE,
        as_attachment=True,
        download_name=f"{stem}.{FORMATS[name].EXTENSION}",
    )


def _sent(form: BringForm) -> tuple[Brought | None, str]:
    """Read what was sent: the checked text of the step before, a file, or pasted text."""
    language = form.language.data or ""
    if form.checked.data:
        found = bring(form.checked.data.encode(), "pasted", format="toml")
        return found, ""
    upload = request.files.get("file")
    if upload and upload.filename:
        # Reading may take a second: nobody else shall wait for the lock meanwhile.
        db.session.rollback()
        return bring(upload.read(), upload.filename, language=language), upload.filename
    if form.pasted.data and form.pasted.data.strip():
        text = form.pasted.data
        return bring(text.encode("utf-8", "replace"), _("the pasted text"), language=language), ""
    return None, ""


def _bring_page(form: BringForm, status: int) -> tuple[str, int]:
    endings = [f".{FORMATS[name].EXTENSION}" for name in READABLE]
    return render_template("builder/bring.html", form=form, endings=endings), status


def _check_page(form: BringForm, found: Brought, name: str) -> str:
    """The page between reading and making: losses, and what is still to be mended."""
    form.checked.data = take(found.questionnaire, "toml").data.decode()
    form.title.data = form.title.data or wording(found.questionnaire.title, current_language())
    language = current_language()
    problems = check_questionnaire(found.questionnaire)
    return render_template(
        "builder/bring_check.html",
        form=form,
        name=name,
        n_questions=sum(1 for one in found.questionnaire.iter_inputs()),
        languages=[LANGUAGE_NAMES[code] for code in found.questionnaire.languages],
        losses=[loss.in_language(language) for loss in found.losses],
        problems=[_sentence(one.in_language(language)) for one in problems[:SHOWN_PROBLEMS]],
        n_problems=len(problems),
    )


def _sentence(words: tuple[str, str]) -> str:
    said = " ".join(words)
    return said[:1].upper() + said[1:]


def _load(study: Study, questionnaire_id: int) -> Questionnaire:
    found = queries.questionnaire(db.session(), study, questionnaire_id)
    if found is None:
        abort(404)
    return found


def _definition(questionnaire: Questionnaire) -> tuple[Definition, int | None]:
    """The version asked for by ?version=2, or the draft."""
    number: Any = request.args.get("version", type=int)
    if number is None:
        return services.draft_of(questionnaire), None
    found = next((one for one in questionnaire.publications if one.number == number), None)
    if found is None:
        abort(404)
    return questionnaire_of(db.session(), found), number


def _language(definition: Definition) -> str:
    asked = request.args.get("language", "")
    if asked in definition.languages:
        return asked
    here = current_language()
    return here if here in definition.languages else definition.languages[0]
