"""Mails that came back: an address to which a mail server posts them, and a page for the admin."""

from __future__ import annotations

import hmac

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey_app.config import Settings
from survey_app.db import db
from survey_app.mail import PLACE
from survey_app.outreach import bounces
from survey_app.outreach.labels import CAME_BY_LABELS, RETURNED_LABELS
from survey_app.outreach.models import ReturnedMail
from survey_app.outreach.plan_forms import ReturnedForm
from survey_app.outreach.returned import MAX_RETURNED_BYTES
from survey_app.web.guard import admin_only, public
from survey_app.web.security import csrf, limiter

blueprint = Blueprint("returned", __name__, url_prefix="/mail", template_folder="templates")


@blueprint.post("/returned")
@public
@limiter.limit("600 per minute")
def post() -> tuple[dict[str, str], int]:
    """Take one raw message from the mail server, which shows its token as 'Bearer …'."""
    token = _settings().bounce_token.get_secret_value()
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not token or not hmac.compare_digest(shown.encode(), token.encode()):
        abort(404)  # to a stranger there is no such address
    if (request.content_length or 0) > MAX_RETURNED_BYTES:
        abort(413)
    content = request.get_data(cache=False)
    if not content:
        abort(422)
    session = db.session()
    note = bounces.take_in(session, content, came_by="post")
    session.commit()
    return {"kind": note.kind}, 200


# A mail server has no page of ours, and so no token of a form; it has one of its own.
csrf.exempt(post)


@blueprint.route("/bounces", methods=["GET", "POST"])
@admin_only
def index() -> str | Response | tuple[str, int]:
    """Show what came back, and take in a mail that somebody has in hand."""
    session = db.session()
    form = ReturnedForm()
    if form.validate_on_submit():
        content = form.content()
        if content is not None:
            note = bounces.take_in(session, content, came_by="page")
            session.commit()
            flash(_("Read: the mail %(what)s.", what=RETURNED_LABELS[note.kind]))
            return redirect(url_for("returned.index"), 303)
    settings = _settings()
    page = render_template(
        "outreach/returned.html",
        form=form,
        notes=bounces.latest(session),
        labels=RETURNED_LABELS,
        ways=CAME_BY_LABELS,
        has_mailbox=bool(settings.bounce_mailbox.get_secret_value()),
        has_marks=PLACE in settings.bounce_address,
        has_token=bool(settings.bounce_token.get_secret_value()),
    )
    return (page, 422) if form.errors else page


@blueprint.post("/bounces/<int:note_id>/leave-alone")
@admin_only
def leave_alone(note_id: int) -> Response:
    """End mail to an address of which a report has only named it."""
    session = db.session()
    note = session.get(ReturnedMail, note_id) or abort(404)
    if bounces.leave_alone(session, note):
        session.commit()
        flash(_("Nobody writes to this address any more."))
    return redirect(url_for("returned.index"), 303)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings
