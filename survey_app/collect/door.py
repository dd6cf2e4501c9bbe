"""The respondent's key: a signed, HttpOnly cookie that opens one response and nothing else.

It is signed rather than stored, so that a person may go on with the same link on a telephone
and a desk at once. 'Not you? Start clean' removes it.
"""

from __future__ import annotations

from flask import abort, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as Answer

from survey_app.collect.visits import Answering, Opened, opened_response
from survey_app.db import db

COOKIE_SECONDS = 60 * 60 * 24 * 60


def give_key(answer: Answer, response: Answering) -> None:
    """Let this browser go on with the response."""
    answer.set_cookie(
        _name(response.public_id),
        _serializer().dumps(response.public_id),
        max_age=COOKIE_SECONDS,
        path=f"/r/{response.public_id}",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def take_key(answer: Answer, public_id: str) -> None:
    """Make this browser forget the response."""
    answer.delete_cookie(_name(public_id), path=f"/r/{public_id}", samesite="Lax")


def may_open(public_id: str) -> bool:
    """Whether this browser holds the response's key. Asks nothing of the database."""
    cookie = request.cookies.get(_name(public_id), "")
    try:
        return bool(_serializer().loads(cookie) == public_id)
    except BadSignature:
        return False


def opened(public_id: str) -> Opened:
    """Return the response if this browser holds its key; else there is nothing here (404)."""
    if not may_open(public_id):
        abort(404)
    return opened_response(db.session(), public_id) or abort(404)


def _name(public_id: str) -> str:
    return f"answer_{public_id}"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="respondent")
