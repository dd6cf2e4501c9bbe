"""Pages: adding a list with a preview, taking it back, and the lines that could not be used."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from survey_app.customers import imports, queries
from survey_app.customers.blueprint import blueprint, colleagues, me
from survey_app.customers.forms import ConfirmForm, ListForm
from survey_app.customers.imports import OWNER, TAGS, Consent
from survey_app.customers.merging import RULES, plan_import
from survey_app.customers.models import CONSENTS
from survey_app.customers.sheets import LEFT_OUT, OWN, Problem, Sheet, sheet_of_text
from survey_app.customers.sheets import with_checked_values as checked
from survey_app.db import db
from survey_app.errors import Unprocessable
from survey_app.sources import csv_writer, unguarded
from survey_app.sources.contacts import ContactList
from survey_app.sources.errors import SourceError, shown_name
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

MAX_SHOWN = 200
TARGET_LABELS = {
    "name": _l("Name"),
    "first_name": _l("First name"),
    "last_name": _l("Last name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "company": _l("Company"),
    "language": _l("Language"),
    TAGS: _l("Tags"),
    OWNER: _l("Whose contact (a colleague's e-mail)"),
    OWN: _l("Keep under its own heading"),
    LEFT_OUT: _l("Leave out"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A list as it is understood now: people, and lines that cannot be used."""

    found: ContactList
    problems: Sequence[Problem]


@blueprint.route("/add", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def add(study: Study) -> str | Answer | tuple[str, int]:
    """Take a list and show what it would change, before anything is stored."""
    form = ListForm()
    if request.method == "GET":
        return _add_page(study, form)
    sent = form.read() if form.validate() else None
    if sent is None:
        return _add_page(study, form), 422
    sheet, unheaded = sent
    try:
        read = _read(study, sheet, {})
    except SourceError as error:
        if unheaded is None or unheaded.contacts:
            form.refuse(error.message(current_language()))
            return _add_page(study, form), 422
        read = Read(unheaded, [])
    if unheaded is not None:  # its lines are the list's own, those of the sheet are not
        read = Read(unheaded, [*_told(unheaded), *read.problems])
    upload = form.file.data
    named = isinstance(upload, FileStorage) and upload.filename
    source = shown_name(upload.filename) if named else ""
    confirm = ConfirmForm(None, as_read=sheet.text, source=source)
    return _preview(study, sheet, read, confirm, lines=form)


@blueprint.post("/preview")
@study_view(*RESEARCHERS)
def preview(study: Study) -> str | tuple[str, int]:
    """Show the same list again with columns that mean something else, or by another rule."""
    confirm, sheet, read = _carried(study)
    return _preview(study, sheet, read, confirm)


@blueprint.post("/import")
@study_view(*RESEARCHERS)
def import_list(study: Study) -> Answer | tuple[str, int] | str:
    """Store the list that was previewed."""
    confirm, sheet, read = _carried(study)
    if confirm.errors:
        return _preview(study, sheet, read, confirm), 422
    result = imports.import_contacts(
        db.session(),
        study,
        read.found.contacts,
        source=shown_name(confirm.source.data or ""),
        rule=confirm.rule.data,
        consent=Consent(
            confirm.consent.data, confirm.consent_source.data or "", confirm.consent_on.data
        ),
        owners={user.email.casefold(): user.id for user in colleagues(study)},
        user=me(),
    )
    db.session.commit()
    flash(
        _(
            "Added: %(added)s. Filled in: %(merged)s.",
            added=result.n_added,
            merged=result.n_merged,
        ),
        "success",
    )
    return redirect(url_for("customers.index", study_slug=study.slug), 303)


@blueprint.post("/import/errors.csv")
@study_view(*RESEARCHERS)
def errors(study: Study) -> Response:
    """Give the lines that cannot be used, each with what is to be mended, to be sent again."""
    _confirm, sheet, read = _carried(study)
    rows = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(sheet.text))]
    stream = io.StringIO()
    writer = csv_writer(stream)
    writer.writerow([*rows[0], _("Line"), _("What to do")])
    for one in read.problems:
        row = rows[one.line - 1] if 0 < one.line <= len(rows) else []
        row = [*row, *[""] * (len(rows[0]) - len(row))]
        writer.writerow([*row, one.line, one.message])
    answer = Response("\ufeff" + stream.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=lines-to-mend.csv"
    return answer


@blueprint.post("/imports/<int:import_id>/undo")
@study_view(*RESEARCHERS)
def undo(study: Study, import_id: int) -> Answer:
    """Take a list back."""
    session = db.session()
    record = queries.import_(session, study, import_id) or abort(404)
    done = imports.undo(session, study, record)
    session.commit()
    flash(
        _(
            "Removed: %(removed)s. As before: %(restored)s. Kept, because somebody or something "
            "has touched them since: %(kept)s.",
            removed=done.n_removed,
            restored=done.n_restored,
            kept=done.n_kept,
        )
    )
    return redirect(url_for("customers.add", study_slug=study.slug), 303)


def _carried(study: Study) -> tuple[ConfirmForm, Sheet, Read]:
    confirm = ConfirmForm()
    confirm.validate_on_submit()
    if confirm.rule.data not in RULES:
        confirm.rule.data = "overwrite"
    if confirm.consent.data not in CONSENTS:
        confirm.consent.data = "unknown"
    try:
        sheet = sheet_of_text(confirm.as_read.data or "")
        read = _read(study, sheet, confirm.targets(sheet, request.form))
    except (SourceError, IndexError) as error:
        words = error.message(current_language()) if isinstance(error, SourceError) else ""
        raise Unprocessable(words) from error
    return confirm, sheet, read


def _read(study: Study, sheet: Sheet, targets: dict[str, str]) -> Read:
    found = sheet.read(targets)
    kinds = {
        one.name: (one.kind, tuple(one.choices)) for one in queries.attributes(db.session(), study)
    }
    kept, problems = checked(found, kinds)
    return Read(kept, sorted([*_told(found), *problems], key=lambda one: one.line))


def _told(found: ContactList) -> list[Problem]:
    language = current_language()
    return [Problem(one.line, one.message(language)) for one in found.errors]


def _add_page(study: Study, form: ListForm) -> str:
    return render_template(
        "customers/add.html", form=form, imports=queries.imports(db.session(), study)
    )


def _preview(
    study: Study, sheet: Sheet, read: Read, confirm: ConfirmForm, *, lines: ListForm | None = None
) -> str:
    session, rows = db.session(), read.found.contacts
    plan = plan_import(queries.known_contacts(session, study, rows), rows, confirm.rule.data)
    chosen = {one.heading: one.target for one in sheet.columns}
    chosen |= confirm.targets(sheet, request.form)
    own = {f"own:{one.name}": one.name for one in queries.attributes(session, study)}
    return render_template(
        "customers/preview.html",
        form=lines,
        plan=plan,
        problems=read.problems,
        n_merged=read.found.n_merged,
        suppressed=queries.suppressed_among(
            session, study.workspace_id, [row.email for row in rows]
        ),
        confirm=confirm,
        columns=[(one, chosen[one.heading]) for one in sheet.columns],
        targets={**TARGET_LABELS, **own},
        max_shown=MAX_SHOWN,
    )
