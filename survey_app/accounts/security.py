"""Flask-Security, set for Portrait: argon2, reset by mail, our mails and our pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_security import MailUtil, Security, SQLAlchemyUserDatastore
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from survey_app.accounts import library_words
from survey_app.accounts.models import Role, User
from survey_app.config import Settings
from survey_app.db import db
from survey_app.mail import deliver, new_message
from survey_app.web.i18n import TRANSLATIONS

MIN_PASSWORD_CHARS = 10
MAX_PASSWORD_CHARS = 256


# Asked by every request of staff: a statement made once is not made and looked up anew each time.
_SIGNED_IN = (
    select(User)
    .where(User.fs_uniquifier == bindparam("fs_uniquifier"))
    .options(joinedload(User.roles))
)


class _Users(SQLAlchemyUserDatastore):
    """Finds the user whom a session names without making the question anew."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Any:
        """Return the user with this attribute, or None."""
        if kwargs.keys() != {"fs_uniquifier"} or case_insensitive:
            return super().find_user(case_insensitive, **kwargs)
        return db.session.scalars(_SIGNED_IN, kwargs).unique().first()


class _Mails(MailUtil):
    """Sends the library's mails the way all our mails go."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.settings: Settings = app.extensions["portrait_settings"]

    def send_mail(  # type: ignore[override]  # we are called with texts only
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: Any,
        body: str,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Deliver one mail about an account."""
        deliver(
            self.settings,
            new_message(self.settings, to=recipient, subject=subject, text=body, html=html),
        )


def init_app(app: Flask, settings: Settings, secret: str) -> None:
    """Connect Flask-Security to our users."""
    app.config.update(
        SECURITY_PASSWORD_SALT=secret,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  (the name of a scheme)
        SECURITY_PASSWORD_LENGTH_MIN=MIN_PASSWORD_CHARS,
        SECURITY_PASSWORD_NORMALIZE_FORM="NFC",  # noqa: S106
        SECURITY_URL_PREFIX="/account",
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_RESET_URL="/reset",
        SECURITY_CHANGE_URL="/password",
        SECURITY_RECOVERABLE=True,
        SECURITY_CHANGEABLE=True,
        SECURITY_REGISTERABLE=False,
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_SEND_PASSWORD_CHANGE_EMAIL=True,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_RESET_PASSWORD_WITHIN=timedelta(hours=2),
        SECURITY_POST_LOGIN_VIEW="/",
        SECURITY_POST_LOGOUT_VIEW="/account/sign-in",
        SECURITY_POST_RESET_VIEW="/",
        SECURITY_EMAIL_SENDER=settings.mail_from,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False, "test_environment": True},
        SECURITY_EMAIL_SUBJECT_PASSWORD_RESET=_l("Choose a new password for Portrait"),
        SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE=_l("Your Portrait password was changed"),
        SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE=_l("Your Portrait password was changed"),
        SECURITY_USE_REGISTER_V2=True,
        SECURITY_I18N_DOMAIN="messages",
        SECURITY_I18N_DIRNAME=[str(TRANSLATIONS)],
        **library_words.settings(),
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SECURE=settings.https,
    )
    if settings.testing:
        # Real argon2 costs half a second a sign-in; the tests sign in hundreds of times.
        app.config["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] = {
            "argon2__time_cost": 1,
            "argon2__memory_cost": 8,
            "argon2__parallelism": 1,
        }
    security = Security(app, _Users(db, User, Role), mail_util_cls=_Mails, register_blueprint=True)
    # Before each request the library would look for the user, to fill in an identity that nothing
    # here reads: our guards ask `current_user`, which looks when asked. Respondents have none.
    security.principal.identity_loaders.clear()
