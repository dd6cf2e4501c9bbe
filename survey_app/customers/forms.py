"""Forms about contacts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import (
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Optional

from survey_app.accounts.models import User
from survey_app.config import LANGUAGE_NAMES
from survey_app.customers.extras import split_tags
from survey_app.customers.models import Attribute
from survey_app.customers.sheets import TARGETS, Sheet, sheet_of_file, sheet_of_lines
from survey_app.customers.values import checked_value
from survey_app.sources.contacts import ContactList, checked_email
from survey_app.sources.errors import SourceError
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, needed, options
from survey_app.web.i18n import current_language

FormT = TypeVar("FormT", bound="OwnAttributes")
MAX_ATTRIBUTE_CHARS = 1000
MAX_LIST_CHARS = 4_000_000


CONSENT_LABELS = {
    "unknown": _l("Not known"),
    "given": _l("Yes, they said so"),
    "refused": _l("No, they want to be left alone"),
}
RULE_LABELS = {
    "overwrite": _l("The list wins: its filled cells replace what we know"),
    "fill": _l("Only fill gaps: what we know stays"),
    "keep": _l("Leave them as they are: only new people are added"),
}
KIND_LABELS = {
    "text": _l("Text"),
    "number": _l("Number"),
    "choice": _l("One of a list"),
    "date": _l("Day"),
}
OWNER_LABELS = {"contact": _l("Of every person"), "company": _l("Of every company")}


class AttributeField(StringField):  # type: ignore[misc]
    """One of the study's own attributes, checked and brought into its kind's form."""

    def __init__(self, *args: Any, kind: str = "text", choices: Sequence[str] = (), **kw: Any):
        super().__init__(*args, **kw)
        self.kind, self.choices = kind, choices
        self.data: str | None

    def pre_validate(self, form: Any) -> None:
        """Refuse what does not fit the kind, saying what does."""
        value, wrong = checked_value(self.kind, self.choices, self.data or "")
        if wrong:
            raise ValidationError(wrong)
        self.data = value


def attribute_field(one: Attribute) -> Any:
    """Return the field for an attribute; a choice is a list to choose from."""
    if one.kind == "choice":
        known = {"": _l("Not known"), **{choice: choice for choice in one.choices}}
        return SelectField(one.name, choices=options(known), validate_choice=False)
    kinds = {"number": "decimal", "text": "text", "date": "text"}
    return AttributeField(
        one.name,
        [at_most(MAX_ATTRIBUTE_CHARS)],
        kind=one.kind,
        choices=one.choices,
        description=_l("Such as 2026-03-31.") if one.kind == "date" else "",
        render_kw={"inputmode": kinds[one.kind]},
    )


def with_attributes(form_class: type[FormT], attributes: Sequence[Attribute]) -> type[FormT]:
    """Return the form with one more field for each of the study's own attributes."""
    more = {f"own_{one.id}": attribute_field(one) for one in attributes}
    return type(form_class.__name__, (form_class,), {**more, "own_names": {
        f"own_{one.id}": one.name for one in attributes
    }})  # fmt: skip


class OwnAttributes:
    """What forms with a study's own attributes share."""

    own_names: ClassVar[dict[str, str]] = {}

    def own_values(self) -> dict[str, str]:
        """Return the values of the study's own attributes by name."""
        return {name: getattr(self, key).data or "" for key, name in self.own_names.items()}

    @classmethod
    def own_data(cls, attributes: dict[str, Any]) -> dict[str, Any]:
        """Return stored values as the form's data."""
        return {key: str(attributes.get(name, "")) for key, name in cls.own_names.items()}


class ContactForm(OwnAttributes, StaffForm):
    """One person."""

    name = StringField(_l("Name"), [at_most(MAX_SHORT_CHARS)])
    email = StringField(_l("E-mail"))
    phone = StringField(_l("Phone"), [at_most(MAX_SHORT_CHARS)])
    company = StringField(_l("Company"), [at_most(MAX_SHORT_CHARS)])
    language = SelectField(
        _l("Language"), choices=options({"": _l("Not known"), **LANGUAGE_NAMES}), default=""
    )
    owner = SelectField(
        _l("Whose contact"),
        description=_l("The colleague whom they know best; mails can come from there."),
        validate_choice=False,
    )
    tags = StringField(
        _l("Tags"), [at_most(MAX_SHORT_CHARS)], description=_l("With commas between.")
    )
    consent = SelectField(
        _l("May we write and call"), choices=options(CONSENT_LABELS), validate_choice=False
    )
    consent_source = StringField(
        _l("Where they said so"),
        [at_most(MAX_SHORT_CHARS)],
        description=_l("Such as: form on the website, trade fair, on the phone."),
    )
    consent_on = DateField(_l("When"), [Optional()])

    def offer(self, people: Sequence[User]) -> None:
        """Fill in whose contact it can be."""
        self.owner.choices = options(
            {"": _l("Nobody's"), **{str(user.id): user.name for user in people}}
        )

    def validate_email(self, field: StringField) -> None:
        """Check the address as in a list; without one, a name and a phone number are needed."""
        if not field.data:
            if not (self.name.data and self.phone.data):
                raise ValidationError(
                    str(_l("Write an e-mail address, or a name and a phone number."))
                )
            return
        email = checked_email(field.data)
        if email is None:
            raise ValidationError(str(_l("Write an address like name@company.com.")))
        field.data = email

    def values(self) -> dict[str, Any]:
        """Return the fields as the services take them; what was not sent is not named."""
        known = {choice.value for choice in self.owner.choices or ()}
        more: dict[str, Any] = {}
        if self.owner.data in known:
            more["owner_id"] = int(self.owner.data) if self.owner.data else None
        if self.tags.raw_data:
            more["tags"] = split_tags(self.tags.data or "")
        if self.consent.data in CONSENT_LABELS:
            more |= {
                "consent": self.consent.data,
                "consent_source": self.consent_source.data or "",
                "consent_on": self.consent_on.data,
            }
        sent = {
            name: value
            for key, name in self.own_names.items()
            if getattr(self, key).raw_data and (value := getattr(self, key).data or "") is not None
        }
        return {
            "name": " ".join((self.name.data or "").split()),
            "email": self.email.data or None,
            "phone": " ".join((self.phone.data or "").split()),
            "company": " ".join((self.company.data or "").split()),
            "language": self.language.data or None,
            **more,
            **({"attributes": sent} if sent else {}),
        }


class CompanyForm(OwnAttributes, StaffForm):
    """One company."""

    name = StringField(_l("Name"), [needed(), at_most(MAX_SHORT_CHARS)])


class AttributeForm(StaffForm):
    """Something more to know of every contact or company."""

    name = StringField(
        _l("What"), [needed(), at_most(60)], description=_l("Such as: industry, customer since.")
    )
    owner = SelectField(_l("Of whom"), choices=options(OWNER_LABELS))
    kind = SelectField(_l("Kind"), choices=options(KIND_LABELS))
    choices = TextAreaField(
        _l("The list"), [at_most(2000)], description=_l("One a line; only for 'one of a list'.")
    )

    def validate_name(self, field: StringField) -> None:
        """Keep marks away that columns of lists use for themselves."""
        if field.data.startswith("@") or '"' in field.data:
            raise ValidationError(str(_l("Leave out quotation marks, and @ at the beginning.")))

    def validate_choices(self, field: TextAreaField) -> None:
        """A list to choose from needs at least two lines."""
        if self.kind.data == "choice" and len(self.lines()) < 2:
            raise ValidationError(str(_l("Write at least two, one a line.")))

    def lines(self) -> list[str]:
        """Return the choices."""
        lines = (" ".join(line.split()) for line in (self.choices.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class SourceForm(StaffForm):
    """What a public source says of a person."""

    text = TextAreaField(_l("What it says"), [needed(), at_most(2000)])
    url = StringField(
        _l("Where"), [at_most(500)], description=_l("The page's address, if it is on the web.")
    )
    seen_on = DateField(_l("Read on"), [Optional()])

    def validate_url(self, field: StringField) -> None:
        """Only addresses of web pages can be followed."""
        if field.data and not re.fullmatch(r"https?://[^\s<>\"]+", field.data):
            raise ValidationError(str(_l("Write an address that begins with https://.")))


class FilterForm(StaffForm):
    """A name for the filter in use."""

    name = StringField(_l("Name of the segment"), [needed(), at_most(60)])


class ListForm(StaffForm):
    """Many people at once: pasted lines, or a file."""

    lines = TextAreaField(
        _l("Paste a list"),
        [at_most(MAX_LIST_CHARS)],
        description=_l(
            "One person a line: Anna Lee <anna@company.example>. A table copied from a "
            "spreadsheet works too, with its row of headings."
        ),
    )
    file = FileField(
        _l("Or choose a file"),
        description=_l(
            "CSV or XLSX with a row of headings, such as name, e-mail, company, language, phone. "
            "Other columns are kept."
        ),
    )

    def read(self) -> tuple[Sheet, ContactList | None] | None:
        """Read the list that was sent; None, with the message on its field, if it cannot be."""
        upload = self.file.data
        has_file = isinstance(upload, FileStorage) and bool(upload.filename)
        try:
            if has_file:
                return sheet_of_file(upload.filename, upload.stream.read())
            if (self.lines.data or "").strip():
                return sheet_of_lines(self.lines.data)
        except SourceError as error:
            self.refuse(error.message(current_language()))
            return None
        self.lines.errors = [*self.lines.errors, str(_l("Paste a list or choose a file."))]
        return None

    def refuse(self, message: str) -> None:
        """Put a message on the field that the list came by."""
        upload = self.file.data
        has_file = isinstance(upload, FileStorage) and bool(upload.filename)
        field = self.file if has_file else self.lines
        field.errors = [*field.errors, message]


class ConfirmForm(StaffForm):
    """The list as it was read, carried from the preview to the import, and how to take it."""

    as_read = HiddenField()
    kept = HiddenField()
    source = HiddenField()
    rule = RadioField(
        _l("People we know already"),
        choices=options(RULE_LABELS),
        default="overwrite",
        validate_choice=False,
    )
    consent = SelectField(
        _l("May we write and call them"),
        choices=options(CONSENT_LABELS),
        default="unknown",
        validate_choice=False,
    )
    consent_source = StringField(_l("Where they said so"), [at_most(MAX_SHORT_CHARS)])
    consent_on = DateField(_l("When"), [Optional()])

    def targets(self, sheet: Sheet, sent: Mapping[str, str]) -> dict[str, str]:
        """Return what each column was said to mean; unknown wishes are left out."""
        wishes = {one.heading: sent.get(f"to-{n}") for n, one in enumerate(sheet.columns)}
        return {
            heading: wish
            for heading, wish in wishes.items()
            if wish is not None and (wish in TARGETS or wish.startswith("own:"))
        }
