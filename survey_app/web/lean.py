"""What respondents' requests are spared: they have no account, no session, and come in crowds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from werkzeug.datastructures import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Hook = Callable[..., Any]


class LeanResponse(Response):
    """An answer that is sent as it was made, without a copy of its headers to look them over."""

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Return the headers, which Werkzeug completes where they are not whole."""
        plain = self.status_code in (200, 303) and self.headers.get("Location", "").isascii()
        if plain and "Content-Length" in self.headers:
            return self.headers
        return super().get_wsgi_headers(environ)


def spare(app: Flask, blueprint: str) -> None:
    """Let the libraries' hooks before and after a request pass the views of one blueprint by.

    They look for a signed-in user, mark the session as read and check session tokens, none of
    which those pages have. Our own hooks stay. Call it when all libraries are connected.
    """
    prefix = f"{blueprint}."
    # Hooks after a request run in the opposite order to the one they were added in.
    for hooks, joined in (
        (app.before_request_funcs, _before),
        (app.after_request_funcs, _after),
    ):
        for_all: list[Any] = hooks.get(None, [])
        spared: list[Hook] = []
        for ours, found in groupby(list(for_all), _is_ours):
            group = list(found)
            spared += group if ours else [joined(group, prefix)]
        for_all[:] = spared
    # Every view and hook here is a plain function; asking each of them each time is not free.
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]


def _is_ours(hook: Hook) -> bool:
    return str(getattr(hook, "__module__", "")).startswith("survey_app.")


def _is_spared(prefix: str) -> bool:
    rule = request.url_rule
    return rule is not None and rule.endpoint.startswith(prefix)


def _before(hooks: list[Hook], prefix: str) -> Hook:
    """Join hooks before a request into one; the first that answers ends it."""

    def run() -> Any:
        if not _is_spared(prefix):
            for hook in hooks:
                answer = hook()
                if answer is not None:
                    return answer
        return None

    return run


def _after(hooks: list[Hook], prefix: str) -> Hook:
    """Join hooks after a request into one; each is handed what the one added after it gave."""

    def run(response: Any) -> Any:
        if not _is_spared(prefix):
            for hook in reversed(hooks):
                response = hook(response)
        return response

    return run
