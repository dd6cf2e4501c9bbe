"""Forms of the builder."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from survey_app.builder.words import ELICITS
from survey_app.config import LANGUAGE_NAMES
from survey_app.questionnaire.types import TYPES
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, needed, options
from survey_app.web.i18n import current_language

PURPOSES = {
    "survey": _l("A survey that customers fill in"),
    "script": _l("A script that interviewers follow"),
}


class TicksField(SelectMultipleField):  # type: ignore[misc]
    """Several choices as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class NewForm(StaffForm):
    """Begin a questionnaire; the ticked sections and questions of the banks come beside it."""

    title = StringField(
        _l("Title"),
        [needed(), at_most(MAX_SHORT_CHARS)],
        description=_l("Customers see it, such as 'Your day at work'."),
    )
    purpose = RadioField(_l("What is it?"), choices=options(PURPOSES), default="survey")
    languages = TicksField(
        _l("Languages"),
        [needed(_l("Choose at least one language."))],
        choices=options(LANGUAGE_NAMES),
    )


class OwnQuestionForm(StaffForm):
    """A question of the team's own."""

    section = SelectField(_l("Section"))
    type = SelectField(_l("Type"))
    en = StringField(_l("Question in English"), [Optional(), at_most(500)])
    ru = StringField(_l("Question in Russian"), [Optional(), at_most(500)])
    zh = StringField(_l("Question in Chinese"), [Optional(), at_most(500)])
    choices = TextAreaField(
        _l("Choices"),
        [Optional(), at_most(5000)],
        description=_l("One a line; wordings in several languages parted by | in their order."),
    )
    elicits = TicksField(_l("It brings out"), choices=options(ELICITS))
    required = BooleanField(_l("Must be answered"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        self.type.choices = options({name: kind.label[language] for name, kind in TYPES.items()})
        if self.type.data is None:
            self.type.data = "text"

    def texts(self) -> dict[str, str]:
        """Return the question's wordings that were given."""
        wordings = {code: self[code].data or "" for code in LANGUAGE_NAMES}
        return {code: text for code, text in wordings.items() if text}

    def choice_texts(self, languages: tuple[str, ...]) -> list[dict[str, str]]:
        """Return the wordings of each choice; a line without bars is the same in all languages."""
        found = []
        for line in (self.choices.data or "").splitlines():
            parts = [part.strip() for part in line.split("|")]
            if not any(parts):
                continue
            if len(parts) == 1:
                parts *= len(languages)
            found.append(dict(zip(languages, parts, strict=False)))
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for choices where the type needs them."""
        fine: bool = super().validate(extra_validators)
        kind = TYPES.get(self.type.data or "")
        if kind and "choices" in kind.needs and len(self.choice_texts(("en",))) < 2:
            self.choices.errors = [*self.choices.errors, _l("Write at least two choices.")]
            return False
        return fine
