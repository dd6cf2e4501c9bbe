"""Deny by default: every view says who may see it, or the app does not start."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask
from flask_login import current_user
from flask_security import auth_required

from survey_app.errors import Forbidden

View = TypeVar("View", bound=Callable[..., Any])

# Views of libraries that guard themselves.
_LIBRARY_ENDPOINTS = ("static", "security.")


def public(view: View) -> View:
    """Mark a view that anybody may call: it must reach objects by a secret, or show none."""
    view._guard = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Mark a view for any user who has signed in."""
    guarded = auth_required("session")(view)
    guarded._guard = "signed in"
    return guarded  # type: ignore[no-any-return]


def admin_only(view: View) -> View:
    """Mark a view for those who look after the installation."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_admin:
            raise Forbidden("")
        return view(*args, **kwargs)

    guarded = auth_required("session")(checked)
    guarded._guard = "admin"
    return guarded  # type: ignore[no-any-return]


def check_guards(app: Flask) -> None:
    """Refuse to start while a view does not say who may see it."""
    bare = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not endpoint.startswith(_LIBRARY_ENDPOINTS) and not hasattr(view, "_guard")
    ]
    if bare:
        raise RuntimeError(f"views without a guard: {sorted(bare)}")
