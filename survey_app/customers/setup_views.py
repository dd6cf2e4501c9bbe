"""Pages: what a study wants to know of people, companies, and who must be left alone."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from survey_app.accounts.models import Workspace
from survey_app.customers import queries, services
from survey_app.customers.blueprint import blueprint
from survey_app.customers.forms import (
    KIND_LABELS,
    OWNER_LABELS,
    AttributeForm,
    CompanyForm,
    with_attributes,
)
from survey_app.customers.keys import HASHED
from survey_app.db import db
from survey_app.errors import Conflict
from survey_app.sources.contacts import checked_email
from survey_app.studies.guard import INTERVIEWERS, RESEARCHERS, study_view
from survey_app.studies.models import Study

PER_PAGE = 50
REASON_LABELS = {
    "unsubscribed": _l("unsubscribed by a link in a mail"),
    "bounced": _l("mail comes back"),
    "complained": _l("reported our mail as unwanted"),
    "asked": _l("told a colleague"),
    "erased": _l("had everything erased"),
}


@blueprint.route("/attributes", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def attributes(study: Study) -> str | Response | tuple[str, int]:
    """Say what the study wants to know of every contact and company."""
    form = AttributeForm()
    if form.validate_on_submit():
        values = {"owner": form.owner.data, "name": form.name.data, "kind": form.kind.data}
        choices = form.lines() if form.kind.data == "choice" else ()
        try:
            services.define(db.session(), study, **values, choices=choices)
        except Conflict as error:
            form.name.errors = [str(error)]
        else:
            db.session.commit()
            flash(_("Added."))
            return redirect(url_for("customers.attributes", study_slug=study.slug), 303)
    session = db.session()
    page = render_template(
        "customers/attributes.html",
        form=form,
        known=[one for owner in OWNER_LABELS for one in queries.attributes(session, study, owner)],
        kinds=KIND_LABELS,
        owners=OWNER_LABELS,
    )
    return (page, 422) if form.errors else page


@blueprint.post("/attributes/<int:attribute_id>/delete")
@study_view(*RESEARCHERS)
def delete_attribute(study: Study, attribute_id: int) -> Response:
    """Ask for it no more."""
    session = db.session()
    services.undefine(session, queries.attribute(session, study, attribute_id) or abort(404))
    session.commit()
    flash(_("Nobody is asked for it any more. What is written already stays."))
    return redirect(url_for("customers.attributes", study_slug=study.slug), 303)


@blueprint.route("/companies/<int:company_id>", methods=["GET", "POST"])
@study_view(*INTERVIEWERS)
def company(study: Study, company_id: int) -> str | Response | tuple[str, int]:
    """Show a company with its people, and change what is known of it."""
    session = db.session()
    firm = queries.company(session, study, company_id) or abort(404)
    made = with_attributes(CompanyForm, queries.attributes(session, study, "company"))
    form = made(data={"name": firm.name, **made.own_data(firm.attributes)})
    if form.validate_on_submit():
        kept = {name: value for name, value in form.own_values().items() if value}
        others = {k: v for k, v in firm.attributes.items() if k not in form.own_names.values()}
        try:
            services.change_company(
                session, study, firm, name=form.name.data, attributes={**others, **kept}
            )
        except Conflict as error:
            form.name.errors = [str(error)]
        else:
            session.commit()
            flash(_("Saved."))
            here = url_for("customers.company", study_slug=study.slug, company_id=firm.id)
            return redirect(here, 303)
    page = render_template(
        "customers/company.html",
        form=form,
        firm=firm,
        title=firm.name,
        people=queries.people_of(session, firm),
    )
    return (page, 422) if form.errors else page


@blueprint.get("/left-alone")
@study_view(*RESEARCHERS)
def left_alone(study: Study) -> str:
    """List the addresses that get no mail from any study, and why."""
    return _left_alone(study)


@blueprint.post("/left-alone")
@study_view(*RESEARCHERS)
def leave_alone(study: Study) -> Response | tuple[str, int]:
    """Never write to an address again."""
    session = db.session()
    email = checked_email(request.form.get("email", ""))
    if email is None:
        wrong = _("Write an address like name@company.com.")
        return _left_alone(study, typed=request.form.get("email", ""), wrong=wrong), 422
    workspace = session.get_one(Workspace, study.workspace_id)
    new = services.suppress(session, workspace, email, "asked")
    session.commit()
    flash(_("This address gets no more mail.") if new else _("It stands on the list already."))
    return redirect(url_for("customers.left_alone", study_slug=study.slug), 303)


def _left_alone(study: Study, *, typed: str = "", wrong: str = "") -> str:
    session, words = db.session(), request.args.get("q", "").strip()
    n_found = queries.n_suppressions(session, study.workspace_id, words=words)
    n_pages = max(1, -(-n_found // PER_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    entries = queries.suppressions(
        session, study.workspace_id, words=words, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
    )
    return render_template(
        "customers/left_alone.html",
        entries=entries,
        reasons=REASON_LABELS,
        hashed=HASHED,
        n_found=n_found,
        words=words,
        typed=typed,
        wrong=wrong,
        page=page,
        n_pages=n_pages,
    )
