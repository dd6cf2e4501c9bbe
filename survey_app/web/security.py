"""Headers on every answer, honest client addresses, and cross-site request checks."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from survey_app.config import MAX_REQUEST_BYTES, Settings
from survey_app.web.limits import Limiter

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

    @app.after_request
    def _headers(response: Response) -> Response:
        headers = response.headers
        present = {name.lower() for name, _value in headers}
        for name, value in always.items():
            if name.lower() not in present:
                headers.add(name, value)
        if request.blueprint == "security":
            # Flask-Security writes 'no-store=True', which no cache understands.
            headers["Cache-Control"] = "no-store"
        elif "cache-control" not in present and request.endpoint != "static":
            headers.add("Cache-Control", "no-store")
        return response


class _Sessions(SecureCookieSessionInterface):
    """Signed cookies, which cost nothing where there are none: respondents have no session."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.environ.get("HTTP_COOKIE", ""):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.accessed or session.modified:
            super().save_session(app, session, response)
