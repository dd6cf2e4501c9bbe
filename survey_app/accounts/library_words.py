"""The words of the accounts library in our own voice, and in our catalogues.

Flask-Security looks its messages up in our catalogue by the English given here. Its field
labels cannot be set, so their English stands in the English catalogue.
"""

from __future__ import annotations


def _l(message: str) -> str:
    """Mark a message for the catalogues; the library translates it when it is shown."""
    return message


MESSAGES = {
    "GENERIC_AUTHN_FAILED": _l(
        "The address or the password is not right. Try again, or ask for a new password."
    ),
    "GENERIC_RECOVERY": _l("If somebody signs in with this address, a mail with a link is coming."),
    "PASSWORD_RESET_REQUEST": _l(
        "If somebody signs in with %(email)s, a mail with a link is coming."
    ),
    "PASSWORD_RESET_EXPIRED": _l(
        "The link was good for %(within)s and is too old now. Ask for a new one."
    ),
    "INVALID_RESET_PASSWORD_TOKEN": _l("This link does not work any more. Ask for a new one."),
    "PASSWORD_RESET": _l("You have a new password and are signed in."),
    "PASSWORD_CHANGE": _l("You have a new password."),
    "PASSWORD_IS_THE_SAME": _l("Choose another password than before."),
    "PASSWORD_NOT_PROVIDED": _l("Fill this in."),
    "PASSWORD_INVALID_LENGTH": _l("Choose a password of at least %(length)s characters."),
    "RETYPE_PASSWORD_MISMATCH": _l("The two differ. Type the same password twice."),
    "INVALID_PASSWORD": _l("This is not the password. Try again."),
    "EMAIL_NOT_PROVIDED": _l("Fill this in."),
    "INVALID_EMAIL_ADDRESS": _l("Write an address like name@company.com."),
    "DISABLED_ACCOUNT": _l("This account is closed. Ask an administrator."),
    "LOGIN": _l("Sign in to go on."),
    "UNAUTHENTICATED": _l("Sign in to go on."),
}

LABELS = (
    _l("Email Address"),
    _l("Password"),
    _l("Remember Me"),
    _l("New Password"),
    _l("Retype Password"),
    _l("Forgot password?"),
)


def settings() -> dict[str, tuple[str, str]]:
    """Return the messages as Flask-Security's configuration."""
    quiet = {"PASSWORD_RESET_REQUEST", "GENERIC_RECOVERY", "PASSWORD_RESET", "PASSWORD_CHANGE"}
    return {
        f"SECURITY_MSG_{name}": (text, "success" if name in quiet else "error")
        for name, text in MESSAGES.items()
    }
