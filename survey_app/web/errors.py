"""One place where errors become pages, in the reader's language, without a traceback."""

from __future__ import annotations

import structlog
from flask import Flask, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import StatementError
from werkzeug.exceptions import HTTPException

from survey_app.db import db
from survey_app.errors import PortraitError

log = structlog.get_logger(__name__)

Page = tuple[str, int]

# Their readers have no account: a way on would end at a sign-in that is not for them.
FOR_CUSTOMERS = ("collect", "unsubscribe")


def init_app(app: Flask) -> None:
    """Map the error family, HTTP errors and everything unforeseen to the error page."""

    @app.errorhandler(PortraitError)
    def _portrait(error: PortraitError) -> Page:
        db.session.rollback()
        return _page(int(error.status), str(error.message) or None)

    @app.errorhandler(CSRFError)
    def _csrf(error: CSRFError) -> Page:
        return _page(
            400,
            _(
                "This page was open for too long or came from elsewhere. Go back, load it again "
                "and repeat the last step."
            ),
        )

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Page:
        db.session.rollback()
        if error.code == 404 and request.blueprint in FOR_CUSTOMERS:
            return _page(404, _not_your_page())
        return _page(error.code or 500, None)

    @app.errorhandler(Exception)
    def _unforeseen(error: Exception) -> Page:
        db.session.rollback()
        _without_values(error)
        # The path's rule, never the path: a path may hold a personal link.
        log.exception("unforeseen", rule=str(request.url_rule))
        if app.config.get("PROPAGATE_EXCEPTIONS"):
            raise error
        return _page(500, None)


def _without_values(error: BaseException | None) -> None:
    """A statement that failed names its values, which are people's answers: not for the log."""
    while error is not None:
        if isinstance(error, StatementError):
            error.hide_parameters = True
        error = error.__cause__ or error.__context__


def _page(status: int, message: str | None) -> Page:
    title, default = _words(status)
    return (
        render_template(
            "error.html",
            title=title,
            remedy=message or default,
            code=status,
            way_on=request.blueprint not in FOR_CUSTOMERS,
        ),
        status,
    )


def _not_your_page() -> str:
    # A page's own address opens only where the answers were begun; the link opens everywhere.
    told: str = _(
        "This link does not work: it may be mistyped, out of date or already used. "
        "Open the newest mail you have from us, or write to the person who sent it."
    )
    return told


def _words(status: int) -> tuple[str, str]:
    if status in (401, 403):
        return _("Not for this account"), _(
            "Your role does not include this. Ask a researcher of the study or an administrator."
        )
    if status == 404:
        return _("Nothing here"), _(
            "The address is wrong, or what was here is gone. Check it, or start from your studies."
        )
    if status == 405:
        return _("Not this way"), _("Go back and use the buttons on the page.")
    if status == 409:
        return _("Somebody was faster"), _("Load the page again; nothing that was saved is lost.")
    if status == 410:
        return _("This is closed"), _("The link is no longer in use.")
    if status == 413:
        return _("Too large"), _("Send at most 25 MB at once.")
    if status == 429:
        return _("A little too fast"), _("Wait a minute, then try again.")
    if status >= 500:
        return _("Something failed on our side"), _(
            "What you had saved is safe. Try again in a minute, or tell the administrator."
        )
    return _("This cannot be used as it is"), _(
        "Go back, check what was entered and send it again."
    )
