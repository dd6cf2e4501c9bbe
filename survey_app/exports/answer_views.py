"""Pages: take the answers of a survey out as a table."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse
from wtforms import BooleanField, RadioField, SelectField

from survey_app.builder import queries as builder
from survey_app.builder.models import Questionnaire
from survey_app.config import LANGUAGE_NAMES
from survey_app.db import db, expect_writes
from survey_app.errors import PortraitError
from survey_app.exports.parcel import file_name
from survey_app.exports.responses import services
from survey_app.exports.responses.formats import FORMATS, available
from survey_app.studies import access
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.forms import StaffForm, options
from survey_app.web.i18n import current_language, in_language

blueprint = Blueprint(
    "answers", __name__, url_prefix="/s/<study_slug>/responses", template_folder="templates"
)


class TakeForm(StaffForm):
    """What to take out, and how."""

    survey = SelectField(_l("Survey"))
    format = RadioField(_l("Format"), default="csv")
    values = RadioField(
        _l("Choices as"),
        choices=options({"codes": _l("codes, for statistics"), "words": _l("words, for reading")}),
        default="codes",
    )
    language = SelectField(_l("Language of labels"), choices=options(LANGUAGE_NAMES))
    which = RadioField(
        _l("Which answers"),
        choices=options({"completed": _l("completed ones"), "all": _l("also those only begun")}),
        default="completed",
    )
    person = BooleanField(_l("With names, addresses and companies"))

    def offer(self, surveys: dict[str, str]) -> None:
        """Fill in what can be chosen here."""
        self.survey.choices = options(surveys)
        self.format.choices = options(
            {name: in_language(dict(one.LABEL)) for name, one in FORMATS.items() if available(one)}
        )


@blueprint.route("/take", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def take(study: Study) -> str | AnyResponse | tuple[str, int]:
    """Offer the formats; a small file comes at once, a large one is made in the background."""
    session = db.session()
    surveys = _surveys(study)
    form = TakeForm(language=current_language())
    form.offer({str(one.id): one.title for one in surveys})
    if not surveys or not form.validate_on_submit():
        return _page(study, form, 422 if request.method == "POST" else 200)
    order = services.Order(
        questionnaire_id=int(form.survey.data),
        format=form.format.data,
        language=form.language.data,
        words=form.values.data == "words",
        completed_only=form.which.data == "completed",
        person=form.person.data,
    )
    try:
        n_rows = services.size(session, study, order)
    except PortraitError as error:
        form.form_errors = [str(error)]
        return _page(study, form, 422)
    access.record(study, "export", detail=f"answers.{order.format}")
    if n_rows > services.AT_ONCE_ROWS:
        services.ask(session, study, order, user=current_user)
        session.commit()
        flash(_("The file is being made. It will stand below when it is ready."))
        return redirect(url_for("answers.take", study_slug=study.slug), 303)
    session.commit()
    expect_writes(False)  # from here on only read: nobody shall wait for the lock
    [title] = [one.title for one in surveys if one.id == order.questionnaire_id]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.zip"
        services.write(session, study, order, path)
        return _send(BytesIO(path.read_bytes()), title)


@blueprint.get("/take/progress")
@study_view(*RESEARCHERS)
def progress(study: Study) -> str:
    """The list of files under way and ready, on its own, for the page to refresh."""
    return render_template("exports/_files.html", files=services.recent(db.session(), study))


@blueprint.get("/take/<int:job_id>")
@study_view(*RESEARCHERS)
def fetch(study: Study, job_id: int) -> Response:
    """Hand out a file that was made in the background."""
    job, path = services.file_of(db.session(), study, job_id)
    access.record(study, "export", detail=f"answers.{job.params.get('format')}")
    order = services.order_of(job.params)
    titles = {one.id: one.title for one in _surveys(study)}
    return _send(path.resolve(), titles.get(order.questionnaire_id, ""))


def _send(file: Path | BytesIO, title: str) -> Response:
    answer = send_file(
        file,
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{file_name(title or 'answers')}.zip",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _surveys(study: Study) -> list[Questionnaire]:
    found = builder.questionnaires(db.session(), study, purpose="survey")
    return [one for one in found if one.publications]


def _page(study: Study, form: TakeForm, status: int) -> tuple[str, int]:
    files = services.recent(db.session(), study)
    page = render_template("exports/take.html", form=form, files=files, surveys=form.survey.choices)
    return page, status
