"""Forms about privacy: texts, periods, codes and addresses."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from survey_app.privacy.retention import KINDS, MAX_MONTHS
from survey_app.web.forms import StaffForm, at_most, email_field, needed

MAX_CONSENT_CHARS = 5000


class ConsentForm(StaffForm):
    """What people agree to before they answer, by language."""

    en = TextAreaField("English", [at_most(MAX_CONSENT_CHARS)])
    ru = TextAreaField("Русский", [at_most(MAX_CONSENT_CHARS)])
    zh = TextAreaField("中文", [at_most(MAX_CONSENT_CHARS)])

    def texts(self) -> dict[str, str]:
        """Return the wording by language."""
        return {"en": self.en.data or "", "ru": self.ru.data or "", "zh": self.zh.data or ""}


def _months(label: object, description: object) -> IntegerField:
    message = _l("Write a number of months from 1 to %(max)d, or nothing.", max=MAX_MONTHS)
    return IntegerField(
        label,
        [Optional(), NumberRange(min=1, max=MAX_MONTHS, message=message)],
        description=description,
    )


class PeriodsForm(StaffForm):
    """How long things are kept. Left empty: as long as the study."""

    answers = _months(
        _l("Answers, in months"),
        _l("Counted from the day they were sent. They go with every quote taken from them."),
    )
    talks = _months(
        _l("Call notes and transcripts, in months"), _l("Counted from the day of the call.")
    )
    contacts = _months(
        _l("Contacts, in months"),
        _l(
            "Counted from the last sign of life: added, written to, answering, talking. "
            "Their answers stay, without a name."
        ),
    )

    def periods(self) -> dict[str, int]:
        """Return months by kind, without those that have no limit."""
        return {kind: self[kind].data for kind in KINDS if self[kind].data}


class CodeForm(StaffForm):
    """A receipt code."""

    code = StringField(
        _l("Receipt code"),
        [needed(), at_most(100)],
        description=_l("It stood on the page that thanked you, and in the copy by mail."),
    )


class AddressForm(StaffForm):
    """An address to send the link to."""

    email = email_field(_l("E-mail"), description=_l("The address that our mails to you went to."))
