"""Forms about contacts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, SelectField, StringField, TextAreaField, ValidationError

from survey_app.config import LANGUAGE_NAMES
from survey_app.sources.contacts import (
    ContactList,
    ContactRow,
    checked_email,
    parse_contacts,
    read_contacts,
)
from survey_app.sources.errors import SourceError
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, options
from survey_app.web.i18n import current_language

MAX_LIST_CHARS = 4_000_000
HEADINGS = ("name", "email", "company", "language", "phone")


class ContactForm(StaffForm):
    """One person."""

    name = StringField(_l("Name"), [at_most(MAX_SHORT_CHARS)])
    email = StringField(_l("E-mail"))
    phone = StringField(_l("Phone"), [at_most(MAX_SHORT_CHARS)])
    company = StringField(_l("Company"), [at_most(MAX_SHORT_CHARS)])
    language = SelectField(
        _l("Language"), choices=options({"": _l("Not known"), **LANGUAGE_NAMES}), default=""
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
        """Return the fields as the services take them."""
        return {
            "name": " ".join((self.name.data or "").split()),
            "email": self.email.data or None,
            "phone": " ".join((self.phone.data or "").split()),
            "company": " ".join((self.company.data or "").split()),
            "language": self.language.data or None,
        }


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

    def read(self) -> ContactList | None:
        """Read the list that was sent; None, with the message on its field, if it cannot be."""
        upload = self.file.data
        has_file = isinstance(upload, FileStorage) and bool(upload.filename)
        try:
            if has_file:
                return read_contacts(upload.filename, upload.stream.read())
            if (self.lines.data or "").strip():
                return parse_contacts(self.lines.data)
        except SourceError as error:
            field = self.file if has_file else self.lines
            field.errors = [*field.errors, error.message(current_language())]
            return None
        self.lines.errors = [*self.lines.errors, str(_l("Paste a list or choose a file."))]
        return None


class ConfirmForm(StaffForm):
    """The list as it was read, carried from the preview to the import."""

    as_read = HiddenField()
    source = HiddenField()


def write_list(rows: Sequence[ContactRow]) -> str:
    """Write contacts as CSV that `parse_contacts` reads back to the same contacts."""
    names = list(dict.fromkeys(name for row in rows for name, _ in row.attributes))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*HEADINGS, *names])
    for row in rows:
        own = dict(row.attributes)
        writer.writerow(
            [
                *(getattr(row, name) or "" for name in HEADINGS),
                *(own.get(name, "") for name in names),
            ]
        )
    return stream.getvalue()


def read_back(text: str) -> ContactList:
    """Read what `write_list` wrote, checking everything again. Raises SourceError."""
    return read_contacts("list.csv", text.encode(), mapping={name: name for name in HEADINGS})
