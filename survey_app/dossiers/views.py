"""Pages: the dossier of one customer, its public sources, and planning the call for the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import to_user_timezone
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from survey_app.builder.shelf import banks
from survey_app.collect.models import Response
from survey_app.customers import queries as customers
from survey_app.customers import services as contacts
from survey_app.customers.forms import SourceForm
from survey_app.customers.models import Contact
from survey_app.db import db
from survey_app.dossiers import services
from survey_app.dossiers.dossier import BANK, dossier_of
from survey_app.interviews.models import Interview
from survey_app.studies import access
from survey_app.studies.guard import INTERVIEWERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language

blueprint = Blueprint(
    "dossiers",
    __name__,
    url_prefix="/s/<study_slug>/contacts/<int:contact_id>/dossier",
    template_folder="templates",
)


@blueprint.get("/")
@study_view(*INTERVIEWERS)
def show(study: Study, contact_id: int) -> str:
    """Show one customer on one page."""
    person = _person(study, contact_id)
    access.record(study, "dossier", person.id)
    return _page(study, person, SourceForm(None, data={"seen_on": _today()}))


@blueprint.post("/sources")
@study_view(*INTERVIEWERS)
def add_source(study: Study, contact_id: int) -> Answer | tuple[str, int]:
    """Note what a public source says."""
    person = _person(study, contact_id)
    form = SourceForm()
    if not form.validate_on_submit():
        return _page(study, person, form), 422
    contacts.add_source(
        db.session(),
        person,
        text=form.text.data.strip(),
        url=form.url.data or "",
        seen_on=form.seen_on.data or _today(),
        field=request.form.get("field", "")[:60],
        user=current_user._get_current_object(),
    )
    db.session.commit()
    flash(_("Noted."))
    return _back(study, person, "sources")


@blueprint.post("/sources/<int:source_id>/delete")
@study_view(*INTERVIEWERS)
def delete_source(study: Study, contact_id: int, source_id: int) -> Answer:
    """Take a public source away."""
    person = _person(study, contact_id)
    if not contacts.remove_source(db.session(), person, source_id):
        abort(404)
    db.session.commit()
    flash(_("Removed."))
    return _back(study, person, "sources")


@blueprint.post("/call")
@study_view(*INTERVIEWERS)
def plan_call(study: Study, contact_id: int) -> Answer:
    """Plan a call with the ticked questions as its script, and go to choose the time."""
    person = _person(study, contact_id)
    shelf = banks()
    known = {
        f"{BANK}/{section.key}/{question.key}"
        for section in shelf[BANK].sections
        for question in section.questions
    }
    call = services.plan_call(
        db.session(),
        study,
        person,
        banks=shelf,
        picks=[pick for pick in request.form.getlist("ask") if pick in known],
        title=_("Call list"),
        user=current_user._get_current_object(),
    )
    db.session.commit()
    flash(_("Planned, with these questions as its script. Choose the time."))
    return redirect(url_for("interviews.change", study_slug=study.slug, interview_id=call.id), 303)


def _page(study: Study, person: Contact, form: SourceForm) -> str:
    def link(one: Response | Interview) -> str:
        if isinstance(one, Interview):
            return url_for("interviews.show", study_slug=study.slug, interview_id=one.id)
        if g.role != "researcher":
            return ""
        return url_for("responses.show", study_slug=study.slug, response_id=one.id)

    shelf = banks()
    if BANK not in shelf:
        abort(404)
    dossier = dossier_of(db.session(), study, person, shelf[BANK], current_language(), link=link)
    return render_template(
        "dossiers/show.html",
        person=person,
        title=person.name or person.email or person.phone,
        dossier=dossier,
        link=link,
        form=form,
        field_titles={row.key: row.title for row in dossier.rows},
    )


def _person(study: Study, contact_id: int) -> Contact:
    return customers.contact(db.session(), study, contact_id) or abort(404)


def _today() -> date:
    today: date = to_user_timezone(datetime.now(UTC)).date()
    return today


def _back(study: Study, person: Contact, anchor: str) -> Answer:
    return redirect(
        url_for("dossiers.show", study_slug=study.slug, contact_id=person.id, _anchor=anchor),
        303,
    )
