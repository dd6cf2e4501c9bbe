"""The public page that ends mail to a person: GET asks, only a press or RFC 8058 POST acts."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from survey_app.accounts.models import Workspace
from survey_app.config import LANGUAGES
from survey_app.customers.queries import suppression
from survey_app.customers.services import suppress
from survey_app.db import db
from survey_app.errors import NotFound
from survey_app.outreach.queries import FoundLink, invitation_by_token
from survey_app.web.guard import public
from survey_app.web.i18n import speak
from survey_app.web.security import csrf

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/u", template_folder="templates")


@blueprint.get("/<token>")
@public
def ask(token: str) -> str:
    """Ask whether mail shall end. Mail scanners fetch this page, so nothing is written."""
    found = _found(db.session(), token)
    return _page(found)


@blueprint.post("/<token>")
@public
def end(token: str) -> str:
    """End mail to the person. Works after the survey is over, too."""
    session = db.session()
    found = _found(session, token)
    # A program that sends every form it meets sends it without its button.
    if request.form.get("again") == "yes":
        return _take_back(session, found)
    pressed = request.form.get("end") == "yes"
    one_click = request.form.get("List-Unsubscribe") == "One-Click"
    email = found.invitation.contact.email
    if not (pressed or one_click):
        return _page(found)
    if email:
        workspace = session.get_one(Workspace, found.study.workspace_id)
        suppress(session, workspace, email, "unsubscribed")
        session.commit()
    return _page(found, state="ended")


# The mail program that presses for the person has no page of ours, and so no token.
csrf.exempt(end)


def _found(session: Session, token: str) -> FoundLink:
    found = invitation_by_token(session, token)
    if found is None:
        raise NotFound(_("This link is not complete. Copy it whole from the mail and try again."))
    wish = request.args.get("language")
    speak(wish if wish in LANGUAGES else found.invitation.contact.language or found.study.language)
    return found


def _take_back(session: Session, found: FoundLink) -> str:
    """Undo what the person did; what a bounce or a colleague has entered stays."""
    email = found.invitation.contact.email
    entry = suppression(session, found.study.workspace_id, email) if email else None
    if entry is not None and entry.reason == "unsubscribed":
        session.delete(entry)
        session.commit()
    return _page(found, state="again")


def _page(found: FoundLink, *, state: str = "asked") -> str:
    return render_template(
        "outreach/unsubscribe.html", organisation=found.study.organisation, state=state
    )
