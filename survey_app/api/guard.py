"""The door for programs: a token opens one study, to read or also to bring answers in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, g, request
from flask_babel import gettext as _

from survey_app.api import queries
from survey_app.db import db
from survey_app.errors import Forbidden
from survey_app.web.security import limiter

CALLS_PER_MINUTE = "600 per minute"


def program(*, writes: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view under `/api/v1/` and hand it the token's Study as its first argument.

    Without a token that works the answer is 401, whatever is asked for.
    """

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(**kwargs: Any) -> Any:
            scheme, _space, shown = request.headers.get("Authorization", "").partition(" ")
            token = queries.token(db.session(), shown.strip()) if scheme == "Bearer" else None
            if token is None:
                abort(401)
            if writes and not token.may_write:
                raise Forbidden(_("This token may only read. Make one that may bring answers in."))
            g.study, g.program = token.study, token.name
            return view(token.study, **kwargs)

        checked._guard = "token"  # type: ignore[attr-defined]
        return limiter.limit(CALLS_PER_MINUTE)(checked)

    return guard
