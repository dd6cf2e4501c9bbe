"""Forms about waves."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from survey_app.builder.models import Publication
from survey_app.config import LANGUAGE_NAMES, LANGUAGES
from survey_app.outreach import wording
from survey_app.outreach.compose import languages_of
from survey_app.outreach.letters import LINKS, PLACEHOLDERS, placeholders_in, unknown_placeholders
from survey_app.outreach.models import Wave
from survey_app.sources.contacts import checked_email
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, needed, options

MAX_BODY_CHARS = 10_000


def one_line(form: StaffForm, field: Field) -> None:
    """Validator: no control character, since one could begin a header of its own in a mail."""
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in field.data or ""):
        raise ValidationError(_("Write this in one line, without control characters."))


def known_placeholders(form: StaffForm, field: Field) -> None:
    """Validator: every word in braces is a placeholder that we know."""
    unknown = unknown_placeholders(field.data or "")
    if unknown:
        raise ValidationError(
            _(
                "There is no placeholder %(unknown)s. Use one of: %(known)s.",
                unknown=", ".join(f"{{{name}}}" for name in unknown),
                known=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
            )
        )


class WaveForm(StaffForm):
    """What a wave says, to be sent in one or more languages."""

    publication_id = SelectField(_l("Survey"), coerce=int)
    title = StringField(
        _l("Title of the wave"),
        [needed(), at_most(MAX_SHORT_CHARS)],
        description=_l("For your team only."),
    )
    sender_name = StringField(
        _l("Who writes"),
        [needed(), at_most(100), one_line],
        description=_l("A person's name: people answer people."),
    )
    reply_to = StringField(
        _l("Where replies go"),
        [at_most(254), one_line],
        description=_l("An address that somebody reads. Empty: the server's own."),
    )
    closes_on = DateField(
        _l("Last day for answers"),
        [Optional()],
        description=_l("The links work to the end of that day. Empty: until you close the wave."),
    )
    from_owner = BooleanField(
        _l("Let the colleague who knows the person write to them"),
        description=_l("Where a contact has an owner, their name and address stand in the mail."),
    )
    incentive = StringField(
        _l("Thank-you that is promised"),
        [at_most(MAX_SHORT_CHARS), one_line],
        description=_l(
            "Such as 'a voucher of 10 euros'. Write {incentive} in the text to name it."
        ),
    )
    languages = SelectMultipleField(
        _l("Languages"),
        choices=options(LANGUAGE_NAMES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("Each person gets the mail in their language, else in the study's."),
    )
    subject_en = StringField(_l("Subject"), [at_most(MAX_SHORT_CHARS), one_line])
    body_en = TextAreaField(_l("Text"), [at_most(MAX_BODY_CHARS)])
    subject_ru = StringField(_l("Subject"), [at_most(MAX_SHORT_CHARS), one_line])
    body_ru = TextAreaField(_l("Text"), [at_most(MAX_BODY_CHARS)])
    subject_zh = StringField(_l("Subject"), [at_most(MAX_SHORT_CHARS), one_line])
    body_zh = TextAreaField(_l("Text"), [at_most(MAX_BODY_CHARS)])

    def __init__(
        self, publications: Sequence[Publication], *, time_zone: str = "UTC", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.time_zone = time_zone
        self.publications = {one.id: one for one in publications}
        self.publication_id.choices = options(
            {
                str(one.id): _(
                    "%(title)s (version %(number)s)",
                    title=one.questionnaire.title,
                    number=one.number,
                )
                for one in publications
            }
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then the texts of the chosen languages only."""
        sound = super().validate(extra_validators)
        for language in (code for code in LANGUAGES if code in (self.languages.data or ())):
            for check in (self._check_subject, self._check_body):
                sound = check(language) and sound
        return bool(sound)

    def validate_languages(self, field: SelectMultipleField) -> None:
        """Ask for at least one language, and only for those that the survey has."""
        if not field.data:
            raise ValidationError(_("Choose at least one language."))
        publication = self.publications.get(self.publication_id.data)
        have = languages_of(publication) if publication else LANGUAGES
        missing = [
            LANGUAGE_NAMES[code] for code in LANGUAGES if code in field.data and code not in have
        ]
        if missing:
            raise ValidationError(
                _(
                    "The survey cannot be answered in %(languages)s. Untick it here.",
                    languages=", ".join(missing),
                )
            )

    def validate_reply_to(self, field: StringField) -> None:
        """Check the address as strictly as a contact's."""
        if not field.data:
            return
        email = checked_email(field.data)
        if email is None:
            raise ValidationError(_("Write an address like name@company.com."))
        field.data = email

    def texts(self, part: str) -> dict[str, str]:
        """Return 'subject' or 'body' by chosen language."""
        return {code: self[f"{part}_{code}"].data.strip() for code in self.languages.data}

    def values(self) -> dict[str, Any]:
        """Return the fields as the services take them."""
        last = self.closes_on.data
        return {
            "publication": self.publications[self.publication_id.data],
            "title": self.title.data,
            "sender_name": " ".join(self.sender_name.data.split()),
            "reply_to": self.reply_to.data or "",
            "closes_at": datetime.combine(last, time.max, ZoneInfo(self.time_zone))
            if last
            else None,
            "from_owner": bool(self.from_owner.data),
            "incentive": self.incentive.data or "",
            "subject": self.texts("subject"),
            "body": self.texts("body"),
        }

    def _check_subject(self, language: str) -> bool:
        return check_subject(self, language) and self._can_be_filled(f"subject_{language}")

    def _check_body(self, language: str) -> bool:
        return check_body(self, language) and self._can_be_filled(f"body_{language}")

    def _can_be_filled(self, name: str) -> bool:
        """What every mail would lack is a mistake; what one contact lacks is shown later."""
        used = placeholders_in(self[name].data, without_fallback=True)
        if "closes" in used and not self.closes_on.data:
            return blame(self[name], _("{closes} needs a last day for answers. Choose one above."))
        if "incentive" in used and not (self.incentive.data or "").strip():
            return blame(self[name], _("{incentive} needs words. Write above what is promised."))
        return True


def check_subject(form: StaffForm, language: str) -> bool:
    """Check the subject in one language; the field is told what is wrong with it."""
    field = form[f"subject_{language}"]
    if not (field.data or "").strip():
        return blame(field, _("Write a subject."))
    if placeholders_in(field.data) & set(LINKS):
        return blame(field, _("A link cannot stand in the subject. Put {link} in the text."))
    return _known(form, field)


def check_body(form: StaffForm, language: str) -> bool:
    """Check the text in one language; the field is told what is wrong with it."""
    field = form[f"body_{language}"]
    if "link" not in placeholders_in(field.data or ""):
        return blame(field, _("Put {link} where the personal link shall stand."))
    return _known(form, field)


def start_values(sender_name: str, reply_to: str, title: str) -> dict[str, Any]:
    """Return what a new wave's form begins with."""
    texts = {f"subject_{code}": wording.SUBJECT[code] for code in LANGUAGES}
    texts |= {f"body_{code}": wording.BODY[code] for code in LANGUAGES}
    return {"sender_name": sender_name, "reply_to": reply_to, "title": title, **texts}


def values_of(wave: Wave) -> dict[str, Any]:
    """Return what the form of a wave shows; languages that it lacks get our own text."""
    values = start_values(wave.sender_name, wave.reply_to, wave.title)
    for code in wave.body:
        values[f"subject_{code}"], values[f"body_{code}"] = wave.subject[code], wave.body[code]
    return {
        **values,
        "languages": list(wave.body),
        "publication_id": wave.publication_id,
        "closes_on": wave.closes_at.astimezone(ZoneInfo(wave.time_zone)).date()
        if wave.closes_at
        else None,
        "from_owner": wave.from_owner,
        "incentive": wave.incentive,
    }


def _known(form: StaffForm, field: Field) -> bool:
    try:
        known_placeholders(form, field)
    except ValidationError as error:
        return blame(field, str(error))
    return True


def blame(field: Field, message: str) -> bool:
    """Tell a field what is wrong with it; always False."""
    field.errors = [*field.errors, message]
    return False
