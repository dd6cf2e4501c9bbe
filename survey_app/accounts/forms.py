"""Forms of the set-up and of the list of people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import Length

from survey_app.accounts.security import MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, email_field, needed


class SetUpForm(StaffForm):
    """The first page of a new installation."""

    workspace = StringField(
        _l("Your company"),
        [needed(), at_most(MAX_SHORT_CHARS)],
        description=_l("Customers see it at the top of a survey."),
    )
    name = StringField(_l("Your name"), [needed(), at_most(MAX_SHORT_CHARS)])
    email = email_field(_l("Your e-mail"), description=_l("You sign in with it."))
    password = PasswordField(
        _l("Password"),
        [
            needed(),
            Length(
                MIN_PASSWORD_CHARS,
                MAX_PASSWORD_CHARS,
                _l("Choose a password of %(min)d to %(max)d characters."),
            ),
        ],
        description=_l("At least 10 characters. A sentence is easier to keep than a riddle."),
        render_kw={"autocomplete": "new-password"},
    )


class UserForm(StaffForm):
    """Add a person of the team."""

    name = StringField(_l("Name"), [needed(), at_most(MAX_SHORT_CHARS)])
    email = email_field(
        _l("E-mail"), description=_l("They get a mail with a link to choose a password.")
    )
    admin = BooleanField(_l("May look after the installation (people, mail, all studies)"))
