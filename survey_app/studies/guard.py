"""The door of a study: its pages are reached through it, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, g
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import auth_required

from survey_app.db import db
from survey_app.errors import Forbidden
from survey_app.studies import queries

READERS = ("researcher", "interviewer", "viewer")
INTERVIEWERS = ("researcher", "interviewer")
RESEARCHERS = ("researcher",)


def study_view(*roles: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view under `/s/<study_slug>/…` and hand it the Study as its first argument.

    A study that the user takes no part in is 'not found', the same as one that does not exist;
    a part that the user's role does not include is 'forbidden'.
    """
    allowed = roles or READERS

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(study_slug: str, **kwargs: Any) -> Any:
            found = queries.study_for_user(db.session(), study_slug, current_user)
            if found is None:
                abort(404)
            g.study, g.role = found
            if g.role not in allowed:
                raise Forbidden(
                    _("Your role in this study does not include this. Ask one of its researchers.")
                )
            return view(g.study, **kwargs)

        guarded = auth_required("session")(checked)
        guarded._guard = f"study: {', '.join(allowed)}"
        return guarded  # type: ignore[no-any-return]

    return guard
