"""Staff pages: consent, periods, what is held of one person, erasing, and who looked at what."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from survey_app.accounts.models import User
from survey_app.customers import queries as customers
from survey_app.customers.models import Contact
from survey_app.db import db, now
from survey_app.privacy import files, queries, receipts, retention, services
from survey_app.privacy.account import Account, account_of, as_json
from survey_app.privacy.forms import CodeForm, ConsentForm, PeriodsForm
from survey_app.privacy.queries import Held
from survey_app.studies import access, consent
from survey_app.studies import services as studies
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

blueprint = Blueprint(
    "privacy", __name__, url_prefix="/s/<study_slug>/privacy", template_folder="templates"
)

PER_PAGE = 100


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study) -> str:
    """Show what people agree to, how long things are kept, and what was erased."""
    return _index(study)


@blueprint.post("/consent")
@study_view(*RESEARCHERS)
def change_consent(study: Study) -> Answer | tuple[str, int]:
    """Ask for agreement to another text from now on."""
    form = ConsentForm()
    if not form.validate_on_submit():
        return _index(study, consent_form=form), 422
    made = consent.ask_for(db.session(), study, form.texts(), user=_user())
    db.session.commit()
    if made is not None:
        flash(_("From now on people agree to version %(number)d.", number=made.number))
    else:
        flash(_("Saved."))
    return redirect(url_for("privacy.index", study_slug=study.slug), 303)


@blueprint.post("/periods")
@study_view(*RESEARCHERS)
def change_periods(study: Study) -> Answer | tuple[str, int]:
    """Keep things for another time from now on; the page says what would go tonight."""
    form = PeriodsForm()
    if not form.validate_on_submit():
        return _index(study, periods_form=form), 422
    studies.change(db.session(), study, retention=form.periods())
    db.session.commit()
    flash(_("Saved. Below is what goes tonight."))
    return redirect(url_for("privacy.index", study_slug=study.slug, _anchor="tonight"), 303)


@blueprint.post("/by-code")
@study_view(*RESEARCHERS)
def by_code(study: Study) -> str | tuple[str, int]:
    """Find what is held of somebody who named a receipt code."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _index(study, code_form=form), 422
    response = receipts.response_of(db.session(), form.code.data)
    if response is None or response.study_id != study.id:
        form.code.errors = [_("No answers of this study have this code. Check every character.")]
        return _index(study, code_form=form), 422
    return _held_page(study, queries.of_response(db.session(), response), code=form.code.data)


@blueprint.post("/by-code/erase")
@study_view(*RESEARCHERS)
def erase_by_code(study: Study) -> Answer:
    """Erase whoever named a receipt code."""
    response = receipts.response_of(db.session(), request.form.get("code", "")) or abort(404)
    if response.study_id != study.id:
        abort(404)
    return _erase(study, queries.of_response(db.session(), response))


@blueprint.get("/contact/<int:contact_id>")
@study_view(*RESEARCHERS)
def held(study: Study, contact_id: int) -> str:
    """Show all that is held of one contact."""
    person = _contact(study, contact_id)
    return _held_page(study, queries.of_contact(db.session(), study, person), contact=person)


@blueprint.get("/contact/<int:contact_id>/copy.json")
@study_view(*RESEARCHERS)
def copy(study: Study, contact_id: int) -> Response:
    """Give a copy of all that is held of one contact, to hand to the person."""
    person = _contact(study, contact_id)
    access.record(study, "copy", contact_id)
    account = account_of(db.session(), queries.of_contact(db.session(), study, person))
    return json_file([account])


@blueprint.post("/contact/<int:contact_id>/erase")
@study_view(*RESEARCHERS)
def erase(study: Study, contact_id: int) -> Answer:
    """Erase the person with everything said."""
    person = _contact(study, contact_id)
    return _erase(study, queries.of_contact(db.session(), study, person))


@blueprint.post("/contact/<int:contact_id>/forget")
@study_view(*RESEARCHERS)
def forget(study: Study, contact_id: int) -> Answer:
    """Delete the contact and keep the answers without a name."""
    person = _contact(study, contact_id)
    done = services.forget_contacts(db.session(), study, [person], user=_user())
    db.session.commit()
    files.delete(done.files)
    flash(_("The contact is gone. What they said stays, without a name."))
    return redirect(url_for("customers.index", study_slug=study.slug), 303)


@blueprint.get("/erasures/<int:erasure_id>")
@study_view(*RESEARCHERS)
def erasure(study: Study, erasure_id: int) -> str:
    """Show what an erasure did, and which copies taken out before may hold the person still."""
    found = queries.erasure(db.session(), study, erasure_id) or abort(404)
    return render_template(
        "privacy/erasure.html",
        erasure=found,
        exports=[
            one
            for one in queries.exports_since(db.session(), study, found.oldest_at)
            if one.at <= found.started_at
        ],
    )


@blueprint.get("/access")
@study_view(*RESEARCHERS)
def log(study: Study) -> str:
    """Show who looked at one person's data and who took copies out."""
    session = db.session()
    n_pages = max(1, -(-access.n_entries(session, study) // PER_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    return render_template(
        "privacy/access.html",
        entries=access.entries(session, study, limit=PER_PAGE, offset=(page - 1) * PER_PAGE),
        what=access.WHAT,
        page=page,
        n_pages=n_pages,
    )


def json_file(accounts: list[Account]) -> Response:
    """Return accounts as a download."""
    text = json.dumps(as_json(accounts), ensure_ascii=False, indent=2)
    answer = Response(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = "attachment; filename=my-data.json"
    return answer


def _index(
    study: Study,
    *,
    consent_form: ConsentForm | None = None,
    periods_form: PeriodsForm | None = None,
    code_form: CodeForm | None = None,
) -> str:
    session = db.session()
    return render_template(
        "privacy/index.html",
        consent_form=consent_form or ConsentForm(None, data=consent.current(study)),
        periods_form=periods_form or PeriodsForm(None, data=study.retention),
        code_form=code_form or CodeForm(None),
        versions=consent.versions(session, study),
        due=retention.due(session, study, now()),
        erasures=queries.erasures(session, study, limit=20),
    )


def _held_page(study: Study, found: Held, *, contact: Contact | None = None, code: str = "") -> str:
    access.record(study, "held", contact.id if contact else None)
    page = render_template(
        "privacy/held.html", account=account_of(db.session(), found), contact=contact, code=code
    )
    if request.method == "POST":
        db.session.commit()
    return page


def _erase(study: Study, found: Held) -> Answer:
    done = services.erase(db.session(), found, reason="staff", user=_user())
    db.session.commit()
    files.delete(done.files)
    flash(_("Everything of this person is erased."))
    target = url_for("privacy.erasure", study_slug=study.slug, erasure_id=done.record.id)
    return redirect(target, 303)


def _contact(study: Study, contact_id: int) -> Contact:
    return customers.contact(db.session(), study, contact_id) or abort(404)


def _user() -> User:
    user: User = current_user._get_current_object()
    return user
