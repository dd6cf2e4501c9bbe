"""The form of a token."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, needed


class TokenForm(StaffForm):
    """Which program gets a token, and whether it may bring answers in."""

    name = StringField(
        _l("Which program"),
        [needed(), at_most(MAX_SHORT_CHARS)],
        description=_l("For you: “Nightly copy to the data warehouse”."),
    )
    may_write = BooleanField(_l("It may bring answers in"))
