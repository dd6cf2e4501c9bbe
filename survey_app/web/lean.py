"""What respondents' requests are spared: they have no account, no session, and come in crowds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, request

Hook = Callable[..., Any]


def spare(app: Flask, blueprint: str) -> None:
    """Let the libraries' hooks before and after a request pass the views of one blueprint by.

    They look for a signed-in user, mark the session as read and check session tokens, none of
    which those pages have. Our own hooks stay. Call it when all libraries are connected.
    """
    for hooks in (app.before_request_funcs, app.after_request_funcs):
        for_all: list[Any] = hooks.get(None, [])
        for_all[:] = [hook if _is_ours(hook) else _sparing(hook, blueprint) for hook in for_all]
    # Every view and hook here is a plain function; asking each of them each time is not free.
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]


def _is_ours(hook: Hook) -> bool:
    return str(getattr(hook, "__module__", "")).startswith("survey_app.")


def _sparing(hook: Hook, blueprint: str) -> Hook:
    def spared(*response: Any) -> Any:
        if request.blueprint == blueprint:
            return response[0] if response else None
        return hook(*response)

    try:
        return wraps(hook)(spared)
    except AttributeError:  # a partial has no name to take over
        return spared
