"""The base of all staff forms: CSRF, messages in the page's language, trimmed text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice, StringField
from wtforms.validators import Email, InputRequired, Length

MAX_SHORT_CHARS = 200
MAX_EMAIL_CHARS = 254


def trimmed(value: Any) -> Any:
    """Filter: white space at the ends of a line of text is never meant."""
    return value.strip() if isinstance(value, str) else value


def needed(message: object | None = None) -> InputRequired:
    """Validator: something must be entered."""
    return InputRequired(message or _l("Fill this in."))


def at_most(limit: int) -> Length:
    """Validator: no longer than `limit` characters."""
    return Length(max=limit, message=_l("Shorten this to %(max)d characters."))


class StaffForm(FlaskForm):  # type: ignore[misc]
    """A form on a staff page."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Trim every line of text."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Add the trimming filter to single-line text fields."""
            if issubclass(unbound_field.field_class, StringField):
                filters = list(unbound_field.kwargs.get("filters", ()))
                if trimmed not in filters and "Password" not in unbound_field.field_class.__name__:
                    unbound_field.kwargs["filters"] = [trimmed, *filters]
            return unbound_field.bind(form=form, **options)


def email_field(label: object, **kwargs: Any) -> StringField:
    """Return a required field for one e-mail address."""
    return StringField(
        label,
        [
            needed(),
            at_most(MAX_EMAIL_CHARS),
            Email(_l("Write an address like name@company.com.")),
        ],
        **kwargs,
    )


def options(labels: Mapping[str, object]) -> list[SelectChoice]:
    """Return a table of value to label as the choices of a select or radio field."""
    return [SelectChoice(value, label) for value, label in labels.items()]
