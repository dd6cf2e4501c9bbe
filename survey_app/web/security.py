"""Headers on every answer, honest client addresses, and cross-site request checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from survey_app.config import MAX_REQUEST_BYTES, Settings
from survey_app.web.limits import Limiter

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

csrf = CSRFProtect()
limiter = Limiter()

# No inline scripts or styles anywhere, so no nonce is needed.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def init_app(app: Flask, settings: Settings) -> None:
    """Connect the limiter, the CSRF check, the proxy count and the headers."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        # A long answer is a form field, and Werkzeug's own cap would refuse it without a word.
        MAX_FORM_MEMORY_SIZE=8 * 1024 * 1024,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_NAME="portrait",
        WTF_CSRF_TIME_LIMIT=None,  # a page left open overnight must still be savable
    )
    app.session_interface = _Sessions()
    csrf.init_app(app)
    limiter.init_app(app, settings)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]

    always = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
    if settings.https:
        always["Strict-Transport-Security"] = "max-age=31536000"

    always["Cache-Control"] = "no-store"  # static files and what else may be kept say so

    def no_store(response: Response) -> Response:
        # Flask-Security writes 'no-store=True', which no cache understands.
        response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request_funcs.setdefault("security", []).append(no_store)
    app.wsgi_app = with_headers(app.wsgi_app, always)  # type: ignore[method-assign,assignment]


def with_headers(wsgi_app: WSGIApplication, always: Mapping[str, str]) -> WSGIApplication:
    """Give every answer these headers, unless it has some of them with other values.

    This stands outside the application, where an answer is a mere list: nothing that a view or a
    failure does can take the headers away, and a crowd of respondents costs next to nothing.
    """
    added = [(name.lower(), (name, value)) for name, value in always.items()]

    def with_all(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            present = {name.lower() for name, _value in headers}
            more = [header for name, header in added if name not in present]
            return start_response(status, headers + more, *failed)

        return wsgi_app(environ, start)

    return with_all


class _Sessions(SecureCookieSessionInterface):
    """Signed cookies, which cost nothing where there are none: respondents have no session."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.environ.get("HTTP_COOKIE", ""):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed or session.modified:
            super().save_session(app, session, response)
