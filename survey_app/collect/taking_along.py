"""What respondents take along: a way back to what they put aside, a copy of what they sent."""

from __future__ import annotations

from flask import current_app, render_template, request
from flask_babel import gettext as _

from survey_app.collect import copies
from survey_app.collect.door import about_to_write, check_form, database, form_token
from survey_app.collect.frames import frame
from survey_app.collect.pages import open_response, to_place
from survey_app.collect.public import View, blueprint
from survey_app.collect.returning import (
    has_return_link,
    keep_return_link,
    qr_picture,
    return_address,
)
from survey_app.collect.steps import DONE, LATER, resting_place
from survey_app.collect.visits import Opened
from survey_app.config import Settings
from survey_app.db import db
from survey_app.mail import MailError, deliver
from survey_app.questionnaire import Questionnaire
from survey_app.sources.contacts import checked_email
from survey_app.web.guard import public
from survey_app.web.security import limiter

MAILS_AT_MOST = "5 per minute; 20 per hour"


@blueprint.get("/r/<public_id>/later")
@public
def later(public_id: str) -> View:
    """Show the way back to whoever has asked for it."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
        has_one = has_return_link(connection, found.response.id)
    if found.response.status == "completed" or not has_one:
        return to_place(public_id, resting_place(questionnaire, found.response))
    return _page(found, questionnaire, language)


@blueprint.post("/r/<public_id>/later")
@public
def put_aside(public_id: str) -> View:
    """Open a way back to the answers, from a page that has nothing to save."""
    with database() as connection:
        found, questionnaire, _language = open_response(connection, public_id)
        check_form()
        if found.response.status == "completed" or found.place is None or found.kiosk:
            return to_place(public_id, resting_place(questionnaire, found.response))
        about_to_write(connection)
        keep_return_link(connection, found.response)
        connection.commit()
    return to_place(public_id, LATER)


@blueprint.post("/r/<public_id>/later/mail")
@public
@limiter.limit(MAILS_AT_MOST)
def mail_way_back(public_id: str) -> View:
    """Mail the way back. Of an anonymous person the address is used at once and noted nowhere."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
        check_form()
        has_one = has_return_link(connection, found.response.id)
    response = found.response
    if response.status == "completed" or not has_one:
        return to_place(public_id, resting_place(questionnaire, response))
    address = checked_email(request.form.get("email", ""))
    if address is None:
        wrong = _("Write a whole address, such as name@example.com.")
        return _page(found, questionnaire, language, error=wrong), 422
    if response.anonymous:
        message = copies.way_back(_settings(), address, questionnaire, language, public_id)
        try:
            deliver(_settings(), message)
        except MailError:
            failed = _("The mail could not be sent. Copy the link instead.")
            return _page(found, questionnaire, language, error=failed), 503
    else:
        copies.ask_way_back(db.session(), response, address)
        db.session.commit()
    return _page(found, questionnaire, language, is_mailed=True)


@blueprint.post("/r/<public_id>/copy")
@public
@limiter.limit(MAILS_AT_MOST)
def copy(public_id: str) -> View:
    """Send the answers and the receipt code by mail, once, to who asked for them."""
    with database() as connection:
        found, _questionnaire, _language = open_response(connection, public_id)
    check_form()
    response = found.response
    address = found.prefilled_email or request.form.get("email", "").strip()
    if response.status == "completed" and not found.kiosk and not response.anonymous:
        copies.ask(db.session(), response, address)
        db.session.commit()
    return to_place(public_id, DONE)


def _page(
    found: Opened,
    questionnaire: Questionnaire,
    language: str,
    *,
    error: str = "",
    is_mailed: bool = False,
) -> str:
    response = found.response
    address = return_address(response.public_id)
    # Without a mail server, mails lie in a folder: the address beside the way to the answers.
    by_mail = bool(_settings().smtp_host) or not response.anonymous
    return render_template(
        "collect/later.html",
        public_id=response.public_id,
        csrf_token=form_token,
        address=address,
        picture=qr_picture(address),
        place=resting_place(questionnaire, response),
        by_mail=by_mail,
        anonymous=response.anonymous,
        error=error,
        is_mailed=is_mailed,
        **frame(found.host, questionnaire, language, trial=response.trial),
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings
