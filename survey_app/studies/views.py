"""Pages: the list of studies, a study's home, its settings and its people."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.accounts import queries as accounts
from survey_app.db import db
from survey_app.errors import Conflict
from survey_app.studies import queries, services
from survey_app.studies.forms import ROLE_LABELS, MemberForm, PrivacyForm, StudyForm
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.home import home_of
from survey_app.studies.models import Study
from survey_app.web.guard import public, signed_in

blueprint = Blueprint("studies", __name__, template_folder="templates")


@blueprint.get("/")
@public
def index() -> str | Response:
    """Show the user's studies; lead strangers to the sign-in and newcomers to the set-up."""
    session = db.session()
    if not current_user.is_authenticated:
        set_up = accounts.is_set_up(session)
        return redirect(url_for("security.login" if set_up else "accounts.set_up"), 303)
    return render_template(
        "studies/index.html", studies=queries.studies_of(session, current_user), roles=ROLE_LABELS
    )


@blueprint.route("/studies/new", methods=["GET", "POST"])
@signed_in
def create() -> str | Response:
    """Open a study."""
    session = db.session()
    workspace = accounts.workspace(session) or abort(404)
    form = StudyForm(language=workspace.language, organisation=workspace.name)
    if not form.validate_on_submit():
        return render_template("studies/form.html", form=form, study=None)
    study = services.open_study(
        session,
        workspace,
        title=form.title.data,
        organisation=form.organisation.data,
        product=form.product.data,
        language=form.language.data,
        researcher=current_user,
    )
    session.commit()
    return redirect(url_for("studies.home", study_slug=study.slug), 303)


@blueprint.get("/s/<study_slug>/")
@study_view()
def home(study: Study) -> str:
    """Say where the study stands and what this person could do next."""
    page = home_of(db.session(), study, g.role, current_app.extensions["portrait_home"])
    return render_template("studies/home.html", study=study, home=page)


@blueprint.route("/s/<study_slug>/settings", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def settings(study: Study) -> str | Response:
    """Change the study."""
    form = StudyForm(obj=study)
    if form.validate_on_submit():
        services.change(db.session(), study, **_own_data(form))
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("studies.settings", study_slug=study.slug), 303)
    return render_template(
        "studies/settings.html", form=form, study=study, privacy=PrivacyForm(data=study.privacy)
    )


@blueprint.post("/s/<study_slug>/settings/privacy")
@study_view(*RESEARCHERS)
def privacy(study: Study) -> str | Response:
    """Change what respondents read about their data."""
    form = PrivacyForm()
    if not form.validate_on_submit():
        return render_template(
            "studies/settings.html", form=StudyForm(None, obj=study), study=study, privacy=form
        )
    texts = {language: text for language, text in _own_data(form).items() if text}
    services.change(db.session(), study, privacy=texts)
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("studies.settings", study_slug=study.slug), 303)


@blueprint.post("/s/<study_slug>/settings/state")
@study_view(*RESEARCHERS)
def change_state(study: Study) -> Response:
    """Close the study, or open it again."""
    if request.form.get("state") == "closed":
        services.close(db.session(), study)
        flash(_("The study is closed. Links no longer work; all results stay."))
    else:
        services.reopen(db.session(), study)
        flash(_("The study is open again."))
    db.session.commit()
    return redirect(url_for("studies.settings", study_slug=study.slug), 303)


@blueprint.route("/s/<study_slug>/people", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def people(study: Study) -> str | Response:
    """List who works on the study and add a colleague."""
    session = db.session()
    form = MemberForm()
    if form.validate_on_submit():
        user = accounts.user_by_email(session, form.email.data)
        if user is None:
            form.email.errors = [
                _("Nobody signs in with this address. Ask an administrator to add the person.")
            ]
        else:
            try:
                services.add_member(session, study, user=user, role=form.role.data)
            except Conflict as error:
                form.role.errors = [str(error)]
            else:
                session.commit()
                flash(_("%(name)s takes part now.", name=user.name))
                return redirect(url_for("studies.people", study_slug=study.slug), 303)
    return render_template(
        "studies/people.html",
        form=form,
        study=study,
        members=queries.members(session, study),
        roles=ROLE_LABELS,
    )


@blueprint.post("/s/<study_slug>/people/<int:membership_id>/remove")
@study_view(*RESEARCHERS)
def remove_member(study: Study, membership_id: int) -> Response:
    """Take a colleague out of the study."""
    session = db.session()
    membership = queries.member(session, study, membership_id) or abort(404)
    try:
        services.remove_member(session, study, membership)
    except Conflict as error:
        session.rollback()
        flash(str(error))
    else:
        session.commit()
        flash(_("Removed from the study."))
    return redirect(url_for("studies.people", study_slug=study.slug), 303)


def _own_data(form: StudyForm | PrivacyForm) -> dict[str, str]:
    return {name: value for name, value in form.data.items() if name != "csrf_token"}
