"""How often one address may ask: fixed windows, counted in this process or in Redis."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request
from limits import parse
from limits.storage import Storage, storage_from_string
from werkzeug.exceptions import TooManyRequests

from survey_app.config import Settings
from survey_app.web.counts import CountsInMemory

View = TypeVar("View", bound=Callable[..., Any])

EXTENSION = "portrait_counts"
IN_MEMORY = f"{CountsInMemory.STORAGE_SCHEME[0]}://"


class Limiter:
    """Counts the visits of an address at the views that ask for it, and at no others.

    A general library's limiter looks at every request of the whole site; respondents come in
    crowds, and most of what they ask needs no limit.
    """

    def init_app(self, app: Flask, settings: Settings) -> None:
        """Count where the settings say; not at all in tests, which visit too often.

        The counts belong to the application: two of them in one process do not disturb each other.
        """
        address = settings.limiter_url
        if settings.testing:
            app.extensions[EXTENSION] = None
        else:
            app.extensions[EXTENSION] = storage_from_string(
                IN_MEMORY if address == "memory://" else address
            )

    def limit(self, rate: str) -> Callable[[View], View]:
        """Let an address call a view so often, such as '60 per minute'; more is answered 429.

        Behind proxies the address is the one that the trusted ones state.
        """
        item = parse(rate)
        seconds = item.get_expiry()

        def guard(view: View) -> View:
            name = f"{view.__module__}.{view.__name__}"

            @wraps(view)
            def counted(*args: Any, **kwargs: Any) -> Any:
                counts = cast("Storage | None", current_app.extensions[EXTENSION])
                if counts is not None:
                    key = f"{name}/{seconds}/{request.remote_addr}"
                    if counts.incr(key, seconds) > item.amount:
                        raise TooManyRequests(retry_after=seconds)
                return view(*args, **kwargs)

            return counted  # type: ignore[return-value]

        return guard
