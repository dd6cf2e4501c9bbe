"""Pages: the contacts of a study, adding a list with a preview, one contact."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from survey_app.accounts.models import Workspace
from survey_app.config import LANGUAGES
from survey_app.customers import queries, services
from survey_app.customers.forms import ConfirmForm, ContactForm, ListForm, read_back, write_list
from survey_app.customers.merging import plan_import
from survey_app.customers.models import Contact
from survey_app.db import db
from survey_app.errors import Conflict, Unprocessable
from survey_app.sources.contacts import ContactList
from survey_app.sources.errors import SourceError, shown_name
from survey_app.studies import access
from survey_app.studies.guard import INTERVIEWERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

blueprint = Blueprint(
    "customers", __name__, url_prefix="/s/<study_slug>/contacts", template_folder="templates"
)

PAGE_SIZE = 50
MAX_SHOWN = 200


@blueprint.get("/")
@study_view(*INTERVIEWERS)
def index(study: Study) -> str:
    """List contacts, by name, with a search."""
    session = db.session()
    words, language = request.args.get("q", "").strip(), request.args.get("language")
    if language not in (*LANGUAGES, ""):
        language = None
    ids = queries.matching_ids(session, study, words=words, language=language)
    n_pages = max(1, -(-len(ids) // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    contacts = queries.by_ids(session, study, ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return render_template(
        "customers/index.html",
        contacts=contacts,
        n_found=len(ids),
        n_all=queries.n_contacts(session, study),
        languages=queries.languages_of(session, study),
        suppressed=_suppressed(study, contacts),
        words=words,
        language=language,
        page=page,
        n_pages=n_pages,
    )


@blueprint.route("/add", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def add(study: Study) -> str | Response | tuple[str, int]:
    """Take a list and show what it would change, before anything is stored."""
    form = ListForm()
    if request.method == "GET":
        return render_template("customers/add.html", form=form)
    found = form.read() if form.validate() else None
    if found is None:
        return render_template("customers/add.html", form=form), 422
    upload = form.file.data
    named = isinstance(upload, FileStorage) and upload.filename
    source = shown_name(upload.filename) if named else ""
    return _preview(study, form, found, source)


@blueprint.post("/import")
@study_view(*RESEARCHERS)
def import_list(study: Study) -> Response:
    """Store the list that was previewed."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        raise Unprocessable("")
    try:
        rows = read_back(form.as_read.data or "").contacts
    except SourceError as error:
        raise Unprocessable(error.message(current_language())) from error
    session = db.session()
    result = services.import_contacts(
        session, study, rows, source=shown_name(form.source.data or "")
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


@blueprint.route("/new", methods=["GET", "POST"])
@study_view(*INTERVIEWERS)
def create(study: Study) -> str | Response | tuple[str, int]:
    """Add one person by hand."""
    form = ContactForm()
    if form.validate_on_submit():
        try:
            contact = services.add_contact(db.session(), study, **form.values())
        except Conflict as error:
            form.email.errors = [str(error)]
        else:
            db.session.commit()
            flash(_("Added."), "success")
            return redirect(_address(study, contact), 303)
    page = render_template("customers/create.html", form=form)
    return (page, 422) if form.errors else page


@blueprint.route("/<int:contact_id>", methods=["GET", "POST"])
@study_view(*INTERVIEWERS)
def contact(study: Study, contact_id: int) -> str | Response | tuple[str, int]:
    """Show one person and change what is known of them."""
    session = db.session()
    person = queries.contact(session, study, contact_id) or abort(404)
    if request.method == "GET":
        access.record(study, "contact", person.id)
    form = ContactForm(
        data={
            "name": person.name,
            "email": person.email or "",
            "phone": person.phone,
            "company": person.company.name if person.company else "",
            "language": person.language or "",
        }
    )
    title = person.name or person.email or person.phone
    if form.validate_on_submit():
        try:
            services.change_contact(session, study, person, **form.values())
        except Conflict as error:
            form.email.errors = [str(error)]
        else:
            session.commit()
            flash(_("Saved."), "success")
            return redirect(_address(study, person), 303)
    page = render_template(
        "customers/contact.html",
        form=form,
        person=person,
        title=title,
        reason=_suppressed(study, [person]).get(person.email or ""),
    )
    return (page, 422) if form.errors else page


@blueprint.post("/<int:contact_id>/delete")
@study_view(*RESEARCHERS)
def delete(study: Study, contact_id: int) -> Response:
    """Delete one person."""
    session = db.session()
    person = queries.contact(session, study, contact_id) or abort(404)
    services.delete_contact(session, person)
    session.commit()
    flash(_("Deleted."))
    return redirect(url_for("customers.index", study_slug=study.slug), 303)


@blueprint.post("/<int:contact_id>/mail")
@study_view(*INTERVIEWERS)
def change_mail(study: Study, contact_id: int) -> Response:
    """Leave the address alone, or take that back."""
    session = db.session()
    person = queries.contact(session, study, contact_id) or abort(404)
    if not person.email:
        abort(404)
    workspace = session.get_one(Workspace, study.workspace_id)
    if request.form.get("mail") == "allowed":
        done = services.allow_again(session, workspace, person.email)
        flash(
            _("This address may get mail again.")
            if done
            else _("The person unsubscribed, so only they can change that.")
        )
    else:
        services.suppress(session, workspace, person.email, "asked")
        flash(_("This address gets no more mail."))
    session.commit()
    return redirect(_address(study, person), 303)


def _preview(study: Study, form: ListForm, found: ContactList, source: str) -> str:
    plan = plan_import(queries.known_contacts(db.session(), study), found.contacts)
    language = current_language()
    emails = [row.email for row in found.contacts]
    return render_template(
        "customers/preview.html",
        form=form,
        plan=plan,
        errors=[error.message(language) for error in found.errors],
        n_merged=found.n_merged,
        suppressed=queries.suppressed_among(db.session(), study.workspace_id, emails),
        confirm=ConfirmForm(None, as_read=write_list(found.contacts), source=source),
        max_shown=MAX_SHOWN,
    )


def _suppressed(study: Study, contacts: list[Contact]) -> dict[str, str]:
    emails = [one.email for one in contacts]
    return queries.suppressed_among(db.session(), study.workspace_id, emails)


def _address(study: Study, person: Contact) -> str:
    return url_for("customers.contact", study_slug=study.slug, contact_id=person.id)
