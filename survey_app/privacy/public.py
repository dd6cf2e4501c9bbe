"""The public pages: what do you hold about me, and erase it. No account, no script needed.

A receipt code opens one person's data at once; an address gets a mail with a link. Reading
never writes, and nothing is erased without a press that says so.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request
from flask import url_for as url
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from survey_app.accounts import queries as accounts
from survey_app.config import LANGUAGES
from survey_app.db import db
from survey_app.errors import Gone
from survey_app.privacy import files, letters, queries, receipts, services
from survey_app.privacy.account import account_of
from survey_app.privacy.forms import AddressForm, CodeForm
from survey_app.privacy.models import PrivacyRequest
from survey_app.privacy.queries import Held
from survey_app.privacy.views import json_file
from survey_app.web.guard import public
from survey_app.web.i18n import current_language, speak
from survey_app.web.security import limiter

blueprint = Blueprint("my_data", __name__, url_prefix="/my-data", template_folder="templates")


@blueprint.before_request
def _language() -> None:
    wish = request.args.get("language")
    if wish in LANGUAGES:
        speak(wish)


@blueprint.after_request
def _private(answer: Answer) -> Answer:
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@blueprint.get("/")
@public
def index() -> str:
    """Ask for a code or an address."""
    return _index()


@blueprint.post("/code")
@public
@limiter.limit("10 per minute; 60 per hour")
def by_code() -> str | tuple[str, int]:
    """Show what is held of whoever has this code."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _index(code_form=form), 422
    found = _by_code(form.code.data)
    if found is None:
        form.code.errors = [_("Nothing here has this code. Check every character.")]
        return _index(code_form=form), 422
    return _held_page([found], code=form.code.data)


@blueprint.post("/code/erase")
@public
@limiter.limit("10 per minute; 60 per hour")
def erase_by_code() -> Answer:
    """Erase whoever has this code."""
    found = _by_code(request.form.get("code", "")) or abort(404)
    return _erase([found])


@blueprint.post("/mail")
@public
@limiter.limit("5 per minute; 20 per hour")
def by_mail() -> str | tuple[str, int]:
    """Mail a link to the address, if anything is held of it; say the same in any case."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _index(address_form=form), 422
    letters.ask(db.session(), form.email.data, language=current_language())
    db.session.commit()
    return render_template("privacy/mailed.html", **_frame())


@blueprint.get("/<token>")
@public
@limiter.limit("60 per minute")
def show(token: str) -> str:
    """Show what is held of the owner of a mailed link."""
    return _held_page(letters.held_of(db.session(), _holder(token)), token=token)


@blueprint.get("/<token>/copy.json")
@public
@limiter.limit("60 per minute")
def copy(token: str) -> Response:
    """Give a copy of all of it."""
    session = db.session()
    held = letters.held_of(session, _holder(token))
    return json_file([account_of(session, one) for one in held])


@blueprint.post("/<token>/erase")
@public
@limiter.limit("10 per minute")
def erase(token: str) -> Answer:
    """Erase all of it, in every study."""
    request_row = _holder(token)
    held = letters.held_of(db.session(), request_row)
    db.session.delete(request_row)
    return _erase(held)


@blueprint.get("/gone")
@public
def gone() -> str:
    """Say that it is done."""
    return render_template("privacy/gone.html", **_frame())


def _erase(held: list[Held]) -> Answer:
    # A program that sends every form it meets sends it without its button.
    if request.form.get("erase") != "yes":
        return redirect(url("my_data.index"), 303)
    done = [services.erase(db.session(), one, reason="person") for one in held]
    db.session.commit()
    for one in done:
        files.delete(one.files)
    return redirect(url("my_data.gone"), 303)


def _by_code(code: str) -> Held | None:
    response = receipts.response_of(db.session(), code)
    return queries.of_response(db.session(), response) if response is not None else None


def _holder(token: str) -> PrivacyRequest:
    found = letters.holder_of(db.session(), token)
    if found is None:
        raise Gone(_("This link has run out or was used. Ask for a new one; it comes by mail."))
    return found


def _index(*, code_form: CodeForm | None = None, address_form: AddressForm | None = None) -> str:
    return render_template(
        "privacy/my_data.html",
        code_form=code_form or CodeForm(None),
        address_form=address_form or AddressForm(None),
        **_frame(),
    )


def _held_page(held: list[Held], *, code: str = "", token: str = "") -> str:
    found = [account_of(db.session(), one) for one in held]
    return render_template(
        "privacy/my_held.html", accounts=found, code=code, token=token, **_frame()
    )


def _frame() -> dict[str, object]:
    workspace = accounts.workspace(db.session())
    return {"organisation": workspace.name if workspace else ""}
