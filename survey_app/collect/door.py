"""The respondent's keys: signed cookies that open one response and nothing else, and form tokens.

They are signed rather than stored, so that a person may go on with the same link on a telephone
and a desk at once. 'Not you? Start clean' removes them. None of it is a session: respondents have
no account, and what they may do hangs on the link that they were given.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from flask import abort, current_app, g, request
from flask_wtf.csrf import CSRFError
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from survey_app.collect.framing import allow_frames, holds_key, is_framed
from survey_app.collect.visits import Opened, opened_response
from survey_app.config import Settings
from survey_app.db import db, expect_writes

COOKIE_SECONDS = 60 * 60 * 24 * 60
VISITOR = "visitor"
_HEX = frozenset("0123456789abcdef")


@contextmanager
def database() -> Iterator[Connection]:
    """Give a connection for prepared reads; after `about_to_write`, to write with and commit.

    A single SELECT needs no transaction to be whole, so none is begun before that.
    """
    with db.engine.connect() as connection:
        yield connection


def about_to_write(connection: Connection) -> None:
    """Begin a short turn to write."""
    connection.rollback()
    expect_writes(True)
    connection.begin()


def about_to_read(connection: Connection) -> None:
    """Give up a turn to write and look again."""
    connection.rollback()


def signed(purpose: str, text: str) -> str:
    """Return what only this installation can say about a text: 128 bits, hexadecimal."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"respondent/{purpose}/{text}".encode(), "sha256").hex()[:32]


# --- keys ---------------------------------------------------------------------------------------


def give_key(answer: Answer, public_id: str, *, code: str = "") -> None:
    """Let this browser go on with the response; `code` is the open link that it came by."""
    path = f"/r/{public_id}"
    _set(answer, f"answer_{public_id}", signed("key", public_id), path)
    if code:
        _set(answer, "begun", public_id + signed("begun", public_id), f"/o/{code}")


def take_key(answer: Answer, public_id: str, *, code: str = "") -> None:
    """Make this browser forget the response."""
    answer.delete_cookie(
        f"answer_{public_id}", path=f"/r/{public_id}", httponly=True, samesite="Lax"
    )
    if code:
        answer.delete_cookie("begun", path=f"/o/{code}", httponly=True, samesite="Lax")


def carry_key(public_id: str) -> None:
    """From here on, let addresses carry the key of a response that was begun in a frame."""
    if is_framed():
        g.frame_key = signed("frame", public_id)


def opened(connection: Connection, public_id: str) -> Opened:
    """Return the response if this browser, or frame, holds its key; else it is not here (404)."""
    carried = holds_key(signed("frame", public_id))
    if carried is None:
        cookie = _cookie(f"answer_{public_id}")
        carried = hmac.compare_digest(cookie.encode(), signed("key", public_id).encode())
    if not carried:
        abort(404)
    found = opened_response(connection, public_id) or abort(404)
    if is_framed():
        allow_frames(found.place)
    return found


def begun_here() -> str:
    """Return the response that this browser has begun by the open link it asks for, or ''."""
    cookie = _cookie("begun")
    public_id, signature = cookie[:16], cookie[16:]
    good = hmac.compare_digest(signature.encode(), signed("begun", public_id).encode())
    return public_id if good else ""


# --- forms --------------------------------------------------------------------------------------


def form_token() -> str:
    """Return the token of this visitor's forms; who has no cookie yet gets one with the page."""
    return "" if is_framed() else signed("form", _visitor())


def remember_visitor(answer: Answer) -> Answer:
    """Set the cookie that the tokens of a page just drawn belong to."""
    fresh = g.get("new_visitor")
    if fresh:
        _set(answer, VISITOR, fresh, "/")
    return answer


def check_form() -> None:
    """Refuse a form that no page of ours, opened in this browser, has sent. Raises CSRFError.

    Other sites neither know the token nor send the cookie (SameSite); where a browser says from
    which site a form comes, that is heard as well. A frame's address is itself the secret.
    """
    site = request.environ.get("HTTP_SEC_FETCH_SITE", "same-origin")
    origin = request.environ.get("HTTP_ORIGIN", "null")
    visitor = _cookie(VISITOR)
    sent = request.form.get("csrf_token", "").encode()
    good = hmac.compare_digest(sent, signed("form", visitor).encode()) and bool(visitor)
    if not (good or is_framed()) or site not in ("same-origin", "none") or _is_foreign(origin):
        raise CSRFError


def _is_foreign(origin: str) -> bool:
    if origin == "null":
        return False
    settings: Settings = current_app.extensions["portrait_settings"]
    return urlsplit(origin).netloc not in (request.host, urlsplit(settings.base_url).netloc)


def _visitor() -> str:
    known = _cookie(VISITOR)
    if len(known) == 16 and _HEX.issuperset(known):
        return known
    if "new_visitor" not in g:
        g.new_visitor = secrets.token_hex(8)
    fresh: str = g.new_visitor
    return fresh


# Names, values and paths here are of letters, digits and dashes only, which need no quoting.


def _cookie(name: str) -> str:
    """Return a cookie of this browser, or ''. (Only the one is looked for.)"""
    for pair in request.environ.get("HTTP_COOKIE", "").split(";"):
        key, _, value = pair.partition("=")
        if key.strip() == name:
            found: str = value.strip()
            return found
    return ""


def _set(answer: Answer, name: str, value: str, path: str) -> None:
    secure = "; Secure" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    answer.headers.add(
        "Set-Cookie",
        f"{name}={value}; Max-Age={COOKIE_SECONDS}{secure}; HttpOnly; Path={path}; SameSite=Lax",
    )
