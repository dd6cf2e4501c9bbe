"""Pages: adding a list with a preview, taking it back, and the lines that could not be used."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from survey_app.customers import imports, lists, long_lists, queries, reading
from survey_app.customers.blueprint import blueprint, colleagues, me
from survey_app.customers.extras import OWNER, TAGS
from survey_app.customers.forms import ConfirmForm, ListForm
from survey_app.customers.imports import Consent
from survey_app.customers.merging import RULES, plan_import
from survey_app.customers.models import CONSENTS
from survey_app.customers.reading import Read, told
from survey_app.customers.sheets import LEFT_OUT, OWN, Sheet, sheet_of_text
from survey_app.db import db, expect_writes
from survey_app.errors import Unprocessable
from survey_app.sources import csv_writer, unguarded
from survey_app.sources.errors import SourceError, shown_name
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

MAX_SHOWN = 200
HEAD_LINES = 100
"""So many lines of a long list show whether its columns can be used; the job reads it whole."""
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


@blueprint.route("/add", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def add(study: Study) -> str | Answer | tuple[str, int]:
    """Take a list and show what it would change, before anything is stored."""
    form = ListForm()
    if request.method == "GET":
        return _add_page(study, form)
    _let_others_save()
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
        read = Read(unheaded, [*told(unheaded, current_language()), *read.problems])
    upload = form.file.data
    named = isinstance(upload, FileStorage) and upload.filename
    source = shown_name(upload.filename) if named else ""
    long = len(sheet.text) > lists.MAX_CARRIED_CHARS
    long = long or len(read.found.contacts) > long_lists.AT_ONCE_ROWS
    kept = lists.keep(study.id, sheet.text) if long else ""
    confirm = ConfirmForm(None, as_read="" if kept else sheet.text, kept=kept, source=source)
    return _preview(study, sheet, read, confirm, lines=form)


@blueprint.post("/preview")
@study_view(*RESEARCHERS)
def preview(study: Study) -> str | tuple[str, int]:
    """Show the same list again with columns that mean something else, or by another rule."""
    _let_others_save()
    confirm, sheet, read = _carried(study)
    return _preview(study, sheet, read, confirm)


@blueprint.post("/import")
@study_view(*RESEARCHERS)
def import_list(study: Study) -> Answer | tuple[str, int] | str:
    """Store the list that was previewed."""
    is_long = bool(request.form.get("kept"))
    confirm, sheet, read = _carried(study, HEAD_LINES if is_long else None)
    if confirm.errors:
        confirm, sheet, read = _carried(study)
        return _preview(study, sheet, read, confirm), 422
    session, source = db.session(), shown_name(confirm.source.data or "")
    consent = Consent(
        confirm.consent.data, confirm.consent_source.data or "", confirm.consent_on.data
    )
    if is_long:
        long_lists.begin(
            session,
            study,
            confirm.kept.data or "",
            targets=confirm.targets(sheet, request.form),
            source=source,
            rule=confirm.rule.data,
            consent=consent,
            user=me(),
        )
        session.commit()
        flash(_("The contacts are coming in. How far it is stands below."))
        return redirect(url_for("customers.add", study_slug=study.slug), 303)
    result = imports.import_contacts(
        session,
        study,
        read.found.contacts,
        source=source,
        rule=confirm.rule.data,
        consent=consent,
        owners={user.email.casefold(): user.id for user in colleagues(study)},
        user=me(),
    )
    session.commit()
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
    _let_others_save()
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


@blueprint.get("/imports/progress")
@study_view(*RESEARCHERS)
def import_progress(study: Study) -> str:
    """The lists stored so far and those under way, on their own, for the page to refresh."""
    return render_template("customers/_lists.html", **_stored(study))


@blueprint.post("/imports/<int:import_id>/undo")
@study_view(*RESEARCHERS)
def undo(study: Study, import_id: int) -> Answer:
    """Take a list back."""
    session = db.session()
    record = queries.import_(session, study, import_id) or abort(404)
    done = long_lists.undo(session, study, record, user=me())
    session.commit()
    if done is None:
        flash(_("The list is being taken back. How far it is stands below."))
        return redirect(url_for("customers.add", study_slug=study.slug), 303)
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


@blueprint.post("/imports/<int:import_id>/go-on")
@study_view(*RESEARCHERS)
def go_on(study: Study, import_id: int) -> Answer:
    """Have what stopped half-way begun again."""
    session = db.session()
    record = queries.import_(session, study, import_id) or abort(404)
    long_lists.go_on(session, study, record, user=me())
    session.commit()
    return redirect(url_for("customers.add", study_slug=study.slug), 303)


def _carried(study: Study, most: int | None = None) -> tuple[ConfirmForm, Sheet, Read]:
    """The list as the page sends it on; with ``most``, of a kept one only the first lines."""
    confirm = ConfirmForm()
    confirm.validate_on_submit()
    if confirm.rule.data not in RULES:
        confirm.rule.data = "overwrite"
    if confirm.consent.data not in CONSENTS:
        confirm.consent.data = "unknown"
    try:
        kept = confirm.kept.data
        text = lists.text_of(study.id, kept) if kept else confirm.as_read.data or ""
        sheet = sheet_of_text("".join(text.splitlines(keepends=True)[:most]))
        read = _read(study, sheet, confirm.targets(sheet, request.form))
    except (SourceError, IndexError) as error:
        words = error.message(current_language()) if isinstance(error, SourceError) else ""
        raise Unprocessable(words) from error
    return confirm, sheet, read


def _read(study: Study, sheet: Sheet, targets: dict[str, str]) -> Read:
    return reading.read(db.session(), study, sheet, targets, current_language())


def _let_others_save() -> None:
    """Give the lock back: a list of tens of thousands takes seconds to read, and stores nothing."""
    db.session.commit()
    expect_writes(False)


def _add_page(study: Study, form: ListForm) -> str:
    return render_template("customers/add.html", form=form, **_stored(study))


def _stored(study: Study) -> dict[str, Any]:
    """The lists stored so far, and the jobs that store long ones or take them back."""
    session = db.session()
    return {
        "imports": queries.imports(session, study),
        "jobs": long_lists.latest_jobs(session, study),
    }


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
        in_background=bool(confirm.kept.data),
    )
