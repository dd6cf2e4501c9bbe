"""Pages: first set-up, the people of the installation, the outbox."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import login_user, logout_user
from flask_security.recoverable import send_reset_password_instructions
from werkzeug.wrappers import Response

from survey_app.accounts import queries, services
from survey_app.accounts.forms import SetUpForm, UserForm
from survey_app.db import db
from survey_app.errors import Conflict
from survey_app.mail import outbox_messages, read_outbox_message
from survey_app.web.guard import admin_only, public
from survey_app.web.i18n import current_language

blueprint = Blueprint("accounts", __name__, template_folder="templates")


@blueprint.route("/setup", methods=["GET", "POST"])
@public
def set_up() -> str | Response | tuple[str, int]:
    """Create the workspace and its first administrator; afterwards this page is gone."""
    if queries.is_set_up(db.session()):
        return redirect(url_for("security.login"), 303)
    form = SetUpForm()
    if not form.validate_on_submit():
        page = render_template("accounts/set_up.html", form=form)
        return (page, 422) if form.errors else page
    user = services.set_up(
        db.session(),
        workspace_name=form.workspace.data,
        name=form.name.data,
        email=form.email.data,
        password=form.password.data,
        language=current_language(),
    )
    db.session.commit()
    login_user(user, authn_via=["password"])
    return redirect(url_for("studies.index"), 303)


@blueprint.post("/sign-out")
@public
def sign_out() -> Response:
    """End the session of whoever is signed in."""
    logout_user()
    return redirect(url_for("security.login"), 303)


@blueprint.route("/people", methods=["GET", "POST"])
@admin_only
def people() -> str | Response | tuple[str, int]:
    """List the people of the installation and add one."""
    session = db.session()
    form = UserForm()
    if form.validate_on_submit():
        workspace = queries.workspace(session) or abort(404)
        try:
            user = services.add_user(session, workspace, name=form.name.data, email=form.email.data)
        except Conflict as error:
            form.email.errors = [str(error)]
        else:
            if form.admin.data:
                services.make_admin(session, user)
            session.commit()
            send_reset_password_instructions(user)  # type: ignore[no-untyped-call]
            flash(_("%(name)s was added and gets a mail.", name=user.name))
            return redirect(url_for("accounts.people"), 303)
    page = render_template("accounts/people.html", form=form, users=queries.users(session))
    return (page, 422) if form.errors else page


@blueprint.get("/outbox")
@admin_only
def outbox() -> str:
    """Show the mails that were written to the folder because no mail server is set."""
    settings = current_app.extensions["portrait_settings"]
    return render_template(
        "accounts/outbox.html", settings=settings, mails=outbox_messages(settings)
    )


@blueprint.get("/outbox/<name>")
@admin_only
def outbox_mail(name: str) -> str:
    """Show one mail of the outbox."""
    folder = current_app.extensions["portrait_settings"].outbox
    path = folder / name
    if path.parent != folder or path.suffix != ".eml" or not path.is_file():
        abort(404)
    message = read_outbox_message(path)
    body = message.get_body(preferencelist=("plain", "html"))
    return render_template(
        "accounts/outbox_mail.html",
        message=message,
        text=body.get_content() if body is not None else "",
    )
