"""Forms about studies and their people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField

from survey_app.config import LANGUAGE_NAMES
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, email_field, needed, options

ROLE_LABELS = {
    "researcher": _l("Researcher: asks, reviews, publishes"),
    "interviewer": _l("Interviewer: holds and logs calls"),
    "viewer": _l("Viewer: reads themes and personas"),
}


class StudyForm(StaffForm):
    """Open a study or change it."""

    title = StringField(
        _l("Title"),
        [needed(), at_most(MAX_SHORT_CHARS)],
        description=_l("For your team, such as 'Why customers stay, autumn 2026'."),
    )
    organisation = StringField(
        _l("Who asks"),
        [needed(), at_most(MAX_SHORT_CHARS)],
        description=_l("The company or brand as customers know it."),
    )
    product = StringField(
        _l("What it is about"),
        [at_most(MAX_SHORT_CHARS)],
        description=_l("The product's name, if any. It will not be taken for a theme."),
    )
    language = SelectField(_l("Language of the results"), choices=options(LANGUAGE_NAMES))


class PrivacyForm(StaffForm):
    """What respondents read under 'what we keep', by language."""

    en = TextAreaField("English", [at_most(2000)])
    ru = TextAreaField("Русский", [at_most(2000)])
    zh = TextAreaField("中文", [at_most(2000)])


class MemberForm(StaffForm):
    """Bring a colleague into the study."""

    email = email_field(_l("E-mail"), description=_l("The address they sign in with."))
    role = RadioField(_l("Role"), choices=options(ROLE_LABELS), default="viewer")
