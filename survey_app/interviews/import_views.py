"""Pages of the import: send files, check who speaks, bring them in."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.builder import queries as builder
from survey_app.config import LANGUAGES
from survey_app.db import db
from survey_app.interviews import imports, queries
from survey_app.interviews.blueprint import ROLES, blueprint, user_id
from survey_app.interviews.forms import UploadForm, contact_labels, known_contact
from survey_app.interviews.models import TranscriptUpload
from survey_app.sources import TRANSCRIPT_ENDINGS
from survey_app.sources.turns import Role
from survey_app.studies.guard import study_view
from survey_app.studies.models import Study
from survey_app.web.forms import MAX_SHORT_CHARS
from survey_app.web.i18n import current_language

SHOWN_TURNS = 6
MAX_FILES = 50


@blueprint.route("/import", methods=["GET", "POST"])
@study_view(*ROLES)
def upload(study: Study) -> str | Response | tuple[str, int]:
    """Take files, keep those that can be read, and say what is the matter with the others."""
    session = db.session()
    scripts = builder.newest_publications(session, study, purpose="script")
    by_id = {str(one.id): one for one in scripts}
    form = UploadForm(language=study.language)
    form.offer(scripts)
    files = [one for one in request.files.getlist("files") if one.filename]
    if request.method == "GET" or not form.validate_on_submit() or not files:
        if request.method == "POST" and not files:
            form.files.errors = [_("Choose at least one file.")]
        return _upload_page(form, [], 422 if request.method == "POST" else 200)
    session.rollback()  # reading takes seconds: nobody else shall wait for the lock meanwhile
    good, bad = imports.read_files((one.filename or "", one.read()) for one in files[:MAX_FILES])
    words = [(name, error.message(current_language())) for name, error in bad]
    if len(files) > MAX_FILES:
        words.append((_("%(n)s more files", n=len(files) - MAX_FILES),
                      _("At most %(max)s files are read at once.", max=MAX_FILES)))  # fmt: skip
    if not good:
        return _upload_page(form, words, 422)
    batch = imports.keep_uploads(
        session,
        study,
        good,
        user=current_user,
        language=form.language.data,
        publication=by_id.get(form.script.data),
    )
    if words:
        # Shown with this answer, since the good files are kept and the bad ones are not.
        page = _check_page(study, batch, words)
        session.commit()
        return page, 422
    session.commit()
    return redirect(url_for("interviews.check", study_slug=study.slug, batch=batch), 303)


@blueprint.get("/import/<batch>")
@study_view(*ROLES)
def check(study: Study, batch: str) -> str:
    """Show what was read, with guessed speakers, to be corrected."""
    return _check_page(study, batch, [])


@blueprint.post("/import/<batch>")
@study_view(*ROLES)
def bring_in(study: Study, batch: str) -> str | Response | tuple[str, int]:
    """Make interviews of the files that are ticked, with the roles as corrected."""
    session = db.session()
    waiting = queries.uploads(session, study, user_id() or 0, batch)
    if not waiting:
        return redirect(url_for("interviews.index", study_slug=study.slug), 303)
    labels = contact_labels(queries.contacts(session, study))
    made = []
    for one in waiting:
        choice = request.form.get(f"do-{one.id}", "later")
        if choice == "drop":
            session.delete(one)
        if choice != "import":
            continue
        _name, contact = known_contact(request.form.get(f"contact-{one.id}", ""), labels)
        language = request.form.get(f"language-{one.id}", "")
        publication = None
        if one.publication_id is not None:
            publication = builder.publication(session, study, one.publication_id)
        made.append(
            imports.import_upload(
                session,
                study,
                one,
                roles=_roles(one),
                title=request.form.get(f"title-{one.id}", "").strip()[:MAX_SHORT_CHARS] or None,
                language=language if language in LANGUAGES else one.language,
                contact=contact,
                publication=publication,
                interviewer=current_user,
            )
        )
    session.commit()
    if not made:
        return redirect(url_for("interviews.index", study_slug=study.slug), 303)
    flash(ngettext("%(num)s interview is imported.", "%(num)s interviews are imported.", len(made)))
    if len(made) == 1:
        target = url_for("interviews.show", study_slug=study.slug, interview_id=made[0].id)
    else:
        target = url_for("interviews.index", study_slug=study.slug)
    return redirect(target, 303)


def _upload_page(form: UploadForm, bad: list[tuple[str, str]], status: int) -> tuple[str, int]:
    page = render_template("interviews/import.html", form=form, bad=bad, endings=TRANSCRIPT_ENDINGS)
    return page, status


def _check_page(study: Study, batch: str, bad: list[tuple[str, str]]) -> str:
    session = db.session()
    waiting = queries.uploads(session, study, user_id() or 0, batch)
    if not waiting:
        abort(404)
    return render_template(
        "interviews/check.html",
        waiting=[(one, imports.transcript_of(one)) for one in waiting],
        batch=batch,
        bad=bad,
        labels=contact_labels(queries.contacts(session, study)),
        n_shown=SHOWN_TURNS,
    )


def _roles(upload: TranscriptUpload) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for place, speaker in enumerate(imports.transcript_of(upload).speakers):
        sent = request.form.get(f"role-{upload.id}-{place}")
        if sent in ("interviewer", "participant"):
            roles[speaker.name] = "interviewer" if sent == "interviewer" else "participant"
    return roles
