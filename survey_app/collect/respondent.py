"""Where links lead: who asks, why and how long; 'Start' opens the response. No account needed.

A personal link (/a/…) leads one invited person to one response; an open one (/o/…) anybody to
their own, within another site as well (/e/…); a return link (/back/…) whoever stopped goes on by.
"""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from survey_app.collect import taking_along
from survey_app.collect.door import check_form, database
from survey_app.collect.frames import frame
from survey_app.collect.public import View, blueprint, version
from survey_app.collect.visits import passer_by
from survey_app.collect.welcome import (
    asked_language,
    language_of,
    press_start,
    say_why,
    show_landing,
    welcome,
)
from survey_app.db import db
from survey_app.outreach.models import Invitation
from survey_app.web.guard import public
from survey_app.web.security import limiter

LINKS_PER_MINUTE = "60 per minute"
OPEN_LINKS_PER_MINUTE = "600 per minute"  # a whole office, or a fair, shares one address

__all__ = ["LINKS_PER_MINUTE", "blueprint", "taking_along"]


@blueprint.get("/a/<token>")
@public
@limiter.limit(LINKS_PER_MINUTE)
def landing(token: str) -> View:
    """Say who asks, why and how long; write nothing."""
    return show_landing("personal", token)


@blueprint.get("/o/<code>")
@public
@limiter.limit(OPEN_LINKS_PER_MINUTE)
def open_landing(code: str) -> View:
    """The same for a link that is open to anybody."""
    return show_landing("open", code)


@blueprint.post("/a/<token>/start")
@public
@limiter.limit(LINKS_PER_MINUTE)
def start(token: str) -> View:
    """Open the response, or go on with it, and give this browser its key."""
    return press_start("personal", token)


@blueprint.post("/o/<code>/start")
@public
@limiter.limit(OPEN_LINKS_PER_MINUTE)
def open_start(code: str) -> View:
    """Open a response for whoever comes by."""
    return press_start("open", code)


@blueprint.post("/a/<token>/talk")
@public
@limiter.limit(LINKS_PER_MINUTE)
def talk(token: str) -> Answer:
    """Note that the person would rather talk by phone or video, or use the form after all."""
    with database() as connection:
        guest = welcome(connection, "personal", token).guest
    check_form()
    wish = request.form.get("prefers", "")
    if wish not in ("form", "phone", "video"):
        abort(400)
    db.session.get_one(Invitation, guest.invitation_id).prefers = wish
    db.session.commit()
    return redirect(url_for("collect.landing", token=token, language=asked_language()), 303)


@blueprint.get("/a/<token>/about")
@public
@limiter.limit(LINKS_PER_MINUTE)
def about(token: str) -> str:
    """Say why we ask and what we keep, before the start."""
    return say_why("personal", token)


@blueprint.get("/o/<code>/about")
@public
@limiter.limit(OPEN_LINKS_PER_MINUTE)
def open_about(code: str) -> str:
    """The same for an open link."""
    return say_why("open", code)


@blueprint.get("/o/<code>/thanks")
@public
def kiosk_thanks(code: str) -> View:
    """Thank whoever answered at a kiosk; soon the device is clean for the next person."""
    with database() as connection:
        guest = passer_by(connection, code, "") or abort(404)
    language = language_of(guest, version(guest.version_id))
    around = frame(guest.host, version(guest.version_id), language)
    return render_template("collect/kiosk_thanks.html", kiosk_code=code, **around)


@blueprint.get("/e/<code>")
@public
@limiter.limit(OPEN_LINKS_PER_MINUTE)
def embedded_landing(code: str) -> View:
    """The same within another site's page, which the link must allow. No cookies are used."""
    return show_landing("embedded", code)


@blueprint.post("/e/<code>/start")
@public
@limiter.limit(OPEN_LINKS_PER_MINUTE)
def embedded_start(code: str) -> View:
    """Open a response within another site's page."""
    return press_start("embedded", code)


@blueprint.get("/e/<code>/about")
@public
@limiter.limit(OPEN_LINKS_PER_MINUTE)
def embedded_about(code: str) -> str:
    """Say why we ask and what we keep, within another site's page."""
    return say_why("embedded", code)


@blueprint.get("/back/<token>")
@public
@limiter.limit(LINKS_PER_MINUTE)
def return_landing(token: str) -> View:
    """Greet whoever comes back, on whatever device; write nothing."""
    return show_landing("return", token)


@blueprint.post("/back/<token>/start")
@public
@limiter.limit(LINKS_PER_MINUTE)
def return_start(token: str) -> View:
    """Go on with the response, and give this browser its key."""
    return press_start("return", token)


@blueprint.get("/back/<token>/about")
@public
@limiter.limit(LINKS_PER_MINUTE)
def return_about(token: str) -> str:
    """Say why we ask and what we keep, to whoever comes back."""
    return say_why("return", token)
