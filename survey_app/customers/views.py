"""Pages: the contacts of a study, one contact, and whether they get mail."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey_app.accounts.models import Workspace
from survey_app.customers import (
    import_views,  # noqa: F401  its pages join the blueprint
    queries,
    services,
    setup_views,  # noqa: F401
)
from survey_app.customers.blueprint import address_of, blueprint, colleagues, load
from survey_app.customers.filters import Filter
from survey_app.customers.forms import CONSENT_LABELS, ContactForm, FilterForm, with_attributes
from survey_app.customers.models import Contact
from survey_app.db import db
from survey_app.errors import Conflict
from survey_app.studies import access
from survey_app.studies.guard import INTERVIEWERS, RESEARCHERS, study_view
from survey_app.studies.models import Study

__all__ = ["blueprint"]

PAGE_SIZE = 50


@blueprint.get("/")
@study_view(*INTERVIEWERS)
def index(study: Study) -> str:
    """List contacts, by name, with a search and filters."""
    return _index(study, Filter.from_args(request.args), FilterForm(None))


@blueprint.post("/segments")
@study_view(*RESEARCHERS)
def save_segment(study: Study) -> Response | tuple[str, int]:
    """Keep the filter in use under a name."""
    wanted, form = Filter.from_args(request.form), FilterForm()
    if not form.validate_on_submit() or wanted.is_empty:
        return _index(study, wanted, form), 422
    services.save_filter(db.session(), study, name=form.name.data, wanted=wanted)
    db.session.commit()
    flash(_("Kept. It shows whoever fits on the day you open it."))
    return redirect(url_for("customers.index", study_slug=study.slug, **wanted.as_args()), 303)


@blueprint.post("/segments/<int:filter_id>/delete")
@study_view(*RESEARCHERS)
def delete_segment(study: Study, filter_id: int) -> Response:
    """Forget a saved filter; nobody is deleted."""
    session = db.session()
    session.delete(queries.saved_filter(session, study, filter_id) or abort(404))
    session.commit()
    flash(_("The segment is gone; its people stay."))
    return redirect(url_for("customers.index", study_slug=study.slug), 303)


@blueprint.route("/new", methods=["GET", "POST"])
@study_view(*INTERVIEWERS)
def create(study: Study) -> str | Response | tuple[str, int]:
    """Add one person by hand."""
    form = _form(study)
    if form.validate_on_submit():
        try:
            contact = services.add_contact(db.session(), study, **form.values())
        except Conflict as error:
            form.email.errors = [str(error)]
        else:
            db.session.commit()
            flash(_("Added."), "success")
            return redirect(address_of(study, contact), 303)
    page = render_template("customers/create.html", form=form)
    return (page, 422) if form.errors else page


@blueprint.route("/<int:contact_id>", methods=["GET", "POST"])
@study_view(*INTERVIEWERS)
def contact(study: Study, contact_id: int) -> str | Response | tuple[str, int]:
    """Show one person and change what is known of them."""
    session = db.session()
    person = load(study, contact_id)
    if request.method == "GET":
        access.record(study, "contact", person.id)
    form = _form(study, person)
    title = person.name or person.email or person.phone
    if form.validate_on_submit():
        try:
            services.change_contact(session, study, person, **form.values())
        except Conflict as error:
            form.email.errors = [str(error)]
        else:
            session.commit()
            flash(_("Saved."), "success")
            return redirect(address_of(study, person), 303)
    defined = set(form.own_names.values())
    page = render_template(
        "customers/contact.html",
        form=form,
        person=person,
        title=title,
        others={name: one for name, one in person.attributes.items() if name not in defined},
        reason=_suppressed(study, [person]).get(person.email or ""),
    )
    return (page, 422) if form.errors else page


@blueprint.post("/<int:contact_id>/mail")
@study_view(*INTERVIEWERS)
def change_mail(study: Study, contact_id: int) -> Response:
    """Leave the address alone, or take that back."""
    session = db.session()
    person = load(study, contact_id)
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
    return redirect(address_of(study, person), 303)


def _index(study: Study, wanted: Filter, form: FilterForm) -> str:
    session = db.session()
    n_found = queries.n_wanted(session, study, wanted)
    n_pages = max(1, -(-n_found // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    contacts = queries.page_of(
        session, study, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE
    )
    return render_template(
        "customers/index.html",
        contacts=contacts,
        n_found=n_found,
        n_all=queries.n_contacts(session, study),
        languages=queries.languages_of(session, study),
        suppressed=_suppressed(study, contacts),
        wanted=wanted,
        segments=[(one, Filter.from_args(one.wanted)) for one in queries.filters(session, study)],
        tags=queries.tags(session, study),
        owners=colleagues(study),
        attributes=queries.attributes(session, study),
        consents=CONSENT_LABELS,
        filter_form=form,
        page=page,
        n_pages=n_pages,
    )


def _form(study: Study, person: Contact | None = None) -> ContactForm:
    made = with_attributes(ContactForm, queries.attributes(db.session(), study))
    data: dict[str, Any] = {}
    if person is not None:
        data = {
            "name": person.name,
            "email": person.email or "",
            "phone": person.phone,
            "company": person.company.name if person.company else "",
            "language": person.language or "",
            "owner": str(person.owner_id or ""),
            "tags": ", ".join(person.tag_names),
            "consent": person.consent,
            "consent_source": person.consent_source,
            "consent_on": person.consent_on,
            **made.own_data(person.attributes),
        }
    form = made(data=data)
    form.offer(colleagues(study))
    return form


def _suppressed(study: Study, contacts: Any) -> dict[str, str]:
    emails = [one.email for one in contacts]
    return queries.suppressed_among(db.session(), study.workspace_id, emails)
